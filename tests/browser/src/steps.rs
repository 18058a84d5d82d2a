//! The steps that many tests begin with, and what they compare: the screens as a person reads them.

use crate::{Browser, page::press};
use serde_json::json;
use std::{
    collections::{BTreeMap, btree_map::Entry},
    fs,
};
use thirtyfour::{By, Key, WebElement};

/// Every place and its text.
pub type Screens = BTreeMap<String, String>;

impl Browser {
    /// From the next load on it is this moment, such as `2027-05-18T10:00`, in the local time zone; time goes on from
    /// there. What a plan's screens say depends on the day.
    pub async fn set_clock(&self, moment: &str) {
        const SCRIPT: &str = "
            const Real = Date;
            const shift = new Real('MOMENT').getTime() - Real.now();
            window.Date = class extends Real {
              constructor(...parts) { super(...(parts.length ? parts : [Real.now() + shift])); }
              static now() { return Real.now() + shift; }
            };";
        self.before_each_load(&SCRIPT.replace("MOMENT", moment)).await;
    }

    /// Opens the app in a browser that holds nothing, and begins with an empty plan.
    pub async fn start_empty(&self) {
        self.goto("").await;
        self.press("Start with an empty plan").await;
        self.wait_for_text("No objectives here yet").await;
    }

    /// Clears the storage as a person does in the browser's settings: while the app is not there to write it anew.
    pub async fn clear_storage(&self) {
        self.driver.goto("about:blank").await.expect("an empty page");
        let all = json!({ "origin": self.site.origin(), "storageTypes": "all" });
        self.cdp("Storage.clearDataForOrigin", all).await;
    }

    /// Loads the page anew and waits until the plan that is kept is open.
    pub async fn reload_plan(&self) {
        self.reload().await;
        self.find(".app").await;
    }

    /// Goes to a place without loading the page anew, and waits until it is drawn; gives its text, with the names of
    /// its pictures and what its controls hold.
    pub async fn visit(&self, place: &str) -> String {
        const SCRIPT: &str = "
            const [place] = arguments;
            return (async () => {
              // Whoever follows a link leaves the field first.
              document.activeElement?.blur();
              if (location.hash !== place) {
                const there = new Promise((done) => addEventListener('hashchange', done, { once: true }));
                location.hash = place;
                await there;
              }
              for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
              // Hints are looked for after what is on the glass.
              await new Promise((done) => setTimeout(done));
              await new Promise(requestAnimationFrame);
              const main = document.querySelector('main');
              const names = [...main.querySelectorAll('canvas[aria-label]')].map((c) => c.ariaLabel);
              const held = [...main.querySelectorAll('input, select')].map((f) => f.type === 'checkbox' ? f.checked : f.value);
              return [main.innerText, ...names, held.join('|')].join('\\n');
            })();";
        let text = self.run(SCRIPT, vec![json!(place)]).await;
        text.as_str().unwrap_or_else(|| panic!("{place}: {text}")).to_owned()
    }

    /// The text of every place but "Share", whose text tells of files and times, and the library of KPIs. Ends at the OKRs.
    pub async fn screens(&self) -> Screens {
        let mut screens = Screens::new();
        for list in ["#/plan", "#/kpis", "#/okrs"] {
            screens.insert(list.to_owned(), self.visit(list).await);
            // A banner may lead to "Share" from anywhere; the library is a file that comes in its own time.
            let apart = ["#/share", "#/kpis/library"];
            let places = self.links_in_main().await.into_iter().filter(|place| !apart.contains(&&**place));
            for place in places {
                if let Entry::Vacant(screen) = screens.entry(place) {
                    let text = self.visit(screen.key()).await;
                    screen.insert(text);
                }
            }
        }
        self.visit("#/okrs").await;
        screens
    }

    async fn links_in_main(&self) -> Vec<String> {
        const SCRIPT: &str = "
            const links = [...document.querySelectorAll('main a[href^=\"#/\"]')];
            return [...new Set(links.map((link) => link.getAttribute('href')))];";
        serde_json::from_value(self.run(SCRIPT, vec![]).await).expect("addresses")
    }

    /// Clicks what `css` finds.
    pub async fn click(&self, css: &str) {
        let element = self.find(css).await;
        press(&element).await.unwrap_or_else(|error| panic!("`{css}`: {error}"));
    }

