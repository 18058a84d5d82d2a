//! Objectives in a plan file.

use super::Tree;
use super::fields::{self, Fields, Words, sorted};
use super::members::{self, Members};
use crate::domain::{Ambition, Objective, ObjectiveStage, Trigger};

const AMBITIONS: Words<Ambition> =
    Words { words: &["committed", "aspirational"], values: &[Ambition::Committed, Ambition::Aspirational] };

const STAGES: Words<ObjectiveStage> = Words {
    words: &["draft", "active", "closed"],
    values: &[ObjectiveStage::Draft, ObjectiveStage::Active, ObjectiveStage::Closed],
};

const TRIGGERS: Words<Trigger> = Words {
    words: &["strengthen", "decline", "outside"],
    values: &[Trigger::Strengthen, Trigger::Decline, Trigger::Outside],
};

pub(super) fn read_objective(f: &mut Fields<'_>) -> Option<Objective> {
    let title = f.required("title", fields::text);
    let why = f.optional("why", fields::text);
    let strategy = f.optional("strategy", fields::text);
    let cycle = f.required("cycle", fields::id);
    let team = f.optional("team", fields::id);
    let owner = f.optional("owner", fields::id);
    let sponsor = f.optional("sponsor", fields::id);
    let ambition = f.optional("ambition", AMBITIONS.read());
    let stage = f.optional("stage", STAGES.read());
    let supports = f.optional("supports", fields::id);
    let carried_from = f.optional("carriedFrom", fields::id);
    let trigger = f.optional("trigger", TRIGGERS.read());
    let watch = f.map("watch", fields::id_key, fields::entry(f.findings, fields::is_true));
    let rank = f.optional("rank", fields::rank);
    let mut kept = Vec::new();
    f.keep_rest(&mut kept);
    Some(Objective {
        title: title?,
        why,
        strategy,
        cycle: cycle?,
        team,
        owner,
        sponsor,
        ambition,
        stage,
        supports,
        carried_from,
        trigger,
        watch: watch.into_keys().collect(),
        rank,
        kept: sorted(kept),
    })
}

pub(super) fn write_objective(objective: &Objective) -> Tree {
    Members::of(&objective.kept, "")
        .put("title", members::text(&objective.title))
        .put("why", members::text_if(&objective.why))
        .put("strategy", members::text_if(&objective.strategy))
        .put("cycle", members::id(&objective.cycle))
        .put("team", members::id_if(&objective.team))
        .put("owner", members::id_if(&objective.owner))
        .put("sponsor", members::id_if(&objective.sponsor))
        .put("ambition", AMBITIONS.write(objective.ambition))
        .put("stage", STAGES.write(objective.stage))
        .put("supports", members::id_if(&objective.supports))
        .put("carriedFrom", members::id_if(&objective.carried_from))
        .put("trigger", TRIGGERS.write(objective.trigger))
        .put("watch", members::map_if(objective.watch.iter().map(|kpi| (kpi, Tree::Bool(true)))))
        .put("rank", members::rank_if(&objective.rank))
        .done()
}
