//! A plan that arrives: from a file that was picked or dropped, from the clipboard, or an example. What would be opened
//! is shown first; a refused file changes nothing.

use leptos::prelude::*;

use super::keeping::{Held, adopt};
use super::say;
use super::sheet::Sheet;
use super::start;
use super::text::{fill, plural, t};
use super::widget::Dialog;
use super::workspace::{Notice, Workspace, use_workspace};
use crate::browser::{files, page};
use crate::domain::{Date, Id, Kind, Plan};
use crate::merge::{self, Received};
use crate::plan_file::{self, Finding, read};
use crate::ui::view::{handler, view};

/// What arrived, read and not yet opened.
#[derive(Clone)]
pub enum Arrival {
    /// It can't be read: everything that is wrong with it.
    Refused {
        /// The file's name.
        name: String,
        /// All problems, each with its place.
        findings: Vec<String>,
    },
    /// It can be opened.
    Ready {
        /// The file's name.
        name: String,
        /// The plan and its registers.
        held: std::sync::Arc<Held>,
        /// What was repaired or noticed.
        repairs: Vec<String>,
    },
}

impl std::fmt::Debug for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Arrival::Refused { name, findings } => {
                f.debug_tuple("Refused").field(name).field(findings).finish()
            }
            Arrival::Ready { name, repairs, .. } => {
                f.debug_tuple("Ready").field(name).field(repairs).finish()
            }
        }
    }
}

/// Takes the bytes of a plan file. Where no plan is open a good one opens at once; else one dialog asks.
pub fn receive(workspace: Workspace, name: &str, bytes: &[u8]) {
    // What is half typed in a form must not go because a file was dropped on it.
    let typing = workspace
        .sheet
        .with_untracked(|sheet| !matches!(sheet, None | Some(Sheet::Arrival(_)) | Some(Sheet::Restore(_))));
    if typing {
        let text = t().form_first.to_string();
        return workspace.notice.set(Some(Notice { text, undoable: false }));
    }
    let said = |findings: Vec<Finding>| findings.iter().map(Finding::to_string).collect::<Vec<_>>();
    let opened = match read(bytes) {
        Ok(opened) => opened,
        Err(refused) => {
            let mut findings = said(refused.findings);
            if refused.left_out > 0 {
                findings.push(fill(t().and_more, &[&refused.left_out.to_string()]));
            }
            let arrival = Arrival::Refused { name: name.to_string(), findings };
            return workspace.sheet.set(Some(Sheet::Arrival(arrival)));
        }
    };
    if workspace.plan_id.get_untracked().as_ref() == Some(opened.document.plan.id()) {
        return receive_copy(workspace, name, std::sync::Arc::new(opened));
    }
    let repairs = said(opened.repairs.clone());
    let held = match adopt(opened) {
        Ok(held) => held,
        Err(refused) => {
            let arrival = Arrival::Refused { name: name.to_string(), findings: said(refused.findings) };
            return workspace.sheet.set(Some(Sheet::Arrival(arrival)));
        }
    };
    let is_first = workspace.plan_id.get_untracked().is_none();
    if is_first && repairs.is_empty() {
        return open(workspace, held);
    }
    ask(workspace, name, held, repairs);
}

/// A copy of the plan on screen is merged, after a look at what it changes.
pub fn receive_copy(workspace: Workspace, name: &str, opened: std::sync::Arc<crate::plan_file::Opened>) {
    if let Some(why) = workspace.kept.with_untracked(super::keeping::Kept::read_only) {
        return workspace.notice.set(Some(Notice { text: why, undoable: false }));
    }
    let received = workspace
        .with_keeping(|keeping, plan| merge::receive(merge::Copy::new(plan, keeping.ledger()), &opened));
    match received {
        Some(Ok(Received::Proposal(proposal))) => super::review::begin(workspace, name, *proposal, opened),
        Some(Ok(Received::AlreadyImported)) => {
            let text = fill(t().already_imported, &[name]);
            workspace.notice.set(Some(Notice { text, undoable: false }));
        }
        Some(Err(refused)) => {
            let findings = refused.findings.iter().map(Finding::to_string).collect();
            let arrival = Arrival::Refused { name: name.to_string(), findings };
            workspace.sheet.set(Some(Sheet::Arrival(arrival)));
        }
        Some(Ok(Received::AnotherPlan)) | None => {}
    }
}

fn ask(workspace: Workspace, name: &str, held: Held, repairs: Vec<String>) {
    let arrival = Arrival::Ready { name: name.to_string(), held: std::sync::Arc::new(held), repairs };
    workspace.sheet.set(Some(Sheet::Arrival(arrival)));
}

/// Opens a plan: in an empty workspace at once, else in place of the one on screen, which one undo brings back.
pub fn open(workspace: Workspace, held: Held) {
    let title = held.plan.head().title.clone();
    if workspace.plan_id.get_untracked().is_none() {
        let plan = held.plan.clone();
        match workspace.with_keeping(|keeping, _| keeping.put_in_place(&held, None)) {
            Some(Ok(())) | None => {
                workspace.show(plan);
                start::claim_turn(workspace);
            }
            Some(Err(why)) => {
                // It can't be kept, but it can be shown, changed and saved to a file; the banner says so.
                workspace.show(plan);
                workspace.notice.set(Some(Notice { text: why, undoable: false }));
            }
        }
    } else {
        let notice = match workspace.swap(say::edited(t().opened, &title), held) {
            Ok(()) => Notice { text: say::edited(t().opened, &title), undoable: true },
            Err(why) => Notice { text: why, undoable: false },
        };
        workspace.notice.set(Some(notice));
    }
    page::go("#/okrs");
}

