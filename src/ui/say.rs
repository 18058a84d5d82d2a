//! How the domain's words, figures and refusals are said to people: from values to the table of texts.

use super::text::{fill, plural, shortened, t};
use super::widget::Tone;
use crate::browser::files::Unread;
use crate::browser::locale::{self, DateStyle};
use crate::change::Refusal;
use crate::domain::{
    Ambition, CycleStage, Date, Direction, Every, Goal, Id, InitiativeStage, Keep, KeyResult, Level, Measure,
    MeasureFault, ObjectiveStage, Plan, team_path,
};
use crate::progress::{Band, Judged, KpiStatus, ObjectiveVerdict, Status, Trend, Verdict};

/// All levels of the cascade, from the top.
pub const LEVELS: [Level; 4] = [Level::Company, Level::Department, Level::Team, Level::Person];
/// All stages of a cycle.
pub const CYCLE_STAGES: [CycleStage; 3] = [CycleStage::Planning, CycleStage::Active, CycleStage::Closed];
/// All stages of an objective.
pub const OBJECTIVE_STAGES: [ObjectiveStage; 3] =
    [ObjectiveStage::Active, ObjectiveStage::Draft, ObjectiveStage::Closed];
/// Both ambitions.
pub const AMBITIONS: [Ambition; 2] = [Ambition::Aspirational, Ambition::Committed];
/// All directions.
pub const DIRECTIONS: [Direction; 4] =
    [Direction::Higher, Direction::Lower, Direction::Within, Direction::None];

/// All stages of an initiative.
pub const INITIATIVE_STAGES: [InitiativeStage; 4] =
    [InitiativeStage::Idea, InitiativeStage::Doing, InitiativeStage::Done, InitiativeStage::Dropped];

