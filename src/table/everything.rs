//! All that a plan holds, as tables for others to read: one kind of thing each, with names in place of ids.

use super::head::{Head, Term, Words};
use super::write::harmless;
use crate::domain::{
    CheckIn, CycleStage, Date, Direction, Goal, Id, InitiativeStage, KeyResult, Kpi, Level, Measure,
    Objective, Plan, by_rank, round,
};
use crate::ordered::sort_by;
use crate::progress::{self, closing_scores, key_result_status, kpi_status, objective_status};

/// A table that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Extract {
    /// A row a key result, beside its objective; an objective without any has a row too.
    KeyResults,
    CheckIns,
    Milestones,
    Initiatives,
    Kpis,
    Targets,
    /// Of all KPIs, below each other.
    Measurements,
    /// The cycles, and what was found at their closing.
    Cycles,
    Scores,
    NotDoing,
    Teams,
    People,
}

impl Extract {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Extract; 12] = [
        Extract::KeyResults,
        Extract::CheckIns,
        Extract::Milestones,
        Extract::Initiatives,
        Extract::Kpis,
        Extract::Targets,
        Extract::Measurements,
        Extract::Cycles,
        Extract::Scores,
        Extract::NotDoing,
        Extract::Teams,
        Extract::People,
    ];

    /// What its columns hold.
    pub fn heads(self) -> &'static [Head] {
        use Head::*;
        match self {
            Extract::KeyResults => &[
                Cycle,
                Team,
                Objective,
                ObjectiveOwner,
                Sponsor,
                Ambition,
                ObjectiveStage,
                ObjectiveStatus,
                ObjectiveProgress,
                Why,
                Strategy,
                Supports,
                KeyResult,
                Owner,
                Measure,
                From,
                To,
                AtLeast,
                AtMost,
                Unit,
                Weight,
                FirstDay,
                LastDay,
                Kpi,
                Value,
                ValueDay,
                Progress,
                Expected,
                Status,
                Confidence,
                Note,
                Blocker,
            ],
            Extract::CheckIns => &[
                Cycle, Objective, KeyResult, Day, Value, Unit, Confidence, Note, By, Blocker, ClearedBy,
                Until, Cleared,
            ],
            Extract::Milestones => &[Cycle, Objective, KeyResult, Milestone, Weight, Done],
            Extract::Initiatives => {
                &[Cycle, Objective, KeyResult, Initiative, Owner, Stage, Why, BringsValue, Impact]
            }
            Extract::Kpis => &[
                Kpi,
                Team,
                Owner,
                Unit,
                Direction,
                Every,
                Aggregate,
                AtLeast,
                AtMost,
                TargetSince,
                TargetUntil,
                Value,
                ValueDay,
                Status,
                Definition,
                Reason,
                Source,
                Relevance,
                IfWorse,
                Benchmark,
                BenchmarkSource,
                Scope,
                Indicator,
                Tags,
                Effort,
                NextReview,
                Retired,
            ],
            Extract::Targets => &[Kpi, TargetSince, TargetUntil, AtLeast, AtMost, Tolerance, Unit],
            Extract::Measurements => &[Kpi, Day, Value, Unit, Note],
            Extract::Cycles => &[Cycle, FirstDay, LastDay, Stage, Closed, Facilitator, Worked, DidNot],
            Extract::Scores => {
                &[Cycle, Objective, KeyResult, Score, Proposed, Band, ScoreWhy, Decision, DecisionWhy]
            }
            Extract::NotDoing => &[Cycle, NotDoing],
            Extract::Teams => &[Team, Level, Above],
            Extract::People => &[Person],
        }
    }
}

/// How many rows a table has.
pub fn count_rows(plan: &Plan, extract: Extract, day: Date) -> usize {
    let mut count = 0;
    rows(plan, extract, day, &mut |_| count += 1);
    count
}

