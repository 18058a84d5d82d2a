//! A verdict as shape, word and colour: any one of them would do.

use leptos::prelude::*;

use super::icon::{Shape, shape};
use crate::ui::view::view;

/// How good it is, apart from what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Good,
    /// Wants a look.
    Watch,
    /// Wants action.
    Bad,
    /// Says nothing yet.
    None,
}

impl Tone {
    /// The class that sets the colour `--tone` for what is inside.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Good => "tone-good",
            Tone::Watch => "tone-watch",
            Tone::Bad => "tone-bad",
            Tone::None => "tone-none",
        }
    }

    fn shape(self) -> Shape {
        match self {
            Tone::Good => Shape::Disc,
            Tone::Watch => Shape::Triangle,
            Tone::Bad => Shape::Square,
            Tone::None => Shape::Ring,
        }
    }
}

/// Shape and word in the colour of the tone.
#[component]
pub fn StatusBadge(tone: Tone, #[prop(into)] word: String) -> impl IntoView {
    view! { <span class=format!("status {}", tone.class())>{shape(tone.shape())}<span>{word}</span></span> }
}