macro_rules! words {
    ($(#[$doc:meta])* $key:ident, $word:ident: $kind:ty { $($variant:path => $name:literal, $text:ident;)* }) => {
        $(#[$doc])*
        pub fn $key(value: $kind) -> &'static str {
            match value { $($variant => $name,)* }
        }

        $(#[$doc])*
        pub fn $word(value: $kind) -> &'static str {
            match value { $($variant => t().$text,)* }
        }
    };
}

words! {
    /// The level of a team: as a form keeps it, and in words.
    level_key, level: Level {
        Level::Company => "company", level_company;
        Level::Department => "department", level_department;
        Level::Team => "team", level_team;
        Level::Person => "person", level_person;
    }
}
words! {
    /// The stage of a cycle: as a form keeps it, and in words.
    stage_key, cycle_stage: CycleStage {
        CycleStage::Planning => "planning", cycle_planning;
        CycleStage::Active => "active", cycle_active;
        CycleStage::Closed => "closed", cycle_closed;
    }
}
words! {
    /// The stage of an objective: as a form keeps it, and in words.
    objective_stage_key, objective_stage: ObjectiveStage {
        ObjectiveStage::Draft => "draft", status_draft;
        ObjectiveStage::Active => "active", cycle_active;
        ObjectiveStage::Closed => "closed", cycle_closed;
    }
}
words! {
    /// The ambition: as a form keeps it, and in words.
    ambition_key, ambition: Ambition {
        Ambition::Committed => "committed", committed;
        Ambition::Aspirational => "aspirational", aspirational;
    }
}
words! {
    /// The stage of an initiative: as a form keeps it, and in words.
    initiative_stage_key, initiative_stage: InitiativeStage {
        InitiativeStage::Idea => "idea", initiative_idea;
        InitiativeStage::Doing => "doing", initiative_doing;
        InitiativeStage::Done => "done", initiative_done;
        InitiativeStage::Dropped => "dropped", initiative_dropped;
    }
}
words! {
    /// The direction of a KPI: as a form keeps it, and in words.
    direction_key, direction: Direction {
        Direction::Higher => "higher", higher_is_better;
        Direction::Lower => "lower", lower_is_better;
        Direction::Within => "within", within_is_better;
        Direction::None => "none", no_direction;
    }
}
words! {
    /// A rhythm: as a form keeps it, and in words.
    every_key, every: Every {
        Every::Day => "day", every_day;
        Every::Week => "week", every_week;
        Every::Month => "month", every_month;
        Every::Quarter => "quarter", every_quarter;
        Every::Year => "year", every_year;
    }
}

/// A number as people of this locale write it, with at most six decimals.
pub fn number(value: f64) -> String {
    locale::number(value, 6)
}

/// A number as the user would type it: no grouping, a plain minus, the locale's decimal sign.
pub fn plain_number(value: f64) -> String {
    let decimal = locale::number_format().decimal;
    (value + 0.0).to_string().replace('.', &decimal.to_string())
}

/// A number with its unit: "37.5 min", "8.6 %".
pub fn with_unit(value: f64, unit: Option<&str>) -> String {
    match unit {
        Some(unit) => format!("{}\u{a0}{unit}", number(value)),
        None => number(value),
    }
}

/// A score, always with its one decimal: 0.7, 1.0.
pub fn score(score: f64) -> String {
    let decimal = locale::number_format().decimal;
    format!("{score:.1}").replace('.', &decimal.to_string())
}

/// Word and tone of the band of a score.
pub fn band(band: Band) -> (Tone, &'static str) {
    match band {
        Band::Red => (Tone::Bad, t().band_red),
        Band::Amber => (Tone::Watch, t().band_amber),
        Band::Green => (Tone::Good, t().band_green),
    }
}

/// A share of 1 as a percentage with at most one decimal and no trailing zero.
pub fn percent(share: f64) -> String {
    fill(t().percent, &[&locale::number(crate::domain::round(share * 100.0), 1)])
}

/// A change with its sign.
pub fn signed(value: f64) -> String {
    if value > 0.0 { format!("+{}", number(value)) } else { number(value) }
}

/// 1 Apr
pub fn day(date: Date) -> String {
    locale::date(date, DateStyle::DayMonth)
}

/// Thursday, 20 May
pub fn weekday(date: Date) -> String {
    locale::date(date, DateStyle::Weekday)
}

/// 1 Apr 2027
pub fn full_day(date: Date) -> String {
    locale::date(date, DateStyle::Full)
}

/// Why a file was not read.
pub fn unread(why: &Unread) -> String {
    let millions = |bytes: f64| number((bytes / 1_000_000.0).round());
    match why {
        Unread::TooLarge(bytes, most) => {
            fill(t().file_too_large, &[&millions(*bytes), &millions(*most as f64)])
        }
        Unread::Failed(why) => fill(t().file_unreadable, &[why]),
    }
}

/// "21 Nov 2026, 14:05", of a moment in ms since 1970.
pub fn moment(ms: u64) -> String {
    locale::moment(ms)
}

/// "1 Apr – 30 Jun", with years where they differ.
pub fn span(from: Date, to: Date) -> String {
    if from.ymd().0 == to.ymd().0 {
        format!("{} – {}", day(from), full_day(to))
    } else {
        format!("{} – {}", full_day(from), full_day(to))
    }
}

/// "3 days ago", "today".
pub fn days_ago(days: i32) -> String {
    match days {
        i32::MIN..=0 => t().today.to_string(),
        1 => t().yesterday.to_string(),
        _ => fill(t().days_ago, &[&days.to_string()]),
    }
}

/// "Clinic › Front desk".
pub fn team_line(plan: &Plan, team: Option<&Id>) -> String {
    let Some(team) = team else { return String::new() };
    let names = team_path(plan, team).into_iter().filter_map(|id| plan.records().teams.get(id));
    names.map(|team| team.name.clone()).collect::<Vec<_>>().join(" › ")
}

/// The plan's title as it is shown: whole, unless nobody would read it to its end.
pub fn plan_title(plan: &Plan) -> String {
    shortened(&plan.head().title, 300)
}

/// What an objective or key result above is called.
pub fn title_of(plan: &Plan, id: &Id) -> Option<String> {
    let records = plan.records();
    let objective = records.objectives.get(id).map(|o| o.title.clone());
    objective.or_else(|| records.key_results.get(id).map(|k| k.title.clone()))
}

/// Word and tone of a key result's verdict. Silence stands in front; a guard is met or breached.
pub fn verdict(verdict: &Verdict) -> (Tone, &'static str) {
    match (verdict.overdue, verdict.status, verdict.standing.met) {
        (true, ..) => (Tone::None, t().status_overdue),
        (_, Status::OnTrack, Some(true)) => (Tone::Good, t().status_met),
        (_, Status::OffTrack, Some(false)) => (Tone::Bad, t().status_breached),
        (_, status, _) => (status_tone(status), status_word(status)),
    }
}

/// Word and tone of an objective's verdict.
pub fn objective_verdict(verdict: &ObjectiveVerdict) -> (Tone, &'static str) {
    (status_tone(verdict.status), status_word(verdict.status))
}

/// The word of a status alone.
pub fn status_word(status: Status) -> &'static str {
    match status {
        Status::Draft => t().status_draft,
        Status::Closed(_) => t().cycle_closed,
        Status::Upcoming => t().status_upcoming,
        Status::Achieved => t().status_achieved,
        Status::NoData => t().status_no_data,
        Status::OnTrack => t().status_on_track,
        Status::OffTrack => t().status_off_track,
        Status::AtRisk => t().status_at_risk,
        Status::Missed => t().status_missed,
        Status::TooEarly => t().status_too_early,
    }
}

/// Word and tone of a status alone.
pub fn status(status: Status) -> (Tone, &'static str) {
    (status_tone(status), status_word(status))
}

fn status_tone(status: Status) -> Tone {
    match status {
        Status::Achieved | Status::OnTrack | Status::Closed(Some(Band::Green)) => Tone::Good,
        Status::AtRisk | Status::Closed(Some(Band::Amber)) => Tone::Watch,
        Status::OffTrack | Status::Missed | Status::Closed(Some(Band::Red)) => Tone::Bad,
        Status::Draft | Status::Closed(None) | Status::Upcoming | Status::NoData | Status::TooEarly => {
            Tone::None
        }
    }
}

