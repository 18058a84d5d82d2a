//! Each objective with its reasons, its key results, what was said of them last and the work done for them.

use leptos::prelude::*;

use super::head::{badge, mark, scored};
use super::picture::picture;
use super::{dotted, person};
use crate::domain::{Id, InitiativeStage, KeyResult, Measure, Objective, Plan, by_rank};
use crate::ordered::sort_by;
use crate::progress::{Status, expected_on};
use crate::report::{CycleReport, KeyResultReport, ObjectiveReport};
use crate::ui::chart;
use crate::ui::revisions::revisions;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::view;
use crate::ui::widget::{ProgressBar, StatusBadge};

pub(super) fn objectives(plan: &Plan, facts: &CycleReport) -> AnyView {
    let all = facts.objectives.iter().filter_map(|objective| one(plan, facts, objective));
    let all: Vec<AnyView> = all.collect();
    all.into_any()
}

fn one(plan: &Plan, facts: &CycleReport, objective: &ObjectiveReport) -> Option<AnyView> {
    let record = plan.records().objectives.get(&objective.id)?;
    let supports = record.supports.as_ref().and_then(|above| say::title_of(plan, above));
    let named =
        |word: &str, id: Option<&Id>| person(plan, id).map(|name| fill(t().told_with_reason, &[word, &name]));
    let line = [
        Some(say::team_line(plan, record.team.as_ref())),
        named(t().owner, record.owner.as_ref()).or_else(|| Some(t().no_owner.to_string())),
        named(t().sponsor, record.sponsor.as_ref()),
        supports.map(|title| fill(t().supports_title, &[&title])),
    ];
    let tone = say::objective_verdict(&objective.verdict).0;
    let percent = objective.verdict.progress.map(say::percent);
    let key_results = objective.key_results.iter().filter_map(|it| key_result(plan, facts, record, it));
    let key_results: Vec<AnyView> = key_results.collect();
    let none = key_results.is_empty().then(|| view! { <p class="faint">{t().no_key_results}</p> });
    Some(view! {
        <section class="objective">
            <header>
                <p class="sub">{dotted(line)}</p>
                <h3><bdi>{record.title.clone()}</bdi>" "<span class="tag">{say::ambition(record.ambition())}</span></h3>
                <div class="figures">
                    <b class="number">{percent}</b>
                    <span class="verdict">{badge(objective)}</span>
                </div>
                <ProgressBar filled=objective.verdict.progress mark=mark(objective) ahead={None::<f64>} tone=tone />
            </header>
            {reasons(record)}
            {key_results}
            {none}
        </section>
    })
}

fn reasons(objective: &Objective) -> Option<AnyView> {
    let said = [(t().why, &objective.why), (t().strategy, &objective.strategy)];
    let said = said.into_iter().filter_map(|(word, text)| {
        let text = text.clone().filter(|text| !text.trim().is_empty())?;
        Some(view! { <div><dt>{word}</dt><dd><bdi>{text}</bdi></dd></div> })
    });
    let said: Vec<AnyView> = said.collect();
    (!said.is_empty()).then(|| view! { <dl class="reasons">{said}</dl> })
}

fn key_result(
    plan: &Plan,
    facts: &CycleReport,
    objective: &Objective,
    it: &KeyResultReport,
) -> Option<AnyView> {
    let record = plan.records().key_results.get(&it.id)?;
    let on = facts.on;
    let verdict = &it.verdict;
    let (tone, word) = say::verdict(verdict);
    let guards = matches!(record.measure_on(on), Some(Measure::Keep(_)));
    let closed = matches!(verdict.status, Status::Closed(_));
    let expected = expected_on(plan, &it.id, on).filter(|_| !closed && !guards);
    let bar = (!guards && record.measure_on(on).is_some()).then(|| {
        view! {
            <ProgressBar filled=verdict.standing.progress mark=expected ahead={None::<f64>} tone=tone />
            <b class="number">{verdict.standing.progress.map(say::percent)}</b>
        }
    });
    let badge = match &it.score {
        Some(line) => scored(line.score, say::band(line.band)),
        None => view! { <StatusBadge tone=tone word=word /> },
    };
    let beyond = if verdict.standing.beyond_target {
        Some(t().beyond_target)
    } else {
        verdict.standing.below_start.then_some(t().below_start)
    };
    let own = record.owner.as_ref().filter(|own| Some(*own) != objective.owner.as_ref());
    let due = plan.span_of(record).map(|(_, last)| fill(t().due_on, &[&say::day(last)]));
    let kpi = record.kpi.as_ref().and_then(|kpi| plan.records().kpis.get(kpi));
    let facts_line = [
        beyond.map(str::to_string),
        person(plan, own),
        verdict.confidence.map(|sure| fill(t().confidence_of_ten, &[&sure.to_string()])),
        due.filter(|_| !closed),
        kpi.map(|kpi| fill(t().from_kpi, &[&kpi.title])),
    ];
    let measured = record.measure_on(on).and_then(|_| chart::key_result(plan, &it.id, on));
    let chart = measured.and_then(|mut drawn| {
        // The last words stand beside it; more of them would not find room.
        drawn.scene.notes.clear();
        picture(&drawn, None)
    });
    let moved = revisions(record, on).into_iter().map(|line| view! { <p class="sub"><bdi>{line}</bdi></p> });
    Some(view! {
        <div class="record">
            <div class="words">
                <h4><bdi>{record.title.clone()}</bdi></h4>
                <p class="values">{values(record, it, on)}</p>
                <div class="standing">{bar}<span class="verdict">{badge}</span></div>
                <p class="sub">{dotted(facts_line)}</p>
                {moved.collect_view()}
                {said(plan, it)}
            </div>
            {chart}
            {steps(record, on)}
            {work(plan, it)}
        </div>
    })
}

