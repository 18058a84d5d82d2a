//! The registers with which a document is opened as one's own plan.

use std::collections::BTreeMap;

use super::{Deletion, Dot, Ledger};
use crate::domain::{Id, Kind, RecordKey};
use crate::plan_file::{Document, Refused, record_name};

impl Ledger {
    /// The registers of a document that is opened.
    ///
    /// A file as Cairn wrote it brings its own. A file without registers, and one that was edited by hand (its
    /// registers no longer speak for its content), gets the one dot `x<hash of the file>:1` for every field of every
    /// record; what the latter had seen, deleted and left undecided is kept, and so are the dots of records that are
    /// missing in it, for a missing record is no deletion. A damaged section refuses the file.
    ///
    /// Repairs ([`Opened::repair`](crate::plan_file::Opened)) are not in here: they are stamped like an edit.
    pub fn adopt(document: &Document) -> Result<Ledger, Refused> {
        let ledger = document.merge.as_ref().map_or(Ok(Ledger::default()), Ledger::read);
        let mut ledger = ledger.map_err(|findings| Refused { findings, left_out: 0 })?;
        if document.merge.is_none() || document.is_hand_edited() {
            ledger.restamp(document);
        }
        Ok(ledger)
    }

    fn restamp(&mut self, document: &Document) {
        let start = document.hash.get(..12).unwrap_or_default();
        let Some(replica) = Id::parse(&format!("x{start}")) else { return };
        let dot = Dot { replica, counter: 1 };
        self.seen.add(&dot);
        self.fields.insert(record_name(&RecordKey::Head), default_of(&dot));
        for kind in Kind::ALL {
            for id in document.plan.records().ids(kind) {
                self.fields.insert(record_name(&RecordKey::Record(kind, id.clone())), default_of(&dot));
            }
            for id in document.plan.trash().ids(kind) {
                let record = record_name(&RecordKey::Record(kind, id.clone()));
                // Its fields are new versions, so the deletion must have seen them, or they would bring it back.
                let seen = Some(self.seen.clone());
                self.gone.insert(record.clone(), vec![Deletion { dot: dot.clone(), seen }]);
                self.fields.insert(record, default_of(&dot));
            }
        }
    }
}

fn default_of(dot: &Dot) -> BTreeMap<String, Dot> {
    BTreeMap::from([(Ledger::DEFAULT.to_string(), dot.clone())])
}
