//! Key results in a plan file.

use super::Tree;
use super::fields::{self, Fields, Words, sorted};
use super::measures::{put_measure, read_measure};
use super::members::{self, Members};
use crate::domain::{Every, Kept, KeyResult, Measure, Revision};

pub(super) const EVERY: Words<Every> =
    Words { words: &["day", "week", "month", "quarter", "year"], values: &Every::ALL };

pub(super) fn read_key_result(f: &mut Fields<'_>) -> Option<KeyResult> {
    let mut kept = Vec::new();
    let findings = f.findings;
    let objective = f.required("objective", fields::id);
    let title = f.required("title", fields::text);
    let owner = f.optional("owner", fields::id);
    let measure = read_first_measure(f, &mut kept);
    let typed = f.optional("typed", fields::text);
    let unit = f.optional("unit", fields::text);
    let weight = f.optional("weight", fields::not_negative);
    let confidence = f.optional("confidence", fields::confidence);
    let revisions = f.map("revisions", fields::date_key, |tree, place| {
        let mut f = Fields::of(tree, place, findings)?;
        let measure = read_measure(&mut f, &mut kept);
        let why = f.optional("why", fields::text);
        f.keep_rest(&mut kept);
        Some(Revision { measure: measure?, why })
    });
    let check_in_every = f.optional("checkInEvery", EVERY.read());
    let kpi = f.optional("kpi", fields::id);
    let from = f.optional("from", fields::date);
    let to = f.optional("to", fields::date);
    let carried_from = f.optional("carriedFrom", fields::id);
    let rank = f.optional("rank", fields::rank);
    f.keep_rest(&mut kept);
    Some(KeyResult {
        objective: objective?,
        title: title?,
        owner,
        measure,
        typed,
        unit,
        weight,
        confidence,
        revisions,
        check_in_every,
        kpi,
        from,
        to,
        carried_from,
        rank,
        kept: sorted(kept),
    })
}

/// Missing is allowed here: whether the objective is a draft is for the check across records.
fn read_first_measure(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Option<Measure> {
    let tree = f.take("measure")?;
    let place = f.place.at("measure");
    let mut f = Fields::of(tree, &place, f.findings)?;
    let measure = read_measure(&mut f, kept);
    f.keep_rest(kept);
    measure
}

pub(super) fn write_key_result(key_result: &KeyResult) -> Tree {
    let kept = &key_result.kept;
    let measure = key_result
        .measure
        .as_ref()
        .map(|measure| put_measure(Members::of(kept, "measure"), measure, kept, "measure").done());
    let revisions = key_result.revisions.iter().map(|(day, revision)| {
        let within = format!("revisions/{day}");
        let members = put_measure(Members::of(kept, within.as_str()), &revision.measure, kept, &within);
        (day, members.put("why", members::text_if(&revision.why)).done())
    });
    Members::of(kept, "")
        .put("objective", members::id(&key_result.objective))
        .put("title", members::text(&key_result.title))
        .put("owner", members::id_if(&key_result.owner))
        .put("measure", measure)
        .put("typed", members::text_if(&key_result.typed))
        .put("unit", members::text_if(&key_result.unit))
        .put("weight", key_result.weight.map(Tree::number))
        .put("confidence", members::confidence_if(key_result.confidence))
        .put("revisions", members::map_if(revisions))
        .put("checkInEvery", EVERY.write(key_result.check_in_every))
        .put("kpi", members::id_if(&key_result.kpi))
        .put("from", key_result.from.and_then(members::date))
        .put("to", key_result.to.and_then(members::date))
        .put("carriedFrom", members::id_if(&key_result.carried_from))
        .put("rank", members::rank_if(&key_result.rank))
        .done()
}
