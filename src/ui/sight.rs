//! The line of sight from anything to the top, as links: how work contributes to what is above it.

use leptos::prelude::*;

use super::say;
use crate::domain::{Id, Kind, Plan};
use crate::progress::line_of_sight;
use crate::route::Route;
use crate::ui::view::view;

/// Address and title of everything that something contributes to, the nearest first; itself not.
pub fn line(plan: &Plan, kind: Kind, id: &Id) -> Vec<(String, String)> {
    let above = line_of_sight(plan, kind, id).into_iter().skip(1);
    let link = |(_, id): (Kind, Id)| {
        let place = plan.records().key_results.get(&id).map_or(&id, |k| &k.objective).clone();
        Some((Route::Objective(place).to_string(), say::title_of(plan, &id)?))
    };
    above.filter_map(link).collect()
}

/// Links with a divider between them; a word where there is nothing above.
pub fn links(path: Vec<(String, String)>) -> AnyView {
    if path.is_empty() {
        return view! { <span>{super::text::t().at_the_top}</span> };
    }
    let link = |(i, (href, title)): (usize, (String, String))| {
        let divider = if i > 0 { " › " } else { "" };
        view! { {divider}<a href=href><bdi>{title}</bdi></a> }
    };
    path.into_iter().enumerate().map(link).collect_view().into_any()
}
