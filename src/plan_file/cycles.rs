//! Cycles and their reviews in a plan file.

use crate::ordered::Map;

use super::Tree;
use super::fields::{self, Fields, Words, sorted};
use super::members::{self, Members};
use crate::domain::{Cycle, CycleStage, Decision, NextStep, Reopening, Review, Score};

const STAGES: Words<CycleStage> = Words {
    words: &["planning", "active", "closed"],
    values: &[CycleStage::Planning, CycleStage::Active, CycleStage::Closed],
};

const NEXT_STEPS: Words<NextStep> =
    Words { words: &["keep", "change", "drop"], values: &[NextStep::Keep, NextStep::Change, NextStep::Drop] };

pub(super) fn read_cycle(f: &mut Fields<'_>) -> Option<Cycle> {
    let mut kept = Vec::new();
    let findings = f.findings;
    let title = f.required("title", fields::text);
    let from = f.required("from", fields::date);
    let to = f.required("to", fields::date);
    let stage = f.optional("stage", STAGES.read());
    let closed = f.optional("closed", fields::date);
    let setting = f.optional("setting", fields::date);
    let reviews = f.map("reviews", fields::date_key, fields::entry(findings, fields::is_true));
    let adjustment = f.optional("adjustment", fields::date);
    let closing = f.optional("closing", fields::date);
    let reopened = f.map("reopened", fields::date_key, |tree, place| {
        let mut f = Fields::of(tree, place, findings)?;
        let why = f.required("why", fields::text);
        let closed = f.optional("closed", fields::date);
        f.keep_rest(&mut kept);
        Some(Reopening { why: why?, closed })
    });
    let facilitator = f.optional("facilitator", fields::id);
    let not_doing = f.map("notDoing", fields::id_key, fields::entry(findings, fields::text));
    let rank = f.optional("rank", fields::rank);
    f.keep_rest(&mut kept);
    Some(Cycle {
        title: title?,
        from: from?,
        to: to?,
        stage,
        closed,
        setting,
        reviews: reviews.into_keys().collect(),
        adjustment,
        closing,
        reopened,
        facilitator,
        not_doing,
        rank,
        kept: sorted(kept),
    })
}

pub(super) fn write_cycle(cycle: &Cycle) -> Tree {
    let not_doing = cycle.not_doing.iter().map(|(key, what)| (key, Tree::text(what)));
    let reopened = cycle.reopened.iter().map(|(day, again)| {
        let members = Members::of(&cycle.kept, format!("reopened/{day}"))
            .put("why", members::text(&again.why))
            .put("closed", again.closed.and_then(members::date));
        (day, members.done())
    });
    Members::of(&cycle.kept, "")
        .put("title", members::text(&cycle.title))
        .put("from", members::date(cycle.from))
        .put("to", members::date(cycle.to))
        .put("stage", STAGES.write(cycle.stage))
        .put("closed", cycle.closed.and_then(members::date))
        .put("setting", cycle.setting.and_then(members::date))
        .put("reviews", members::map_if(cycle.reviews.iter().map(|day| (day, Tree::Bool(true)))))
        .put("adjustment", cycle.adjustment.and_then(members::date))
        .put("closing", cycle.closing.and_then(members::date))
        .put("reopened", members::map_if(reopened))
        .put("facilitator", members::id_if(&cycle.facilitator))
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
    let next: Map<_, _> = f.map("next", fields::id_key, |tree, place| {
        let mut f = Fields::of(tree, place, findings)?;
        let what = f.required("what", NEXT_STEPS.read());
        let why = f.optional("why", fields::text);
        f.keep_rest(&mut kept);
        Some(Decision { what: what?, why })
    });
    f.keep_rest(&mut kept);
    Some(Review { scores, worked, did_not, next, kept: sorted(kept) })
}

pub(super) fn write_review(review: &Review) -> Tree {
    let scores = review.scores.iter().map(|(key_result, score)| {
        let members = Members::of(&review.kept, format!("scores/{key_result}"))
            .put("score", Some(Tree::number(score.score)))
            .put("why", members::text_if(&score.why));
        (key_result, members.done())
    });
    let next = review.next.iter().map(|(objective, decision)| {
        let members = Members::of(&review.kept, format!("next/{objective}"))
            .put("what", NEXT_STEPS.write(Some(decision.what)))
            .put("why", members::text_if(&decision.why));
        (objective, members.done())
    });
    Members::of(&review.kept, "")
        .put("scores", members::map_if(scores))
        .put("worked", members::text_if(&review.worked))
        .put("didNot", members::text_if(&review.did_not))
        .put("next", members::map_if(next))
        .done()
}
