//! The plans of this browser beside the open one: put away, thrown away, removed for good.

use super::{Held, Keeping, Turn, read_kept};
use crate::browser::backups;
use crate::domain::Plan;
use crate::storage::{About, Follower, News, Shelf, forget_plan, note_about};

impl Keeping {
    /// A plan that is kept here, as it stands; `None` where it can't be read. `shown` is the plan on screen.
    pub fn held(&self, plan: &str, shown: &Plan) -> Option<Held> {
        if shown.id().as_str() == plan && !matches!(self.turn, Turn::OnlyRead(_)) {
            return Some(Held { plan: shown.clone(), ledger: self.ledger.clone() });
        }
        let mut follower = Follower::new(self.store.clone(), plan);
        let News::Plan { body, edits } = follower.refresh().ok()? else { return None };
        read_kept(&body, &edits)
    }

    /// Puts a plan on a shelf; says whether that could be noted.
    pub fn shelve(&mut self, plan: &str, shelf: Shelf) -> bool {
        let news = About { shelf: Some(shelf), ..About::default() };
        note_about(&self.store, plan, &news).is_ok()
    }

    /// Removes a plan that is not on screen for good, its mirror and its backups too; says why where it could not.
    pub fn forget(&mut self, plan: &str) -> Result<(), String> {
        forget_plan(&self.store, plan).map_err(|why| why.to_string())?;
        backups::forget(plan.to_string());
        Ok(())
    }
}
