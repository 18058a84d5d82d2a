//! The forms for creating and editing records. A form reads its record once, holds drafts, and sends one step.

mod cycle;
mod frame;
mod in_place;
mod initiative;
mod key_result;
mod kpi;
mod measure;
mod objective;
mod people;
mod revising;
mod saving;
mod sentence;
mod words;

pub use cycle::CycleForm;
pub use cycle::quarter_of;
pub use frame::FormFrame;
pub use in_place::InPlaceForm;
pub use initiative::InitiativeForm;
pub use key_result::KeyResultForm;
pub use kpi::KpiForm;
pub use objective::ObjectiveForm;
pub use people::{PersonForm, TeamForm};
pub use words::{
    Names, date_draft, date_or_none, draft, number_draft, optional, parse_number, person_draft, person_named,
    with_none,
};
