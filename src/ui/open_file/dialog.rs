//! The dialog about a file that arrived: what it is, and what would become of the plan on screen.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Arrival, What, contents, only_read, open, receive_copy};
use crate::domain::Plan;
use crate::plan_file::Opened;
use crate::ui::keeping::Held;
use crate::ui::say;
use crate::ui::start;
use crate::ui::text::{plural, t};
use crate::ui::view::{handler, view};
use crate::ui::widget::Dialog;
use crate::ui::workspace::{Workspace, use_workspace};

/// The dialog about what arrived.
#[component]
pub fn ArrivalSheet(arrival: Arrival) -> impl IntoView {
    let workspace = use_workspace();
    let Arrival { name, what } = arrival;
    match what {
        What::Refused(findings) => refused(workspace, name, findings),
        What::Ready(held, repairs) => ready(workspace, &name, held, &repairs),
        What::CopyOfKept(opened) => copy_of_kept(workspace, name, opened),
        What::Newer(newer) => {
            let (plan, text) = (newer.0.clone(), newer.1.clone());
            let act = move || only_read(workspace, plan.clone(), text.clone());
            let question = Question {
                heading: t().newer_heading,
                explain: t().newer_explain,
                act_word: t().newer_open,
                list: Vec::new(),
            };
            asking(workspace, question, &name, &newer.0, act)
        }
    }
}

fn refused(workspace: Workspace, name: String, findings: Vec<String>) -> AnyView {
    let close = move || workspace.sheet.set(None);
    view! {
        <Dialog title=t().not_opened closed=close>
            <div class="body">
                <h2>{t().not_opened}</h2>
                <p><bdi class="wrap-anywhere">{name}</bdi>" – "{t().nothing_changed}</p>
                <p class="small soft">{plural(findings.len(), t().problem_one, t().problem_many)}</p>
                <ul class="findings" tabindex="0" aria-label=t().problems>
                    {findings.into_iter().map(|f| view! { <li><bdi>{f}</bdi></li> }).collect_view()}
                </ul>
                <footer><button type="button" class="button primary" on:click=handler(move |_| close())>{t().close}</button></footer>
            </div>
        </Dialog>
    }
}

fn ready(workspace: Workspace, name: &str, held: Arc<Held>, repairs: &[String]) -> AnyView {
    let shows_another = workspace.plan_id.get_untracked().is_some();
    let question = Question {
        heading: t().open_heading,
        explain: if shows_another { t().open_explain } else { "" },
        act_word: t().open_plan,
        list: repairs.to_vec(),
    };
    let plan = held.plan.clone();
    asking(workspace, question, name, &plan, move || open(workspace, (*held).clone()))
}

fn copy_of_kept(workspace: Workspace, name: String, opened: Arc<Opened>) -> AnyView {
    let question = Question {
        heading: t().kept_copy_heading,
        explain: t().kept_copy_explain,
        act_word: t().kept_copy_open,
        list: Vec::new(),
    };
    let (plan, of_act) = (opened.document.plan.clone(), name.clone());
    let act = move || {
        let (name, opened) = (of_act.clone(), opened.clone());
        let id = opened.document.plan.id().clone();
        let then = move || receive_copy(workspace, &name, opened.clone());
        start::open_kept_and(workspace, id.as_str(), Some(Arc::new(then)));
    };
    asking(workspace, question, &name, &plan, act)
}

/// What a dialog asks about a plan that arrived.
struct Question {
    heading: &'static str,
    explain: &'static str,
    act_word: &'static str,
    /// What was repaired or noticed in the file.
    list: Vec<String>,
}

fn asking(
    workspace: Workspace,
    question: Question,
    name: &str,
    plan: &Plan,
    act: impl Fn() + Send + 'static,
) -> AnyView {
    let Question { heading, explain, act_word, list } = question;
    let close = move || workspace.sheet.set(None);
    let ours = workspace.plan_id.get_untracked().is_some();
    let ours = ours.then(|| workspace.peek(|plan| (say::plan_title(plan), contents(plan))));
    let (title, theirs, name) = (say::plan_title(plan), contents(plan), name.to_string());
    view! {
        <Dialog title=heading closed=close>
            <div class="body">
                <h2>{heading}</h2>
                <p class="wrap-anywhere"><b><bdi>{title}</bdi></b><br /><span class="small soft">{theirs}</span><br />
                    <span class="small faint"><bdi>{name}</bdi></span></p>
                {ours.map(|(title, contents)| view! {
                    <p class="wrap-anywhere small soft">{t().now_on_screen}" "<bdi>{title}</bdi>": "{contents}</p>
                })}
                {(!explain.is_empty()).then(|| view! { <p>{explain}</p> })}
                {(!list.is_empty()).then(|| view! {
                    <p class="small soft">{t().repairs_listed}</p>
                    <ul class="findings" tabindex="0" aria-label=t().repairs_listed>
                        {list.into_iter().map(|f| view! { <li><bdi>{f}</bdi></li> }).collect_view()}
                    </ul>
                })}
                <footer>
                    <button type="button" class="button" on:click=handler(move |_| close())>{t().cancel}</button>
                    <button type="button" class="button primary" autofocus=true on:click=handler(move |_| {
                        close();
                        act();
                    })>{act_word}</button>
                </footer>
            </div>
        </Dialog>
    }
}
