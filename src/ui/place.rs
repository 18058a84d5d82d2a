//! Moving a record one place up or down among its siblings: the keyboard's way to reorder, and everyone's.

use super::say;
use super::text::t;
use super::workspace::{Notice, Workspace};
use crate::change::Command;
use crate::domain::{Id, Kind};

/// Moves `id` by `by` places (−1 = up) among `siblings`, which stand in the order of the screen.
pub fn move_by(workspace: Workspace, kind: Kind, id: &Id, title: &str, siblings: &[Id], by: isize) {
    let Some(at) = siblings.iter().position(|s| s == id) else { return };
    let Some(to) = at.checked_add_signed(by).filter(|to| *to < siblings.len()) else { return };
    // Going down it stands behind the one that is now at `to`; going up, behind the one before that.
    let after = if by > 0 { siblings.get(to) } else { to.checked_sub(1).and_then(|i| siblings.get(i)) };
    let command = Command::Place { kind, id: id.clone(), after: after.cloned() };
    if let Err(why) = workspace.dispatch(say::edited(t().moved, title), command) {
        workspace.notice.set(Some(Notice { text: why, undoable: false }));
    }
}
