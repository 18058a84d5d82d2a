//! Undo and redo. The history says which patch to apply; the caller applies it, and it is journalled like any edit.
//!
//! Limitations: the history lives as long as the tab and remembers the last thousand steps.

use super::Patch;

/// One undoable step and what it was, for "Undo: check-in on …".
#[derive(Clone, Debug, PartialEq)]
pub struct Step<L> {
    /// What people call the step.
    pub label: L,
    /// What it did.
    pub patch: Patch,
}

/// Steps done and steps undone. `L` is the caller's label of a step.
#[derive(Clone, Debug)]
pub struct History<L> {
    done: Vec<Step<L>>,
    undone: Vec<Step<L>>,
}

const MOST_STEPS: usize = 1000;

impl<L> Default for History<L> {
    fn default() -> History<L> {
        History { done: Vec::new(), undone: Vec::new() }
    }
}

impl<L: Clone> History<L> {
    /// Remembers a step that was just made; what was undone before can no longer be redone.
    pub fn push(&mut self, label: L, patch: Patch) {
        self.undone.clear();
        if self.done.len() == MOST_STEPS {
            self.done.remove(0);
        }
        self.done.push(Step { label, patch });
    }

    /// The step that undo would take back.
    pub fn undoable(&self) -> Option<&Step<L>> {
        self.done.last()
    }

    /// The step that redo would make again.
    pub fn redoable(&self) -> Option<&Step<L>> {
        self.undone.last()
    }

    /// The patch that takes the last step back, and the step's label; from now on the step counts as undone.
    pub fn undo(&mut self) -> Option<(L, Patch)> {
        let step = self.done.pop()?;
        let answer = (step.label.clone(), step.patch.invert());
        self.undone.push(step);
        Some(answer)
    }

    /// The patch that makes the last undone step again, and the step's label.
    pub fn redo(&mut self) -> Option<(L, Patch)> {
        let step = self.undone.pop()?;
        let answer = (step.label.clone(), step.patch.clone());
        self.done.push(step);
        Some(answer)
    }

    /// Forgets everything, as when another plan is opened.
    pub fn clear(&mut self) {
        self.done.clear();
        self.undone.clear();
    }
}
