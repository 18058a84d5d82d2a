//! What is wrong with a file: the place, what was found there, and a reason that a screen can translate.

use std::cell::{Cell, RefCell};
use std::fmt;

use super::{Reason, Tree};

/// One thing that is wrong, or that was repaired.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where: `keyResults/k_tickets/measure`; empty for the file as a whole.
    pub place: String,
    /// What stands there, shortened.
    pub found: String,
    /// Why that can't be, or what was done about it.
    pub reason: Reason,
}

/// A file was refused; nothing was changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// All that is wrong; never empty.
    pub findings: Vec<Finding>,
    /// How many more there are behind the first thousand.
    pub left_out: usize,
}

impl Finding {
    /// A finding.
    pub fn new(place: impl Into<String>, found: impl Into<String>, reason: Reason) -> Finding {
        Finding { place: shortened(&place.into(), 300), found: shortened(&found.into(), 80), reason }
    }
}

impl Refused {
    /// Whether it was refused because a newer version of Cairn made it.
    pub fn is_newer(&self) -> bool {
        self.findings.iter().any(|finding| matches!(finding.reason, Reason::NewerVersion(_)))
    }
}

impl From<Finding> for Refused {
    fn from(finding: Finding) -> Refused {
        Refused { findings: vec![finding], left_out: 0 }
    }
}

/// The first `most` characters, with a mark where some are left out.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_string(),
    }
}

/// What stands at a place, as the file has it, shortened.
pub(super) fn described(tree: &Tree) -> String {
    match tree {
        Tree::Object(_) => "an object".to_string(),
        Tree::Array(items) if items.len() > 4 => "an array".to_string(),
        Tree::Text(text) => format!("\"{}\"", shortened(text, 60)),
        _ => shortened(&tree.compact(), 60),
    }
}

/// Collects findings while a file is read; keeps a thousand and counts the rest.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: RefCell<Vec<Finding>>,
    count: Cell<usize>,
}

const MOST_FINDINGS: usize = 1000;

impl Findings {
    pub(crate) fn add(&self, finding: Finding) {
        self.count.set(self.count.get() + 1);
        if self.count.get() <= MOST_FINDINGS {
            self.list.borrow_mut().push(finding);
        }
    }

    /// Adds a finding that is only made where it will be kept: a hostile file has millions of them.
    pub(crate) fn add_with(&self, finding: impl FnOnce() -> Finding) {
        if self.count.get() < MOST_FINDINGS {
            self.add(finding());
        } else {
            self.count.set(self.count.get() + 1);
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.count.get()
    }

    /// What was collected, and how many more there are.
    pub(crate) fn into_parts(self) -> (Vec<Finding>, usize) {
        let list = self.list.into_inner();
        let left_out = self.count.get() - list.len();
        (list, left_out)
    }

    /// Adds all of `more` behind these.
    pub(crate) fn take(&self, more: Findings) {
        let (list, left_out) = more.into_parts();
        list.into_iter().for_each(|finding| self.add(finding));
        self.count.set(self.count.get() + left_out);
    }

    /// The refusal; of a file that was refused without a word, it says at least that.
    pub(crate) fn into_refused(self) -> Refused {
        let (findings, left_out) = self.into_parts();
        if findings.is_empty() {
            Finding::new("", "", Reason::NotAPlan).into()
        } else {
            Refused { findings, left_out }
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        if !self.found.is_empty() {
            write!(f, "{}; ", self.found)?;
        }
        write!(f, "{}", self.reason)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, finding) in self.findings.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{finding}")?;
        }
        if self.left_out > 0 { write!(f, "\nand {} more", self.left_out) } else { Ok(()) }
    }
}

impl std::error::Error for Refused {}
