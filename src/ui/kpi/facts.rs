//! What is known of a KPI beside its values: target, benchmark, context, kind, owner, what it feeds.

use leptos::prelude::*;

use super::history::History;
use super::words;
use crate::domain::{Factor, Id, Kind, Kpi, Plan};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::widget::Avatar;
use crate::ui::workspace::use_workspace;

/// The facts beside the chart.
#[component]
pub(super) fn Facts(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    let of_history = id.clone();
    let shown = move || {
        let day = workspace.day();
        let topics = [
            Topic::Record(Kind::Kpi, id.clone()),
            Topic::List(Kind::Person),
            Topic::List(Kind::KeyResult),
            Topic::List(Kind::Objective),
        ];
        workspace.read(&topics, |plan| {
            let kpi = plan.records().kpis.get(&id)?;
            let owner = kpi.owner.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone());
            Some(view! {
                <dl class="facts">
                    {target(kpi, day)}
                    {benchmark(kpi)}
                    {context(kpi)}
                    {kind(kpi)}
                    {factors(kpi)}
                    <div><dt>{t().owner}</dt><dd class="person">{match owner {
                        Some(name) => view! { <Avatar name=name.clone() /><bdi>{name}</bdi> },
                        None => view! { <span class="missing">{t().no_owner}</span> },
                    }}</dd></div>
                    {feeds(plan, &id)}
                </dl>
            })
        })
    };
    view! {
        <aside aria-label=t().context>
            {live(shown)}
            <History id=of_history />
        </aside>
    }
}

fn target(kpi: &Kpi, day: crate::domain::Date) -> AnyView {
    let in_force = kpi.target_on(day).map(|(since, target)| {
        let until = target.until.map(|until| fill(t().until_day, &[&say::day(until)])).unwrap_or_default();
        let goal = say::goal(&target.goal, kpi.direction, kpi.unit.as_deref());
        (fill(t().in_force_since, &[&say::day(since)]), [goal, until].join(" "))
    });
    let ended = kpi.ended_target(day).and_then(|(_, target)| target.until);
    let missing = match ended {
        Some(on) => fill(t().target_ended, &[&say::full_day(on)]),
        None => t().no_target_in_force.to_string(),
    };
    view! {
        <div>
            <dt>{say::direction(kpi.direction)}{in_force.as_ref().map(|(since, _)| [" · ", since].concat())}</dt>
            <dd>{match in_force {
                Some((_, goal)) => goal.into_any(),
                None => view! { <span class="missing">{missing}</span> },
            }}</dd>
        </div>
    }
}

fn benchmark(kpi: &Kpi) -> Option<AnyView> {
    let benchmark = kpi.benchmark.as_ref()?;
    let source = match benchmark.source.clone() {
        Some(source) => view! { <bdi class="soft">{source}</bdi> },
        None => view! { <span class="missing">{t().benchmark_source_missing}</span> },
    };
    Some(view! {
        <div><dt>{t().benchmark}</dt>
            <dd>{say::with_unit(benchmark.value, kpi.unit.as_deref())}" · "{source}</dd></div>
    })
}

/// The four parts, their meter, and what is done if it worsens.
fn context(kpi: &Kpi) -> AnyView {
    let parts = [
        (t().definition, &kpi.definition, t().definition_missing),
        (t().reason, &kpi.reason, t().reason_missing),
        (t().source, &kpi.source, t().source_missing),
        (t().relevance, &kpi.relevance, t().relevance_missing),
        (t().if_worse, &kpi.if_worse, t().if_worse_missing),
    ];
    let filled = kpi.context();
    let rows = parts.map(|(name, text, missing)| {
        let said = match text.clone().filter(|text| !text.trim().is_empty()) {
            Some(text) => view! { <bdi>{text}</bdi> },
            None => view! { <span class="missing">{missing}</span> },
        };
        view! { <div><dt>{name}</dt><dd>{said}</dd></div> }
    });
    view! {
        <div><dt>{t().context}</dt><dd class="context-meter">
            {(0..4).map(|i| view! { <i class:full=i < filled></i> }).collect_view()}
            <span class="small soft">{fill(t().of_four, &[&filled.to_string()])}</span>
        </dd></div>
        {rows.collect_view()}
    }
}

/// Scope, leading or lagging, tags and effort; nothing where nothing is said.
fn kind(kpi: &Kpi) -> Option<AnyView> {
    let scope = kpi.scope.map(|scope| words::scope(scope).1);
    let indicator = kpi.indicator.map(|indicator| words::indicator(indicator).1);
    let tags = kpi.tags.iter().map(|tag| words::tag(*tag));
    let tags: Vec<&str> = scope.into_iter().chain(indicator).chain(tags).collect();
    let effort = kpi.effort.map(|effort| {
        view! { <div><dt>{t().effort}</dt><dd>{words::effort(effort).1}</dd></div> }
    });
    (!tags.is_empty() || effort.is_some()).then(|| {
        let tags = (!tags.is_empty()).then(|| {
            let tags = tags.into_iter().map(|tag| view! { <span class="tag">{tag}</span>" " });
            view! { <div><dt>{t().kind}</dt><dd>{tags.collect_view()}</dd></div> }
        });
        view! { {tags}{effort} }
    })
}

fn factors(kpi: &Kpi) -> Option<AnyView> {
    let (count, all) = (kpi.factors.len(), Factor::ALL.len());
    (count > 0).then(|| {
        let open = Factor::ALL.into_iter().filter(|factor| !kpi.factors.contains(factor));
        let open: Vec<&str> = open.map(|factor| words::factor(factor).0).collect();
        let open = (!open.is_empty()).then(|| fill(t().factors_open, &[&open.join(", ")]));
        let score = fill(t().factors_score, &[&count.to_string(), &all.to_string()]);
        view! { <div><dt>{t().factors}</dt><dd>{score}" "<span class="small soft">{open}</span></dd></div> }
    })
}

fn feeds(plan: &Plan, id: &Id) -> Option<AnyView> {
    let records = plan.records();
    let fed = records.key_results.values().filter(|k| k.kpi.as_ref() == Some(id));
    let fed = fed.map(|k| (Route::Objective(k.objective.clone()).to_string(), k.title.clone()));
    let watching = records.objectives.iter().filter(|(_, o)| o.watch.contains(id));
    let watching = watching.map(|(objective, o)| {
        (Route::Objective(objective.clone()).to_string(), fill(t().watched_by, &[&o.title]))
    });
    let links: Vec<_> = fed.chain(watching).collect();
    (!links.is_empty()).then(|| {
        let links =
            links.into_iter().map(|(href, title)| view! { <dd><a href=href><bdi>{title}</bdi></a></dd> });
        view! { <div><dt>{t().feeds}</dt>{links.collect_view()}</div> }
    })
}
