//! What a change says of itself: the field's word, and its value in words.

use crate::domain::{Date, Id, Kind, Plan, RecordKey};
use crate::merge::{Copy, Dot, FieldChange, Group, RecordChange};
use crate::plan_file::Tree;
use crate::ui::say;
use crate::ui::text::{Text, fill, t};

/// The two copies that a change stands between; what one does not know, the other may.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    pub ours: Copy<'a>,
    pub theirs: Copy<'a>,
}

impl<'a> Sides<'a> {
    fn plans(&self) -> [&'a Plan; 2] {
        [self.theirs.plan, self.ours.plan]
    }

    /// What a record is called, in either copy.
    pub fn name(&self, kind: Kind, id: &Id) -> Option<String> {
        self.plans().into_iter().find_map(|plan| {
            [plan.records(), plan.trash()].into_iter().find_map(|records| match kind {
                Kind::Person => records.people.get(id).map(|it| it.name.clone()),
                Kind::Team => records.teams.get(id).map(|it| it.name.clone()),
                Kind::Cycle | Kind::Review => records.cycles.get(id).map(|it| it.title.clone()),
                Kind::Objective => records.objectives.get(id).map(|it| it.title.clone()),
                Kind::KeyResult => records.key_results.get(id).map(|it| it.title.clone()),
                Kind::Initiative => records.initiatives.get(id).map(|it| it.title.clone()),
                Kind::Kpi | Kind::Series => records.kpis.get(id).map(|it| it.title.clone()),
                Kind::CheckIn => {
                    let key_result = &records.check_ins.get(id)?.key_result;
                    self.name(Kind::KeyResult, key_result)
                }
            })
        })
    }

    /// Who made a version, where that is known.
    pub fn author(&self, dot: &Dot) -> Option<String> {
        let author = [self.theirs, self.ours].into_iter().find_map(|copy| copy.ledger.author_of(dot));
        self.name(Kind::Person, author?)
    }

    /// The day a version was made.
    pub fn day(&self, dot: &Dot) -> Option<String> {
        let time = [self.theirs, self.ours].into_iter().find_map(|copy| copy.ledger.time_of(dot))?;
        Date::parse(time.get(..10)?).map(say::day)
    }
}

/// What a group of changes belongs to.
pub fn heading(sides: Sides, group: &Group) -> String {
    match &group.of {
        Some(RecordKey::Record(kind, id)) => {
            let name = sides.name(*kind, id).unwrap_or_default();
            if *kind == Kind::Kpi { fill(t().kpi_named, &[&name]) } else { name }
        }
        _ => t().plan_place.to_string(),
    }
}

/// What a kind of record is called.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => t().person,
        Kind::Team => t().team,
        Kind::Cycle => t().cycle,
        Kind::Objective => t().objective,
        Kind::KeyResult => t().key_result,
        Kind::CheckIn => t().check_in_noun,
        Kind::Initiative => t().initiative,
        Kind::Kpi => t().kpi,
        Kind::Series => t().measurements,
        Kind::Review => t().cycle_review,
    }
}

/// What a field is called.
pub fn field_word(path: &str) -> String {
    let path = path.strip_prefix("settings/").unwrap_or(path);
    let mut parts = path.split('/');
    let (first, rest) = (parts.next().unwrap_or_default(), path.split_once('/').map(|(_, rest)| rest));
    let word = match first {
        "measure" if rest.is_some() => t().milestone,
        other => match WORDS.iter().find(|(name, _)| *name == other) {
            Some((_, word)) => word(t()),
            None => return other.to_string(),
        },
    };
    match rest.map(|rest| (rest, Date::parse(rest))) {
        Some((_, Some(day))) => format!("{word}, {}", say::full_day(day)),
        _ => word.to_string(),
    }
}

/// A word of the table.
type Word = fn(&Text) -> &'static str;

/// The fields of all records, in the order of the screen's forms.
const WORDS: &[(&str, Word)] = &[
    ("title", |t| t.title),
    ("name", |t| t.title),
    ("why", |t| t.why),
    ("strategy", |t| t.strategy),
    ("cycle", |t| t.cycle),
    ("team", |t| t.team),
    ("owner", |t| t.owner),
    ("by", |t| t.owner),
    ("sponsor", |t| t.sponsor),
    ("ambition", |t| t.ambition),
    ("stage", |t| t.stage),
    ("rank", |t| t.order),
    ("supports", |t| t.supports),
    ("watch", |t| t.kpis_to_watch),
    ("objective", |t| t.objective),
    ("measure", |t| t.measure),
    ("revisions", |t| t.revision),
    ("unit", |t| t.unit),
    ("weight", |t| t.weight),
    ("kpi", |t| t.kpi),
    ("checkInEvery", |t| t.check_in_rhythm),
    ("from", |t| t.first_day),
    ("to", |t| t.last_day),
    ("keyResult", |t| t.key_result),
    ("on", |t| t.day),
    ("value", |t| t.value),
    ("confidence", |t| t.confidence),
    ("note", |t| t.note),
    ("blocker", |t| t.blocker_noun),
    ("impact", |t| t.initiative_impact),
    ("direction", |t| t.direction),
    ("every", |t| t.every_word),
    ("aggregate", |t| t.aggregate_word),
    ("targets", |t| t.target),
    ("benchmark", |t| t.benchmark),
    ("scope", |t| t.scope),
    ("indicator", |t| t.indicator),
    ("tags", |t| t.tags),
    ("definition", |t| t.definition),
    ("reason", |t| t.reason),
    ("source", |t| t.source),
    ("relevance", |t| t.relevance),
    ("ifWorse", |t| t.if_worse),
    ("factors", |t| t.factors),
    ("effort", |t| t.effort),
    ("review", |t| t.next_review),
    ("reviewed", |t| t.reviewed_word),
    ("changes", |t| t.process_change),
    ("retired", |t| t.retired),
    ("pinned", |t| t.pinned),
    ("level", |t| t.level),
    ("parent", |t| t.parent_team),
    ("facilitator", |t| t.facilitator),
    ("notDoing", |t| t.not_doing_item),
    ("closed", |t| t.closing_day),
    ("setting", |t| t.setting_day),
    ("reviews", |t| t.review_day),
    ("adjustment", |t| t.adjustment_day),
    ("closing", |t| t.closing_planned),
    ("reopened", |t| t.reopened_word),
    ("worked", |t| t.part_worked),
    ("didNot", |t| t.part_did_not),
    ("scores", |t| t.score_word),
    ("dismissed", |t| t.hint_word),
    ("objectivesPerTeam", |t| t.objectives_range),
    ("keyResultsPerObjective", |t| t.key_results_range),
    ("kpisPerBoard", |t| t.kpis_most),
    ("closedDays", |t| t.closed_days),
    ("maintaining", |t| t.maintaining),
    ("lowestLevel", |t| t.lowest_level),
    ("typed", |t| t.measure),
];

