//! Plan files as a whole: what is read is what was written, byte for byte the second time.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use cairn::plan_file::{Seal, read, write};

const CONTRACT: &[u8] = include_bytes!("fixtures/contract-example.okr.json");

#[test]
fn the_example_of_the_contract_is_read_whole() {
    let opened = read(CONTRACT).unwrap_or_else(|refused| panic!("{refused}"));
    let text = write(&opened.document);
    println!("{text}");
    let again = read(text.as_bytes()).unwrap_or_else(|refused| panic!("{refused}"));
    assert_eq!(again.document.plan, opened.document.plan);
    assert_eq!(again.document.plan.trash(), opened.document.plan.trash());
    assert_eq!(again.document.merge, opened.document.merge);
    assert_eq!(again.document.seal, Seal::Intact);
    assert_eq!(write(&again.document), text);
    assert_eq!(opened.repairs, []);
}