/// "48 → 37.5 → 18 min", or what is held and where it stands.
fn values(record: &KeyResult, it: &KeyResultReport, on: crate::domain::Date) -> AnyView {
    let unit = record.unit.as_deref();
    let value = it.verdict.standing.value;
    match record.measure_on(on) {
        None => t().no_measure.into_any(),
        Some(Measure::Reach(reach)) => {
            let now = value.map(|value| view! { <b>{say::number(value)}</b>" → " });
            view! { {say::number(reach.from)}" → "{now}{say::with_unit(reach.to, unit)} }
        }
        Some(Measure::Keep(keep)) => {
            let now = value.map(|value| view! { <b>{say::with_unit(value, unit)}</b>" · " });
            view! { {now}{fill(t().guard, &[&say::keep(keep, unit)])} }
        }
        Some(Measure::Milestones(steps)) => {
            let done = steps.values().filter(|step| step.done_on(on)).count();
            fill(t().milestones_done, &[&done.to_string(), &steps.len().to_string()]).into_any()
        }
    }
}

/// What was said last, why it has its score, and what stands in the way.
fn said(plan: &Plan, it: &KeyResultReport) -> AnyView {
    let note = it.note.as_ref().map(|(on, note)| {
        view! { <p class="paper-note"><span class="soft">{say::day(*on)}</span>" "<bdi>{note.clone()}</bdi></p> }
    });
    let blockers = it.blockers.iter().map(|open| {
        let who = person(plan, open.blocker.who.as_ref()).map(|who| fill(t().weekly_clears, &[&who]));
        let until = open.blocker.until.map(|until| fill(t().weekly_until, &[&say::day(until)]));
        let line = dotted([Some(open.blocker.what.clone()), who, until]);
        view! { <p class="paper-note blocked"><b>{t().blocker}</b>" "{line}</p> }
    });
    let why = it.score.as_ref().and_then(|line| {
        let objective = plan.records().key_results.get(&line.id).map(|k| &k.objective)?;
        let cycle = &plan.records().objectives.get(objective)?.cycle;
        let why = plan.records().reviews.get(cycle)?.scores.get(&line.id)?.why.clone()?;
        Some(
            view! { <p class="paper-note"><span class="soft">{t().report_score_why}</span>" "<bdi>{why}</bdi></p> },
        )
    });
    view! { {note}{blockers.collect_view()}{why} }
}

fn steps(record: &KeyResult, on: crate::domain::Date) -> Option<AnyView> {
    let Some(Measure::Milestones(steps)) = record.measure_on(on) else { return None };
    let mut steps: Vec<_> = steps.iter().collect();
    sort_by(&mut steps, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
    let steps = steps.into_iter().map(|(_, step)| {
        let done = step.done.filter(|done| *done <= on);
        let (sign, word) = match done {
            Some(day) => ("✓ ", fill(t().report_done_on, &[&say::day(day)])),
            None => ("○ ", t().report_open.to_string()),
        };
        view! { <li><span aria-hidden="true">{sign}</span><bdi>{step.title.clone()}</bdi>" "<span class="soft">{word}</span></li> }
    });
    let steps = steps.collect_view();
    Some(view! { <ul class="steps" aria-label=t().milestones>{steps}</ul> })
}

fn work(plan: &Plan, it: &KeyResultReport) -> Option<AnyView> {
    let rows = it.initiatives.iter().filter_map(|id| {
        let work = plan.records().initiatives.get(id)?;
        let stage = say::initiative_stage(work.stage.unwrap_or(InitiativeStage::Idea));
        let line = dotted([Some(stage.to_string()), person(plan, work.owner.as_ref())]);
        Some(view! { <li><bdi>{work.title.clone()}</bdi>" "<span class="soft">{line}</span></li> })
    });
    let rows: Vec<AnyView> = rows.collect();
    (!rows.is_empty())
        .then(|| view! { <div class="work"><h5>{t().csv_initiatives}</h5><ul>{rows}</ul></div> })
}
