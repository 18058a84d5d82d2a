//! The context of a KPI: what is counted, why, from where, for which goal, and what is done if it worsens.

use leptos::prelude::*;

use crate::domain::Kpi;
use crate::ui::form::words::{draft, optional};
use crate::ui::text::t;
use crate::ui::view::view;
use crate::ui::widget::{AreaField, TextField};

/// The drafts of this part.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub definition: RwSignal<String>,
    reason: RwSignal<String>,
    source: RwSignal<String>,
    relevance: RwSignal<String>,
    if_worse: RwSignal<String>,
}

impl Context {
    pub fn of(kpi: &Kpi) -> Context {
        Context {
            definition: draft(kpi.definition.as_ref()),
            reason: draft(kpi.reason.as_ref()),
            source: draft(kpi.source.as_ref()),
            relevance: draft(kpi.relevance.as_ref()),
            if_worse: draft(kpi.if_worse.as_ref()),
        }
    }

    pub fn read(self, kpi: &mut Kpi) {
        kpi.definition = optional(self.definition);
        kpi.reason = optional(self.reason);
        kpi.source = optional(self.source);
        kpi.relevance = optional(self.relevance);
        kpi.if_worse = optional(self.if_worse);
    }

    pub fn fields(self) -> AnyView {
        view! {
            <AreaField label=t().definition value=self.definition />
            <AreaField label=t().reason value=self.reason />
            <div class="row-fields">
                <TextField label=t().source value=self.source />
                <TextField label=t().relevance value=self.relevance />
            </div>
            <TextField label=t().if_worse value=self.if_worse hint=t().if_worse_hint />
        }
    }
}
