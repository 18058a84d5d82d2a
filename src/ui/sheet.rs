//! Which form lies over the screen. One at a time; what is typed in it is not part of the plan until it is sent.

use leptos::prelude::*;

use super::backup::{Restore, RestoreSheet};
use super::form;
use super::open_file::{Arrival, ArrivalSheet};
use super::palette::{KeysSheet, PaletteSheet};
use super::workspace::use_workspace;
use crate::domain::Id;
use crate::ui::view::{apart, live, view};

/// Where a form begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Spot {
    Title,
    Owner,
    Ambition,
}

/// A form over the screen. `None` as an id means a new record.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Sheet {
    Cycle(Option<Id>),
    Team(Option<Id>),
    Person(Option<Id>),
    /// An objective, new in the cycle.
    Objective {
        cycle: Id,
        id: Option<Id>,
    },
    /// An objective, from the field that it lacks.
    ObjectiveAt {
        cycle: Id,
        id: Id,
        spot: Spot,
    },
    /// A key result, new in the objective.
    KeyResult {
        objective: Id,
        id: Option<Id>,
    },
    /// The second key result of a sentence that held two, as it was typed.
    NextKeyResult {
        objective: Id,
        typed: String,
    },
    /// An initiative, new for the key result.
    Initiative {
        key_result: Id,
        id: Option<Id>,
    },
    Kpi(Option<Id>),
    /// From a KPI to the draft of an objective.
    Improve(Id),
    /// A file that wants a word before it is opened.
    Arrival(Arrival),
    /// An earlier state that wants a word before it is gone back to.
    Restore(Restore),
    /// Where to go and what to do, by typing.
    Palette,
    /// All keys.
    Keys,
}

impl Sheet {
    /// Whether it is there to change the plan, which no past day lets happen.
    fn writes(&self) -> bool {
        !matches!(self, Sheet::Arrival(_) | Sheet::Restore(_) | Sheet::Palette | Sheet::Keys)
    }
}

/// Shows the form that the workspace asks for.
#[component]
pub fn Sheets() -> impl IntoView {
    let workspace = use_workspace();
    let refused = move |sheet: &Option<Sheet>| {
        workspace.as_of.get_untracked().is_some() && sheet.as_ref().is_some_and(Sheet::writes)
    };
    Effect::new(move |_| {
        if workspace.sheet.with(refused) && workspace.stays_as_it_was() {
            workspace.sheet.set(None);
        }
    });
    live(move || {
        workspace.sheet.get().filter(|sheet| !refused(&Some(sheet.clone()))).map(|sheet| {
            apart(move || match sheet {
                Sheet::Cycle(id) => view! { <form::CycleForm id=id /> },
                Sheet::Team(id) => view! { <form::TeamForm id=id /> },
                Sheet::Person(id) => view! { <form::PersonForm id=id /> },
                Sheet::Objective { cycle, id } => {
                    view! { <form::ObjectiveForm cycle=cycle id=id spot=Spot::Title /> }
                }
                Sheet::ObjectiveAt { cycle, id, spot } => {
                    view! { <form::ObjectiveForm cycle=cycle id=Some(id) spot=spot /> }
                }
                Sheet::KeyResult { objective, id } => {
                    view! { <form::KeyResultForm objective=objective id=id typed=String::new() /> }
                }
                Sheet::NextKeyResult { objective, typed } => {
                    view! { <form::KeyResultForm objective=objective id=None typed=typed /> }
                }
                Sheet::Initiative { key_result, id } => {
                    view! { <form::InitiativeForm key_result=key_result id=id /> }
                }
                Sheet::Kpi(id) => view! { <form::KpiForm id=id /> },
                Sheet::Improve(id) => view! { <super::kpi::ImproveForm id=id /> },
                Sheet::Restore(restore) => view! { <RestoreSheet restore=restore /> },
                Sheet::Arrival(arrival) => view! { <ArrivalSheet arrival=arrival /> },
                Sheet::Palette => view! { <PaletteSheet /> },
                Sheet::Keys => view! { <KeysSheet /> },
            })
        })
    })
}
