//! What the team said no to in this cycle.

use leptos::{ev, prelude::*};

use super::closing::told;
use super::send;
use crate::browser::clock;
use crate::change::Command;
use crate::domain::{Cycle, Id, Kind, Record};
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, view};
use crate::ui::widget::{Inline, TextField};
use crate::ui::workspace::{Workspace, use_workspace};

/// The list; it can be added to, changed and taken from while the cycle is open.
#[component]
pub(super) fn NotDoing(cycle: Id, closed: Signal<bool>) -> impl IntoView {
    let workspace = use_workspace();
    let of_rows = cycle.clone();
    let rows = Memo::new(move |_| {
        workspace.read(&[Topic::List(Kind::Cycle)], |plan| {
            plan.records().cycles.get(&of_rows).map(|c| c.not_doing.clone()).unwrap_or_default()
        })
    });
    let ids = move || rows.read().keys().cloned().collect::<Vec<_>>();
    let empty = Memo::new(move |_| rows.read().is_empty());
    let (of_row, of_add) = (cycle.clone(), cycle);
    let draft = RwSignal::new(String::new());
    let add = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let what = draft.get_untracked().trim().to_string();
        if !what.is_empty() {
            let id = clock::mint("n");
            edit(
                workspace,
                &of_add,
                |cycle| drop(cycle.not_doing.insert(id, what)),
                |command| {
                    send(workspace, t().not_doing, command);
                },
            );
            draft.set(String::new());
        }
    };
    let add = std::sync::Arc::new(add);
    view! {
        <section class="part">
            <h2>{t().not_doing}</h2>
            <p class="soft">{t().not_doing_hint}</p>
            {move || empty.get().then(|| view! { <p class="faint">{t().not_doing_none}</p> })}
            {move || (!empty.get()).then(|| {
                let cycle = of_row.clone();
                view! { <ul class="panel rows not-doing">{each(ids, move |id| row(workspace, cycle.clone(), id, rows, closed))}</ul> }
            })}
            {move || (!closed.get()).then(|| {
                let add = add.clone();
                view! {
                    <form class="add" on:submit=handler(move |event| add(event))>
                        <TextField label=t().not_doing_new value=draft />
                        <button type="submit" class="button">{t().add}</button>
                    </form>
                }
            })}
        </section>
    }
}

fn row(
    workspace: Workspace,
    cycle: Id,
    id: Id,
    rows: Memo<crate::ordered::Map<Id, String>>,
    closed: Signal<bool>,
) -> AnyView {
    let of_said = id.clone();
    let said = Signal::derive(move || rows.read().get(&of_said).cloned().unwrap_or_default());
    let name = said.get_untracked();
    let (of_save, key) = (cycle.clone(), id.clone());
    let save = move |what: String| {
        let key = key.clone();
        if !what.is_empty() {
            edit(
                workspace,
                &of_save,
                |cycle| drop(cycle.not_doing.insert(key, what)),
                |command| {
                    send(workspace, t().not_doing, command);
                },
            );
        }
    };
    let gone = fill(t().deleted, &[&name]);
    let remove = move || {
        edit(
            workspace,
            &cycle,
            |cycle| drop(cycle.not_doing.remove(&id)),
            |command| {
                told(workspace, &gone, vec![command]);
            },
        );
    };
    let (save, remove) = (std::sync::Arc::new(save), std::sync::Arc::new(remove));
    let shown = move || {
        let (save, remove) = (save.clone(), remove.clone());
        if closed.get() {
            return view! { <span class="name wrap-anywhere"><bdi>{move || said.get()}</bdi></span> };
        }
        view! {
            <Inline label=t().not_doing_item quiet=true said=said save=move |what| save(what) />
            <button type="button" class="button small" aria-label=fill(t().delete_named, &[&name])
                on:click=handler(move |_| remove())>{t().delete}</button>
        }
    };
    view! { <li>{shown}</li> }
}

fn edit(workspace: Workspace, id: &Id, edit: impl FnOnce(&mut Cycle), then: impl FnOnce(Command)) {
    let Some(mut cycle) = workspace.peek(|plan| plan.records().cycles.get(id).cloned()) else { return };
    edit(&mut cycle);
    then(Command::Edit { id: id.clone(), record: Record::Cycle(cycle) });
}
