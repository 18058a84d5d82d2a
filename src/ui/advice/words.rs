//! A hint in words: its place, its reason, the practice it rests on, and what the articles say where they disagree.

use super::finding::place_of;
use super::kpi_words;
use crate::advice::{Finding, Lacking, Practice, Reason, Severity, Stance};
use crate::domain::{Id, Kind, Plan};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::widget::Tone;

/// How much it matters, in tone and word.
pub fn severity(severity: Severity) -> (Tone, &'static str) {
    match severity {
        Severity::Hint => (Tone::None, t().severity_hint),
        Severity::Notice => (Tone::None, t().severity_notice),
        Severity::Warning => (Tone::Watch, t().severity_warning),
        Severity::Error => (Tone::Bad, t().severity_error),
    }
}

/// What kind of thing it is at, what that is called, and where it is looked at.
pub fn place(plan: &Plan, finding: &Finding) -> Option<(&'static str, String, Option<Route>)> {
    let Some((kind, id)) = finding.record() else {
        return Some((t().plan_short, plan.head().title.clone(), None));
    };
    let records = plan.records();
    let (word, title) = match kind {
        Kind::Objective => (t().objective, say::title_of(plan, id)),
        Kind::KeyResult => (t().key_result, say::title_of(plan, id)),
        Kind::Initiative => (t().initiative, records.initiatives.get(id).map(|i| i.title.clone())),
        Kind::Kpi => (t().kpi, records.kpis.get(id).map(|k| k.title.clone())),
        Kind::Cycle => (t().cycle, records.cycles.get(id).map(|c| c.title.clone())),
        Kind::Team => (t().team, records.teams.get(id).map(|t| t.name.clone())),
        _ => return None,
    };
    Some((word, title?, place_of(plan, kind, id)))
}

/// The practice by its id and name.
pub fn practice(practice: Practice) -> String {
    let name = match practice {
        Practice::A1 => t().practice_a1,
        Practice::A2 => t().practice_a2,
        Practice::A3 => t().practice_a3,
        Practice::A4 => t().practice_a4,
        Practice::A5 => t().practice_a5,
        Practice::A7 => t().practice_a7,
        Practice::A9 => t().practice_a9,
        Practice::A12 => t().practice_a12,
        Practice::A13 => t().practice_a13,
        Practice::B1 => t().practice_b1,
        Practice::B2 => t().practice_b2,
        Practice::B3 => t().practice_b3,
        Practice::B4 => t().practice_b4,
        Practice::B5 => t().practice_b5,
        Practice::C7 => t().practice_c7,
        Practice::C8 => t().practice_c8,
        Practice::C9 => t().practice_c9,
        Practice::C11 => t().practice_c11,
        Practice::C13 => t().practice_c13,
        Practice::C14 => t().practice_c14,
        Practice::D1 => t().practice_d1,
        Practice::D2 => t().practice_d2,
        Practice::D5 => t().practice_d5,
        Practice::D8 => t().practice_d8,
        Practice::G1 => t().practice_g1,
        Practice::G8 => t().practice_g8,
        Practice::G11 => t().practice_g11,
        of_kpi => kpi_words::practice(of_kpi).unwrap_or_default(),
    };
    fill(t().practice_named, &[practice.id(), name])
}

/// What each article says, where they disagree.
pub fn sources(practice: Practice) -> Option<String> {
    let sources = practice.sources();
    let said = sources.iter().map(|source| {
        let stance = match source.stance {
            Stance::Between(Some(fewest), most) => {
                fill(t().stance_between, &[&fewest.to_string(), &most.to_string()])
            }
            Stance::Between(None, most) => fill(t().stance_most, &[&most.to_string()]),
            Stance::For => t().stance_for.to_string(),
            Stance::Against => t().stance_against.to_string(),
        };
        fill(t().article_says, &[&stance, &source.article.to_string(), &source.line.to_string()])
    });
    let said = said.collect::<Vec<_>>().join("; ");
    (!sources.is_empty()).then(|| fill(t().articles_differ, &[&said]))
}

