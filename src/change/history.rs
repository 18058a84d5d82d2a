//! Undo and redo: which step is taken back next, and which is made again. What a step is, and how it is taken back, the
//! caller knows: taking a step back is a step of its own, which goes into the journal like any other.
//!
//! Limitations: the history lives as long as the tab and remembers the last thousand steps.

/// Steps done, and the steps that took others back.
#[derive(Clone, Debug)]
pub struct History<S> {
    done: Vec<S>,
    undone: Vec<S>,
}

const MOST_STEPS: usize = 1000;

impl<S> Default for History<S> {
    fn default() -> History<S> {
        History { done: Vec::new(), undone: Vec::new() }
    }
}

impl<S> History<S> {
    /// Remembers a step that was just made; what was undone before can no longer be redone.
    pub fn push(&mut self, step: S) {
        self.undone.clear();
        self.remember(step);
    }

    /// The step that undo would take back.
    pub fn undoable(&self) -> Option<&S> {
        self.done.last()
    }

    /// The step that redo would take back: one that undid another.
    pub fn redoable(&self) -> Option<&S> {
        self.undone.last()
    }

    /// Takes back the last step: `take_back` makes the step that does it, and gives that. A step that can never be
    /// taken back is out of the way from then on.
    pub fn undo(&mut self, take_back: impl FnOnce(&S) -> Result<S, Stays>) -> Option<&S> {
        let back = taken(&mut self.done, take_back)?;
        self.undone.push(back);
        self.undone.last()
    }

    /// Takes back the step that last undid another, in the same way.
    pub fn redo(&mut self, take_back: impl FnOnce(&S) -> Result<S, Stays>) -> Option<&S> {
        let again = taken(&mut self.undone, take_back)?;
        self.remember(again);
        self.done.last()
    }

    fn remember(&mut self, step: S) {
        if self.done.len() == MOST_STEPS {
            self.done.remove(0);
        }
        self.done.push(step);
    }

    /// Forgets everything, as when another plan is opened.
    pub fn clear(&mut self) {
        self.done.clear();
        self.undone.clear();
    }
}

/// Whether a step that was not taken back can be tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// It failed now, and may succeed another time.
    ForNow,
    /// There is nothing to take back any more.
    Never,
}

fn taken<S>(steps: &mut Vec<S>, take_back: impl FnOnce(&S) -> Result<S, Stays>) -> Option<S> {
    let step = steps.pop()?;
    match take_back(&step) {
        Ok(back) => Some(back),
        Err(Stays::ForNow) => {
            steps.push(step);
            None
        }
        Err(Stays::Never) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A step adds its number; what takes it back adds the negative.
    #[test]
    fn steps_are_taken_back_in_turn_and_a_new_one_ends_the_redo() {
        let mut history = History::default();
        let mut sum = 0;
        for step in [1, 10, 100] {
            sum += step;
            history.push(step);
        }
        let back = |sum: &mut i32, step: i32| {
            *sum -= step;
            Ok(-step)
        };
        assert_eq!(history.undo(|step| back(&mut sum, *step)), Some(&-100));
        assert_eq!(history.undo(|step| back(&mut sum, *step)), Some(&-10));
        assert_eq!((sum, history.undoable(), history.redoable()), (1, Some(&1), Some(&-10)));
        assert_eq!(history.redo(|step| back(&mut sum, *step)), Some(&10));
        assert_eq!((sum, history.redoable()), (11, Some(&-100)));
        history.push(1000);
        assert_eq!(history.redo(|step| back(&mut sum, *step)), None);
        assert_eq!(history.undo(|_| Err(Stays::ForNow)), None);
        assert_eq!(history.undoable(), Some(&1000));
        // a step that can't be taken back is no longer in the way
        assert_eq!(history.undo(|_| Err(Stays::Never)), None);
        assert_eq!(history.undoable(), Some(&10));
        history.clear();
        assert_eq!(history.undoable(), None);
    }

    #[test]
    fn the_oldest_of_more_than_a_thousand_steps_is_forgotten() {
        let mut history = History::default();
        (0..=MOST_STEPS).for_each(|step| history.push(step));
        let mut last = None;
        while let Some(step) = history.undoable().copied() {
            last = Some(step);
            history.undo(|_| Ok(0));
        }
        assert_eq!(last, Some(1));
    }
}
