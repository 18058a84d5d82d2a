//! A table of objectives and key results: what its columns mean, what its rows say, how that stands to the plan, and the
//! step that brings in what is new. What is there already is found by its titles and never changed.

use super::head::Head;
use super::read::{Table, is_nothing};
use super::reading::unguarded;
use crate::change::Command;
use crate::domain::{
    Date, Id, Keep, KeyResult, Measure, Objective, ObjectiveStage, Person, Plan, Reach, Record, Team,
};
use crate::ordered::{Map, Set};
use crate::sentence::{Answers, NumberFormat, read_key_result, read_number};

/// What a column of such a table can hold, in the order in which it is offered.
pub const OKR_HEADS: [Head; 16] = [
    Head::Objective,
    Head::KeyResult,
    Head::Cycle,
    Head::Team,
    Head::ObjectiveOwner,
    Head::Owner,
    Head::From,
    Head::To,
    Head::AtLeast,
    Head::AtMost,
    Head::Unit,
    Head::FirstDay,
    Head::LastDay,
    Head::Kpi,
    Head::Why,
    Head::Strategy,
];

/// What other tools call them.
const OTHER_NAMES: &[(Head, &[&str])] = &[
    (Head::Objective, &["objective", "objectives", "objective title"]),
    (Head::KeyResult, &["key result", "key results", "kr", "key result title"]),
    (Head::Cycle, &["cycle", "quarter", "period", "time frame", "timeframe"]),
    (Head::Team, &["team", "department"]),
    (Head::Owner, &["owner", "assignee", "responsible", "key result owner"]),
    (Head::From, &["from", "start", "start value", "baseline", "initial value"]),
    (Head::To, &["to", "target", "target value", "goal", "sentence"]),
    (Head::Unit, &["unit", "metric unit"]),
    (Head::FirstDay, &["start date", "first day"]),
    (Head::LastDay, &["due", "due date", "deadline", "end date", "last day"]),
    (Head::Kpi, &["kpi"]),
    (Head::Why, &["why", "reason"]),
    (Head::Strategy, &["strategy"]),
];

/// Which column holds what.
pub type OkrColumns = Map<Head, usize>;

/// What the columns seem to mean by their names, ours (`known`) and those of other tools; nothing where no column holds
/// objectives and another key results.
pub fn guess_okrs(table: &Table, known: fn(Head) -> &'static str) -> Option<OkrColumns> {
    let (_, names) = table.rows.first()?;
    let mut columns = OkrColumns::new();
    for head in OKR_HEADS {
        let ours = known(head).to_lowercase();
        let others =
            OTHER_NAMES.iter().find(|(of, _)| *of == head).map_or(&[] as &[&str], |(_, names)| names);
        let named = |name: &str| {
            let at = names.iter().position(|cell| unguarded(cell).to_lowercase() == name);
            at.filter(|at| !columns.values().any(|taken| taken == at))
        };
        if let Some(at) = named(&ours).or_else(|| others.iter().find_map(|name| named(name))) {
            columns.insert(head, at);
        }
    }
    (columns.contains_key(&Head::Objective) && columns.contains_key(&Head::KeyResult)).then_some(columns)
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Its objective is new, and its key result with it.
    NewObjective,
    /// Its key result is new, in an objective that is there.
    NewKeyResult,
    /// Both are there.
    Same,
    /// Both are there, and the table says something else of these: they stay as they are.
    Differs(Vec<Head>),
    /// It is not taken.
    Refused(RowFault),
}

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum RowFault {
    /// It names no objective.
    NoObjective,
    /// It names a cycle that is not there.
    NoCycle(String),
    /// Its cycle is closed.
    CycleClosed,
    /// What stands where the measure should be is none.
    NoMeasure(String),
    /// It has no measure, which only a draft can be without.
    NeedsMeasure,
    /// What stands where a day should be is none.
    NoDay(String),
}

/// What a table brings.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Incoming {
    /// Each row's line, and what becomes of it.
    pub rows: Vec<(u64, Outcome)>,
    /// The names of people and teams that are made.
    pub people: Vec<String>,
    /// The same of teams.
    pub teams: Vec<String>,
    /// The step; empty where all of it is there.
    pub commands: Vec<Command>,
}

impl Incoming {
    /// How many rows came out like that.
    pub fn count(&self, is: fn(&Outcome) -> bool) -> usize {
        self.rows.iter().filter(|(_, outcome)| is(outcome)).count()
    }

