//! The KPIs beside the cycle, each with what it means, its target and its course.

use leptos::prelude::*;

use super::picture::{days_of, picture};
use super::{dotted, person};
use crate::domain::{Kpi, Plan};
use crate::report::{CycleReport, KpiReport};
use crate::ui::chart::{self, Way};
use crate::ui::kpi::concern_in_words;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::view;
use crate::ui::widget::StatusBadge;

pub(super) fn kpis(plan: &Plan, facts: &CycleReport) -> Option<AnyView> {
    let all = facts.kpis.iter().filter_map(|kpi| one(plan, facts, kpi));
    let all: Vec<AnyView> = all.collect();
    (!all.is_empty()).then(|| view! { <section class="kpis-part"><h3>{t().kpis}</h3>{all}</section> })
}

fn one(plan: &Plan, facts: &CycleReport, it: &KpiReport) -> Option<AnyView> {
    let record = plan.records().kpis.get(&it.id)?;
    let first = plan.records().cycles.get(&facts.cycle)?.from;
    let unit = record.unit.as_deref();
    let (tone, word) = say::kpi_status(it.verdict.status);
    let last = it.verdict.last.map(|(_, value)| view! { <b>{say::with_unit(value, unit)}</b> });
    let target = it.verdict.target.map(|target| {
        let goal = say::goal(&target.goal, record.direction, unit);
        let until = target.until.map(|until| fill(t().until_day, &[&say::full_day(until)]));
        [goal, until.map(|until| [" ", &until].concat()).unwrap_or_default()].concat()
    });
    let between = (last.is_some() && target.is_some()).then_some(" · ");
    let change = it.span.as_ref().and_then(|span| {
        let (start, end, by) = (span.start?, span.end?, span.by?);
        let way = fill(t().went, &[&say::number(start.1), &say::with_unit(end.1, unit)]);
        let class = format!("toned {}", say::change_tone(span.judged).class());
        Some(view! { <p class="sub">{t().report_this_cycle}" "{way}" "<span class=class>"("{say::signed(by)}")"</span></p> })
    });
    let line = [
        Some(say::team_line(plan, record.team.as_ref())),
        person(plan, record.owner.as_ref()),
        Some(say::every(record.every).to_string()),
    ];
    let concern = it.concern.as_ref().map(|concern| {
        view! { <p class="paper-note"><bdi>{concern_in_words(plan, concern)}</bdi></p> }
    });
    let measured = it.verdict.last.and_then(|_| chart::kpi(plan, &it.id, facts.on, Way::Measured));
    let chart = measured.and_then(|drawn| {
        let days = days_of(record.every, drawn.scene.days, first, facts.on);
        picture(&drawn, Some(days))
    });
    Some(view! {
        <div class="record">
            <div class="words">
                <h4><bdi>{record.title.clone()}</bdi></h4>
                <p class="values">{last}{between}{target}" "<StatusBadge tone=tone word=word /></p>
                {change}
                <p class="sub">{dotted(line)}</p>
                {concern}
            </div>
            {chart}
            {context(record)}
        </div>
    })
}

fn context(kpi: &Kpi) -> AnyView {
    let parts = [
        (t().definition, &kpi.definition),
        (t().reason, &kpi.reason),
        (t().source, &kpi.source),
        (t().relevance, &kpi.relevance),
    ];
    let is_said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let unsaid: Vec<&str> = parts.iter().filter(|(_, text)| !is_said(text)).map(|(word, _)| *word).collect();
    let unsaid = (!unsaid.is_empty()).then(|| {
        let line = fill(t().told_with_reason, &[t().report_not_said, &unsaid.join(", ")]);
        view! { <p class="sub">{line}</p> }
    });
    let said = parts.into_iter().filter(|(_, text)| is_said(text)).map(|(word, text)| {
        view! { <div><dt>{word}</dt><dd><bdi>{text.clone()}</bdi></dd></div> }
    });
    let said: Vec<AnyView> = said.collect();
    let said = (!said.is_empty()).then(|| view! { <dl>{said}</dl> });
    view! { <div class="context">{said}{unsaid}</div> }
}
