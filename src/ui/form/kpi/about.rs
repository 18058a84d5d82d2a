//! More about a KPI, folded: what others reach, what kind it is, what it takes, and whether it is a good choice.

use leptos::prelude::*;

use super::factors::factors;
use crate::domain::{Benchmark, Effort, Factor, Indicator, Kpi, Scope, Tag};
use crate::ordered::Set;
use crate::ui::form::words::{draft, number_draft, number_or_none, optional};
use crate::ui::kpi::words::{self, choices, of_key};
use crate::ui::text::t;
use crate::ui::view::{handler, view};
use crate::ui::widget::{Choice, SelectField, TextField};

/// The drafts of this part.
#[derive(Clone, Copy)]
pub(super) struct About {
    benchmark: RwSignal<String>,
    benchmark_source: RwSignal<String>,
    scope: RwSignal<String>,
    indicator: RwSignal<String>,
    effort: RwSignal<String>,
    tags: RwSignal<Set<Tag>>,
    factors: RwSignal<Set<Factor>>,
}

impl About {
    pub fn of(kpi: &Kpi) -> About {
        let key = |said: Option<(&'static str, _)>| {
            RwSignal::new(said.map_or("", |(key, _): (_, &str)| key).to_string())
        };
        About {
            benchmark: number_draft(kpi.benchmark.as_ref().map(|benchmark| benchmark.value)),
            benchmark_source: draft(kpi.benchmark.as_ref().and_then(|benchmark| benchmark.source.as_ref())),
            scope: key(kpi.scope.map(words::scope)),
            indicator: key(kpi.indicator.map(words::indicator)),
            effort: key(kpi.effort.map(words::effort)),
            tags: RwSignal::new(kpi.tags.clone()),
            factors: RwSignal::new(kpi.factors.clone()),
        }
    }

    pub fn read(self, kpi: &mut Kpi) -> Result<(), String> {
        let source = optional(self.benchmark_source);
        let value = number_or_none(t().benchmark, self.benchmark)?;
        if value.is_none() && source.is_some() {
            return Err(t().benchmark_needs_value.to_string());
        }
        kpi.benchmark = value.map(|value| Box::new(Benchmark { value, source }));
        kpi.scope = of_key(&Scope::ALL, words::scope, &self.scope.get_untracked());
        kpi.indicator = of_key(&Indicator::ALL, words::indicator, &self.indicator.get_untracked());
        kpi.effort = of_key(&Effort::ALL, words::effort, &self.effort.get_untracked());
        kpi.tags = self.tags.get_untracked();
        kpi.factors = self.factors.get_untracked();
        Ok(())
    }

    pub fn fields(self) -> AnyView {
        let scopes = or_unsaid(choices(&Scope::ALL, words::scope));
        let indicators = or_unsaid(choices(&Indicator::ALL, words::indicator));
        let efforts = or_unsaid(choices(&Effort::ALL, words::effort));
        let tags = Tag::ALL.map(|tag| {
            let tick = move |event| {
                let on = event_target_checked(&event);
                self.tags.update(|tags| {
                    if on { tags.insert(tag) } else { tags.remove(&tag) };
                });
            };
            let ticked = move || self.tags.read().contains(&tag);
            view! { <label><input type="checkbox" prop:checked=ticked on:change=handler(tick) />" "{words::tag(tag)}</label> }
        });
        view! {
            <details class="more-fields">
                <summary>{t().kpi_more}</summary>
                <div class="body stack">
                    <div class="row-fields">
                        <TextField label=t().benchmark value=self.benchmark numeric=true />
                        <TextField label=t().benchmark_source value=self.benchmark_source hint=t().benchmark_source_hint />
                    </div>
                    <div class="row-fields">
                        <SelectField label=t().scope value=self.scope choices=scopes />
                        <SelectField label=t().indicator value=self.indicator choices=indicators />
                        <SelectField label=t().effort value=self.effort choices=efforts />
                    </div>
                    <fieldset class="field"><legend>{t().tags}</legend><div class="ticks">{tags.collect_view()}</div></fieldset>
                    {factors(self.factors)}
                </div>
            </details>
        }
    }
}

/// "Not said yet", then each choice.
fn or_unsaid(choices: impl Iterator<Item = Choice>) -> Vec<Choice> {
    std::iter::once(Choice::new("", t().not_said_yet)).chain(choices).collect()
}
