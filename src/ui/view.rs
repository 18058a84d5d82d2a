//! How a screen is written so that the module stays small.
//!
//! Every closure and every shape of a view is a type of its own, and Leptos compiles building, rebuilding, mounting and
//! erasing anew for each type. What is written here gives them few types; it costs an allocation a view.
//!
//! - `view!` is Leptos' own, and gives an [`AnyView`]; nothing needs `.into_any()` behind it.
//! - `{move || …}` in a view is dynamic; where it is a whole component, or stands in a variable, [`live`] wraps it.
//! - [`apart`] keeps a branch that no first screen takes out of the function that chooses.
//! - `on:click=handler(move |_| …)`: every handler is wrapped in [`handler`].
//! - [`each`] shows a list of records, one view an id; [`each_record`] one of several kinds.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;

use crate::domain::{Id, Kind};

/// Leptos' `view!`, whatever it holds: an [`AnyView`].
macro_rules! view {
    ($($tokens:tt)*) => {
        ::leptos::prelude::IntoAny::into_any(::leptos::view! { $($tokens)* }.into_inner())
    };
}

pub(super) use view;

/// What is shown, again whenever something it reads has changed.
pub fn live<V: IntoView + 'static>(show: impl Fn() -> V + Send + 'static) -> AnyView {
    dynamic(Arc::new(Mutex::new(move || show().into_any())))
}

fn dynamic(show: Arc<Mutex<dyn FnMut() -> AnyView + Send>>) -> AnyView {
    show.into_any()
}

/// What is shown only now and then, as a function of its own: what is called from one place only, the compiler or
/// `wasm-opt` would make part of what calls it, and a first screen would wait for all that it does not show. Neither sees
/// through a call by table.
pub fn apart<V: IntoView + 'static>(show: impl FnOnce() -> V + 'static) -> AnyView {
    called(Box::new(move || show().into_any()))
}

#[inline(never)]
fn called(show: Box<dyn FnOnce() -> AnyView>) -> AnyView {
    show()
}

/// What an element does when something happens to it.
pub type Handler<E> = Box<dyn FnMut(E)>;

/// A closure as the handler of an event.
pub fn handler<E>(run: impl FnMut(E) + 'static) -> Handler<E> {
    Box::new(run)
}

/// A view an id; when the list changes, those that stay are moved and not made anew.
pub fn each<V: IntoView + 'static>(
    ids: impl Fn() -> Vec<Id> + Send + Sync + 'static,
    show: impl Fn(Id) -> V + Send + Sync + 'static,
) -> AnyView {
    // Which kind does not matter where all are of one.
    let alike = move || ids().into_iter().map(|id| (Kind::Objective, id)).collect();
    keyed(Box::new(alike), Arc::new(move |_, id| show(id).into_any()))
}

/// The same for records of several kinds, whose ids may be alike.
pub fn each_record<V: IntoView + 'static>(
    records: impl Fn() -> Vec<(Kind, Id)> + Send + Sync + 'static,
    show: impl Fn(Kind, Id) -> V + Send + Sync + 'static,
) -> AnyView {
    keyed(Box::new(records), Arc::new(move |kind, id| show(kind, id).into_any()))
}

fn keyed(
    ids: Box<dyn Fn() -> Vec<(Kind, Id)> + Send + Sync>,
    show: Arc<dyn Fn(Kind, Id) -> AnyView + Send + Sync>,
) -> AnyView {
    leptos::view! { <For each=move || ids() key=|key: &(Kind, Id)| key.clone() children=move |(kind, id)| show(kind, id) /> }.into_any()
}
