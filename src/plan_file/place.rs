//! Where a reader stands, as a chain of names that is only written out when there is something to say.

use std::fmt;

/// A place in a file; prints as `keyResults/k_tickets/measure`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    above: Option<&'p Place<'p>>,
    name: &'p str,
    is_record: bool,
}

impl<'p> Place<'p> {
    /// The top of the file, which is the head's record.
    pub(super) const TOP: Place<'static> = Place { above: None, name: "", is_record: true };

    pub(super) fn at(&'p self, name: &'p str) -> Place<'p> {
        Place { above: Some(self), name, is_record: false }
    }

    /// The place of a record: [`Place::within`] counts from here.
    pub(super) fn record(&'p self, name: &'p str) -> Place<'p> {
        Place { above: Some(self), name, is_record: true }
    }

    /// The last name of the place.
    pub(super) fn name(&self) -> &'p str {
        self.name
    }

    /// The path from the record to here: empty for the record itself.
    pub(super) fn within(&self) -> String {
        match self.above {
            Some(above) if !self.is_record => below(above.within(), self.name),
            _ => String::new(),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(above) = self.above {
            above.fmt(f)?;
            if above.above.is_some() {
                f.write_str("/")?;
            }
        }
        f.write_str(self.name)
    }
}

/// A path one name longer.
pub(super) fn below(path: String, name: &str) -> String {
    if path.is_empty() { name.to_string() } else { format!("{path}/{name}") }
}
