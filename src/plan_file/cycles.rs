//! Cycles and their reviews in a plan file.

use crate::ordered::Map;

use super::Tree;
use super::fields::{self, Fields, Words, sorted};
use super::members::{self, Members};
use crate::domain::{Cycle, CycleStage, Review, Score};

const STAGES: Words<CycleStage> = Words {
    words: &["planning", "active", "closed"],
    values: &[CycleStage::Planning, CycleStage::Active, CycleStage::Closed],
};

pub(super) fn read_cycle(f: &mut Fields<'_>) -> Option<Cycle> {
    let title = f.required("title", fields::text);
    let from = f.required("from", fields::date);
    let to = f.required("to", fields::date);
    let stage = f.optional("stage", STAGES.read());
    let closed = f.optional("closed", fields::date);
    let not_doing = f.map("notDoing", fields::id_key, fields::entry(f.findings, fields::text));
    let rank = f.optional("rank", fields::rank);
    let mut kept = Vec::new();
    f.keep_rest(&mut kept);
    Some(Cycle { title: title?, from: from?, to: to?, stage, closed, not_doing, rank, kept: sorted(kept) })
}

pub(super) fn write_cycle(cycle: &Cycle) -> Tree {
    let not_doing = cycle.not_doing.iter().map(|(key, what)| (key, Tree::text(what)));
    Members::of(&cycle.kept, "")
        .put("title", members::text(&cycle.title))
        .put("from", members::date(cycle.from))
        .put("to", members::date(cycle.to))
        .put("stage", STAGES.write(cycle.stage))
        .put("closed", cycle.closed.and_then(members::date))
        .put("notDoing", members::map_if(not_doing))
        .put("rank", members::rank_if(&cycle.rank))
        .done()
}

pub(super) fn read_review(f: &mut Fields<'_>) -> Option<Review> {
    let mut kept = Vec::new();
    let findings = f.findings;
    let scores: Map<_, _> = f.map("scores", fields::id_key, |tree, place| {
        let mut f = Fields::of(tree, place, findings)?;
        let score = f.required("score", fields::between(0.0, 1.0));
        let why = f.optional("why", fields::text);
        f.keep_rest(&mut kept);
        Some(Score { score: score?, why })
    });
    let worked = f.optional("worked", fields::text);
    let did_not = f.optional("didNot", fields::text);
    f.keep_rest(&mut kept);
    Some(Review { scores, worked, did_not, kept: sorted(kept) })
}

pub(super) fn write_review(review: &Review) -> Tree {
    let scores = review.scores.iter().map(|(key_result, score)| {
        let members = Members::of(&review.kept, format!("scores/{key_result}"))
            .put("score", Some(Tree::number(score.score)))
            .put("why", members::text_if(&score.why));
        (key_result, members.done())
    });
    Members::of(&review.kept, "")
        .put("scores", members::map_if(scores))
        .put("worked", members::text_if(&review.worked))
        .put("didNot", members::text_if(&review.did_not))
        .done()
}
