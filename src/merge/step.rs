//! One stamped edit: what a journal record holds.

use super::ledger_file::dot_tree;
use super::{Dot, Ledger};
use crate::change::Patch;
use crate::domain::{Id, Plan};
use crate::plan_file::{Edit, Expected, Finding, Reason, Tree, instant};

/// An edit with its dot and the instant it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its version.
    pub dot: Dot,
    /// When it was made, RFC 3339 in UTC.
    pub at: String,
    /// What it changed.
    pub edit: Edit,
}

impl Step {
    /// Stamps an edit in `ledger` and gives the step that does the same again.
    pub fn stamped(ledger: &mut Ledger, edit: Edit, replica: &Id, at: &str) -> Step {
        let dot = ledger.stamp(&edit, replica, at);
        Step { dot, at: at.to_string(), edit }
    }

    /// The step as a small tree: `{"dot": "k3:17", "at": "…", "edit": […]}`.
    pub fn to_tree(&self) -> Tree {
        Tree::object([
            ("dot", dot_tree(&self.dot)),
            ("at", Tree::text(&self.at)),
            ("edit", self.edit.to_tree()),
        ])
    }

    /// The step of [`Step::to_tree`].
    pub fn from_tree(tree: &Tree) -> Result<Step, Vec<Finding>> {
        let member = |name: &str| {
            tree.member(name).ok_or_else(|| vec![Finding::new(name, "missing", Reason::Missing)])
        };
        let wrong = |name: &str, tree: &Tree, reason| vec![Finding::new(name, tree.compact(), reason)];
        if tree.members().is_none() {
            return Err(wrong("", tree, Reason::WrongType(Expected::Object)));
        }
        let (dot, at) = (member("dot")?, member("at")?);
        let edit = Edit::from_tree(member("edit")?)?;
        Ok(Step {
            dot: dot.as_text().and_then(Dot::parse).ok_or_else(|| wrong("dot", dot, Reason::NotADot))?,
            at: instant(at).map_err(|reason| wrong("at", at, reason))?,
            edit,
        })
    }

    /// Makes the step again in the plan and registers that it followed; all of it or nothing. Gives the patch, for
    /// whoever shows the plan.
    pub fn replay(&self, plan: &mut Plan, ledger: &mut Ledger) -> Result<Patch, Vec<Finding>> {
        if self.dot != ledger.next_dot(&self.dot.replica) {
            return Err(vec![Finding::new("dot", self.dot.to_string(), Reason::OutOfOrder)]);
        }
        let patch = self.edit.apply(plan)?;
        ledger.stamp(&self.edit, &self.dot.replica, &self.at);
        Ok(patch)
    }
}