/// Reads a file that was picked or dropped.
pub fn receive_file(workspace: Workspace, file: web_sys::File) {
    leptos::task::spawn_local(async move {
        let name = file.name();
        match files::read(&file, plan_file::SIZE_LIMIT).await {
            Ok(bytes) => receive(workspace, &name, &bytes),
            Err(why) => {
                let findings = vec![fill(t().file_unreadable, &[&why])];
                workspace.sheet.set(Some(Sheet::Arrival(Arrival::Refused { name, findings })));
            }
        }
    });
}

/// An example plan that comes along with the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its file beside the app.
    pub file: &'static str,
    /// The day that is "today" in it.
    pub anchor: &'static str,
}

/// The examples, the richest first.
pub const EXAMPLES: [Example; 4] = [
    Example { file: "support-team", anchor: "2027-11-26" },
    Example { file: "hr-team", anchor: "2027-08-27" },
    Example { file: "patient-registration", anchor: "2027-09-10" },
    Example { file: "online-presence", anchor: "2027-05-28" },
];

/// Opens an example as a plan of its own, moved by whole weeks so that today falls where its last week is.
pub fn open_example(workspace: Workspace, example: Example) {
    leptos::task::spawn_local(async move {
        let path = format!("examples/{}.okr.json", example.file);
        let opened = match files::fetch_own(&path).await {
            Ok(bytes) => read(&bytes).map_err(|refused| refused.to_string()),
            Err(why) => Err(fill(t().example_unreachable, &[&why])),
        };
        let held = opened.and_then(|mut opened| {
            let weeks = Date::parse(example.anchor)
                .map_or(0, |anchor| workspace.today.get_untracked().days_since(anchor).div_euclid(7));
            let id = crate::browser::clock::mint("p");
            opened.document.plan = opened.document.plan.moved_by_weeks(id, weeks);
            adopt(opened).map_err(|refused| refused.to_string())
        });
        match held {
            Ok(held) => open(workspace, mark_as_example(held)),
            Err(text) => workspace.notice.set(Some(Notice { text, undoable: false })),
        }
    });
}

/// A sample says that it is one, wherever the plan's title stands.
fn mark_as_example(mut held: Held) -> Held {
    let mut head = held.plan.head().clone();
    head.title = fill(t().example_title, &[&head.title]);
    held.plan.put(&crate::domain::RecordKey::Head, Some(crate::domain::Record::Head(head)));
    held
}

/// What a plan holds: "3 objectives, 9 key results, 250 check-ins …".
pub fn contents(plan: &Plan) -> String {
    let records = plan.records();
    let measurements: usize = records.series.values().map(crate::domain::Series::len).sum();
    [
        plural(records.count(Kind::Objective), t().objective_one, t().objective_many),
        plural(records.count(Kind::KeyResult), t().key_result_one, t().key_result_many),
        plural(records.count(Kind::CheckIn), t().check_in_one, t().check_in_many),
        plural(records.count(Kind::Kpi), t().kpi_one, t().kpi_many),
        plural(measurements, t().measurement_one, t().measurement_many),
    ]
    .join(", ")
}

/// The dialog about what arrived.
#[component]
pub fn ArrivalSheet(arrival: Arrival) -> impl IntoView {
    let workspace = use_workspace();
    let close = move || workspace.sheet.set(None);
    match arrival {
        Arrival::Refused { name, findings } => view! {
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
        },
        Arrival::Ready { name, held, repairs } => {
            let title = held.plan.head().title.clone();
            let theirs = contents(&held.plan);
            let open_id: Option<Id> = workspace.plan_id.get_untracked();
            let on_screen = open_id.as_ref() == Some(held.plan.id());
            let kept = workspace.with_keeping(|keeping, _| keeping.plans()).unwrap_or_default();
            // Also a plan that is kept here and not on screen is not replaced without a word.
            let same = on_screen || kept.iter().any(|entry| entry.id == held.plan.id().as_str());
            let ours =
                open_id.is_some().then(|| workspace.peek(|plan| (plan.head().title.clone(), contents(plan))));
            let shrinks = on_screen && workspace.peek(|plan| halves(plan, &held.plan));
            let heading = if same { t().replace_heading } else { t().open_heading };
            let act = if same { t().replace_plan } else { t().open_plan };
            let explain = match (&ours, same) {
                (None, _) => "",
                (Some(_), true) if on_screen => t().replace_explain,
                (Some(_), true) => t().replace_kept_explain,
                (Some(_), false) => t().open_explain,
            };
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
                        {shrinks.then(|| view! { <p class="banner stop">{t().shrinks}</p> })}
                        {(!repairs.is_empty()).then(|| view! {
                            <p class="small soft">{t().repairs_listed}</p>
                            <ul class="findings" tabindex="0" aria-label=t().repairs_listed>
                                {repairs.iter().map(|f| view! { <li><bdi>{f.clone()}</bdi></li> }).collect_view()}
                            </ul>
                        })}
                        <footer>
                            <button type="button" class="button" on:click=handler(move |_| close())>{t().cancel}</button>
                            <button type="button" class="button primary" autofocus=true on:click=handler(move |_| {
                                close();
                                open(workspace, (*held).clone());
                            })>{act}</button>
                        </footer>
                    </div>
                </Dialog>
            }
        }
    }
}

/// Whether a copy holds less than half of what is on screen: more often an accident than a wish.
pub fn halves(ours: &Plan, theirs: &Plan) -> bool {
    let size = |plan: &Plan| {
        let measurements: usize = plan.records().series.values().map(crate::domain::Series::len).sum();
        Kind::ALL.iter().map(|kind| plan.records().count(*kind)).sum::<usize>() + measurements
    };
    size(theirs) * 2 < size(ours)
}
