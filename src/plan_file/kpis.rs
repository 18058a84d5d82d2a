//! KPIs and their measurements in a plan file.

use super::fields::{self, Fields, Words, sorted};
use super::finding::Findings;
use super::key_results::EVERY;
use super::kpi_about::{self, EFFORTS, FACTORS, INDICATORS, SCOPES, TAGS};
use super::members::{self, Members};
use super::place::Place;
use super::{Expected, Finding, Reason, Tree};
use crate::domain::{Aggregate, Date, Direction, Goal, Kept, Kpi, Measurement, Series, Target};
use crate::ordered::sort_by_key;

const DIRECTIONS: Words<Direction> = Words {
    words: &["higher", "lower", "within", "none"],
    values: &[Direction::Higher, Direction::Lower, Direction::Within, Direction::None],
};

const AGGREGATES: Words<Aggregate> =
    Words { words: &["last", "sum", "mean"], values: &[Aggregate::Last, Aggregate::Sum, Aggregate::Mean] };

pub(super) fn read_kpi(f: &mut Fields<'_>) -> Option<Kpi> {
    let mut kept = Vec::new();
    let findings = f.findings;
    let title = f.required("title", fields::text);
    let unit = f.optional("unit", fields::text);
    let direction = f.required("direction", DIRECTIONS.read());
    let every = f.required("every", EVERY.read());
    let aggregate = f.optional("aggregate", AGGREGATES.read());
    let targets = f.map("targets", fields::date_key, |tree, place| {
        let target = read_target(&mut Fields::of(tree, place, findings)?, &mut kept)?;
        let begins = tree_day(place);
        if let (Some(until), Some(begins)) = (target.until, begins)
            && until < begins
        {
            let found = format!("from {begins} to {until}");
            findings.add(Finding::new(place.to_string(), found, Reason::EndsBeforeItBegins));
        }
        Some(target)
    });
    let benchmark = kpi_about::read_benchmark(f, &mut kept);
    let team = f.optional("team", fields::id);
    let owner = f.optional("owner", fields::id);
    let scope = f.optional("scope", SCOPES.read());
    let indicator = f.optional("indicator", INDICATORS.read());
    let tags = TAGS.read_set(f, "tags");
    let definition = f.optional("definition", fields::text);
    let reason = f.optional("reason", fields::text);
    let source = f.optional("source", fields::text);
    let relevance = f.optional("relevance", fields::text);
    let if_worse = f.optional("ifWorse", fields::text);
    let factors = FACTORS.read_set(f, "factors");
    let effort = f.optional("effort", EFFORTS.read());
    let review = f.optional("review", fields::date);
    let reviewed = kpi_about::read_reviewed(f, &mut kept);
    let changes = f.map("changes", fields::date_key, fields::entry(findings, fields::text));
    let retired = f.optional("retired", fields::date);
    let pinned = f.optional("pinned", fields::is_true).is_some();
    let rank = f.optional("rank", fields::rank);
    f.keep_rest(&mut kept);
    Some(Kpi {
        title: title?,
        unit,
        direction: direction?,
        every: every?,
        aggregate,
        targets,
        benchmark,
        team,
        owner,
        scope,
        indicator,
        tags,
        definition,
        reason,
        source,
        relevance,
        if_worse,
        factors,
        effort,
        review,
        reviewed,
        changes,
        retired,
        pinned,
        rank,
        kept: sorted(kept),
    })
}

/// The day that is the name of an entry.
fn tree_day(place: &Place<'_>) -> Option<Date> {
    Date::parse(place.name())
}

