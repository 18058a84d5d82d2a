//! The board as a grid: each KPI's last periods side by side, the status of each in its cell.

use leptos::prelude::*;

use crate::domain::{Id, Kind, Plan};
use crate::progress::{Period, last_periods};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::widget::StatusBadge;
use crate::ui::workspace::use_workspace;

/// How many periods are shown: a quarter of weeks, a year of months.
const PERIODS: usize = 13;

/// The grid of one board.
#[component]
pub(super) fn Grid(ids: Vec<Id>) -> impl IntoView {
    let workspace = use_workspace();
    let rows = move || {
        let day = workspace.day();
        let topics = [Topic::Reports, Topic::List(Kind::Kpi)];
        let rows = workspace.read(&topics, |plan| {
            ids.iter()
                .filter_map(|id| row(plan, id, last_periods(plan, id, day, PERIODS)))
                .collect::<Vec<_>>()
        });
        rows.collect_view()
    };
    let heads = (0..PERIODS).map(|at| {
        let back = PERIODS - 1 - at;
        let word = if back == 0 { t().this_period.to_string() } else { ["−", &back.to_string()].concat() };
        view! { <th scope="col">{word}</th> }
    });
    view! {
        <div class="panel table-scroll" tabindex="0" role="group" aria-label=t().grid>
            <table class="grid">
                <thead><tr><th scope="col">"KPIs"</th>{heads.collect_view()}</tr></thead>
                <tbody>{live(rows)}</tbody>
            </table>
        </div>
    }
}

fn row(plan: &Plan, id: &Id, periods: Vec<Period>) -> Option<AnyView> {
    let kpi = plan.records().kpis.get(id)?;
    let unit = kpi.unit.as_deref();
    let cells = periods.into_iter().map(|period| {
        let (tone, word) = say::kpi_status(period.status);
        let span = say::span(period.from, period.to);
        let said = match period.value {
            Some(value) => fill(t().period_said, &[&span, &say::with_unit(value, unit), word]),
            None => fill(t().period_silent, &[&span]),
        };
        let value = period.value.map(say::number);
        // The status is a word for those who hear it, a shape and a colour for those who see it.
        view! { <td title=said><StatusBadge tone=tone word=word /><span class="value">{value}</span></td> }
    });
    let every = say::every(kpi.every);
    Some(view! {
        <tr>
            <th scope="row"><a href=Route::Kpi(id.clone()).to_string()><bdi>{kpi.title.clone()}</bdi></a><span class="sub">{every}</span></th>
            {cells.collect_view()}
        </tr>
    })
}
