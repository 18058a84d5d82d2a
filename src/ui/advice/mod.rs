//! The hints of the practice, where they arise: folded or beside, never in the way. Each can be dismissed with a word of
//! one's own, looked at again and brought back.

mod finding;
mod kpi_words;
mod smart;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use self::finding::{Dismissed, Open};
pub use self::smart::SmartMeter;
use crate::advice::{Finding, advice, is_about};
use crate::domain::{Id, Kind, Plan, RecordKey};
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{live, view};
use crate::ui::widget::Viewport;
use crate::ui::workspace::use_workspace;

/// What the hints are about.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// An objective, its key results and their initiatives.
    Objective(Id),
    /// A KPI.
    Kpi(Id),
    /// A cycle as a whole, and the plan.
    Cycle(Id),
}

impl About {
    fn has(&self, plan: &Plan, finding: &Finding) -> bool {
        match (self, &finding.place) {
            (About::Objective(id), _) => is_about(plan, id, finding),
            (About::Kpi(id), RecordKey::Record(Kind::Kpi, kpi)) => kpi == id,
            (About::Cycle(id), RecordKey::Record(Kind::Cycle, cycle)) => cycle == id,
            (About::Cycle(_), RecordKey::Head | RecordKey::Record(Kind::Team, _)) => true,
            (About::Cycle(_), RecordKey::Record(Kind::Initiative, id)) => {
                // one that serves no key result stands beside no objective
                plan.records().initiatives.get(id).is_some_and(|i| i.key_result.is_none())
            }
            _ => false,
        }
    }

    /// Whether it is the very record that a finding is at: then its place need not be said.
    fn is_at(&self, finding: &Finding) -> bool {
        match (self, finding.record()) {
            (About::Objective(here), Some((Kind::Objective, id)))
            | (About::Kpi(here), Some((Kind::Kpi, id)))
            | (About::Cycle(here), Some((Kind::Cycle, id))) => here == id,
            _ => false,
        }
    }

    /// Beside the one thing they are about, hints need no opening.
    fn is_open(&self) -> bool {
        !matches!(self, About::Cycle(_))
    }
}

/// The hints about something; nothing where there are none. No first screen waits for them. They ask for a change, so a
/// past day has none.
#[component]
pub fn Advice(about: About) -> impl IntoView {
    let workspace = use_workspace();
    let viewport = expect_context::<Viewport>();
    let (is_open, here) = (about.is_open(), about.clone());
    let found = RwSignal::new(Arc::new(Vec::new()));
    let waiting = StoredValue::new(false);
    let look = move || {
        if waiting.try_set_value(false).is_some() {
            // The place was left.
            return;
        }
        let day = workspace.today.get_untracked();
        let now = workspace.peek(|plan| {
            let mut now = advice(plan, day);
            now.retain(|finding| about.has(plan, finding));
            now
        });
        if found.try_with_untracked(|found| **found != now) == Some(true) {
            found.set(Arc::new(now));
        }
    };
    // A KPI's hints rest on what was measured, too.
    let of_kpi = match &here {
        About::Kpi(id) => Some(Topic::Record(Kind::Kpi, id.clone())),
        _ => None,
    };
    Effect::new(move |_| {
        workspace.today.track();
        // What hints rest on. A check-in is none of it.
        const LISTS: [Kind; 6] =
            [Kind::Objective, Kind::KeyResult, Kind::Initiative, Kind::Kpi, Kind::Team, Kind::Person];
        let topics: Vec<_> =
            LISTS.into_iter().map(Topic::List).chain([Topic::Head]).chain(of_kpi.clone()).collect();
        workspace.read(&topics, |_| ());
        if viewport.drawable.get() && !waiting.get_value() {
            waiting.set_value(true);
            // The whole plan is gone through: after what was changed is on the glass, and once for all that changed.
            let look = look.clone();
            request_animation_frame(move || set_timeout(look, std::time::Duration::ZERO));
        }
    });
    let count = move || found.with(|found| found.iter().filter(|f| f.dismissed.is_none()).count());
    let put_away = move || found.with(|found| found.iter().filter(|f| f.dismissed.is_some()).count());
    let any = Memo::new(move |_| workspace.as_of.get().is_none() && !found.read().is_empty());
    let said = move || match count() {
        0 => t().no_hints.to_string(),
        n => plural(n, t().hint_one, t().hint_many),
    };
    let rows = StoredValue::new(move |dismissed: bool| {
        let found = found.get();
        let rows = found.iter().filter(|f| f.dismissed.is_some() == dismissed).cloned();
        let row = |finding: Finding| {
            let placed = !here.is_at(&finding);
            match dismissed {
                false => view! { <Open finding=finding placed=placed /> },
                true => view! { <Dismissed finding=finding placed=placed /> },
            }
        };
        rows.map(row).collect_view()
    });
    let rows = move |dismissed: bool| rows.with_value(|rows| rows(dismissed));
    let dismissed = move || {
        (put_away() > 0).then(|| {
            view! {
                <details class="dismissed">
                    <summary>{fill(t().dismissed_count, &[&put_away().to_string()])}</summary>
                    <ul>{rows(true)}</ul>
                </details>
            }
        })
    };
    live(move || {
        any.get().then(|| {
            view! {
                <details class="advice" open=is_open>
                    <summary>{said}</summary>
                    <ul>{live(move || rows(false))}</ul>
                    {live(dismissed)}
                </details>
            }
        })
    })
}
