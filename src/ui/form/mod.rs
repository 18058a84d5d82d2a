//! The forms for creating and editing records. A form reads its record once, holds drafts, and sends one step.

mod cycle;
mod frame;
mod key_result;
mod kpi;
mod measure;
mod objective;
mod people;
mod saving;
mod words;

pub use cycle::CycleForm;
pub use cycle::quarter_of;
pub use key_result::KeyResultForm;
pub use kpi::KpiForm;
pub use objective::ObjectiveForm;
pub use people::{PersonForm, TeamForm};
pub use words::{Names, date_or_none, optional, parse_number, person_named};
