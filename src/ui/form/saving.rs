//! How a form saves the record it shows: only the fields that were changed in it.
//!
//! While a form is open, another tab or an undo may change the record under it. What nobody touched in the form must
//! not be written back as it was when the form was opened.

use crate::browser::clock;
use crate::change::Command;
use crate::domain::{Id, Kind, Record, RecordKey};
use crate::plan_file::rebased;
use crate::ui::text::t;
use crate::ui::workspace::Workspace;

/// Reads the record out of the drafts; what has to be created for it (a person of a new name) goes into the commands.
type Read = Box<dyn Fn(&mut Vec<Command>) -> Result<Record, String> + Send>;

/// The record behind a form.
pub struct Saving {
    workspace: Workspace,
    kind: Kind,
    id: Option<Id>,
    prefix: &'static str,
    /// What the form said before anything was typed.
    began: Option<Record>,
    read: Read,
}

impl Saving {
    /// Begins to edit the record of `id`, or a new one whose id will begin with `prefix`.
    pub fn begin(
        workspace: Workspace,
        kind: Kind,
        id: Option<Id>,
        prefix: &'static str,
        read: impl Fn(&mut Vec<Command>) -> Result<Record, String> + Send + 'static,
    ) -> Saving {
        let began = id.as_ref().and_then(|_| read(&mut Vec::new()).ok());
        Saving { workspace, kind, id, prefix, began, read: Box::new(read) }
    }

    /// Saves what was typed as one step; the words of a refusal say why nothing was changed.
    pub fn save(&self, label: String) -> Result<(), String> {
        let mut commands = Vec::new();
        let record = (self.read)(&mut commands)?;
        commands.push(match &self.id {
            Some(id) => Command::Edit { id: id.clone(), record: self.onto_what_is_there(id, record)? },
            None => Command::Create { id: clock::mint(self.prefix), record },
        });
        self.workspace.dispatch_all(label, commands)
    }

    fn onto_what_is_there(&self, id: &Id, typed: Record) -> Result<Record, String> {
        let key = RecordKey::Record(self.kind, id.clone());
        let now = self.workspace.peek(|plan| plan.get(&key));
        match (&self.began, now) {
            (Some(began), Some(now)) => {
                rebased(&key, began, &typed, &now).map_err(|_| t().not_made.to_string())
            }
            // Whether it may be edited at all is the command's to say.
            _ => Ok(typed),
        }
    }
}
