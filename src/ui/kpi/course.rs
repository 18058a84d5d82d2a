//! The chart of a KPI: which days it shows, and whether as measured, joined into a coarser period, or as changes.

use leptos::prelude::*;

use crate::chart::Window;
use crate::domain::{Every, Id, Kind, Plan};
use crate::progress::{limits, trend};
use crate::ui::chart::{self, Way};
use crate::ui::figure::Figure;
use crate::ui::say;
use crate::ui::text::{plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::use_workspace;

/// The chart with its choices. Several charts of a place share their `window`, and look at it in one `way`.
#[component]
pub(super) fn Course(id: Id, window: RwSignal<Option<Window>>, way: RwSignal<Way>) -> impl IntoView {
    let workspace = use_workspace();
    let topics = [Topic::Record(Kind::Kpi, id.clone())];
    let (of_picture, of_foot, of_choices) = (id.clone(), id.clone(), id);
    let (known, asked) = (topics.clone(), topics.clone());
    let picture = move || {
        let (day, way) = (workspace.day(), way.get());
        let picture = workspace.read(&known, |plan| chart::kpi(plan, &of_picture, day, way));
        picture.unwrap_or_else(chart::nothing)
    };
    let foot = move || {
        let (day, way) = (workspace.day(), way.get());
        workspace.read(&asked, |plan| foot(plan, &of_foot, day, way))
    };
    let choices = move || {
        let day = workspace.day();
        let (every, span) = workspace.read(&topics, |plan| {
            let first = plan.series_of(&of_choices).and_then(|series| series.days().first().copied());
            let every = plan.records().kpis.get(&of_choices).map_or(Every::Week, |kpi| kpi.every);
            (every, first.map_or(0, |first| day.days_since(first)))
        });
        view! { <Periods window=window span=span last=f64::from(day.day_number()) /><Ways way=way every=every /> }
    };
    view! {
        <figure>
            <div class="panel chart-panel">
                <div class="course-choices">{live(choices)}</div>
                <Figure class="kpi" picture=picture with_say=chart::with_say window=window />
            </div>
            <figcaption class="chart-foot">{live(foot)}</figcaption>
        </figure>
    }
}

/// The last months and years, as far as there are measurements.
#[component]
fn Periods(window: RwSignal<Option<Window>>, span: i32, last: f64) -> impl IntoView {
    let periods = [(91, t().last_quarter), (365, t().last_year), (1096, t().last_three_years)];
    let shorter: Vec<_> = periods.into_iter().filter(|(days, _)| *days < span).collect();
    if shorter.is_empty() {
        return view! { <span></span> };
    }
    let button = move |word: &'static str, wanted: Option<Window>| {
        let pressed = move || (window.get() == wanted).to_string();
        view! {
            <button type="button" aria-pressed=pressed on:click=handler(move |_| window.set(wanted))>{word}</button>
        }
    };
    let shown = shorter
        .into_iter()
        .map(|(days, word)| button(word, Some(Window { first: last - f64::from(days), last })));
    view! {
        <div class="segments" role="group" aria-label=t().period_shown>
            {shown.collect_view()}
            {button(t().chart_whole, None)}
        </div>
    }
}

/// As measured, by each coarser period of the calendar, or as changes.
#[component]
fn Ways(way: RwSignal<Way>, every: Every) -> impl IntoView {
    let coarser = Every::ALL.into_iter().filter(|coarser| *coarser > every).map(Way::Every);
    let ways: Vec<Way> = [Way::Measured].into_iter().chain(coarser).chain([Way::Changes]).collect();
    let chosen = ways.clone();
    let options = ways.into_iter().enumerate().map(|(index, this)| {
        view! { <option value=index.to_string() prop:selected=move || way.get() == this>{word(this)}</option> }
    });
    view! {
        <select class="input auto" aria-label=t().shown_how on:change=handler(move |event| {
            let index: Option<usize> = event_target_value(&event).parse().ok();
            way.set(index.and_then(|index| chosen.get(index).copied()).unwrap_or(Way::Measured));
        })>{options.collect_view()}</select>
    }
}

fn word(way: Way) -> &'static str {
    match way {
        Way::Measured => t().as_measured,
        Way::Every(Every::Day) => t().every_day,
        Way::Every(Every::Week) => t().by_week,
        Way::Every(Every::Month) => t().by_month,
        Way::Every(Every::Quarter) => t().by_quarter,
        Way::Every(Every::Year) => t().by_year,
        Way::Changes => t().as_changes,
    }
}

/// What the chart shows, in a line beneath it.
fn foot(plan: &Plan, id: &Id, day: crate::domain::Date, way: Way) -> Option<String> {
    let kpi = plan.records().kpis.get(id)?;
    let count = plan.series_of(id).map_or(0, |series| series.len_on(day));
    let values = plural(count, t().measurement_one, t().measurement_many);
    let said = match way {
        Way::Every(_) => chart::joined_as(kpi).to_string(),
        Way::Changes => t().limits_of_changes.to_string(),
        Way::Measured => {
            let limits = match limits(plan, id, day) {
                Some(limits) if limits.provisional => t().limits_provisional,
                Some(_) => t().limits_from_first,
                None => t().limits_none,
            };
            let trend = trend(plan, id, day).map(say::trend);
            [limits].into_iter().chain(trend).collect::<Vec<_>>().join(" · ")
        }
    };
    Some([say::every(kpi.every), &values, &said].join(" · "))
}
