//! The weekly update: words for what [`report`](crate::report) finds, to be copied or saved with one click.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use crate::browser::{clipboard, files};
use crate::domain::{Id, Plan};
use crate::plan_file::page_name;
use crate::progress::{ObjectiveVerdict, OpenBlocker, Verdict};
use crate::report::{Block, Document, Line, ObjectiveNow, weekly};
use crate::ui::changes::told;
use crate::ui::kpi::concern_in_words;
use crate::ui::okrs::TeamChoice;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Notice, use_workspace};

/// Where the update can be read, and is selected from where a browser refuses to copy.
const PREVIEW: &str = ".weekly .preview";

/// The section on the place "Share".
#[component]
pub(super) fn WeeklyUpdate() -> impl IntoView {
    let workspace = use_workspace();
    let (team, reading) = (RwSignal::new(String::new()), RwSignal::new(false));
    let made = Memo::new(move |_| {
        let (day, team) = (workspace.day(), Id::parse(&team.get()));
        workspace.read(&[Topic::Reports, Topic::Head], |plan| update(plan, team.as_ref(), day))
    });
    let copy = move || {
        let document = made.get_untracked();
        leptos::task::spawn_local(async move {
            let copied = clipboard::copy_rich(&document.text(), &document.fragment()).await;
            if !copied {
                reading.set(true);
                request_animation_frame(|| clipboard::select(PREVIEW));
            }
            let text = if copied { t().weekly_copied } else { t().weekly_selected };
            workspace.notice.set(Some(Notice { text: text.to_string(), undoable: false }));
        });
    };
    let save = move || {
        let document = made.get_untracked();
        let name = page_name(&document.title);
        let text = match files::download(&name, &document.html(), "text/html") {
            Ok(()) => fill(t().saved_as, &[&name]),
            Err(why) => fill(t().not_downloaded, &[&why]),
        };
        workspace.notice.set(Some(Notice { text, undoable: false }));
    };
    view! {
        <section class="panel section weekly">
            <h3>{t().weekly_heading}</h3>
            <p>{t().weekly_explain}</p>
            <div class="actions">
                <button type="button" class="button primary" on:click=handler(move |_| copy())>{t().weekly_copy}</button>
                <button type="button" class="button" on:click=handler(move |_| save())>{t().weekly_save}</button>
                <TeamChoice team=team />
            </div>
            <details prop:open=reading on:toggle=handler(move |event: ev::Event| {
                let details = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDetailsElement>().ok());
                reading.set(details.is_some_and(|details| details.open()));
            })>
                <summary>{t().weekly_read}</summary>
                <div class="preview">{live(move || reading.get().then(|| shown(&made.get())))}</div>
            </details>
        </section>
    }
}

fn shown(document: &Document) -> AnyView {
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Heading(words) => view! { <h4><bdi>{words.clone()}</bdi></h4> },
        Block::Words(words) => view! { <p><bdi>{words.clone()}</bdi></p> },
        Block::List(lines) => list(lines, true),
    });
    let blocks = blocks.collect_view();
    view! { <h3 class="wrap-anywhere"><bdi>{document.title.clone()}</bdi></h3>{blocks} }
}

fn list(lines: &[Line], outer: bool) -> AnyView {
    let lines = lines.iter().map(|line| {
        let between = (!line.about.is_empty() && !line.said.is_empty()).then_some(": ");
        let below = (!line.below.is_empty()).then(|| list(&line.below, false));
        let about = view! { <bdi>{line.about.clone()}</bdi> };
        let about = if outer {
            view! { <b>{about}</b> }
        } else {
            about
        };
        view! { <li class="wrap-anywhere">{about}{between}<bdi>{line.said.clone()}</bdi>{below}</li> }
    });
    let lines = lines.collect_view();
    view! { <ul>{lines}</ul> }
}

