//! What the folder and its files say of themselves.

use super::Row;
use crate::folder::{Fault, Look, State, Told, Watch, who};
use crate::ui::say;
use crate::ui::text::{fill, t};

/// Why the folder can't be worked with just now, and what becomes of the changes made meanwhile.
pub(super) fn fault(fault: &Fault) -> String {
    match fault {
        Fault::Permission => t().folder_no_permission.to_string(),
        Fault::Locked => t().folder_locked.to_string(),
        Fault::Vanished => t().folder_vanished.to_string(),
        Fault::Full => t().folder_full.to_string(),
        Fault::Changed => t().folder_changing.to_string(),
        Fault::TooLarge => t().folder_too_large.to_string(),
        Fault::Other(why) => fill(t().folder_other, &[why]),
    }
}

/// The files, one's own first.
pub(super) fn rows(watch: &Watch) -> Vec<Row> {
    let mut told = watch.told();
    crate::ordered::sort_by(&mut told, |x, y| y.own.cmp(&x.own).then_with(|| x.name.cmp(&y.name)));
    let gone = watch.vanished().map(|file| Row {
        who: who(file).unwrap_or_default(),
        file: file.clone(),
        modified_ms: None,
        says: t().folder_file_gone.to_string(),
        look: false,
    });
    told.iter().map(row).chain(gone).collect()
}

fn row(told: &Told) -> Row {
    let says = match &told.state {
        State::Taken if told.own => t().folder_file_own.to_string(),
        State::Taken => t().folder_file_taken.to_string(),
        State::Waiting { told: false, .. } => t().folder_file_arriving.to_string(),
        State::Waiting { .. } => t().folder_file_torn.to_string(),
        State::Look(Look::ByHand, _) => t().folder_file_by_hand.to_string(),
        State::Look(Look::Part, _) => t().folder_file_part.to_string(),
        State::Look(Look::Shrinks(goes, of), _) => {
            fill(t().folder_file_shrinks, &[&say::number(*goes as f64), &say::number(*of as f64)])
        }
        State::Newer => t().folder_file_newer.to_string(),
        State::TooLarge => t().folder_too_large.to_string(),
        State::Refused(what) => fill(t().folder_file_refused, &[what]),
        State::Other => String::new(),
    };
    Row {
        file: told.name.clone(),
        who: who(&told.name).unwrap_or_default(),
        modified_ms: Some(told.modified_ms),
        says,
        look: matches!(told.state, State::Look(..)),
    }
}
