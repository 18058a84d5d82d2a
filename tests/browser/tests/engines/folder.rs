//! A shared folder where the browser can, and what to do instead where it can't.

use crate::{in_each_engine, open};
use harness::{Engine, Site};

in_each_engine!(the_folder_is_offered_or_the_button_says_what_to_do_instead);

async fn the_folder_is_offered_or_the_button_says_what_to_do_instead(engine: Engine) {
    let browser = open(engine, &Site::start()).await;
    browser.start_empty().await;
    browser.visit("#/share").await;
    if engine == Engine::Chromium {
        browser.field("Your name, for the others").await;
    } else {
        browser.press("Choose a folder").await;
        browser.wait_for_text("By hand it comes to the same").await;
        browser.wait_for_text("Open the others’ files from there").await;
    }
    browser.assert_clean().await;
}