/// Why it was found.
pub fn reason(plan: &Plan, reason: &Reason) -> String {
    let team_name =
        |team: &Id| plan.records().teams.get(team).map(|team| team.name.clone()).unwrap_or_default();
    let key_results = |count: usize| plural(count, t().key_result_one, t().key_result_many);
    let quoted = |words: &[String]| words.join(", ");
    let plain = match reason {
        Reason::FigureInObjective { figure } => return fill(t().found_figure, &[figure]),
        Reason::NotMeasurable => t().found_not_measurable,
        Reason::Placeholder { text } => return fill(t().found_placeholder, &[text]),
        Reason::UnitMissing => t().found_unit_missing,
        Reason::TwoInOne => t().found_two_in_one,
        Reason::WrongWay => t().found_wrong_way,
        Reason::NoMeasurableKeyResult => t().found_no_key_result,
        Reason::TooManyObjectives { team, count, most } => {
            let (count, most) = (count.to_string(), most.to_string());
            return match team {
                Some(team) => fill(t().found_many_objectives, &[&team_name(team), &count, &most]),
                None => fill(t().found_many_objectives_no_team, &[&count, &most]),
            };
        }
        Reason::TooFewKeyResults { count, fewest } => {
            return fill(t().found_few_key_results, &[&key_results(*count), &fewest.to_string()]);
        }
        Reason::TooManyKeyResults { count, most } => {
            return fill(t().found_many_key_results, &[&key_results(*count), &most.to_string()]);
        }
        Reason::TooManyKpis { team, count, most } => {
            let (count, most) = (count.to_string(), most.to_string());
            return match team {
                Some(team) => fill(t().found_many_kpis, &[&team_name(team), &count, &most]),
                None => fill(t().found_many_kpis_no_team, &[&count, &most]),
            };
        }
        Reason::NoStrategy => t().found_no_strategy,
        Reason::Vague { words } => return fill(t().found_vague, &[&quoted(words)]),
        Reason::Activity { word } => return fill(t().found_activity, &[word]),
        Reason::Output { word } => return fill(t().found_output, &[word]),
        Reason::NoAmbition => t().found_no_ambition,
        Reason::TooEasy { confidence } => return fill(t().found_too_easy, &[&confidence.to_string()]),
        Reason::TooHard { confidence } => return fill(t().found_too_hard, &[&confidence.to_string()]),
        Reason::AllAspirational { count } => return fill(t().found_all_aspirational, &[&count.to_string()]),
        Reason::BusinessAsUsual { words } => return fill(t().found_usual, &[&quoted(words)]),
        Reason::MaintainOnly => t().found_maintain_only,
        Reason::Maintains => t().found_maintains,
        Reason::RevisedWithoutReason { on } => return fill(t().found_revised, &[&say::full_day(*on)]),
        Reason::StillRight => t().found_still_right,
        Reason::StillDraft => t().found_still_draft,
        Reason::NoSponsor => t().found_no_sponsor,
        Reason::NothingIsNotDone => t().found_nothing_not_done,
        Reason::EverythingIsAPriority => t().found_everything,
        Reason::BelowLowestLevel => t().found_below_level,
        Reason::Unaligned => t().found_unaligned,
        Reason::Lacks(lacking) => {
            let words: Vec<&str> = lacking.iter().map(|what| lacks(*what)).collect();
            return fill(t().found_lacks, &[&words.join(", ")]);
        }
        Reason::Kpi(why) => return kpi_words::reason(why),
        Reason::BindKpi { kpi } => {
            let title = plan.records().kpis.get(kpi).map(|kpi| kpi.title.clone()).unwrap_or_default();
            return fill(t().found_bind_kpi, &[&title]);
        }
        Reason::NoKpis => t().found_no_kpis,
        Reason::NoObjectives => t().found_no_objectives,
        Reason::NoBaseline => t().found_no_baseline,
    };
    plain.to_string()
}

fn lacks(what: Lacking) -> &'static str {
    match what {
        Lacking::Owner => t().lacks_owner,
        Lacking::Team => t().lacks_team,
        Lacking::Why => t().lacks_why,
        Lacking::Value => t().lacks_value,
        Lacking::Impact => t().lacks_impact,
        Lacking::KeyResult => t().lacks_key_result,
        Lacking::Definition => t().lacks_definition,
        Lacking::DataSource => t().lacks_source,
    }
}
