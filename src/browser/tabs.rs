//! One writer among the tabs of this browser: Web Locks where there are, and the news that another tab wrote.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// How to ask for the turn to write a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Only if nobody has it.
    IfFree,
    /// When whoever has it lets go, or is gone.
    Wait,
    /// Now, from whoever has it.
    Steal,
}

thread_local! {
    /// The turns this tab has, and how to let each go.
    static HELD: RefCell<BTreeMap<String, Function>> = const { RefCell::new(BTreeMap::new()) };
    /// The browser has Web Locks and refuses them to this page, as where it blocks all that sites store.
    static REFUSED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this tab has the turn to write `plan`.
pub fn holds(plan: &str) -> bool {
    HELD.with_borrow(|held| held.contains_key(plan))
}

/// Lets the turn to write `plan` go, where this tab has it.
pub fn let_go(plan: &str) {
    if let Some(let_go) = HELD.with_borrow_mut(|held| held.remove(plan)) {
        let _ = let_go.call0(&JsValue::NULL);
    }
}

/// Lets every turn go but that to write `plan`: what is not on screen is not written here.
pub fn let_go_of_others(plan: &str) {
    let others: Vec<String> =
        HELD.with_borrow(|held| held.keys().filter(|name| *name != plan).cloned().collect());
    others.iter().for_each(|name| let_go(name));
}

/// Asks for the turn to write `plan`. `granted` hears `true` when it is this tab's, and `false` when it is not to be
/// had (with [`Ask::IfFree`]) or was taken away later. Gives `false` where this browser has no Web Locks. Where it turns
/// out to refuse them, nobody else can have the turn of this page, so who wants it now has it.
pub fn ask_for_turn(plan: &str, ask: Ask, granted: impl Fn(bool) + Clone + 'static) -> bool {
    let Some(locks) = locks() else { return false };
    let Ok(request) = Reflect::get(&locks, &"request".into()).and_then(|f| f.dyn_into::<Function>()) else {
        return false;
    };
    let options = Object::new();
    let option = match ask {
        Ask::IfFree => Some("ifAvailable"),
        Ask::Steal => Some("steal"),
        Ask::Wait => None,
    };
    if let Some(option) = option {
        let _ = Reflect::set(&options, &option.into(), &JsValue::TRUE);
    }
    let (on_turn, name) = (granted.clone(), plan.to_string());
    let answered = Rc::new(Cell::new(false));
    let answer = Rc::clone(&answered);
    let held = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        answer.set(true);
        if lock.is_null() || lock.is_undefined() {
            on_turn(false);
            return JsValue::UNDEFINED;
        }
        // The lock is held until the promise settles: until it is let go, the tab is gone, or the lock is stolen.
        let until = Promise::new(&mut |let_go, _| {
            HELD.with_borrow_mut(|held| held.insert(name.clone(), let_go));
        });
        on_turn(true);
        until.into()
    });
    let name = format!("cairn/{plan}");
    let asked = request.call3(&locks, &name.into(), &options, &held);
    if let Ok(promise) = asked.and_then(|p| p.dyn_into::<Promise>()) {
        let plan = plan.to_string();
        let lost = Closure::once_into_js(move |_: JsValue| {
            if !answered.get() {
                // Asked again it would refuse again, at once and without end.
                REFUSED.set(true);
                if ask != Ask::Wait {
                    granted(true);
                }
                return;
            }
            HELD.with_borrow_mut(|held| held.remove(&plan));
            granted(false);
        });
        let _ = Reflect::get(&promise, &"catch".into())
            .and_then(|f| f.dyn_into::<Function>())
            .and_then(|catch| catch.call1(&promise, &lost));
    }
    true
}

fn locks() -> Option<JsValue> {
    if REFUSED.get() {
        return None;
    }
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// Asks the browser not to evict what is kept, once there is something worth keeping. It may say no.
pub fn persist() {
    let ask = || -> Option<()> {
        let navigator = web_sys::window()?.navigator();
        let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
        let persist = Reflect::get(&storage, &"persist".into()).ok()?.dyn_into::<Function>().ok()?;
        let _ = persist.call0(&storage).ok()?;
        Some(())
    };
    let _ = ask();
}
