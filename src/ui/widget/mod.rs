//! Building blocks of every screen. They know no word of OKR practice: what they show comes in as text and numbers.

mod avatar;
mod canvas;
mod confidence;
mod dialog;
mod field;
mod focus;
mod icon;
mod inline;
mod menu;
mod progress_bar;
pub mod segments;
mod status_badge;

pub use avatar::Avatar;
pub use canvas::{Painter, Picture, Spark, Viewport, WithSay};
pub use confidence::Confidence;
pub use dialog::Dialog;
pub use field::{AreaField, Choice, DateField, SelectField, TextField};
pub use focus::focus_first_input;
pub use icon::{Icon, Shape, icon, shape};
pub use inline::Inline;
pub use menu::{Menu, MenuItem};
pub use progress_bar::ProgressBar;
pub use status_badge::{StatusBadge, Tone};
