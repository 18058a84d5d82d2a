//! The only module that names web-sys: clock, storage, files, locale, tabs and the canvas.
//!
//! Each file wraps one browser facility in a plain Rust interface and turns whatever it may throw into a value.
//! Must not know the screens.

pub mod backups;
pub mod canvas;
pub mod clipboard;
pub mod clock;
pub mod copy;
pub mod files;
pub mod folder;
pub mod indexed_db;
pub mod local_storage;
pub mod locale;
pub mod mail;
pub mod page;
pub mod parts;
pub mod seen;
pub mod session;
pub mod tabs;
