//! The measure of a key result in a plan file: exactly one of `reach`, `keep`, `milestones`.

use crate::ordered::Map;

use super::fields::{self, Fields};
use super::members::{self, Members};
use super::{Expected, Reason, Tree};
use crate::domain::{Id, Keep, Kept, Measure, MeasureFault, Milestone, Reach};

/// Reads the measure among the members of an object (a `measure`, or a revision that has a reason beside it).
pub(super) fn read_measure(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Option<Measure> {
    let before = f.findings.count();
    let (reach, keep, milestones) = (f.take("reach"), f.take("keep"), f.take("milestones"));
    let given = [reach, keep, milestones].iter().flatten().count();
    if given != 1 {
        if f.findings.count() == before {
            let found = if given == 0 { "none of them" } else { "several of them" };
            f.wrong_here(found, Reason::NotOneMeasure);
        }
        return None;
    }
    let measure = match (reach, keep, milestones) {
        (Some(tree), ..) => read_reach(tree, f, kept),
        (_, Some(tree), _) => read_keep(tree, f, kept),
        (.., Some(tree)) => read_milestones(tree, f, kept),
        _ => None,
    }?;
    if f.findings.count() > before {
        return None;
    }
    if let Some(fault) = measure.fault() {
        f.wrong_here(said(&measure, fault), Reason::Measure(fault));
        return None;
    }
    Some(measure)
}

fn read_reach(tree: &Tree, f: &Fields<'_>, kept: &mut Vec<Kept>) -> Option<Measure> {
    let place = f.place.at("reach");
    let mut f = Fields::of(tree, &place, f.findings)?;
    let (from, to) = (f.required("from", fields::number), f.required("to", fields::number));
    f.keep_rest(kept);
    Some(Measure::Reach(Reach { from: from?, to: to? }))
}

fn read_keep(tree: &Tree, f: &Fields<'_>, kept: &mut Vec<Kept>) -> Option<Measure> {
    let place = f.place.at("keep");
    let mut f = Fields::of(tree, &place, f.findings)?;
    let at_least = f.optional("atLeast", fields::number);
    let at_most = f.optional("atMost", fields::number);
    f.keep_rest(kept);
    Some(Measure::Keep(Keep { at_least, at_most }))
}

fn read_milestones(tree: &Tree, f: &Fields<'_>, kept: &mut Vec<Kept>) -> Option<Measure> {
    let Some(entries) = tree.members() else {
        f.wrong("milestones", tree, Reason::WrongType(Expected::Object));
        return None;
    };
    let place = f.place.at("milestones");
    let mut steps = Map::new();
    for (name, tree) in entries {
        let place = place.at(name);
        let id = Id::parse(name);
        if id.is_none() {
            let found = format!("\"{name}\"");
            f.findings.add(super::Finding::new(place.to_string(), found, Reason::NotAnId));
        }
        let step = Fields::of(tree, &place, f.findings).and_then(|mut f| read_milestone(&mut f, kept));
        if let (Some(id), Some(step)) = (id, step) {
            steps.insert(id, step);
        }
    }
    Some(Measure::Milestones(steps))
}

fn read_milestone(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Option<Milestone> {
    let title = f.required("title", fields::text);
    let weight = f.optional("weight", fields::not_negative);
    let done = f.optional("done", fields::date);
    let rank = f.optional("rank", fields::rank);
    f.keep_rest(kept);
    Some(Milestone { title: title?, weight, done, rank })
}

/// What the measure says, for the finding that it can't be.
fn said(measure: &Measure, fault: MeasureFault) -> String {
    match measure {
        Measure::Reach(reach) if fault == MeasureFault::FromEqualsTo => {
            format!("from and to are both {}", Tree::number(reach.from).compact())
        }
        Measure::Keep(Keep { at_least: Some(low), at_most: Some(high) }) => {
            format!("atLeast {} and atMost {}", Tree::number(*low).compact(), Tree::number(*high).compact())
        }
        Measure::Milestones(steps) if steps.is_empty() => "no milestone".to_string(),
        Measure::Milestones(_) => "no milestone with a weight".to_string(),
        Measure::Reach(_) | Measure::Keep(_) => "no bound".to_string(),
    }
}

/// The member that holds the measure at the path `within`; its name depends on the measure.
pub(super) fn put_measure<'k>(
    members: Members<'k>,
    measure: &Measure,
    kept: &'k [Kept],
    within: &str,
) -> Members<'k> {
    let (reach, keep, milestones) = match measure {
        Measure::Reach(reach) => {
            let members = Members::of(kept, format!("{within}/reach"))
                .put("from", Some(Tree::number(reach.from)))
                .put("to", Some(Tree::number(reach.to)));
            (Some(members.done()), None, None)
        }
        Measure::Keep(keep) => {
            let members = Members::of(kept, format!("{within}/keep"))
                .put("atLeast", keep.at_least.map(Tree::number))
                .put("atMost", keep.at_most.map(Tree::number));
            (None, Some(members.done()), None)
        }
        Measure::Milestones(steps) => {
            let step = |(id, step): (&Id, &Milestone)| {
                let members = Members::of(kept, format!("{within}/milestones/{id}"))
                    .put("title", members::text(&step.title))
                    .put("weight", step.weight.map(Tree::number))
                    .put("done", step.done.and_then(members::date))
                    .put("rank", members::rank_if(&step.rank));
                (id.to_string(), members.done())
            };
            (None, None, Some(Tree::object(steps.iter().map(step))))
        }
    };
    members.put("reach", reach).put("keep", keep).put("milestones", milestones)
}
