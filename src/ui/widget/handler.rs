//! Event handlers of one type an event.
//!
//! A closure has a type of its own, and Leptos compiles everything around a handler anew for each: attaching, cloning,
//! rebuilding, erasing. `on:click=handler(move |_| …)` gives all of them the type that the event has.

/// What an element does when something happens to it.
pub type Handler<E> = Box<dyn FnMut(E)>;

/// A closure as a handler: every `on:` in a view is given one.
pub fn handler<E>(run: impl FnMut(E) + 'static) -> Handler<E> {
    Box::new(run)
}
