//! One file per version of the plan file that was ever given out, frozen: it is read, checked and written again, forever.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::Path;

use cairn::domain::Kind;
use cairn::merge::Ledger;
use cairn::plan_file::{Seal, VERSION, read, write};
use sha2::{Digest, Sha256};

/// The files, the hash that each is frozen under, and what it holds: records of each kind, and fields left undecided.
const FROZEN: &[(u64, &str, [usize; 10], usize)] = &[(
    1,
    "9f23faa4b6658f4448a616140785869b9a9b27a2fe55313e8cf95e0460e98039",
    [2, 2, 1, 1, 4, 1, 1, 1, 1, 1],
    1,
)];

#[test]
fn t16_every_version_that_was_given_out_is_read_checked_and_written() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/released");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), FROZEN.len(), "a file without an entry");
    assert_eq!(FROZEN.len() as u64, VERSION, "a version without a frozen file");
    for (version, hash, counts, open) in FROZEN {
        let bytes = fs::read(folder.join(format!("{version}.okr.json"))).unwrap();
        let now: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(&now, hash, "the file of version {version} was changed");
        let opened = read(&bytes).unwrap_or_else(|refused| panic!("version {version}: {refused}"));
        assert_eq!((opened.repairs.len(), opened.document.seal), (0, Seal::Intact), "version {version}");
        let plan = &opened.document.plan;
        let held: Vec<usize> = Kind::ALL.iter().map(|kind| plan.records().count(*kind)).collect();
        assert_eq!(held, counts, "version {version}");
        let ledger = Ledger::adopt(&opened.document).unwrap();
        assert_eq!(ledger.conflicts.len(), *open, "version {version}");
        let written = write(&opened.document);
        let again = read(written.as_bytes()).unwrap_or_else(|refused| panic!("written anew: {refused}"));
        assert_eq!(again.document.plan, opened.document.plan, "version {version}");
        if *version == VERSION {
            assert_eq!(written.as_bytes(), bytes, "equal plans give equal bytes");
        }
    }
}