fn day_text(text: &str) -> String {
    Date::parse(text).map_or_else(|| text.to_string(), say::full_day)
}

/// A value in words; nothing is "empty".
pub fn value_text(sides: Sides, path: &str, value: Option<&Tree>) -> String {
    let Some(value) = value else { return t().empty_value.to_string() };
    match value {
        Tree::Text(text) => {
            let kind = match path.rsplit('/').next().unwrap_or_default() {
                "owner" | "by" | "who" => Some(Kind::Person),
                "team" | "parent" => Some(Kind::Team),
                "cycle" => Some(Kind::Cycle),
                "objective" => Some(Kind::Objective),
                "keyResult" => Some(Kind::KeyResult),
                "kpi" => Some(Kind::Kpi),
                _ => None,
            };
            let id = Id::parse(text);
            let name = |kind: Kind| id.as_ref().and_then(|id| sides.name(kind, id));
            let named = match kind {
                Some(kind) => name(kind),
                None if path == "supports" => name(Kind::Objective).or_else(|| name(Kind::KeyResult)),
                None => None,
            };
            named.unwrap_or_else(|| Date::parse(text).map_or_else(|| text.clone(), say::full_day))
        }
        Tree::Number(_) => value.as_number().map(say::number).unwrap_or_else(|| value.compact()),
        Tree::Bool(true) => t().yes.to_string(),
        Tree::Bool(false) | Tree::Null => t().no.to_string(),
        Tree::Array(items) => {
            let texts = items.iter().map(|item| value_text(sides, path, Some(item)));
            texts.collect::<Vec<_>>().join(", ")
        }
        Tree::Object(members) => measure_text(value).unwrap_or_else(|| {
            let parts = members.iter().map(|(name, item)| value_text(sides, name, Some(item)));
            parts.collect::<Vec<_>>().join(", ")
        }),
    }
}

/// `{"reach": {"from": 48, "to": 18}}` as "48 → 18", `{"keep": {"atLeast": 9}}` as "at least 9".
fn measure_text(value: &Tree) -> Option<String> {
    let figure = |tree: &Tree, name: &str| tree.member(name).and_then(Tree::as_number).map(say::number);
    if let Some(reach) = value.member("reach") {
        return Some(format!("{} → {}", figure(reach, "from")?, figure(reach, "to")?));
    }
    let keep = value.member("keep")?;
    match (figure(keep, "atLeast"), figure(keep, "atMost")) {
        (Some(low), Some(high)) => Some(fill(t().between_n, &[&low, &high])),
        (Some(low), None) => Some(fill(t().at_least_n, &[&low])),
        (None, high) => Some(fill(t().at_most_n, &[&high?])),
    }
}

/// A record that came, went or came back, in a few words.
pub fn record_text(sides: Sides, record: &RecordChange) -> String {
    let RecordKey::Record(kind, id) = &record.key else { return String::new() };
    let field = |path: &str| record.fields.iter().find(|field| field.path == path)?.after.as_ref();
    let name = sides.name(*kind, id).unwrap_or_else(|| id.to_string());
    if *kind != Kind::CheckIn {
        return name;
    }
    let value = field("value").map(|value| value_text(sides, "value", Some(value)));
    let confidence = field("confidence").and_then(Tree::as_number);
    let confidence = confidence.map(|it| fill(t().confidence_n, &[&say::number(it)]));
    let note = field("note").and_then(Tree::as_text).map(|note| format!("“{note}”"));
    let said = [value, confidence, note].into_iter().flatten().collect::<Vec<_>>().join(", ");
    if said.is_empty() { name } else { format!("{name}: {said}") }
}

/// A day's measurement: "4 Jan 2027: 9.1".
pub fn measurement_text(sides: Sides, field: &FieldChange) -> String {
    let day = day_text(&field.path);
    let value = |tree: &Option<Tree>| value_text(sides, "value", tree.as_ref());
    match (&field.before, &field.after) {
        (Some(_), after) => format!("{day}: {} → {}", value(&field.before), value(after)),
        (None, after) => format!("{day}: {}", value(after)),
    }
}
