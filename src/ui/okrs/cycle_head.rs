//! The head of the place: which cycle, how far it has come, which team, and the legend of the bars.

use leptos::prelude::*;

use super::choices::{CycleChoice, TeamChoice};
use super::staying::{View, staying};
use crate::domain::{Id, Kind};
use crate::progress::{DueReport, due, elapsed_share};
use crate::ui::say;
use crate::ui::sheet::Sheet;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, view};
use crate::ui::widget::{ProgressBar, Tone};
use crate::ui::workspace::use_workspace;

/// Title, span and day of a cycle; the ways to another cycle, to one team's part, and to a new objective.
#[component]
pub(super) fn CycleHead(cycle: Id, view: View) -> impl IntoView {
    let workspace = use_workspace();
    let staying = staying();
    let shown = cycle.clone();
    let head = move || {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            let cycle = plan.records().cycles.get(&shown)?;
            let length = cycle.to.days_since(cycle.from) + 1;
            let at = match day.days_since(cycle.from) + 1 {
                ahead if ahead < 1 => fill(t().begins_on, &[&say::day(cycle.from)]),
                over if over > length => t().over.to_string(),
                at => fill(t().day_of, &[&at.to_string(), &length.to_string()]),
            };
            let span = format!("{}, {at}", say::span(cycle.from, cycle.to));
            let running = cycle.from <= day && day <= cycle.to;
            let share = running.then(|| elapsed_share((cycle.from, cycle.to), day));
            Some((cycle.title.clone(), span, share, say::day(cycle.to)))
        })
    };
    let of_overdue = cycle.clone();
    let overdue = move || {
        let day = workspace.day();
        workspace.read(&[Topic::List(Kind::KeyResult), Topic::List(Kind::Objective)], |plan| {
            let in_cycle = |id: &Id| {
                let key_result = plan.records().key_results.get(id);
                let objective = key_result.and_then(|k| plan.records().objectives.get(&k.objective));
                objective.is_some_and(|o| o.cycle == of_overdue)
            };
            let late = due(plan, day).into_iter().filter(|due| due.overdue);
            let count =
                late.filter(|due| matches!(&due.report, DueReport::CheckIn(id) if in_cycle(id))).count();
            (count > 0).then(|| plural(count, t().check_in_overdue_one, t().check_in_overdue_many))
        })
    };
    let title = head.clone();
    let legend = head;
    let new_in = cycle.clone();
    view! {
        <header>
            <div class="titles">
                <h1>
                    {move || title().map(|(name, span, ..)| view! { <bdi>{name}</bdi>" "<span class="aside">{span}</span> })}
                </h1>
                {move || overdue().map(|text| view! { <p class="small toned tone-watch">{text}</p> })}
            </div>
            <div class="actions">
                <Views cycle=cycle.clone() view=view />
                <CycleChoice cycle=cycle.clone() to=view.place() />
                <TeamChoice team=staying.team />
                <button type="button" class="button primary"
                    on:click=handler(move |_| workspace.sheet.set(Some(Sheet::Objective { cycle: new_in.clone(), id: None })))>
                    {t().new_objective}
                </button>
            </div>
        </header>
        {move || legend().and_then(|(_, _, share, end)| share.map(|share| view! {
            <div class="legend">
                <ProgressBar filled={None::<f64>} mark=share ahead={None::<f64>} tone=Tone::None />
                <p>{fill(if workspace.as_of.get().is_some() { t().legend_then } else { t().legend }, &[&say::percent(share), &end])}</p>
            </div>
        }))}
    }
}

/// The three views of a cycle, each with its address.
#[component]
fn Views(cycle: Id, view: View) -> impl IntoView {
    let staying = staying();
    let words = [(View::List, t().view_list), (View::Tree, t().view_tree), (View::Map, t().view_map)];
    let links = words.map(|(to, word)| {
        let here = (to == view).then_some("page");
        view! {
            <a href=to.of(cycle.clone()).to_string() aria-current=here
                on:click=handler(move |_| staying.focus.set(Some(CURRENT.to_string())))>{word}</a>
        }
    });
    view! { <nav class="segments views" aria-label=t().view>{links.collect_view()}</nav> }
}

/// Where the focus goes when the view was switched: the place is drawn anew.
const CURRENT: &str = ".views [aria-current]";
