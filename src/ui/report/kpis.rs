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
        [" · ".to_string(), goal, until.map(|until| [" ", &until].concat()).unwrap_or_default()].concat()
    });
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
        view! { <p class="note"><bdi>{concern_in_words(plan, concern)}</bdi></p> }
    });
    let chart = chart::kpi(plan, &it.id, facts.on, Way::Measured).and_then(|drawn| {
        let days = days_of(record.every, drawn.scene.days, first, facts.on);
        picture(&drawn, Some(days))
    });
    Some(view! {
        <div class="record">
            <div class="words">
                <h4><bdi>{record.title.clone()}</bdi></h4>
                <p class="values">{last}{target}</p>
                <div class="standing"><span class="verdict"><StatusBadge tone=tone word=word /></span></div>
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
    let parts = parts.into_iter().map(|(word, text)| {
        let said = match text.clone().filter(|text| !text.trim().is_empty()) {
            Some(text) => view! { <bdi>{text}</bdi> },
            None => view! { <span class="faint">{t().report_not_said}</span> },
        };
        view! { <div><dt>{word}</dt><dd>{said}</dd></div> }
    });
    let parts = parts.collect_view();
    view! { <dl class="context">{parts}</dl> }
}