/// The table as CSV: days as 2027-03-01, numbers with a point and without groups, lines as RFC 4180 says. No text in it
/// can be taken for a formula. What is computed is that of `day`.
pub fn write_extract(plan: &Plan, extract: Extract, day: Date, words: Words) -> Option<String> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let heads = extract.heads().iter().map(|head| harmless((words.head)(*head)));
    writer.write_record(heads).ok()?;
    let mut whole = true;
    rows(plan, extract, day, &mut |row| {
        whole &= writer.write_record(row.into_iter().map(|cell| cell.written(words, day))).is_ok();
    });
    String::from_utf8(writer.into_inner().ok()?).ok().filter(|_| whole)
}

/// What stands in a cell.
enum Cell<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    Day(Date),
    Term(Term),
    Terms(Vec<Term>),
    Measure(&'a KeyResult),
}

impl Cell<'_> {
    fn written(&self, words: Words, day: Date) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => harmless(text),
            // no −0
            Cell::Number(value) => (value + 0.0).to_string(),
            Cell::Day(day) => day.to_string(),
            Cell::Term(term) => harmless((words.term)(*term)),
            Cell::Terms(terms) => {
                let all: Vec<&str> = terms.iter().map(|term| (words.term)(*term)).collect();
                harmless(&all.join(", "))
            }
            Cell::Measure(key_result) => harmless(&(words.measure)(key_result, day)),
        }
    }
}

fn text<'a>(text: Option<&'a String>) -> Cell<'a> {
    text.map_or(Cell::Empty, |text| Cell::Text(text))
}

fn number<'a>(value: Option<f64>) -> Cell<'a> {
    value.map_or(Cell::Empty, Cell::Number)
}

fn on<'a>(day: Option<Date>) -> Cell<'a> {
    day.map_or(Cell::Empty, Cell::Day)
}

fn percent<'a>(share: Option<f64>) -> Cell<'a> {
    number(share.map(|share| round(share * 100.0)))
}

fn term<'a, T>(value: Option<T>, of: fn(T) -> Term) -> Cell<'a> {
    value.map_or(Cell::Empty, |value| Cell::Term(of(value)))
}

type Put<'p, 'a> = &'p mut dyn FnMut(Vec<Cell<'a>>);