fn read_target(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Option<Target> {
    let before = f.findings.count();
    let value = f.optional("value", fields::number);
    let at_least = f.optional("atLeast", fields::number);
    let at_most = f.optional("atMost", fields::number);
    let tolerance = f.optional("tolerance", fields::not_negative);
    let until = f.optional("until", fields::date);
    f.keep_rest(kept);
    let goal = match (value, at_least, at_most) {
        (Some(value), None, None) => Goal::Value(value),
        (None, Some(at_least), Some(at_most)) if at_least > at_most => {
            let (low, high) = (Tree::number(at_least).compact(), Tree::number(at_most).compact());
            f.wrong_here(format!("atLeast {low} and atMost {high}"), Reason::Crossed);
            return None;
        }
        (None, Some(at_least), Some(at_most)) => Goal::Range { at_least, at_most },
        _ => {
            if f.findings.count() == before {
                f.wrong_here("", Reason::NotOneGoal);
            }
            return None;
        }
    };
    Some(Target { goal, tolerance, until })
}

pub(super) fn write_kpi(kpi: &Kpi) -> Tree {
    let targets = kpi.targets.iter().map(|(day, target)| {
        let (value, range) = match target.goal {
            Goal::Value(value) => (Some(value), None),
            Goal::Range { at_least, at_most } => (None, Some((at_least, at_most))),
        };
        let members = Members::of(&kpi.kept, format!("targets/{day}"))
            .put("value", value.map(Tree::number))
            .put("atLeast", range.map(|r| Tree::number(r.0)))
            .put("atMost", range.map(|r| Tree::number(r.1)))
            .put("tolerance", target.tolerance.map(Tree::number))
            .put("until", target.until.and_then(members::date));
        (day, members.done())
    });
    Members::of(&kpi.kept, "")
        .put("title", members::text(&kpi.title))
        .put("unit", members::text_if(&kpi.unit))
        .put("direction", DIRECTIONS.write(Some(kpi.direction)))
        .put("every", EVERY.write(Some(kpi.every)))
        .put("aggregate", AGGREGATES.write(kpi.aggregate))
        .put("targets", members::map_if(targets))
        .put("benchmark", kpi_about::write_benchmark(kpi))
        .put("team", members::id_if(&kpi.team))
        .put("owner", members::id_if(&kpi.owner))
        .put("scope", SCOPES.write(kpi.scope))
        .put("indicator", INDICATORS.write(kpi.indicator))
        .put("tags", TAGS.write_set(&kpi.tags))
        .put("definition", members::text_if(&kpi.definition))
        .put("reason", members::text_if(&kpi.reason))
        .put("source", members::text_if(&kpi.source))
        .put("relevance", members::text_if(&kpi.relevance))
        .put("ifWorse", members::text_if(&kpi.if_worse))
        .put("factors", FACTORS.write_set(&kpi.factors))
        .put("effort", EFFORTS.write(kpi.effort))
        .put("review", kpi.review.and_then(members::date))
        .put("reviewed", kpi_about::write_reviewed(kpi))
        .put("changes", members::map_if(kpi.changes.iter().map(|(day, how)| (day, Tree::text(how)))))
        .put("retired", kpi.retired.and_then(members::date))
        .put("pinned", kpi.pinned.then_some(Tree::Bool(true)))
        .put("rank", members::rank_if(&kpi.rank))
        .done()
}

pub(super) fn read_series(tree: &Tree, place: &Place<'_>, findings: &Findings) -> Option<Series> {
    let Some(entries) = tree.members() else {
        fields::add(findings, place, tree, Reason::WrongType(Expected::Object));
        return None;
    };
    let mut days = Vec::with_capacity(entries.len());
    for (name, tree) in entries {
        let place = place.at(name);
        let day = Date::parse(name);
        if day.is_none() {
            findings.add_with(|| Finding::new(place.to_string(), format!("\"{name}\""), Reason::NotADate));
        }
        let measurement =
            read_measurement(tree).map_err(|reason| fields::add(findings, &place, tree, reason));
        if let (Some(day), Ok(measurement)) = (day, measurement) {
            days.push((day, measurement));
        }
    }
    // Each day is put behind the last: a million days in falling order would be moved a million times.
    sort_by_key(&mut days, |(day, _)| *day);
    let mut series = Series::default();
    for (day, measurement) in days {
        series.put(day, Some(measurement));
    }
    Some(series)
}

pub(super) fn read_measurement(tree: &Tree) -> Result<Measurement, Reason> {
    match tree {
        Tree::Array(items) => match items.as_slice() {
            [value, Tree::Text(note)] => {
                Ok(Measurement { value: fields::number(value)?, note: Some(note.clone()) })
            }
            _ => Err(Reason::WrongType(Expected::Measurement)),
        },
        Tree::Number(_) => Ok(Measurement { value: fields::number(tree)?, note: None }),
        _ => Err(Reason::WrongType(Expected::Measurement)),
    }
}

pub(super) fn write_series(series: &Series) -> Tree {
    Tree::object(series.iter().map(|(day, value, note)| (day.to_string(), write_measurement(value, note))))
}

pub(super) fn write_measurement(value: f64, note: Option<&str>) -> Tree {
    match note {
        Some(note) => Tree::Array(vec![Tree::number(value), Tree::text(note)]),
        None => Tree::number(value),
    }
}