/// The update as a document in the user's language.
fn update(plan: &Plan, team: Option<&Id>, day: crate::domain::Date) -> Document {
    let facts = weekly(plan, team, day);
    let whose = match team {
        Some(team) => say::team_line(plan, Some(team)),
        None => plan.head().title.clone(),
    };
    let mut blocks = Vec::new();
    let mut section = |heading: &str, lines: Vec<Line>| {
        if !lines.is_empty() {
            blocks.push(Block::Heading(heading.to_string()));
            blocks.push(Block::List(lines));
        }
    };
    section(t().weekly_objectives, facts.objectives.iter().filter_map(|o| objective(plan, o)).collect());
    section(
        t().weekly_at_risk,
        facts.at_risk.iter().filter_map(|(id, now)| at_risk(plan, id, now)).collect(),
    );
    section(t().weekly_blockers, facts.blockers.iter().filter_map(|b| blocker(plan, b)).collect());
    let signals = facts.signals.iter().filter_map(|concern| {
        let about = plan.records().kpis.get(&concern.kpi)?.title.clone();
        Some(Line { about, said: concern_in_words(plan, concern), below: Vec::new() })
    });
    section(t().weekly_signals, signals.collect());
    section(
        t().weekly_became,
        facts.became.iter().filter_map(|(kpi, kr)| became(plan, kpi, kr, day)).collect(),
    );
    let happened = facts.events.iter().filter_map(|event| told(plan, event));
    let happened = happened.map(|(about, said, _)| Line { about, said, below: Vec::new() });
    section(t().weekly_happened, happened.collect());
    if facts.events.is_empty() {
        blocks.push(Block::Words(t().weekly_quiet.to_string()));
    }
    if facts.objectives.is_empty() {
        blocks.insert(0, Block::Words(t().weekly_none.to_string()));
    }
    let title = fill(t().weekly_title, &[&whose, &say::full_day(day)]);
    Document { language: t().language, title, blocks }
}

fn objective(plan: &Plan, now: &ObjectiveNow) -> Option<Line> {
    let about = plan.records().objectives.get(&now.objective)?.title.clone();
    let below = now.key_results.iter().filter_map(|(id, before, now)| {
        let key_result = plan.records().key_results.get(id)?;
        let unit = key_result.unit.as_deref();
        let figure = |verdict: &Verdict| match verdict.standing.met {
            Some(_) => verdict.standing.value.map(|value| say::with_unit(value, unit)),
            None => verdict.standing.progress.map(say::percent),
        };
        let said = stands(figure(before), figure(now), say::verdict(now).1);
        Some(Line { about: key_result.title.clone(), said, below: Vec::new() })
    });
    let figure = |verdict: &ObjectiveVerdict| verdict.progress.map(say::percent);
    let said = stands(figure(&now.before), figure(&now.now), say::objective_verdict(&now.now).1);
    Some(Line { about, said, below: below.collect() })
}

/// "60 % → 65 %, on track"
fn stands(before: Option<String>, now: Option<String>, word: &str) -> String {
    let figures = match (before, now) {
        (Some(before), Some(now)) if before != now => Some(fill(t().went, &[&before, &now])),
        (_, now) => now,
    };
    figures.into_iter().chain([word.to_string()]).collect::<Vec<_>>().join(", ")
}

fn at_risk(plan: &Plan, id: &Id, now: &Verdict) -> Option<Line> {
    let key_result = plan.records().key_results.get(id)?;
    let objective = plan.records().objectives.get(&key_result.objective)?;
    let owner = key_result.owner.as_ref().or(objective.owner.as_ref());
    let owner = owner.and_then(|owner| plan.records().people.get(owner)).map(|person| person.name.clone());
    let said = [say::verdict(now).1.to_string()].into_iter().chain(owner).collect::<Vec<_>>().join(", ");
    Some(Line { about: key_result.title.clone(), said, below: Vec::new() })
}

fn blocker(plan: &Plan, open: &OpenBlocker) -> Option<Line> {
    let about = plan.records().key_results.get(&open.key_result)?.title.clone();
    let who = open.blocker.who.as_ref().and_then(|who| plan.records().people.get(who));
    let who = who.map(|person| fill(t().weekly_clears, &[&person.name]));
    let until = open.blocker.until.map(|until| fill(t().weekly_until, &[&say::day(until)]));
    let said = [open.blocker.what.clone()].into_iter().chain(who).chain(until).collect::<Vec<_>>().join(", ");
    Some(Line { about, said, below: Vec::new() })
}

/// What the team is told when a KPI becomes a key result.
fn became(plan: &Plan, kpi: &Id, key_result: &Id, day: crate::domain::Date) -> Option<Line> {
    let about = plan.records().kpis.get(kpi)?.title.clone();
    let key_result = plan.records().key_results.get(key_result)?;
    let objective = plan.records().objectives.get(&key_result.objective)?;
    let (_, last) = plan.span_of(key_result)?;
    let said = fill(
        t().weekly_became_line,
        &[&objective.title, &say::measure(key_result, day), &say::full_day(last)],
    );
    Some(Line { about, said, below: Vec::new() })
}
