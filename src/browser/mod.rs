//! (lands in a later commit)
pub mod canvas;
