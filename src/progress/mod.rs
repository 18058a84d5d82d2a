//! Every formula of the practice, once: a plan and a day give progress, pace, status, forecast, signals and scores.
//!
//! Owns the arithmetic of OKRs and KPIs. Must not write anything, ask what day it is, or know how things are said to
//! people. Everything is a function of (plan, day): closing days, revisions and targets are dated, so any past day can
//! be asked for. Where a record is missing or its numbers make no sense, the answer is "no data", never a panic.
//!
//! Beside the formulas stand the questions asked across records: what is due and in which order (`round`), what stands
//! in the way, where a cycle stands (`stages`), what leads where (`alignment`), what changed between two days (`between`), which
//! objectives someone looks for (`wanted`).
//!
//! After its cycle was closed a key result stands as it stood on the closing day; reports after it do not count.

mod across;
mod alignment;
mod between;
mod closing;
mod compare;
mod count;
mod due;
mod forecast;
mod improve;
mod kpi;
mod limits;
mod objective;
mod on_day;
mod pace;
mod period;
mod round;
mod score;
mod signal;
mod silence;
mod stages;
mod standing;
mod statistics;
mod status;
mod trend;
mod wanted;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use across::{CycleScores, score_history, scores_across};
pub use alignment::{cycles_on, is_unaligned, line_of_sight, objectives_of, supportable, unaligned};
pub use between::{Between, Event, Happened, what_changed};
pub use closing::{KpiSpan, ObjectiveClosing, ScoreLine, closing_scores, kpi_span, kpis_over_cycle};
pub use compare::{Compared, compared_with_before};
pub use count::{CycleCount, count, count_by_team, without_owner};
pub use due::{Due, DueReport, due};
pub use forecast::{Forecast, Outlook, Projection, forecast};
pub use improve::{
    Concern, Improvement, Together, concern, concerns, improved_by, improvement, open_signals,
    process_changed, together,
};
pub use kpi::{
    Judged, KpiChange, KpiStatus, KpiVerdict, kpi_change, kpi_overdue, kpi_status, next_measurement_due,
};
pub use limits::{Baseline, Limits, baselines, differences, limits, limits_of};
pub use objective::{ObjectiveVerdict, objective_expected, objective_progress, objective_status};
pub use pace::{Pace, elapsed_share, expected_on, pace};
pub use period::{Period, by_period, last_periods};
pub use round::{OpenBlocker, Whose, open_blockers, round_of};
pub use score::{Band, band, key_result_score, objective_score, proposed_score, too_easy, unrounded_score};
pub use signal::{Episode, Rule, Run, Side, signals, signals_in};
pub use silence::{cadence, next_due};
pub use stages::{CyclePhase, CycleStep, DatedStep, cycle_phase, cycle_steps, next_step};
pub use standing::{Standing, adherence, meets, standing};
pub use status::{ConfidenceBand, Status, Verdict, key_result_status, newest_confidence};
pub use trend::{Trend, trend};
pub use wanted::{Owned, Wanted};