fn rows<'a>(plan: &'a Plan, extract: Extract, day: Date, put: Put<'_, 'a>) {
    let names = Names { plan };
    let records = plan.records();
    match extract {
        Extract::KeyResults => {
            for (id, objective) in names.objectives() {
                let of_it = plan.key_results_of(id);
                if of_it.is_empty() {
                    put(names.key_result_row((id, objective), None, day));
                }
                for key_result in of_it {
                    put(names.key_result_row((id, objective), Some(key_result), day));
                }
            }
        }
        Extract::CheckIns => {
            for (id, key_result) in names.key_results() {
                plan.check_ins_of(id).for_each(|(_, said)| put(names.check_in_row(key_result, said)));
            }
        }
        Extract::Milestones => {
            for (_, key_result) in names.key_results() {
                let Some(Measure::Milestones(steps)) = key_result.measure_on(day) else { continue };
                let mut steps: Vec<_> = steps.iter().collect();
                sort_by(&mut steps, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
                for (_, step) in steps {
                    let mut row = names.of_key_result(Some(key_result));
                    row.extend([Cell::Text(&step.title), Cell::Number(step.weight()), on(step.done)]);
                    put(row);
                }
            }
        }
        Extract::Initiatives => {
            for work in records.initiatives.values() {
                let served = work.key_result.as_ref().and_then(|id| records.key_results.get(id));
                let mut row = names.of_key_result(served);
                row.extend([
                    Cell::Text(&work.title),
                    names.person(work.owner.as_ref()),
                    Cell::Term(Term::InitiativeStage(work.stage.unwrap_or(InitiativeStage::Idea))),
                    text(work.why.as_ref()),
                    text(work.value.as_ref()),
                    text(work.impact.as_ref()),
                ]);
                put(row);
            }
        }
        Extract::Kpis => names.kpis().into_iter().for_each(|kpi| put(names.kpi_row(kpi, day))),
        Extract::Targets => {
            for (_, kpi) in names.kpis() {
                for (since, target) in &kpi.targets {
                    let (at_least, at_most) = bounds(&target.goal, kpi.direction);
                    put(vec![
                        Cell::Text(&kpi.title),
                        Cell::Day(*since),
                        on(target.until),
                        number(at_least),
                        number(at_most),
                        number(target.tolerance),
                        text(kpi.unit.as_ref()),
                    ]);
                }
            }
        }
        Extract::Measurements => {
            for (id, kpi) in names.kpis() {
                for (day, value, note) in plan.series_of(id).into_iter().flat_map(|series| series.iter()) {
                    let note = note.map_or(Cell::Empty, Cell::Text);
                    let unit = text(kpi.unit.as_ref());
                    put(vec![Cell::Text(&kpi.title), Cell::Day(day), Cell::Number(value), unit, note]);
                }
            }
        }
        Extract::Cycles => {
            for (id, cycle) in names.cycles() {
                let review = records.reviews.get(id);
                put(vec![
                    Cell::Text(&cycle.title),
                    Cell::Day(cycle.from),
                    Cell::Day(cycle.to),
                    Cell::Term(Term::CycleStage(cycle.stage.unwrap_or(CycleStage::Planning))),
                    on(cycle.closed),
                    names.person(cycle.facilitator.as_ref()),
                    text(review.and_then(|review| review.worked.as_ref())),
                    text(review.and_then(|review| review.did_not.as_ref())),
                ]);
            }
        }
        Extract::Scores => names.score_rows(day, put),
        Extract::NotDoing => {
            for (_, cycle) in names.cycles() {
                cycle.not_doing.values().for_each(|no| put(vec![Cell::Text(&cycle.title), Cell::Text(no)]));
            }
        }
        Extract::Teams => {
            for team in records.teams.values() {
                let above = team.parent.as_ref();
                let level = Cell::Term(Term::Level(team.level.unwrap_or(Level::Team)));
                put(vec![Cell::Text(&team.name), level, names.team(above)]);
            }
        }
        Extract::People => records.people.values().for_each(|who| put(vec![Cell::Text(&who.name)])),
    }
}

/// The two bounds that a target sets, by which way is better.
fn bounds(goal: &Goal, direction: Direction) -> (Option<f64>, Option<f64>) {
    match goal {
        Goal::Value(value) if direction == Direction::Lower => (None, Some(*value)),
        Goal::Value(value) => (Some(*value), None),
        Goal::Range { at_least, at_most } => (Some(*at_least), Some(*at_most)),
    }
}

/// Finds what ids stand for.
struct Names<'a> {
    plan: &'a Plan,
}

