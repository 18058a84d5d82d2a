//! A person as two letters in a circle, the full name for those who ask.

use crate::ui::view::view;
use leptos::prelude::*;

/// The initials of `name` on a colour that stays the same for that name.
#[component]
pub fn Avatar(
    /// The full name; it is the tooltip and what a screen reader says.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let letters: String = name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect();
    let hue = name.chars().fold(0u32, |sum, c| sum.wrapping_mul(31).wrapping_add(u32::from(c))) % 6;
    view! {
        <span class=format!("avatar hue-{hue}") role="img" aria-label=name.clone() title=name>
            {letters.to_uppercase()}
        </span>
    }
}
