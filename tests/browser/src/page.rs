//! What a person does with a page: go somewhere, look for something by its name, press, type.

use crate::{Browser, Engine, PATIENCE, browser::PAUSE};
use serde_json::{Value, json};
use std::{collections::BTreeMap, time::Instant};
use thirtyfour::{By, WebElement, error::WebDriverResult};
use tokio::time::sleep;

const FIND: &str = include_str!("find.js");

impl Browser {
    /// Opens a place of the app, such as `#/okrs`, and waits until the app is there.
    pub async fn goto(&self, place: &str) {
        self.load(place).await;
        self.find("main").await;
    }

    /// Opens a place or file of the site without waiting for the app.
    pub async fn load(&self, place: &str) {
        let url = self.site.url(place);
        self.driver.goto(&url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Loads the page anew and waits until the app is there.
    pub async fn reload(&self) {
        if self.engine == Engine::Firefox {
            // geckodriver's own reload passes by the service worker, as with Shift held.
            self.run("window.leaving = true; location.reload()", vec![]).await;
            let fresh =
                async || (self.run("return !window.leaving", vec![]).await == json!(true)).then_some(());
            self.until(fresh).await.expect("a reload");
        } else {
            self.driver.refresh().await.expect("a reload");
        }
        self.find("main").await;
    }

    /// The first element that `css` finds, visible or not.
    pub async fn find(&self, css: &str) -> WebElement {
        let found = self.until(async || self.driver.find(By::Css(css)).await.ok()).await;
        self.or_fail(found, &format!("no `{css}`")).await
    }

    /// Waits until `css` finds nothing.
    pub async fn wait_until_gone(&self, css: &str) {
        let gone = self.until(async || self.driver.find(By::Css(css)).await.is_err().then_some(())).await;
        self.or_fail(gone, &format!("`{css}` is still there")).await;
    }

    /// The visible element of this ARIA role whose accessible name is `name`, or begins with it.
    pub async fn by_role(&self, role: &str, name: &str) -> WebElement {
        let found = self.until(async || self.look_for(role, name).await).await;
        self.or_fail(found, &format!("no {role} “{name}”")).await
    }

    /// Like [`Browser::by_role`], without waiting.
    pub async fn look_for(&self, role: &str, name: &str) -> Option<WebElement> {
        let found = self.run(FIND, vec![json!(role), json!(name)]).await;
        WebElement::from_json(found, self.driver.handle().clone()).ok()
    }

    /// The button of this name.
    pub async fn button(&self, name: &str) -> WebElement {
        self.by_role("button", name).await
    }

    /// The link of this name.
    pub async fn link(&self, name: &str) -> WebElement {
        self.by_role("link", name).await
    }

    /// The input, select or text area with this label.
    pub async fn field(&self, label: &str) -> WebElement {
        self.by_role("field", label).await
    }

    /// Clicks the button of this name.
    pub async fn press(&self, name: &str) {
        let button = self.button(name).await;
        press(&button).await.unwrap_or_else(|error| panic!("button “{name}”: {error}"));
    }

    /// Clicks the link of this name.
    pub async fn follow(&self, name: &str) {
        let link = self.link(name).await;
        press(&link).await.unwrap_or_else(|error| panic!("link “{name}”: {error}"));
    }

    /// Empties the field with this label, as a person would, and types into it.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        let typed = async || {
            field.click().await?;
            field.send_keys(thirtyfour::Key::Control + "a").await?;
            field.send_keys(thirtyfour::Key::Delete + text).await
        };
        typed().await.unwrap_or_else(|error| panic!("field “{label}”: {error}"));
        if self.engine == Engine::WebKit {
            // Its driver answers while the last keys are still on their way, and on a busy machine it drops some of them.
            // Where the app took the focus away while someone typed, typing again would hide it.
            let arrived = async || (field.value().await.ok()?? == text).then_some(());
            if self.until(arrived).await.is_none() && self.has_focus(&field).await {
                typed().await.unwrap_or_else(|error| panic!("field “{label}”: {error}"));
            }
            if self.until(arrived).await.is_none() {
                panic!("field “{label}” holds {:?} and not “{text}”", field.value().await);
            }
        }
    }

