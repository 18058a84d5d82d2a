//! The signature of the app: a thin bar, a dark mark where it should be, a pale extension to where it is going.

use leptos::prelude::*;

use super::Tone;
use crate::ui::view::view;

/// A bar from 0 to 1. What it shows stands in words beside it, so it is silent for screen readers.
#[component]
pub fn ProgressBar(
    /// How far it is, 0–1.
    #[prop(into)]
    filled: Option<f64>,
    /// Where it should be today, 0–1.
    #[prop(into)]
    mark: Option<f64>,
    /// Where it is going, 0–1.
    #[prop(into)]
    ahead: Option<f64>,
    /// The colour's meaning.
    tone: Tone,
) -> impl IntoView {
    let width = |share: f64| format!("{:.2}%", share.clamp(0.0, 1.0) * 100.0);
    view! {
        <div class=format!("progress {}", tone.class()) aria-hidden="true">
            <div class="track">
                {ahead.map(|ahead| view! { <div class="ahead" style:inline-size=width(ahead)></div> })}
                {filled.map(|filled| view! { <div class="fill" style:inline-size=width(filled)></div> })}
            </div>
            {mark.map(|mark| view! { <div class="mark" style:inset-inline-start=width(mark)></div> })}
        </div>
    }
}
