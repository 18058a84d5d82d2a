//! Where the values of each name go.

use leptos::prelude::*;

use super::Desk;
use crate::domain::{Id, Kind};
use crate::ordered::sort_by;
use crate::table::Goal;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::use_workspace;

/// The choice that makes a new KPI, and the one that leaves the values out; ids are never so short.
const NEW: &str = "+";
const OUT: &str = "-";

/// The names of the table, each with the KPI its values go into.
#[component]
pub(super) fn Goals(desk: Desk) -> impl IntoView {
    let workspace = use_workspace();
    let import = Memo::new(move |_| desk.import(workspace));
    let rows = move || {
        let reading = desk.reading.get()?;
        let import = import.get();
        let mut kpis = workspace.read(&[Topic::List(Kind::Kpi)], |plan| {
            plan.records()
                .kpis
                .iter()
                .map(|(id, kpi)| (id.to_string(), kpi.title.clone()))
                .collect::<Vec<_>>()
        });
        sort_by(&mut kpis, |a, b| a.1.cmp(&b.1));
        let row = |(name, goal): (&String, &Goal)| {
            let days = reading.series.get(name)?;
            let span = days.keys().next().zip(days.keys().next_back());
            let span =
                span.map(|(from, to)| [say::full_day(*from).as_str(), " – ", &say::full_day(*to)].concat());
            let said =
                [plural(days.len(), t().value_one, t().value_many), span.unwrap_or_default()].join(", ");
            let title = desk.title(name);
            let chosen = match goal {
                Goal::New(_) => NEW.to_string(),
                Goal::Out => OUT.to_string(),
                Goal::Kpi(id) => id.to_string(),
            };
            let new = fill(t().new_kpi_named, &[&title]);
            let choices = [(NEW.to_string(), new)].into_iter().chain(kpis.iter().cloned());
            let choices = choices.chain([(OUT.to_string(), t().leave_out.to_string())]);
            let options = choices.map(|(key, word)| {
                let selected = key == chosen;
                view! { <option value=key selected=selected>{word}</option> }
            });
            let (of, new_title) = (name.clone(), title.clone());
            let choose = move |event| {
                let key: String = event_target_value(&event);
                let goal = match key.as_str() {
                    NEW => Some(Goal::New(new_title.clone())),
                    OUT => Some(Goal::Out),
                    id => Id::parse(id).map(Goal::Kpi),
                };
                if let Some(goal) = goal {
                    desk.chosen.update(|chosen| {
                        chosen.insert(of.clone(), goal);
                    });
                }
            };
            Some(view! {
                <li>
                    <span class="name"><bdi>{title.clone()}</bdi><span class="sub">{said}</span></span>
                    <select class="input auto" aria-label=fill(t().goes_into, &[&title]) on:change=handler(choose)>{options.collect_view()}</select>
                </li>
            })
        };
        let rows = import.iter().filter_map(row).collect::<Vec<_>>();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="panel section">
                    <h2>{t().values_go}</h2>
                    <ul class="rows">{rows.collect_view()}</ul>
                </section>
            }
        })
    };
    live(rows)
}
