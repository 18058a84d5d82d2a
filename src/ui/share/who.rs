//! Who works in this browser: asked once, after the first edit, and said on "Share" whenever that changes.

use leptos::prelude::*;

use crate::domain::{Id, Kind};
use crate::ui::form::{InPlaceForm, Names, person_named};
use crate::ui::keeping::Me;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::TextField;
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// The question. With `asks` it is there only while it waits for its first answer.
#[component]
pub fn Who(#[prop(optional)] asks: bool) -> impl IntoView {
    let workspace = use_workspace();
    let due = Memo::new(move |_| workspace.kept.with(|kept| kept.asks_who));
    let changing = RwSignal::new(false);
    live(move || match (asks, due.get()) {
        (true, false) => None,
        (true, true) => Some(view! {
            <section class="panel section who">
                <h2>{t().who_ask}</h2>
                <p>{t().who_explain}</p>
                {live(move || if changing.get() { form(workspace, changing) } else { question(workspace, changing) })}
            </section>
        }),
        (false, _) => Some(view! {
            <section class="panel section who">
                <h3>{t().who_heading}</h3>
                <p>{t().who_explain}</p>
                {live(move || said(workspace, changing))}
            </section>
        }),
    })
}

/// Who it is, and the way to change that; the form where nobody has said.
fn said(workspace: Workspace, changing: RwSignal<bool>) -> AnyView {
    let name = name(workspace);
    match name.filter(|_| !changing.get()) {
        Some(name) => view! {
            <div class="actions">
                <span><bdi>{fill(t().who_is, &[&name])}</bdi></span>
                <button type="button" class="button small" on:click=handler(move |_| changing.set(true))>{t().who_change}</button>
            </div>
        },
        None if changing.get() => form(workspace, changing),
        None => view! {
            <div class="actions">
                <button type="button" class="button" on:click=handler(move |_| changing.set(true))>{t().who_say}</button>
            </div>
        },
    }
}

/// The two answers to the question.
fn question(workspace: Workspace, changing: RwSignal<bool>) -> AnyView {
    view! {
        <div class="actions">
            <button type="button" class="button primary" on:click=handler(move |_| changing.set(true))>{t().who_say}</button>
            <button type="button" class="button" on:click=handler(move |_| say_who(workspace, None))>{t().who_not_now}</button>
        </div>
    }
}

/// The name of whoever works here, where they said and the plan still has them.
fn name(workspace: Workspace) -> Option<String> {
    let Me::Person(id) = workspace.kept.with(|kept| kept.me.clone()) else { return None };
    workspace.read(&[Topic::Record(Kind::Person, id.clone())], |plan| {
        plan.records().people.get(&id).map(|person| person.name.clone())
    })
}

fn form(workspace: Workspace, open: RwSignal<bool>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let names =
        workspace.peek(|plan| plan.records().people.values().map(|it| it.name.clone()).collect::<Vec<_>>());
    let save = move || -> Result<(), String> {
        let mut commands = Vec::new();
        let person = workspace.peek(|plan| person_named(plan, typed, &mut commands));
        let person = person.ok_or_else(|| t().who_ask.to_string())?;
        let name = typed.get_untracked().trim().to_string();
        if !commands.is_empty() {
            workspace.dispatch_all(fill(t().who_label, &[&name]), commands)?;
        }
        say_who(workspace, Some(&person));
        let text = fill(t().who_saved, &[&name]);
        workspace.notice.set(Some(Notice { text, undoable: false }));
        Ok(())
    };
    view! {
        <InPlaceForm class="who-form" open=open save=save>
            <TextField label=t().who_name value=typed list="who-names" />
            <div class="actions">
                <button type="submit" class="button primary">{t().who_save}</button>
                <button type="button" class="button" on:click=handler(move |_| open.set(false))>{t().cancel}</button>
            </div>
            <Names id="who-names" names=names />
        </InPlaceForm>
    }
}

fn say_who(workspace: Workspace, person: Option<&Id>) {
    workspace.with_keeping(|keeping, _| keeping.say_who(person));
}
