//! Figures come from `domain.md` or the source named in the test, never from the code's own output.

mod compare;
mod forecast;
mod golden;
mod kpis;
mod objectives;
mod practice;
mod properties;
mod published;
mod signals;
mod silence;
mod standing;
mod statuses;
