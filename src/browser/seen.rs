//! Which elements are in sight, or nearly: one observer for the whole page tells those who asked. Must not know what is
//! shown in them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far outside of the window an element counts as in sight: it is drawn before it is scrolled to.
const MARGIN: &str = "300px";
/// Under which an element bears its number.
const NUMBER: &str = "cairnSeen";

/// What is told whether it is in sight.
type Told = Rc<dyn Fn(bool)>;

#[derive(Default)]
struct Watch {
    observer: Option<IntersectionObserver>,
    watched: BTreeMap<u32, (Element, Told)>,
    next: u32,
}

thread_local! {
    static WATCH: RefCell<Watch> = RefCell::default();
}

/// Tells `told` whenever the element comes into sight or goes out of it, from soon on; gives a number for [`unwatch`].
/// Where the browser has no observer, everything is in sight.
pub fn watch(element: &Element, told: impl Fn(bool) + 'static) -> u32 {
    let told: Told = Rc::new(told);
    let (number, observer) = WATCH.with_borrow_mut(|watch| {
        watch.next = watch.next.wrapping_add(1);
        let number = watch.next;
        if watch.observer.is_none() {
            watch.observer = observer();
        }
        watch.watched.insert(number, (element.clone(), told.clone()));
        (number, watch.observer.clone())
    });
    match observer {
        Some(observer) if Reflect::set(element, &NUMBER.into(), &number.into()).is_ok() => {
            observer.observe(element);
        }
        _ => told(true),
    }
    number
}

/// Ends a watch: nothing more is told.
pub fn unwatch(number: u32) {
    WATCH.with_borrow_mut(|watch| {
        if let (Some((element, _)), Some(observer)) = (watch.watched.remove(&number), &watch.observer) {
            observer.unobserve(&element);
        }
    });
}

fn observer() -> Option<IntersectionObserver> {
    let changed = Closure::<dyn FnMut(Array)>::new(|entries: Array| {
        for entry in entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok()) {
            let number =
                Reflect::get(&entry.target(), &NUMBER.into()).ok().and_then(|number| number.as_f64());
            let told = WATCH.with_borrow(|watch| {
                number.and_then(|number| watch.watched.get(&(number as u32))).map(|(_, told)| told.clone())
            });
            if let Some(told) = told {
                told(entry.is_intersecting());
            }
        }
    });
    let init = IntersectionObserverInit::new();
    init.set_root_margin(MARGIN);
    let observer = IntersectionObserver::new_with_options(changed.as_ref().unchecked_ref(), &init).ok();
    // the observer lives as long as the page
    changed.forget();
    observer
}
