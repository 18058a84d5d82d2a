//! A copy that someone else has changed comes back.

use crate::{file_of, in_each_engine, new_objective, open};
use harness::{Engine, Site};

in_each_engine!(an_edited_copy_that_is_dropped_is_reviewed_taken_and_kept);

async fn an_edited_copy_that_is_dropped_is_reviewed_taken_and_kept(engine: Engine) {
    let ana = open(engine, &Site::start()).await;
    let ben = open(engine, &Site::start()).await;
    ana.start_empty().await;
    new_objective(&ana, "Of both").await;
    let first = file_of(&ana).await;
    ben.goto("").await;
    ben.open_file("plan.okr.json", first.text()).await;
    ben.find(".objective-card").await;
    new_objective(&ben, "Wanted").await;
    new_objective(&ben, "Not wanted").await;
    let theirs = file_of(&ben).await;
    ana.visit("#/okrs").await;
    new_objective(&ana, "Of Ana").await;

    ana.drop_file("main", "ben.okr.json", theirs.text()).await;
    ana.wait_for_text("This copy: 2 changes since yours").await;
    ana.by_role("checkbox", "Objective added Not wanted").await.click().await.expect("a tick");
    ana.press("Merge 1 change").await;
    ana.wait_for_text("Merged 1 change").await;
    ana.visit("#/okrs").await;
    ana.reload_plan().await;
    for title in ["Of both", "Of Ana", "Wanted"] {
        ana.wait_for_text(title).await;
    }
    assert!(!ana.text().await.contains("Not wanted"));
    ana.assert_clean().await;
    ben.assert_clean().await;
}
