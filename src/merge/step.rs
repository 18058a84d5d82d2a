//! One step of a copy, content and registers: what a journal record holds.

use super::ledger_file::dot_tree;
use super::{Dot, Ledger, Registers};
use crate::change::Patch;
use crate::domain::{Id, Plan, RecordKey};
use crate::plan_file::{Edit, Expected, Finding, Reason, Tree, instant, record_named};

/// A step: an edit and what it does to the registers. Edits, merges, choices and the undo of them all are steps.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// When it was made, RFC 3339 in UTC.
    pub at: String,
    /// What it changed.
    pub edit: Edit,
    /// What it does to the registers.
    pub stamp: Stamp,
}

/// What a step does to the registers.
#[derive(Clone, Debug, PartialEq)]
pub enum Stamp {
    /// Everything that the edit changed gets this dot.
    Dot(Dot),
    /// It brings its registers along.
    Registers(Box<Registers>),
}

impl Step {
    /// Stamps an edit in `ledger` and gives the step that does the same again.
    pub fn stamped(ledger: &mut Ledger, edit: Edit, replica: &Id, at: &str) -> Step {
        let dot = ledger.stamp(&edit, replica, at);
        Step { at: at.to_string(), edit, stamp: Stamp::Dot(dot) }
    }

    /// The step that makes `edit` and leads from the registers `from` to `to`.
    pub(super) fn between(edit: Edit, from: &Ledger, to: &Ledger, at: &str) -> Step {
        let registers = Box::new(Registers::between(from, to));
        Step { at: at.to_string(), edit, stamp: Stamp::Registers(registers) }
    }

    /// Notes in `ledger` who sat at replicas, and gives the step that does the same again. It changes no content.
    pub fn naming(ledger: &mut Ledger, replicas: &[Id], person: &Id, at: &str) -> Step {
        let before = ledger.clone();
        ledger.replicas.extend(replicas.iter().map(|replica| (replica.clone(), person.clone())));
        Step::between(Edit::default(), &before, ledger, at)
    }

    /// Whether it changes neither the content nor what the copy has seen.
    pub fn is_empty(&self) -> bool {
        let stays = |r: &Registers| r.from == r.to.seen && r.names().next().is_none();
        self.edit.is_empty() && matches!(&self.stamp, Stamp::Registers(registers) if stays(registers))
    }

    /// Whether the replica id has to be given up after this step, because the copy forgets edits that were made under
    /// it: the undo of a merge. The next edit is made under a fresh one.
    pub fn ends_sitting(&self) -> bool {
        let forgets = |r: &Registers| {
            r.from
                .iter()
                .any(|(replica, counter)| !r.to.seen.covers(&Dot { replica: replica.clone(), counter }))
        };
        matches!(&self.stamp, Stamp::Registers(registers) if forgets(registers))
    }

    /// The step as a small tree: `{"dot": "k3:17", "at": "…", "edit": […]}`, or with `registers` in place of `dot`.
    pub fn to_tree(&self) -> Tree {
        let stamp = match &self.stamp {
            Stamp::Dot(dot) => ("dot", dot_tree(dot)),
            Stamp::Registers(registers) => ("registers", registers.to_tree()),
        };
        Tree::object([stamp, ("at", Tree::text(&self.at)), ("edit", self.edit.to_tree())])
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
        // what stands twice would be written twice, into a plan that can't be read then
        let twice = tree.duplicates();
        if !twice.is_empty() {
            return Err(twice);
        }
        let stamp = match tree.member("registers") {
            Some(registers) => Stamp::Registers(Box::new(Registers::from_tree(registers)?)),
            None => {
                let dot = member("dot")?;
                let read = dot.as_text().and_then(Dot::parse);
                Stamp::Dot(read.ok_or_else(|| wrong("dot", dot, Reason::NotADot))?)
            }
        };
        let at = member("at")?;
        let edit = Edit::from_tree(member("edit")?)?;
        Ok(Step { at: instant(at).map_err(|reason| wrong("at", at, reason))?, edit, stamp })
    }

    /// Makes the step in the plan and the registers that it follows; all of it or nothing. Gives the patch, for
    /// whoever shows the plan.
    pub fn replay(&self, plan: &mut Plan, ledger: &mut Ledger) -> Result<Patch, Vec<Finding>> {
        let out_of_order = |found: String| Err(vec![Finding::new("dot", found, Reason::OutOfOrder)]);
        match &self.stamp {
            Stamp::Dot(dot) if *dot != ledger.next_dot(&dot.replica) => out_of_order(dot.to_string()),
            Stamp::Dot(dot) => {
                let patch = self.edit.apply(plan)?;
                ledger.stamp(&self.edit, &dot.replica, &self.at);
                Ok(patch)
            }
            Stamp::Registers(registers) if registers.from != ledger.seen => out_of_order(String::new()),
            Stamp::Registers(registers) => {
                let led_to = registers.applied(ledger)?;
                let patch = self.edit.apply(plan)?;
                *ledger = led_to;
                for name in registers.names() {
                    forget_unknown(plan, ledger, name);
                }
                Ok(patch)
            }
        }
    }
}

/// Takes a record out of the Trash of which the registers no longer know: a merge that was undone had brought it.
fn forget_unknown(plan: &mut Plan, ledger: &Ledger, name: &str) {
    if !ledger.fields.contains_key(name)
        && !ledger.gone.contains_key(name)
        && let Some(key @ RecordKey::Record(..)) = record_named(name)
    {
        plan.forget_trashed(&key);
    }
}
