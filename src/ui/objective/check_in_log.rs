//! The check-ins of a key result as a table: what the chart shows, and the words that came with it.

use leptos::prelude::*;

use crate::change::Command;
use crate::domain::{Id, Kind};
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::use_workspace;

/// Rows shown before "show all".
const FIRST_ROWS: usize = 6;

/// The table of check-ins, the newest first.
#[component]
pub(super) fn CheckInLog(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let all = RwSignal::new(false);
    live(move || {
        let topics = [Topic::Record(Kind::KeyResult, id.clone()), Topic::List(Kind::Person)];
        let (count, rows, unit) = workspace.read(&topics, |plan| {
            let unit = plan.records().key_results.get(&id).and_then(|k| k.unit.clone());
            let most = if all.get() { usize::MAX } else { FIRST_ROWS };
            let name = |id: &Option<Id>| {
                id.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone())
            };
            let rows: Vec<_> = plan
                .check_ins_of(&id)
                .rev()
                .take(most)
                .map(|(c, check_in)| {
                    let blocker = check_in.blocker.as_ref().map(|b| {
                        let who = name(&b.who).map(|who| format!(" · {who}")).unwrap_or_default();
                        let until = b.until.map(|day| format!(" · {}", say::day(day))).unwrap_or_default();
                        format!("{}{who}{until}", b.what)
                    });
                    (c.clone(), check_in.clone(), name(&check_in.by), blocker)
                })
                .collect();
            (plan.check_ins_of(&id).count(), rows, unit)
        });
        if count == 0 {
            return view! { <p class="small faint">{t().no_check_ins}</p> };
        }
        let rows = rows.into_iter().map(|(id, check_in, by, blocker)| {
            let label = fill(t().delete_check_in, &[&say::full_day(check_in.on)]);
            let done = label.clone();
            view! {
                <tr>
                    <td>{say::full_day(check_in.on)}</td>
                    <td class="number">{check_in.value.map(|v| say::with_unit(v, unit.as_deref()))}</td>
                    <td class="number">{check_in.confidence.map(|c| c.to_string())}</td>
                    <td>
                        <bdi>{check_in.note.clone()}</bdi>
                        {by.map(|by| view! { <span class="small faint">" "<bdi>{by}</bdi></span> })}
                        {blocker.map(|b| view! { <p class="small"><span class="toned tone-bad">{t().blocker}</span>" "<bdi>{b}</bdi></p> })}
                    </td>
                    <td class="tools">
                        <button type="button" class="icon-button" aria-label=label.clone() title=label
                            on:click=handler(move |_| workspace.dispatch_with_undo(
                                done.clone(), Command::Delete { kind: Kind::CheckIn, id: id.clone() }))>"×"</button>
                    </td>
                </tr>
            }
        });
        view! {
            <details class="log" open=count <= FIRST_ROWS>
                <summary>{plural(count, t().check_in_one, t().check_in_many)}</summary>
                <div class="table-scroll">
                    <table class="records">
                        <thead><tr>
                            <th>{t().day}</th><th class="number">{t().value}</th><th class="number">{t().confidence}</th>
                            <th>{t().note}</th><th><span class="visually-hidden">{t().actions}</span></th>
                        </tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
                {(count > FIRST_ROWS).then(|| view! {
                    <button type="button" class="button quiet small" on:click=handler(move |_| all.update(|a| *a = !*a))>
                        {move || if all.get() { t().show_fewer } else { t().show_all }}
                    </button>
                })}
            </details>
        }
    })
}