    async fn has_focus(&self, element: &thirtyfour::WebElement) -> bool {
        let element = element.to_json().expect("an element reference");
        self.run("return document.activeElement === arguments[0]", vec![element]).await == json!(true)
    }

    /// Gives the field with this label a value at once: for dates, whose typing depends on the
    /// locale, and to choose an option of a select by its value.
    pub async fn set(&self, label: &str, value: &str) {
        const SCRIPT: &str = "
            const [field, value] = arguments;
            const set = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set;
            set.call(field, value);
            for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));";
        let field = self.field(label).await.to_json().expect("an element reference");
        self.run(SCRIPT, vec![field, json!(value)]).await;
    }

    /// Chooses the option of this text in the select with this label.
    pub async fn choose(&self, label: &str, option: &str) {
        const SCRIPT: &str = "
            const [select, wanted] = arguments;
            return [...select.options].find((option) => option.text.trim() === wanted)?.value ?? null;";
        let select = self.field(label).await.to_json().expect("an element reference");
        match self.run(SCRIPT, vec![select, json!(option)]).await {
            Value::String(value) => self.set(label, &value).await,
            _ => panic!("“{label}” has no option “{option}”. {}", self.sight().await),
        }
    }

    /// Types where the focus is: text, or `Key::Tab`, or `Key::Control + "z"`.
    pub async fn keys(&self, keys: impl Into<thirtyfour::TypingData>) {
        let focused = self.driver.active_element().await.expect("an active element");
        focused.send_keys(keys).await.unwrap_or_else(|error| panic!("keys: {error}"));
    }

    /// The `id` of the element that has the focus, or nothing.
    pub async fn focused(&self) -> String {
        let id = self.run("return document.activeElement?.id ?? ''", vec![]).await;
        id.as_str().unwrap_or_default().to_owned()
    }

    /// The text of the page as a person sees it.
    pub async fn text(&self) -> String {
        let text = self.run("return document.body?.innerText ?? ''", vec![]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page shows `text`.
    pub async fn wait_for_text(&self, text: &str) {
        let shown = self.until(async || self.text().await.contains(text).then_some(())).await;
        self.or_fail(shown, &format!("no text “{text}”")).await;
    }

    /// Runs JavaScript, whose `arguments` are these, and gives what it returns.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Value {
        let answer = self.driver.execute(script, arguments).await;
        answer.unwrap_or_else(|error| panic!("{error} in: {script}")).json().clone()
    }

    /// All that `localStorage` holds.
    pub async fn storage(&self) -> BTreeMap<String, String> {
        let stored = self.run("return { ...localStorage }", vec![]).await;
        serde_json::from_value(stored).expect("storage is keys and texts")
    }

    /// Puts one value into `localStorage`.
    pub async fn store(&self, key: &str, value: &str) {
        let pair = vec![json!(key), json!(value)];
        self.run("localStorage.setItem(arguments[0], arguments[1])", pair).await;
    }

    /// Asks again and again, with patience, until there is an answer.
    pub async fn until<T>(&self, ask: impl AsyncFn() -> Option<T>) -> Option<T> {
        let start = Instant::now();
        loop {
            let answer = ask().await;
            if answer.is_some() || start.elapsed() > PATIENCE {
                return answer;
            }
            sleep(PAUSE).await;
        }
    }

    async fn or_fail<T>(&self, found: Option<T>, complaint: &str) -> T {
        match found {
            Some(found) => found,
            None => panic!("{complaint}. {}", self.sight().await),
        }
    }

    /// Where the browser is and what it shows, for messages.
    pub(crate) async fn sight(&self) -> String {
        let place = self.run("return location.href", vec![]).await;
        let fatal =
            self.run("return document.getElementById('fatal-message')?.textContent ?? ''", vec![]).await;
        format!("At {place} the page reads:\n{}\n{}", fatal.as_str().unwrap_or_default(), self.text().await)
    }
}

/// Clicks where a person would: in the middle of the window, clear of what floats at its edges.
pub(crate) async fn press(element: &WebElement) -> WebDriverResult<()> {
    element.scroll_into_view().await?;
    element.click().await
}
