//! What a file that was read is to this copy.

use std::sync::Arc;

use crate::domain::Id;
use crate::merge::{Copy, Proposal, Received, receive};
use crate::plan_file::{Opened, Refused, Seal, Tree, read, read_newer};

/// So many rounds a file may be half-written before people are told.
pub(super) const PATIENCE: u32 = 3;

/// What a file of the folder is to this copy.
#[derive(Clone, Debug)]
pub enum State {
    /// Everything in it is here.
    Taken,
    /// It is not whole, or changed just now: looked at again. `told` says that it has been so for some rounds.
    Waiting {
        /// Whether people are to be told.
        told: bool,
    },
    /// It wants a person's look.
    Look(Look, Arc<Opened>),
    /// Something else that is none of our business.
    Other,
    /// A newer version of Cairn wrote it.
    Newer,
    /// It is larger than a plan may be, and is not read.
    TooLarge,
    /// It is whole, and can't be a copy of this plan: what was found. Both are kept.
    Refused(String),
}

/// Why a person has to look at a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// It was edited by hand, or typed.
    ByHand,
    /// It is a part of the plan.
    Part,
    /// It would put more than half of the plan into the Trash: so many of so many.
    Shrinks(usize, usize),
}

/// What a text is to this copy; with a proposal, its changes come in by themselves.
pub(super) fn judge(plan: &Id, bytes: &[u8], ours: Copy, tries: u32) -> (State, Option<Box<Proposal>>) {
    let waiting = || (State::Waiting { told: tries >= PATIENCE }, None);
    let opened = match read(bytes) {
        Ok(opened) => opened,
        Err(refused) => {
            return match what_is_it(plan, bytes, &refused) {
                State::Refused(_) if tries < PATIENCE => waiting(),
                State::Waiting { .. } => waiting(),
                state => (state, None),
            };
        }
    };
    if opened.document.plan.id() != plan {
        return (State::Other, None);
    }
    // A mixture of an old and a new version can be JSON, too: what stays as it is was meant so.
    if opened.document.seal == Seal::Broken && tries < PATIENCE {
        return waiting();
    }
    match receive(ours, &opened) {
        Ok(Received::AnotherPlan) => (State::Other, None),
        Ok(Received::AlreadyImported) => (State::Taken, None),
        Ok(Received::Proposal(proposal)) if !proposal.is_merge => {
            if proposal.is_empty(ours) {
                return (State::Taken, None);
            }
            let is_part = proposal.theirs().ledger.part.is_some() && !opened.document.is_hand_edited();
            let look = if is_part { Look::Part } else { Look::ByHand };
            (State::Look(look, Arc::new(opened)), None)
        }
        Ok(Received::Proposal(proposal)) => match proposal.changes.shrinks(ours.plan) {
            Some((goes, of)) => (State::Look(Look::Shrinks(goes, of), Arc::new(opened)), None),
            None => (State::Taken, Some(proposal)),
        },
        Err(refused) => (State::Refused(first(&refused)), None),
    }
}

/// What a text is that can't be read as a plan.
fn what_is_it(plan: &Id, bytes: &[u8], refused: &Refused) -> State {
    if refused.is_newer() {
        let theirs = read_newer(bytes).ok().map(|opened| opened.document.plan.id().clone());
        return if theirs.is_none_or(|theirs| theirs == *plan) { State::Newer } else { State::Other };
    }
    let Ok(tree) = Tree::parse(bytes) else {
        return State::Waiting { told: false };
    };
    let is_ours = tree.member("plan").and_then(Tree::as_text) == Some(plan.as_str());
    if is_ours { State::Refused(first(refused)) } else { State::Other }
}

fn first(refused: &Refused) -> String {
    refused.findings.first().map(|finding| finding.to_string()).unwrap_or_default()
}
