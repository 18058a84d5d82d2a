//! The KPI against the period before, in a line of words beneath its chart.

use leptos::prelude::*;

use crate::domain::{Every, Id, Kind};
use crate::progress::compared_with_before;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::workspace::use_workspace;

/// The line; nothing where one of the two periods holds no measurement.
#[component]
pub(super) fn Before(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::Kpi, id.clone())], |plan| {
            let compared = compared_with_before(plan, &id, day)?;
            let kpi = plan.records().kpis.get(&id)?;
            let window = fill(window(kpi.every), &[&compared.periods.to_string()]);
            let said =
                |value: f64| say::with_unit(crate::domain::round_half_up(value, 2), kpi.unit.as_deref());
            let by = say::signed(crate::domain::round_half_up(compared.by, 2));
            let tone = say::change_tone(compared.judged).class();
            Some(view! {
                <p class="chart-foot before">
                    <span>
                        {fill(t().compared_now, &[&window, &said(compared.now)])}" "
                        <span class=format!("toned {tone}")>{by}</span>" "
                        {fill(t().compared_before, &[&window, &said(compared.before)])}
                    </span>
                </p>
            })
        })
    })
}

fn window(every: Every) -> &'static str {
    match every {
        Every::Day => t().window_days,
        Every::Week => t().window_weeks,
        Every::Month => t().window_months,
        Every::Quarter => t().window_quarters,
        Every::Year => t().window_year,
    }
}
