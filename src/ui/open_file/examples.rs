//! The example plans that come along with the app.

use leptos::prelude::*;

use super::open;
use crate::browser::{clock, files};
use crate::domain::{Date, Record, RecordKey};
use crate::plan_file::read;
use crate::ui::keeping::{Held, adopt};
use crate::ui::text::{fill, t};
use crate::ui::workspace::{Notice, Workspace};

/// An example plan that comes along with the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Example {
    /// Its file beside the app.
    pub file: &'static str,
    /// The day that is "today" in it.
    pub anchor: &'static str,
}

/// The examples, the richest first.
pub const EXAMPLES: [Example; 4] = [
    Example { file: "support-team", anchor: "2027-11-26" },
    Example { file: "hr-team", anchor: "2027-08-27" },
    Example { file: "patient-registration", anchor: "2027-09-10" },
    Example { file: "online-presence", anchor: "2027-05-28" },
];

/// Opens an example as a plan of its own, moved by whole weeks so that today falls where its last week is.
pub fn open_example(workspace: Workspace, example: Example) {
    leptos::task::spawn_local(async move {
        let path = format!("examples/{}.okr.json", example.file);
        let opened = match files::fetch_own(&path).await {
            Ok(bytes) => read(&bytes).map_err(|refused| refused.to_string()),
            Err(why) => Err(fill(t().example_unreachable, &[&why])),
        };
        let held = opened.and_then(|mut opened| {
            let weeks = Date::parse(example.anchor)
                .map_or(0, |anchor| workspace.today.get_untracked().days_since(anchor).div_euclid(7));
            let id = clock::mint("p");
            opened.document.plan = opened.document.plan.moved_by_weeks(id, weeks);
            adopt(&opened).map_err(|refused| refused.to_string())
        });
        match held {
            Ok(held) => open(workspace, mark_as_example(held)),
            Err(text) => workspace.notice.set(Some(Notice { text, undoable: false })),
        }
    });
}

/// A sample says that it is one, wherever the plan's title stands.
fn mark_as_example(mut held: Held) -> Held {
    let mut head = held.plan.head().clone();
    head.title = fill(t().example_title, &[&head.title]);
    held.plan.put(&RecordKey::Head, Some(Record::Head(head)));
    held
}
