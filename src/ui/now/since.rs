//! What happened in the last week, the newest first.

use leptos::prelude::*;

use crate::progress::what_changed;
use crate::route::Route;
use crate::ui::changes::{Told, told};
use crate::ui::text::{plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::workspace::use_workspace;

/// How far back it looks, in days.
const WEEK: i32 = 7;
/// How much of it is told.
const MOST: usize = 8;

/// The week's events.
#[component]
pub(super) fn Since() -> impl IntoView {
    let workspace = use_workspace();
    let told = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Reports], |plan| {
            let events = what_changed(plan, day.plus_days(-WEEK), day).events;
            let all = events.len();
            let newest = events.iter().rev().take(MOST);
            (newest.filter_map(|event| told(plan, event)).collect::<Vec<Told>>(), all)
        })
    });
    live(move || {
        let (told, all) = told.get();
        let (day, is_past) = (workspace.day(), workspace.as_of.get().is_some());
        let any_days = Route::Changed(is_past.then(|| (day.plus_days(-WEEK), day))).to_string();
        (!told.is_empty()).then(|| {
            let left = all.saturating_sub(told.len());
            let rows = told.into_iter().map(|(when, what, place)| view! {
                <li>
                    <span class="name wrap-anywhere">
                        {match place {
                            Some(place) => view! { <a href=place><bdi>{what}</bdi></a> },
                            None => view! { <bdi>{what}</bdi> },
                        }}
                        <span class="sub">{when}</span>
                    </span>
                </li>
            });
            view! {
                <section class="since">
                    <header class="line-head">
                        <h2>{if is_past { t().week_before } else { t().last_week }}</h2>
                        <a class="small" href=any_days>{t().any_two_days}</a>
                    </header>
                    <ul class="panel rows">{rows.collect_view()}</ul>
                    {(left > 0).then(|| view! { <p class="small soft">{plural(left, t().and_one_more, t().and_many_more)}</p> })}
                </section>
            }
        })
    })
}