/// Word and tone of a KPI's status.
pub fn kpi_status(status: KpiStatus) -> (Tone, &'static str) {
    match status {
        KpiStatus::NoData => (Tone::None, t().status_no_data),
        KpiStatus::Overdue => (Tone::None, t().status_overdue),
        KpiStatus::NoTarget => (Tone::None, t().status_no_target),
        KpiStatus::Healthy => (Tone::Good, t().status_healthy),
        KpiStatus::Watch => (Tone::Watch, t().status_watch),
        KpiStatus::Unhealthy => (Tone::Bad, t().status_unhealthy),
    }
}

/// The tone of a change: by the KPI's direction, never "up is green".
pub fn change_tone(judged: Judged) -> Tone {
    match judged {
        Judged::Better => Tone::Good,
        Judged::Worse => Tone::Bad,
        Judged::Neutral => Tone::None,
    }
}

/// Where a KPI is heading.
pub fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Steady => t().trend_steady,
        Trend::Improving => t().trend_improving,
        Trend::Worsening => t().trend_worsening,
        Trend::Rising => t().trend_rising,
        Trend::Falling => t().trend_falling,
    }
}

/// What a target asks for: "at least 9 points".
pub fn goal(goal: &Goal, direction: Direction, unit: Option<&str>) -> String {
    match goal {
        Goal::Value(value) if direction == Direction::Lower => {
            fill(t().at_most_n, &[&with_unit(*value, unit)])
        }
        Goal::Value(value) => fill(t().at_least_n, &[&with_unit(*value, unit)]),
        Goal::Range { at_least, at_most } => {
            fill(t().between_n, &[&number(*at_least), &with_unit(*at_most, unit)])
        }
    }
}

/// What a guard holds: "at least 4.5".
pub fn keep(keep: &Keep, unit: Option<&str>) -> String {
    match (keep.at_least, keep.at_most) {
        (Some(low), Some(high)) => fill(t().between_n, &[&number(low), &with_unit(high, unit)]),
        (Some(low), None) => fill(t().at_least_n, &[&with_unit(low, unit)]),
        (None, Some(high)) => fill(t().at_most_n, &[&with_unit(high, unit)]),
        (None, None) => String::new(),
    }
}

/// A measure in words: "48 → 18 min", "at least 4.5", "3 milestones".
pub fn measure(key_result: &KeyResult, day: Date) -> String {
    let unit = key_result.unit.as_deref();
    match key_result.measure_on(day) {
        None => t().no_measure.to_string(),
        Some(Measure::Reach(reach)) => format!("{} → {}", number(reach.from), with_unit(reach.to, unit)),
        Some(Measure::Keep(bounds)) => keep(bounds, unit),
        Some(Measure::Milestones(steps)) => plural(steps.len(), t().milestone_one, t().milestone_many),
    }
}

/// "New objective: Calmer mornings".
pub fn edited(what: &str, name: &str) -> String {
    format!("{what}: {}", name.trim())
}

/// What was just taken back.
pub fn undone(label: &str) -> String {
    fill(t().undone, &[label])
}

/// What was just made again.
pub fn redone(label: &str) -> String {
    fill(t().redone, &[label])
}

/// Why a step was refused, in words for the person who tried it.
pub fn refusal(refusal: &Refusal) -> String {
    let text = match refusal {
        Refusal::NotThere(_) | Refusal::Stale(_) => t().refused_not_there,
        Refusal::IdTaken => t().refused_id_taken,
        Refusal::TitleMissing => t().refused_title_missing,
        Refusal::EndsBeforeItBegins => t().refused_ends_before,
        Refusal::CycleClosed => t().refused_cycle_closed,
        Refusal::CycleOpen => t().refused_cycle_open,
        Refusal::ReasonMissing => t().refused_reason_missing,
        Refusal::NotReady(_) => t().refused_not_ready,
        Refusal::BlockerMissing => t().refused_blocker_missing,
        Refusal::SameCycle => t().refused_same_cycle,
        Refusal::AlreadyCarried => t().refused_already_carried,
        Refusal::MeasureMissing => t().refused_measure_missing,
        Refusal::Measure(fault) => match fault {
            MeasureFault::NotFinite => t().refused_not_finite,
            MeasureFault::FromEqualsTo => t().refused_from_equals_to,
            MeasureFault::NoBound => t().refused_no_bound,
            MeasureFault::BoundsCrossed => t().refused_bounds_crossed,
            MeasureFault::NoMilestone => t().refused_no_milestone,
            MeasureFault::BadWeight => t().refused_bad_weight,
        },
        Refusal::ValueMissing => t().refused_value_missing,
        Refusal::NotFinite => t().refused_not_finite,
        Refusal::ConfidenceOutOfRange => t().refused_confidence,
        Refusal::ScoreOutOfRange => t().refused_score,
        Refusal::Negative => t().refused_negative,
        Refusal::BeforeFirstDay(first) => return fill(t().refused_before_first_day, &[&full_day(*first)]),
        Refusal::TargetCrossed => t().refused_target_crossed,
        Refusal::NoTargetsWithoutDirection => t().refused_no_targets,
        Refusal::Circle => t().refused_circle,
    };
    text.to_string()
}
