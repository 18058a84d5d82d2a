//! The check-ins of a key result as a table: what the chart shows, and the words that came with it.

use leptos::prelude::*;

use super::check_in_form::CheckInForm;
use super::trace::trace;
use crate::browser::page;
use crate::change::Command;
use crate::domain::{CheckIn, Date, Id, Kind, Plan};
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, live, view};
use crate::ui::workspace::use_workspace;

/// Rows shown before "show all".
const FIRST_ROWS: usize = 6;

/// The table of check-ins up to the day that is looked at, the newest first.
#[component]
pub(super) fn CheckInLog(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let all = RwSignal::new(false);
    let of_list = id.clone();
    let ids = Memo::new(move |_| {
        let day = workspace.day();
        workspace.read(&[Topic::Record(Kind::KeyResult, of_list.clone())], |plan| {
            let newest = plan.check_ins_of(&of_list).filter(|(_, c)| c.on <= day);
            let mut ids: Vec<Id> = newest.map(|(id, _)| id.clone()).collect();
            ids.reverse();
            ids
        })
    });
    let count = Memo::new(move |_| ids.with(Vec::len));
    let shown = move || {
        let most = if all.get() { usize::MAX } else { FIRST_ROWS };
        ids.with(|ids| ids.iter().take(most).cloned().collect::<Vec<_>>())
    };
    let some = Memo::new(move |_| count.get() > 0);
    let many = Memo::new(move |_| count.get() > FIRST_ROWS);
    live(move || {
        if !some.get() {
            return view! { <p class="small faint">{t().no_check_ins}</p> };
        }
        let key_result = id.clone();
        view! {
            <details class="log" open=!many.get_untracked()>
                <summary>{move || plural(count.get(), t().check_in_one, t().check_in_many)}</summary>
                <div class="table-scroll">
                    <table class="records">
                        <thead><tr>
                            <th>{t().day}</th><th class="number">{t().value}</th><th class="number">{t().confidence}</th>
                            <th>{t().note}</th><th><span class="visually-hidden">{t().actions}</span></th>
                        </tr></thead>
                        {each(shown, move |id| view! { <LogRow id=id key_result=key_result.clone() /> })}
                    </table>
                </div>
                {move || many.get().then(|| view! {
                    <button type="button" class="button quiet small" on:click=handler(move |_| all.update(|a| *a = !*a))>
                        {move || if all.get() { t().show_fewer } else { t().show_all }}
                    </button>
                })}
            </details>
        }
    })
}

/// One check-in: what it says, what it said before, what stood in the way; corrected in place.
#[component]
fn LogRow(id: Id, key_result: Id) -> impl IntoView {
    let workspace = use_workspace();
    let correcting = RwSignal::new(false);
    let button = format!("correct-{id}");
    let back_to = format!("#{button}");
    Effect::new(move |was_open: Option<bool>| {
        let open = correcting.get();
        if was_open == Some(true) && !open {
            // The focus goes back to what opened the form.
            let back_to = back_to.clone();
            request_animation_frame(move || page::focus(&back_to));
        }
        open
    });
    let (of_row, of_form, form_for) = (id.clone(), id, key_result.clone());
    let row = move || {
        let day = workspace.day();
        let topics = [Topic::Record(Kind::KeyResult, key_result.clone()), Topic::List(Kind::Person)];
        let (check_in, unit, by, blocker) = workspace.read(&topics, |plan| {
            let check_in = plan.records().check_ins.get(&of_row)?.clone();
            let unit = plan.records().key_results.get(&key_result).and_then(|k| k.unit.clone());
            let by = name_of(plan, check_in.by.as_ref());
            let blocker = in_the_way(plan, &check_in, day);
            Some((check_in, unit, by, blocker))
        })?;
        let on = say::full_day(check_in.on);
        let (correct, delete) = (fill(t().correct_check_in, &[&on]), fill(t().delete_check_in, &[&on]));
        let (done, gone, cleared) = (delete.clone(), of_row.clone(), of_row.clone());
        let trace = trace(&check_in, unit.as_deref());
        let blocker = blocker.map(|(words, what, open)| {
            let clear = move || {
                let (done, day) = (fill(t().cleared_said, &[&what]), Some(workspace.today.get_untracked()));
                workspace
                    .dispatch_with_undo(done, Command::ClearBlocker { check_in: cleared.clone(), day });
            };
            view! {
                <p class="small blocker">
                    <span class=if open { "toned tone-bad" } else { "soft" }>{t().blocker}</span>" "<bdi>{words}</bdi>
                    {open.then(|| view! {
                        " "<button type="button" class="button small" on:click=handler(move |_| clear())>{t().cleared}</button>
                    })}
                </p>
            }
        });
        Some(view! {
            <tr>
                <td>{on}</td>
                <td class="number">{check_in.value.map(|v| say::with_unit(v, unit.as_deref()))}</td>
                <td class="number">{check_in.confidence.map(|c| c.to_string())}</td>
                <td>
                    <bdi>{check_in.note.clone()}</bdi>
                    {by.map(|by| view! { <span class="small faint">" "<bdi>{by}</bdi></span> })}
                    {trace.into_iter().map(|was| view! { <p class="small faint trace"><bdi>{was}</bdi></p> }).collect_view()}
                    {blocker}
                </td>
                <td class="tools">
                    <button type="button" class="icon-button" id=button.clone() aria-label=correct.clone() title=correct
                        aria-expanded=move || correcting.get().to_string()
                        on:click=handler(move |_| if !workspace.stays_as_it_was() { correcting.update(|open| *open = !*open) })>"✎"</button>
                    <button type="button" class="icon-button" aria-label=delete.clone() title=delete
                        on:click=handler(move |_| workspace.dispatch_with_undo(
                            done.clone(), Command::Delete { kind: Kind::CheckIn, id: gone.clone() }))>"×"</button>
                </td>
            </tr>
        })
    };
    view! {
        <tbody>
            {live(row)}
            {live(move || correcting.get().then(|| view! {
                <tr><td colspan="5"><CheckInForm id=form_for.clone() open=correcting corrects=of_form.clone() /></td></tr>
            }))}
        </tbody>
    }
}

fn name_of(plan: &Plan, id: Option<&Id>) -> Option<String> {
    id.and_then(|id| plan.records().people.get(id)).map(|person| person.name.clone())
}

/// What stood in the way, who clears it and until when; whether it does on the day.
fn in_the_way(plan: &Plan, check_in: &CheckIn, day: Date) -> Option<(String, String, bool)> {
    let blocker = check_in.blocker.as_ref()?;
    let open = check_in.blocker_on(day).is_some();
    let until = blocker
        .until
        .filter(|_| open)
        .map(|until| fill(if until < day { t().was_due_by } else { t().due_by }, &[&say::day(until)]));
    let cleared = blocker.cleared.filter(|_| !open).map(|on| fill(t().cleared_on, &[&say::day(on)]));
    let who = name_of(plan, blocker.who.as_ref());
    let words: Vec<String> =
        [blocker.what.clone()].into_iter().chain(who).chain(until).chain(cleared).collect();
    Some((words.join(" · "), blocker.what.clone(), open))
}
