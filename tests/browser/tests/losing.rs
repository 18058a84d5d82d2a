//! Someone clumsy with bad luck: random edits, reloads, tabs, kills, cleared storage, old files and backups, and after
//! each of them everything that was written must be there, and nothing that was deleted.
//!
//! `CAIRN_CLUMSY=seed,steps` runs another history than the one of every run.

use harness::{Browser, Options, Profile, Site};
use serde_json::json;
use std::{collections::BTreeSet, env, time::Duration};

/// Seed and steps of the run in CI.
const ORDINARY: (u64, usize) = (7, 40);

/// After this long an edit is in the mirror, whatever happens to the browser.
const MIRRORED: Duration = Duration::from_millis(1200);

struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

struct Clumsy {
    site: Site,
    profile: Profile,
    browser: Browser,
    dice: Dice,
    /// The titles that must be on screen.
    there: BTreeSet<String>,
    /// Those that must not.
    deleted: BTreeSet<String>,
    made: usize,
    /// Files that were saved on the way.
    files: Vec<String>,
}

impl Clumsy {
    async fn begin(seed: u64) -> Clumsy {
        let (site, profile) = (Site::start(), Profile::new());
        let browser = on(&site, &profile).await;
        browser.start_empty().await;
        let dice = Dice(seed);
        let (there, deleted) = (BTreeSet::new(), BTreeSet::new());
        let mut clumsy = Clumsy { site, profile, browser, dice, there, deleted, made: 0, files: Vec::new() };
        clumsy.add().await;
        clumsy
    }

    fn one(&mut self) -> Option<String> {
        let all: Vec<String> = self.there.iter().cloned().collect();
        all.get(self.dice.below(all.len())).cloned()
    }

