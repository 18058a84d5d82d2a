//! G13: "is this an OKR or a KPI?", of a line that someone types.

use crate::sentence::{NumberFormat, Role, TypedMeasure, read_key_result};

/// What a line most likely is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likely {
    /// A direction without a figure: it says where to go.
    Objective,
    /// A change with a figure: it says how one knows.
    KeyResult,
    /// A quantity without a deed: it says how things stand.
    Kpi,
}

/// What a line most likely is: without a verb it names what is measured; a verb asks for a change, with a figure for a
/// measurable one. A proposal to be shown with its reason, not a verdict: an article rightly says that a KPI may be a key
/// result, too.
pub fn okr_or_kpi(text: &str, format: NumberFormat) -> Likely {
    let parse = read_key_result(text, format);
    let says = |role: Role| parse.reads.iter().any(|read| read.role == role);
    match parse.measure {
        _ if !says(Role::Verb) => Likely::Kpi,
        TypedMeasure::Unknown if !says(Role::Placeholder) => Likely::Objective,
        _ => Likely::KeyResult,
    }
}