    /// Chooses the radio button of this name, which may be drawn by its label alone.
    pub async fn pick(&self, name: &str) {
        let radio = self.by_role("radio", name).await;
        let label = radio.find(By::XPath("./ancestor::label")).await;
        let label = label.unwrap_or_else(|error| panic!("radio “{name}”: {error}"));
        label.click().await.unwrap_or_else(|error| panic!("radio “{name}”: {error}"));
    }

    /// Opens the menu of a thing and chooses from it.
    pub async fn menu(&self, thing: &str, item: &str) {
        self.press(&format!("More for {thing}")).await;
        let item = By::XPath(format!("//details[@open and contains(@class, 'menu')]//button[.='{item}']"));
        let found = async || self.driver.find(item.clone()).await.ok();
        let button = self.until(found).await.unwrap_or_else(|| panic!("no such item for {thing}: {item:?}"));
        button.click().await.unwrap_or_else(|error| panic!("{item:?} of {thing}: {error}"));
    }

    /// The panel of a key result on the page of its objective, as a selector.
    pub async fn panel_of(&self, key_result: &str) -> String {
        const SCRIPT: &str = "
            const panels = [...document.querySelectorAll('.key-result-panel')];
            return panels.find((panel) => panel.querySelector('h2').innerText === arguments[0])?.id ?? null;";
        let id = self
            .until(async || self.run(SCRIPT, vec![json!(key_result)]).await.as_str().map(str::to_owned))
            .await;
        match id {
            Some(id) => format!("#{id}"),
            None => panic!("no panel of “{key_result}”. {}", self.sight().await),
        }
    }

    /// Opens a plan file through the file input of the welcome or of "Share".
    pub async fn open_file(&self, name: &str, text: &str) {
        if self.driver.find(By::Css("input[type=file]")).await.is_err() {
            self.visit("#/share").await;
        }
        self.upload_bytes("input[type=file]", name, text.as_bytes()).await;
    }

    /// Presses keys where no field has the focus, as shortcuts want it.
    pub async fn shortcut(&self, keys: impl Into<thirtyfour::TypingData>) {
        self.run("document.activeElement?.blur()", vec![]).await;
        self.keys(keys).await;
    }

    /// Undoes the last step, and waits until it is said.
    pub async fn undo(&self) -> String {
        self.step(Key::Control + "z", "Undone: ").await
    }

    /// Makes the step again that was undone last, and waits until it is said.
    pub async fn redo(&self) -> String {
        self.step(Key::Control + Key::Shift + "z", "Done again: ").await
    }

    /// Puts the notice away, where there is one.
    pub async fn dismiss_notice(&self) {
        self.run("document.querySelector('.toast [aria-label=Dismiss]')?.click()", vec![]).await;
        self.wait_until_gone(".toast").await;
    }

    async fn step(&self, keys: thirtyfour::TypingData, said: &str) -> String {
        self.dismiss_notice().await;
        self.shortcut(keys).await;
        let notice = self.find(".toast").await.text().await.expect("a notice");
        let notice = notice.lines().next().unwrap_or_default().to_owned();
        assert!(notice.starts_with(said), "{notice}");
        notice
    }

    /// Moves the focus with Tab alone to the control of this name, as a person without a mouse.
    pub async fn tab_to(&self, name: &str) -> WebElement {
        const SCRIPT: &str = "
            const element = document.activeElement;
            const label = element.labels?.length ? element.labels[0].textContent : '';
            return (element.ariaLabel || label || element.innerText || '').replace(/\\s+/g, ' ').trim();";
        let mut seen = Vec::new();
        for _ in 0..120 {
            // Not through `keys`: to a file input, WebDriver takes them for the name of a file.
            let tab = self.driver.action_chain().send_keys(Key::Tab).perform().await;
            tab.unwrap_or_else(|error| panic!("Tab: {error}"));
            let here = self.run(SCRIPT, vec![]).await.as_str().unwrap_or_default().to_owned();
            if here == name {
                return self.driver.active_element().await.expect("an active element");
            }
            seen.push(here);
        }
        panic!("Tab never reaches “{name}”, only {seen:?}. {}", self.sight().await);
    }
}

/// A file of `tests/fixtures/`.
pub fn fixture(name: &str) -> String {
    let file = crate::repository().join("tests/fixtures").join(name);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
