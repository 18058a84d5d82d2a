//! The measurements as a table beside the chart, the newest first.

use leptos::prelude::*;

use crate::browser::files;
use crate::change::Command;
use crate::domain::{Id, Kind, Series};
use crate::plan_file::table_name;
use crate::progress::{Judged, kpi_change};
use crate::table::write_series;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// Rows shown before "show all".
const FIRST_ROWS: usize = 8;

/// The table of measurements.
#[component]
pub(super) fn Measurements(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let all = RwSignal::new(false);
    live(move || {
        let day = workspace.day();
        let (rows, count, unit) = workspace.read(&[Topic::Record(Kind::Kpi, id.clone())], |plan| {
            let empty = Series::default();
            let series = plan.series_of(&id).unwrap_or(&empty);
            let most = if all.get() { usize::MAX } else { FIRST_ROWS };
            let rows: Vec<_> = series
                .iter()
                .rev()
                .filter(|(on, ..)| *on <= day)
                .take(most)
                .map(|(on, value, note)| {
                    let change = kpi_change(plan, &id, on).map(|c| (c.by, c.judged));
                    (on, value, note.map(str::to_string), change)
                })
                .collect();
            let unit = plan.records().kpis.get(&id).and_then(|k| k.unit.clone());
            (rows, series.len_on(day), unit)
        });
        if count == 0 {
            return view! {
                <div class="panel empty"><h2>{t().no_measurements}</h2><p>{t().no_measurements_hint}</p></div>
            };
        }
        let head = match &unit {
            Some(unit) => fill(t().value_unit, &[unit]),
            None => t().value.to_string(),
        };
        let saved = id.clone();
        let rows = rows.into_iter().map(|(on, value, note, change)| {
            let label = fill(t().delete_measurement, &[&say::full_day(on)]);
            let (done, kpi) = (label.clone(), id.clone());
            let (by, judged) = change.unwrap_or((0.0, Judged::Neutral));
            view! {
                <tr>
                    <td>{say::full_day(on)}</td>
                    <td class="number">{say::number(value)}</td>
                    <td class="number"><span class=format!("toned {}", say::change_tone(judged).class())>
                        {change.map(|_| say::signed(by))}</span></td>
                    <td><bdi>{note}</bdi></td>
                    <td class="tools">
                        <button type="button" class="icon-button" aria-label=label.clone() title=label
                            on:click=handler(move |_| workspace.dispatch_with_undo(done.clone(),
                                Command::RecordMeasurement { kpi: kpi.clone(), day: on, measurement: None }))>"×"</button>
                    </td>
                </tr>
            }
        });
        view! {
            <div class="panel table-scroll">
                <table class="records">
                    <thead><tr>
                        <th>{t().day}</th><th class="number">{head}</th><th class="number">{t().change}</th>
                        <th>{t().note}</th><th><span class="visually-hidden">{t().actions}</span></th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <div class="actions">
                {(count > FIRST_ROWS).then(|| view! {
                    <button type="button" class="button quiet small" on:click=handler(move |_| all.update(|a| *a = !*a))>
                        {move || if all.get() { t().show_fewer } else { t().show_all }}
                    </button>
                })}
                <button type="button" class="button quiet small" on:click=handler(move |_| save_csv(workspace, &saved))>{t().save_csv}</button>
            </div>
        }
    })
}

/// Downloads the measurements as a table.
fn save_csv(workspace: Workspace, id: &Id) {
    let made = workspace.peek(|plan| {
        let name = table_name(&plan.records().kpis.get(id)?.title);
        Some((name, write_series(plan, id, t().day, t().note)?))
    });
    let Some((name, text)) = made else { return };
    let text = match files::download(&name, &text, "text/csv") {
        Ok(()) => fill(t().saved_as, &[&name]),
        Err(why) => fill(t().not_downloaded, &[&why]),
    };
    workspace.notice.set(Some(Notice { text, undoable: false }));
}