impl<'a> Names<'a> {
    fn person(&self, id: Option<&Id>) -> Cell<'a> {
        text(id.and_then(|id| self.plan.records().people.get(id)).map(|person| &person.name))
    }

    fn team(&self, id: Option<&Id>) -> Cell<'a> {
        text(id.and_then(|id| self.plan.records().teams.get(id)).map(|team| &team.name))
    }

    fn cycle(&self, id: &Id) -> Cell<'a> {
        text(self.plan.records().cycles.get(id).map(|cycle| &cycle.title))
    }

    fn cycles(&self) -> Vec<(&'a Id, &'a crate::domain::Cycle)> {
        let mut cycles: Vec<_> = self.plan.records().cycles.iter().collect();
        sort_by(&mut cycles, |a, b| (a.1.from, a.1.to, a.0).cmp(&(b.1.from, b.1.to, b.0)));
        cycles
    }

    /// All objectives, the earliest cycle first.
    fn objectives(&self) -> Vec<(&'a Id, &'a Objective)> {
        let records = self.plan.records();
        let mut all: Vec<_> = records.objectives.iter().collect();
        let begins = |o: &Objective| (records.cycles.get(&o.cycle).map(|cycle| cycle.from), o.cycle.clone());
        sort_by(&mut all, |a, b| {
            let by_cycle = begins(a.1).cmp(&begins(b.1));
            by_cycle.then_with(|| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0))
        });
        all
    }

    fn key_results(&self) -> impl Iterator<Item = (&'a Id, &'a KeyResult)> + use<'a> {
        let plan = self.plan;
        self.objectives().into_iter().flat_map(move |(id, _)| plan.key_results_of(id))
    }

    fn kpis(&self) -> Vec<(&'a Id, &'a Kpi)> {
        let mut kpis: Vec<_> = self.plan.records().kpis.iter().collect();
        sort_by(&mut kpis, |a, b| by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0));
        kpis
    }

    /// Cycle, objective and key result of what belongs to a key result.
    fn of_key_result(&self, key_result: Option<&'a KeyResult>) -> Vec<Cell<'a>> {
        let objective = key_result.and_then(|k| self.plan.records().objectives.get(&k.objective));
        vec![
            objective.map_or(Cell::Empty, |objective| self.cycle(&objective.cycle)),
            text(objective.map(|objective| &objective.title)),
            text(key_result.map(|key_result| &key_result.title)),
        ]
    }

    fn key_result_row(
        &self,
        (id, objective): (&'a Id, &'a Objective),
        key_result: Option<(&'a Id, &'a KeyResult)>,
        day: Date,
    ) -> Vec<Cell<'a>> {
        let verdict = objective_status(self.plan, id, day);
        let records = self.plan.records();
        let above = objective.supports.as_ref().and_then(|above| {
            let objective = records.objectives.get(above).map(|o| &o.title);
            objective.or_else(|| records.key_results.get(above).map(|k| &k.title))
        });
        let mut row = vec![
            self.cycle(&objective.cycle),
            self.team(objective.team.as_ref()),
            Cell::Text(&objective.title),
            self.person(objective.owner.as_ref()),
            self.person(objective.sponsor.as_ref()),
            Cell::Term(Term::Ambition(objective.ambition())),
            Cell::Term(Term::ObjectiveStage(objective.stage())),
            Cell::Term(Term::ObjectiveVerdict(verdict)),
            percent(verdict.progress),
            text(objective.why.as_ref()),
            text(objective.strategy.as_ref()),
            text(above),
        ];
        match key_result {
            Some(key_result) => self.push_figures(key_result, day, &mut row),
            None => row.resize_with(Extract::KeyResults.heads().len(), || Cell::Empty),
        }
        row
    }

    fn push_figures(&self, (id, key_result): (&Id, &'a KeyResult), day: Date, row: &mut Vec<Cell<'a>>) {
        let verdict = key_result_status(self.plan, id, day);
        let (mut reach, mut bounds) = ((None, None), (None, None));
        match key_result.measure_on(day) {
            Some(Measure::Reach(it)) => reach = (Some(it.from), Some(it.to)),
            Some(Measure::Keep(keep)) => bounds = (keep.at_least, keep.at_most),
            Some(Measure::Milestones(_)) | None => {}
        }
        let milestones = matches!(key_result.measure_on(day), Some(Measure::Milestones(_)));
        let span = self.plan.span_of(key_result);
        let said = || self.plan.check_ins_of(id).rev().map(|(_, said)| said).filter(|said| said.on <= day);
        let note = said().find_map(|said| said.note.as_ref());
        let blocker = said().find_map(|said| said.blocker_on(day)).map(|blocker| &blocker.what);
        let kpi = key_result.kpi.as_ref().and_then(|kpi| self.plan.records().kpis.get(kpi));
        let standing = verdict.standing;
        row.extend([
            Cell::Text(&key_result.title),
            self.person(key_result.owner.as_ref()),
            key_result.measure_on(day).map_or(Cell::Empty, |_| Cell::Measure(key_result)),
            number(reach.0),
            number(reach.1),
            number(bounds.0),
            number(bounds.1),
            text(key_result.unit.as_ref()),
            Cell::Number(key_result.weight_on(day)),
            on(span.map(|span| span.0)),
            on(span.map(|span| span.1)),
            text(kpi.map(|kpi| &kpi.title)),
            // of milestones it is the share that is done, which stands under progress
            number(standing.value.filter(|_| !milestones)),
            on(standing.value_day.filter(|_| !milestones)),
            percent(standing.progress),
            percent(progress::expected_on(self.plan, id, day)),
            Cell::Term(Term::Verdict(verdict)),
            number(verdict.confidence.map(f64::from)),
            text(note),
            text(blocker),
        ]);
    }

    fn check_in_row(&self, key_result: &'a KeyResult, said: &'a CheckIn) -> Vec<Cell<'a>> {
        let blocker = said.blocker.as_ref();
        let mut row = self.of_key_result(Some(key_result));
        row.extend([
            Cell::Day(said.on),
            number(said.value),
            text(key_result.unit.as_ref()),
            number(said.confidence.map(f64::from)),
            text(said.note.as_ref()),
            self.person(said.by.as_ref()),
            text(blocker.map(|blocker| &blocker.what)),
            self.person(blocker.and_then(|blocker| blocker.who.as_ref())),
            on(blocker.and_then(|blocker| blocker.until)),
            on(blocker.and_then(|blocker| blocker.cleared)),
        ]);
        row
    }

    fn kpi_row(&self, (id, kpi): (&'a Id, &'a Kpi), day: Date) -> Vec<Cell<'a>> {
        let target = kpi.target_on(day);
        let (at_least, at_most) =
            target.map_or((None, None), |(_, target)| bounds(&target.goal, kpi.direction));
        let last = self.plan.series_of(id).and_then(|series| series.last_on(day));
        let benchmark = kpi.benchmark.as_ref();
        vec![
            Cell::Text(&kpi.title),
            self.team(kpi.team.as_ref()),
            self.person(kpi.owner.as_ref()),
            text(kpi.unit.as_ref()),
            Cell::Term(Term::Direction(kpi.direction)),
            Cell::Term(Term::Every(kpi.every)),
            term(kpi.aggregate, Term::Aggregate),
            number(at_least),
            number(at_most),
            on(target.map(|(since, _)| since)),
            on(target.and_then(|(_, target)| target.until)),
            number(last.map(|(_, value)| value)),
            on(last.map(|(day, _)| day)),
            Cell::Term(Term::KpiStatus(kpi_status(self.plan, id, day).status)),
            text(kpi.definition.as_ref()),
            text(kpi.reason.as_ref()),
            text(kpi.source.as_ref()),
            text(kpi.relevance.as_ref()),
            text(kpi.if_worse.as_ref()),
            number(benchmark.map(|benchmark| benchmark.value)),
            text(benchmark.and_then(|benchmark| benchmark.source.as_ref())),
            term(kpi.scope, Term::Scope),
            term(kpi.indicator, Term::Indicator),
            Cell::Terms(kpi.tags.iter().map(|tag| Term::Tag(*tag)).collect()),
            term(kpi.effort, Term::Effort),
            on(kpi.review),
            on(kpi.retired),
        ]
    }

    /// The scores of the cycles that are closed, and of those that somebody began to score.
    fn score_rows(&self, day: Date, put: Put<'_, 'a>) {
        let records = self.plan.records();
        for (id, cycle) in self.cycles() {
            let review = records.reviews.get(id);
            if !cycle.closed_on(day) && review.is_none_or(|review| review.scores.is_empty()) {
                continue;
            }
            for scored in closing_scores(self.plan, id, day) {
                let decision = review.and_then(|review| review.next.get(&scored.id));
                for line in &scored.key_results {
                    let why = review.and_then(|review| review.scores.get(&line.id)).map(|score| &score.why);
                    let mut row = self.of_key_result(records.key_results.get(&line.id));
                    row.extend([
                        Cell::Number(line.score),
                        Cell::Number(line.proposed),
                        Cell::Term(Term::Band(line.band)),
                        text(why.and_then(Option::as_ref)),
                        term(decision.map(|decision| decision.what), Term::Decision),
                        text(decision.and_then(|decision| decision.why.as_ref())),
                    ]);
                    put(row);
                }
            }
        }
    }
}