    async fn step(&mut self) -> &'static str {
        match self.dice.below(16) {
            0..=3 => self.add().await,
            4 | 5 => self.rename().await,
            6 => self.delete(false).await,
            7 => self.delete(true).await,
            8 => {
                self.browser.reload().await;
                "reloads"
            }
            9 => self.another_tab().await,
            10 => self.kill().await,
            11 => self.save().await,
            12 => self.open_an_old_file().await,
            13 => self.clear().await,
            14 => self.go_back_and_undo().await,
            _ => self.half_typed().await,
        }
    }

    async fn add(&mut self) -> &'static str {
        self.made += 1;
        let title = format!("Thing {:03}", self.made);
        self.browser.visit("#/okrs").await;
        self.browser.press("New objective").await;
        self.browser.fill("Objective", &title).await;
        self.browser.press("Save").await;
        self.browser.wait_until_gone("dialog").await;
        self.there.insert(title);
        "adds"
    }

    async fn rename(&mut self) -> &'static str {
        let Some(old) = self.one() else { return "has nothing to rename" };
        self.made += 1;
        let new = format!("Thing {:03}", self.made);
        self.browser.visit("#/okrs").await;
        self.browser.menu(&old, "Edit").await;
        self.browser.fill("Objective", &new).await;
        self.browser.press("Save").await;
        self.browser.wait_until_gone("dialog").await;
        self.there.remove(&old);
        self.there.insert(new);
        "renames"
    }

    async fn delete(&mut self, takes_back: bool) -> &'static str {
        let Some(title) = self.one().filter(|_| self.there.len() > 1) else { return "has nothing to delete" };
        self.browser.visit("#/okrs").await;
        self.browser.menu(&title, "Delete").await;
        self.browser.wait_for_text("Deleted").await;
        if takes_back {
            self.browser.undo().await;
            return "deletes and takes it back";
        }
        // which names it
        self.browser.dismiss_notice().await;
        self.there.remove(&title);
        self.deleted.insert(title);
        "deletes"
    }

    async fn another_tab(&mut self) -> &'static str {
        let first = self.browser.driver.window().await.expect("a tab");
        let second = self.browser.driver.new_tab().await.expect("a second tab");
        self.browser.driver.switch_to_window(second.clone()).await.expect("second");
        self.browser.goto("").await;
        self.browser.press("Take over").await;
        self.browser.wait_until_gone(".banner").await;
        if self.dice.below(2) == 0 {
            self.add().await;
        }
        self.browser.driver.switch_to_window(first).await.expect("first");
        self.browser.driver.close_window().await.expect("closed");
        self.browser.driver.switch_to_window(second).await.expect("second");
        "goes on in another tab"
    }

    async fn kill(&mut self) -> &'static str {
        tokio::time::sleep(MIRRORED).await;
        let browser = on(&self.site, &Profile::new()).await;
        std::mem::replace(&mut self.browser, browser).kill();
        self.browser = on(&self.site, &self.profile).await;
        self.browser.goto("").await;
        "is killed"
    }

    async fn save(&mut self) -> &'static str {
        self.browser.visit("#/share").await;
        self.browser.press("Save to a file").await;
        let file = self.browser.download().await.text().to_owned();
        self.browser.dismiss_notice().await;
        self.files.push(file);
        "saves a file"
    }

    /// A copy that has seen less brings nothing, and takes nothing.
    async fn open_an_old_file(&mut self) -> &'static str {
        let which = self.dice.below(self.files.len());
        let Some(file) = self.files.get(which).cloned() else { return "has no file" };
        self.browser.open_file("old.okr.json", &file).await;
        self.browser.wait_for_text("brings nothing new").await;
        "opens an old file"
    }

    async fn clear(&mut self) -> &'static str {
        tokio::time::sleep(MIRRORED).await;
        self.browser.driver.goto("about:blank").await.expect("an empty page");
        let what = json!({ "origin": self.site.origin(), "storageTypes": "local_storage" });
        self.browser.cdp("Storage.clearDataForOrigin", what).await;
        self.browser.goto("").await;
        self.browser.press("Bring it back").await;
        self.browser.find(".objective-card").await;
        "has the storage cleared"
    }

    async fn go_back_and_undo(&mut self) -> &'static str {
        self.browser.visit("#/share").await;
        if self.browser.look_for("button", "Go back to it").await.is_none() {
            return "has no backup";
        }
        self.browser.press("Go back to it").await;
        self.browser.press("For me").await;
        self.browser.wait_for_text("Gone back").await;
        self.browser.undo().await;
        "goes back and takes that back"
    }

    /// A form that is open when the page is reloaded changes nothing.
    async fn half_typed(&mut self) -> &'static str {
        let Some(title) = self.one() else { return "has nothing to edit" };
        self.browser.visit("#/okrs").await;
        self.browser.menu(&title, "Edit").await;
        self.browser.fill("Objective", "Half typed").await;
        self.browser.reload().await;
        "leaves a form half typed"
    }

    async fn look(&self, after: &[&'static str]) {
        self.browser.visit("#/okrs").await;
        let wrong = async || {
            let text = self.browser.text().await;
            let gone = self.there.iter().find(|title| !text.contains(title.as_str()));
            let back = self.deleted.iter().find(|title| text.contains(title.as_str()));
            gone.or(back).cloned().map(|title| (title, text))
        };
        let right = self.browser.until(async || wrong().await.is_none().then_some(())).await;
        if right.is_none() {
            let (title, text) = wrong().await.unwrap_or_default();
            panic!("“{title}” is lost or back after {after:?}:\n{text}");
        }
    }
}

async fn on(site: &Site, profile: &Profile) -> Browser {
    Browser::open_with(site, Options { profile: profile.clone(), ..Options::default() }).await
}

#[tokio::test]
async fn whatever_happens_nothing_that_was_written_is_lost() {
    let told = env::var("CAIRN_CLUMSY").ok();
    let told = told.as_deref().and_then(|told| told.split_once(','));
    let (seed, steps) = told
        .map(|(seed, steps)| (seed.parse().expect("a seed"), steps.parse().expect("a number of steps")))
        .unwrap_or(ORDINARY);
    let mut clumsy = Clumsy::begin(seed).await;
    let mut done = Vec::new();
    for _ in 0..steps {
        done.push(clumsy.step().await);
        clumsy.look(&done).await;
    }
    println!(
        "seed {seed}: {} steps, {} titles there, {} deleted",
        done.len(),
        clumsy.there.len(),
        clumsy.deleted.len()
    );
}
