//! Check-ins and initiatives in a plan file.

use super::Tree;
use super::fields::{self, Fields, Words, sorted};
use super::members::{self, Members};
use crate::domain::{Blocker, CheckIn, Correction, Initiative, InitiativeStage, Kept};

const STAGES: Words<InitiativeStage> = Words {
    words: &["idea", "doing", "done", "dropped"],
    values: &[InitiativeStage::Idea, InitiativeStage::Doing, InitiativeStage::Done, InitiativeStage::Dropped],
};

/// Whether a value may be missing depends on the key result: that is for the check across records.
pub(super) fn read_check_in(f: &mut Fields<'_>) -> Option<CheckIn> {
    let mut kept = Vec::new();
    let key_result = f.required("keyResult", fields::id);
    let on = f.required("on", fields::date);
    let at = f.optional("at", fields::instant);
    let value = f.optional("value", fields::number);
    let confidence = f.optional("confidence", fields::confidence);
    let note = f.optional("note", fields::text);
    let by = f.optional("by", fields::id);
    let blocker = read_blocker(f, &mut kept);
    let findings = f.findings;
    let was = f.map("was", fields::id_key, |tree, place| {
        read_correction(&mut Fields::of(tree, place, findings)?, &mut kept)
    });
    f.keep_rest(&mut kept);
    Some(CheckIn {
        key_result: key_result?,
        on: on?,
        at,
        value,
        confidence,
        note,
        by,
        blocker,
        was,
        kept: sorted(kept),
    })
}

fn read_blocker(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Option<Blocker> {
    let tree = f.take("blocker")?;
    let place = f.place.at("blocker");
    let mut f = Fields::of(tree, &place, f.findings)?;
    let what = f.required("what", fields::text);
    let who = f.optional("who", fields::id);
    let until = f.optional("until", fields::date);
    let cleared = f.optional("cleared", fields::date);
    f.keep_rest(kept);
    Some(Blocker { what: what?, who, until, cleared })
}

fn read_correction(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Option<Correction> {
    let at = f.optional("at", fields::instant);
    let on = f.required("on", fields::date);
    let value = f.optional("value", fields::number);
    let confidence = f.optional("confidence", fields::confidence);
    let note = f.optional("note", fields::text);
    let why = f.optional("why", fields::text);
    f.keep_rest(kept);
    Some(Correction { at, on: on?, value, confidence, note, why })
}

pub(super) fn write_check_in(check_in: &CheckIn) -> Tree {
    let blocker = check_in.blocker.as_ref().map(|blocker| {
        Members::of(&check_in.kept, "blocker")
            .put("what", members::text(&blocker.what))
            .put("who", members::id_if(&blocker.who))
            .put("until", blocker.until.and_then(members::date))
            .put("cleared", blocker.cleared.and_then(members::date))
            .done()
    });
    let was = check_in.was.iter().map(|(correction, was)| {
        let members = Members::of(&check_in.kept, format!("was/{correction}"))
            .put("at", members::text_if(&was.at))
            .put("on", members::date(was.on))
            .put("value", was.value.map(Tree::number))
            .put("confidence", members::confidence_if(was.confidence))
            .put("note", members::text_if(&was.note))
            .put("why", members::text_if(&was.why));
        (correction, members.done())
    });
    Members::of(&check_in.kept, "")
        .put("keyResult", members::id(&check_in.key_result))
        .put("on", members::date(check_in.on))
        .put("at", members::text_if(&check_in.at))
        .put("value", check_in.value.map(Tree::number))
        .put("confidence", members::confidence_if(check_in.confidence))
        .put("note", members::text_if(&check_in.note))
        .put("by", members::id_if(&check_in.by))
        .put("blocker", blocker)
        .put("was", members::map_if(was))
        .done()
}

pub(super) fn read_initiative(f: &mut Fields<'_>) -> Option<Initiative> {
    let title = f.required("title", fields::text);
    let key_result = f.optional("keyResult", fields::id);
    let owner = f.optional("owner", fields::id);
    let stage = f.optional("stage", STAGES.read());
    let why = f.optional("why", fields::text);
    let value = f.optional("value", fields::text);
    let impact = f.optional("impact", fields::text);
    let rank = f.optional("rank", fields::rank);
    let mut kept = Vec::new();
    f.keep_rest(&mut kept);
    Some(Initiative { title: title?, key_result, owner, stage, why, value, impact, rank, kept: sorted(kept) })
}

pub(super) fn write_initiative(initiative: &Initiative) -> Tree {
    Members::of(&initiative.kept, "")
        .put("title", members::text(&initiative.title))
        .put("keyResult", members::id_if(&initiative.key_result))
        .put("owner", members::id_if(&initiative.owner))
        .put("stage", STAGES.write(initiative.stage))
        .put("why", members::text_if(&initiative.why))
        .put("value", members::text_if(&initiative.value))
        .put("impact", members::text_if(&initiative.impact))
        .put("rank", members::rank_if(&initiative.rank))
        .done()
}
