//! The first page: which cycle, as of when, and all of it at a glance.

use leptos::prelude::*;

use super::{dotted, person};
use crate::domain::{Date, Plan};
use crate::report::{CycleReport, ObjectiveReport};
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::view::view;
use crate::ui::widget::{ProgressBar, StatusBadge, Tone};

/// Whose report, of which days, as of which day.
pub(super) fn head(plan: &Plan, facts: &CycleReport, day: Date) -> Option<AnyView> {
    let cycle = plan.records().cycles.get(&facts.cycle)?;
    let as_of = match facts.closed {
        Some(closed) => fill(t().closed_since, &[&say::full_day(closed)]),
        None => fill(t().report_as_of, &[&say::full_day(facts.on)]),
    };
    let made = facts.closed.map(|_| fill(t().report_made, &[&say::full_day(day)]));
    let running = (cycle.from..=cycle.to).contains(&facts.on) && facts.closed.is_none();
    let day_of = running.then(|| {
        let (gone, all) = (facts.on.days_since(cycle.from) + 1, cycle.to.days_since(cycle.from) + 1);
        fill(t().day_of, &[&gone.to_string(), &all.to_string()])
    });
    let facilitator = person(plan, cycle.facilitator.as_ref()).map(|name| fill(t().facilitated_by, &[&name]));
    Some(view! {
        <header class="title">
            <p class="plan"><bdi>{plan.head().title.clone()}</bdi></p>
            <h2><bdi>{cycle.title.clone()}</bdi>" "<span class="aside">{say::span(cycle.from, cycle.to)}</span></h2>
            <p class="soft">{dotted([Some(as_of), day_of, made, facilitator])}</p>
        </header>
    })
}

/// How many objectives stand how, and each of them in a row.
pub(super) fn summary(plan: &Plan, facts: &CycleReport) -> AnyView {
    if facts.objectives.is_empty() {
        return view! { <section><p class="faint">{t().report_none}</p></section> };
    }
    let statuses = facts.statuses.iter().map(|(status, count)| {
        let (tone, word) = match status {
            crate::progress::Status::Closed(Some(band)) => say::band(*band),
            status => say::status(*status),
        };
        view! { <StatusBadge tone=tone word=fill(t().n_in_band, &[&count.to_string(), word]) /> }
    });
    let mean = facts.mean.map(|mean| {
        view! { <p class="mean"><b>{say::score(mean)}</b>" "<span class="soft">{t().mean_score}</span></p> }
    });
    let (all, silent) = facts.key_results;
    let counts = [
        Some(plural(facts.objectives.len(), t().objective_one, t().objective_many)),
        Some(plural(all, t().key_result_one, t().key_result_many)),
        (silent > 0).then(|| fill(t().silent_of, &[&silent.to_string(), &all.to_string()])),
    ];
    let is_closed = facts.objectives.iter().any(|objective| objective.score.is_some());
    let figure = if is_closed { t().score_label } else { t().status };
    let rows = facts.objectives.iter().filter_map(|objective| row(plan, objective));
    let rows = rows.collect_view();
    view! {
        <section class="at-a-glance">
            <h3>{t().report_summary}</h3>
            <div class="figures">
                {mean}
                <p class="statuses">{statuses.collect_view()}</p>
                <p class="soft small">{dotted(counts)}</p>
            </div>
            <table>
                <thead><tr>
                    <th scope="col">{t().objective_title}</th><th scope="col">{t().owner}</th>
                    <th scope="col" class="bar">{t().report_progress}</th><th scope="col"><span class="visually-hidden">"%"</span></th>
                    <th scope="col">{figure}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn row(plan: &Plan, objective: &ObjectiveReport) -> Option<AnyView> {
    let record = plan.records().objectives.get(&objective.id)?;
    let verdict = &objective.verdict;
    let (tone, _) = say::objective_verdict(verdict);
    let team = say::team_line(plan, record.team.as_ref());
    let owner = match person(plan, record.owner.as_ref()) {
        Some(owner) => view! { <bdi>{owner}</bdi> },
        None => view! { <span class="faint">{t().no_owner}</span> },
    };
    Some(view! {
        <tr>
            <th scope="row"><bdi>{record.title.clone()}</bdi><bdi class="sub">{team}</bdi></th>
            <td class="owner">{owner}</td>
            <td class="bar"><ProgressBar filled=verdict.progress mark=mark(objective) ahead={None::<f64>} tone=tone /></td>
            <td class="number">{verdict.progress.map(say::percent)}</td>
            <td class="verdict">{badge(objective)}</td>
        </tr>
    })
}

/// Where it should be by now; of no interest once it is closed.
pub(super) fn mark(objective: &ObjectiveReport) -> Option<f64> {
    let open = !matches!(objective.verdict.status, crate::progress::Status::Closed(_));
    objective.verdict.expected.filter(|_| open)
}

/// The score and what it means; while there is none, the status and who is silent.
pub(super) fn badge(objective: &ObjectiveReport) -> AnyView {
    if let Some((score, band)) = objective.score {
        return scored(score, say::band(band));
    }
    let verdict = &objective.verdict;
    let (tone, word) = say::objective_verdict(verdict);
    let silent = (verdict.silent > 0)
        .then(|| fill(t().silent_of, &[&verdict.silent.to_string(), &verdict.key_results.to_string()]));
    view! { <StatusBadge tone=tone word=word />{silent.map(|silent| view! { <span class="sub">{silent}</span> })} }
}

/// "0.7 ● green"
pub(super) fn scored(score: f64, (tone, word): (Tone, &'static str)) -> AnyView {
    view! { <span class="scored-as"><b>{say::score(score)}</b>" "<StatusBadge tone=tone word=word /></span> }
}