    /// How many objectives and how many key results are made.
    pub fn made(&self) -> (usize, usize) {
        let made = |is: fn(&Record) -> bool| {
            let records = self.commands.iter();
            records.filter(|command| matches!(command, Command::Create { record, .. } if is(record))).count()
        };
        (made(|r| matches!(r, Record::Objective(_))), made(|r| matches!(r, Record::KeyResult(_))))
    }
}

/// Reads the rows below the names and compares them with the plan. What names no cycle goes into `cycle`; what is new
/// arrives as a draft.
pub fn okrs_in(
    plan: &Plan,
    table: &Table,
    columns: &OkrColumns,
    format: NumberFormat,
    cycle: Option<&Id>,
    mint: &mut dyn FnMut(&'static str) -> Id,
) -> Incoming {
    let mut desk = Desk {
        plan,
        format,
        made: Map::new(),
        known: Map::new(),
        names: Map::new(),
        out: Incoming::default(),
    };
    for (line, cells) in table.rows.iter().skip(1) {
        let cell = |head: Head| {
            let cell = columns.get(&head).and_then(|at| cells.get(*at)).map(|cell| unguarded(cell.as_str()));
            cell.map(str::trim).filter(|cell| !is_nothing(cell))
        };
        let outcome = desk.row(&cell, cycle, mint).unwrap_or_else(Outcome::Refused);
        desk.out.rows.push((*line, outcome));
    }
    desk.out
}

type Cells<'c> = &'c dyn Fn(Head) -> Option<&'c str>;

/// Titles are the same in whatever letters.
fn alike(text: &str) -> String {
    text.trim().to_lowercase()
}

struct Desk<'a> {
    plan: &'a Plan,
    format: NumberFormat,
    /// Objectives made by this table, by cycle, team and title.
    made: Map<(Id, Option<Id>, String), Id>,
    /// Key results made by this table, by objective and title.
    known: Map<Id, Set<String>>,
    /// People and teams made by this table.
    names: Map<(&'static str, String), Id>,
    out: Incoming,
}

impl Desk<'_> {
    fn row(
        &mut self,
        cell: Cells<'_>,
        cycle: Option<&Id>,
        mint: &mut dyn FnMut(&'static str) -> Id,
    ) -> Result<Outcome, RowFault> {
        let title = cell(Head::Objective).ok_or(RowFault::NoObjective)?.to_string();
        let cycles = self.cycles(cell(Head::Cycle), cycle)?;
        let there = self.objectives(&cycles, cell(Head::Team), &title);
        let key_result = cell(Head::KeyResult);
        let Some(key_result) = key_result else {
            if there.is_empty() {
                return self
                    .objective(&cycles, cell, &title, mint)
                    .map(|new| if new.1 { Outcome::NewObjective } else { Outcome::Same });
            }
            return Ok(Outcome::Same);
        };
        let mut differs = None;
        for (_, found) in there.iter().flat_map(|id| self.plan.key_results_of(id)) {
            if alike(&found.title) == alike(key_result) {
                let other = self.differences(found, cell);
                if other.is_empty() {
                    return Ok(Outcome::Same);
                }
                differs.get_or_insert(other);
            }
        }
        if let Some(heads) = differs {
            return Ok(Outcome::Differs(heads));
        }
        // What is wrong with the row is known before anything is made of it.
        let mut record = self.key_result(cell, key_result)?;
        let (objective, is_new) = match there.iter().find(|id| self.is_open(id)) {
            Some(id) => {
                let draft = self.plan.records().objectives.get(id).map(Objective::stage);
                if record.measure.is_none() && draft != Some(ObjectiveStage::Draft) {
                    return Err(RowFault::NeedsMeasure);
                }
                (id.clone(), false)
            }
            None if !there.is_empty() => return Err(RowFault::CycleClosed),
            None => self.objective(&cycles, cell, &title, mint)?,
        };
        let known = self.known.or_default(objective.clone());
        if !known.insert(alike(key_result)) {
            return Ok(Outcome::Same);
        }
        record.objective = objective;
        // The days of the cycle are no days of its own.
        let days = cycles.first().and_then(|id| self.plan.records().cycles.get(id)).map(|c| (c.from, c.to));
        record.from = record.from.filter(|from| days.is_none_or(|days| days.0 != *from));
        record.to = record.to.filter(|to| days.is_none_or(|days| days.1 != *to));
        record.owner = cell(Head::Owner).map(|name| self.person(name, mint));
        self.out.commands.push(Command::Create { id: mint("k"), record: Record::KeyResult(record) });
        Ok(if is_new { Outcome::NewObjective } else { Outcome::NewKeyResult })
    }

    /// The cycles that are meant: those of the name, else the one for all that name none.
    fn cycles(&self, named: Option<&str>, cycle: Option<&Id>) -> Result<Vec<Id>, RowFault> {
        let Some(named) = named else {
            return cycle.map(|cycle| vec![cycle.clone()]).ok_or(RowFault::NoCycle(String::new()));
        };
        let all = self.plan.records().cycles.iter();
        let found: Vec<Id> =
            all.filter(|(_, c)| alike(&c.title) == alike(named)).map(|(id, _)| id.clone()).collect();
        if found.is_empty() { Err(RowFault::NoCycle(named.to_string())) } else { Ok(found) }
    }

    /// The objectives of that title in these cycles, of the team where one is named.
    fn objectives(&self, cycles: &[Id], team: Option<&str>, title: &str) -> Vec<Id> {
        let records = self.plan.records();
        let of_team = |objective: &Objective| {
            let name =
                objective.team.as_ref().and_then(|id| records.teams.get(id)).map(|team| alike(&team.name));
            team.is_none_or(|team| name == Some(alike(team)))
        };
        let is_meant =
            |o: &Objective| cycles.contains(&o.cycle) && alike(&o.title) == alike(title) && of_team(o);
        records.objectives.iter().filter(|(_, o)| is_meant(o)).map(|(id, _)| id.clone()).collect()
    }

    fn is_open(&self, objective: &Id) -> bool {
        let records = self.plan.records();
        let cycle = records.objectives.get(objective).and_then(|o| records.cycles.get(&o.cycle));
        cycle.is_some_and(|cycle| !cycle.is_closed())
    }

    /// The objective that this table makes, and whether this row is the one that makes it.
    fn objective(
        &mut self,
        cycles: &[Id],
        cell: Cells<'_>,
        title: &str,
        mint: &mut dyn FnMut(&'static str) -> Id,
    ) -> Result<(Id, bool), RowFault> {
        let is_open = |id: &&Id| self.plan.records().cycles.get(*id).is_some_and(|cycle| !cycle.is_closed());
        let cycle = cycles.iter().find(is_open).cloned().ok_or(RowFault::CycleClosed)?;
        let team = cell(Head::Team).map(|name| self.team(name, mint));
        let key = (cycle.clone(), team.clone(), alike(title));
        if let Some(id) = self.made.get(&key) {
            return Ok((id.clone(), false));
        }
        let id = mint("o");
        let objective = Objective {
            team,
            owner: cell(Head::ObjectiveOwner).map(|name| self.person(name, mint)),
            why: cell(Head::Why).map(str::to_string),
            strategy: cell(Head::Strategy).map(str::to_string),
            stage: Some(ObjectiveStage::Draft),
            ..Objective::new(title, cycle)
        };
        self.out.commands.push(Command::Create { id: id.clone(), record: Record::Objective(objective) });
        self.made.insert(key, id.clone());
        Ok((id, true))
    }

    fn key_result(&self, cell: Cells<'_>, title: &str) -> Result<KeyResult, RowFault> {
        let day = |head: Head| match cell(head) {
            Some(text) => Date::parse(text).map(Some).ok_or(RowFault::NoDay(text.to_string())),
            None => Ok(None),
        };
        let (measure, unit) = self.measure(cell, title)?;
        let kpi = cell(Head::Kpi).and_then(|name| {
            let mut kpis = self.plan.records().kpis.iter();
            kpis.find(|(_, kpi)| alike(&kpi.title) == alike(name)).map(|(id, _)| id.clone())
        });
        // The objective is known later; nothing is made of this record before.
        let nowhere = Id::parse("o").ok_or(RowFault::NoObjective)?;
        Ok(KeyResult {
            unit: cell(Head::Unit).map(str::to_string).or(unit),
            kpi,
            from: day(Head::FirstDay)?,
            to: day(Head::LastDay)?,
            ..KeyResult::new(title, nowhere, measure)
        })
    }

    /// The measure as figures, else as words ("from 75 % to 90 %"), else as the title says it.
    fn measure(&self, cell: Cells<'_>, title: &str) -> Result<(Option<Measure>, Option<String>), RowFault> {
        let number =
            |head: Head| cell(head).and_then(|text| read_number(text, self.format).ok()).map(|n| n.value);
        let figures =
            match (number(Head::From), number(Head::To), number(Head::AtLeast), number(Head::AtMost)) {
                (Some(from), Some(to), ..) => Some(Measure::Reach(Reach { from, to })),
                (_, _, None, None) => None,
                (_, _, at_least, at_most) => Some(Measure::Keep(Keep { at_least, at_most })),
            };
        if let Some(measure) = figures {
            let whole = measure.fault().is_none();
            return if whole {
                Ok((Some(measure), None))
            } else {
                Err(RowFault::NoMeasure(title.to_string()))
            };
        }
        let words = cell(Head::To).filter(|_| number(Head::To).is_none());
        let sentence = [title, words.unwrap_or_default()].join(" ");
        let parse = read_key_result(&sentence, self.format);
        let answers = Answers { from: number(Head::From), ..Answers::default() };
        match (parse.settled(&answers), words) {
            (Ok(measure), _) => Ok((Some(measure), parse.unit.map(|unit| unit.text))),
            (Err(_), Some(words)) => Err(RowFault::NoMeasure(words.to_string())),
            (Err(_), None) => Ok((None, None)),
        }
    }

    /// What the table says otherwise; a cell without anything in it says nothing.
    fn differences(&self, there: &KeyResult, cell: Cells<'_>) -> Vec<Head> {
        let last = self.plan.span_of(there).map(|span| span.1);
        // A table may be older than a revised target: each of its measures was true once.
        let measures = there.measure.iter().chain(there.revisions.values().map(|it| &it.measure));
        let by_measure = measures.map(|measure| self.other_figures(measure, cell));
        let mut heads = by_measure.min_by_key(Vec::len).unwrap_or_default();
        let owner = there.owner.as_ref().and_then(|who| self.plan.records().people.get(who));
        let words = [(Head::Unit, there.unit.as_ref()), (Head::Owner, owner.map(|who| &who.name))];
        for (head, now) in words {
            if cell(head).is_some_and(|said| now.is_none_or(|now| alike(now) != alike(said))) {
                heads.push(head);
            }
        }
        if cell(Head::LastDay).and_then(Date::parse).is_some_and(|said| Some(said) != last) {
            heads.push(Head::LastDay);
        }
        heads
    }

    fn other_figures(&self, measure: &Measure, cell: Cells<'_>) -> Vec<Head> {
        let there = match measure {
            Measure::Reach(reach) => [(Head::From, Some(reach.from)), (Head::To, Some(reach.to))],
            Measure::Keep(keep) => [(Head::AtLeast, keep.at_least), (Head::AtMost, keep.at_most)],
            Measure::Milestones(_) => return Vec::new(),
        };
        let said = |head: Head| cell(head).and_then(|text| read_number(text, self.format).ok());
        let is_other =
            |(head, now): &(Head, Option<f64>)| said(*head).is_some_and(|said| Some(said.value) != *now);
        there.into_iter().filter(is_other).map(|(head, _)| head).collect()
    }

    fn person(&mut self, name: &str, mint: &mut dyn FnMut(&'static str) -> Id) -> Id {
        let mut people = self.plan.records().people.iter();
        if let Some((id, _)) = people.find(|(_, who)| alike(&who.name) == alike(name)) {
            return id.clone();
        }
        let key = ("u", alike(name));
        if let Some(id) = self.names.get(&key) {
            return id.clone();
        }
        let id = mint("u");
        let record = Record::Person(Person { name: name.to_string(), ..Person::default() });
        self.out.commands.push(Command::Create { id: id.clone(), record });
        self.out.people.push(name.to_string());
        self.names.insert(key, id.clone());
        id
    }

    fn team(&mut self, name: &str, mint: &mut dyn FnMut(&'static str) -> Id) -> Id {
        let mut teams = self.plan.records().teams.iter();
        if let Some((id, _)) = teams.find(|(_, team)| alike(&team.name) == alike(name)) {
            return id.clone();
        }
        let key = ("t", alike(name));
        if let Some(id) = self.names.get(&key) {
            return id.clone();
        }
        let id = mint("t");
        let record = Record::Team(Team { name: name.to_string(), ..Team::default() });
        self.out.commands.push(Command::Create { id: id.clone(), record });
        self.out.teams.push(name.to_string());
        self.names.insert(key, id.clone());
        id
    }
}
