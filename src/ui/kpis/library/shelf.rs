//! The KPIs of the library that are looked for, by department, each with its phase and a tick.

use leptos::prelude::*;

use crate::domain::{Id, Kind, Kpi};
use crate::library::{Phase, phases_of};
use crate::ordered::{Map, Set};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Workspace, use_workspace};

/// A KPI of the library.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub id: Id,
    pub department: String,
    pub kpi: Kpi,
}

/// What is looked for, and what is ticked.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    pub items: StoredValue<Vec<Item>>,
    pub department: RwSignal<String>,
    pub phase: RwSignal<String>,
    pub typed: RwSignal<String>,
    pub ticked: RwSignal<Set<Id>>,
}

impl Shelf {
    pub fn of(items: Vec<Item>) -> Shelf {
        let text = || RwSignal::new(String::new());
        Shelf {
            items: StoredValue::new(items),
            department: text(),
            phase: text(),
            typed: text(),
            ticked: RwSignal::new(Set::new()),
        }
    }

    /// The KPIs that are looked for.
    pub fn shown(self) -> Vec<Item> {
        let (department, typed) = (self.department.read(), self.typed.read().to_lowercase());
        let phase = Phase::ALL.into_iter().find(|phase| phase_word(*phase).0 == self.phase.read().as_str());
        let has = |text: &str| typed.split_whitespace().all(|word| text.contains(word));
        let fits = |item: &&Item| {
            let definition = item.kpi.definition.as_deref().unwrap_or_default();
            let text = [item.kpi.title.as_str(), &item.department, definition].join(" ").to_lowercase();
            (department.is_empty() || item.department == *department)
                && phase.is_none_or(|phase| phases_of(&item.id).contains(&phase))
                && has(&text)
        };
        self.items.with_value(|items| items.iter().filter(fits).cloned().collect())
    }

    /// What is ticked and not in the plan yet, wherever it stands.
    pub fn chosen(self, workspace: Workspace) -> Vec<Item> {
        let (there, ticked) = (titles(workspace), self.ticked.read());
        let is_chosen =
            |item: &&Item| ticked.contains(&item.id) && !there.contains_key(&same(&item.kpi.title));
        self.items.with_value(|items| items.iter().filter(is_chosen).cloned().collect())
    }
}

/// As the choice keeps it, and in words.
pub(super) fn phase_word(phase: Phase) -> (&'static str, &'static str) {
    match phase {
        Phase::StartUp => ("start-up", t().phase_start_up),
        Phase::Established => ("established", t().phase_established),
    }
}

/// A title as it is compared: the same words are the same KPI.
fn same(title: &str) -> String {
    title.trim().to_lowercase()
}

/// The KPIs of the plan by their titles.
fn titles(workspace: Workspace) -> Map<String, Id> {
    workspace.read(&[Topic::List(Kind::Kpi)], |plan| {
        plan.records().kpis.iter().map(|(id, kpi)| (same(&kpi.title), id.clone())).collect()
    })
}

/// The departments with what is looked for in them.
#[component]
pub(super) fn Shelves(shelf: Shelf) -> impl IntoView {
    let workspace = use_workspace();
    let shown = Memo::new(move |_| shelf.shown());
    let hint = move || match shelf.phase.read().as_str() {
        "" => t().any_phase_hint,
        key if key == phase_word(Phase::StartUp).0 => t().phase_start_up_hint,
        _ => t().phase_established_hint,
    };
    let count = move || plural(shown.read().len(), t().library_shown_one, t().library_shown_many);
    let departments = move || {
        let (items, there) = (shown.get(), titles(workspace));
        let shelves = items.chunk_by(|one, next| one.department == next.department);
        let department = |items: &[Item]| {
            let name = items.first().map(|item| item.department.clone());
            let rows = items.iter().map(|item| row(shelf, item, there.get(&same(&item.kpi.title))));
            view! { <section><h2>{name}</h2><ul class="panel shelf">{rows.collect_view()}</ul></section> }
        };
        shelves.map(department).collect_view()
    };
    let all =
        move || [shelf.department, shelf.phase, shelf.typed].iter().for_each(|of| of.update(String::clear));
    let none = move || {
        shown.read().is_empty().then(|| {
            view! {
                <div class="panel empty">
                    <p>{t().library_none}</p>
                    <button type="button" class="button" on:click=handler(move |_| all())>{t().show_all_kpis}</button>
                </div>
            }
        })
    };
    view! {
        <p class="phase-hint soft"><span role="status">{count}</span>" "{hint}</p>
        <div class="board">{live(departments)}{live(none)}</div>
    }
}

fn row(shelf: Shelf, item: &Item, there: Option<&Id>) -> AnyView {
    let Kpi { title, unit, definition, reason, direction, every, .. } = item.kpi.clone();
    let id = item.id.clone();
    let phases =
        phases_of(&id).iter().map(|phase| view! { " "<span class="tag">{phase_word(*phase).1}</span> });
    let phases = view! { <span class="phases">{phases.collect_view()}</span> };
    let how =
        [unit.unwrap_or_default(), say::direction(direction).to_string(), say::every(every).to_string()];
    let (described, how) = (["about-", id.as_str()].concat(), how.join(" · "));
    let about = view! {
        <span class="sub" id=described.clone()>{definition}{reason.map(|word| [" ", &word].concat())}</span>
        <span class="how">{how}</span>
    };
    if let Some(there) = there {
        let link = Route::Kpi(there.clone()).to_string();
        return view! {
            <li class="there">
                <span class="tick" aria-hidden="true">"✓"</span>
                <span class="what"><b>{title}</b>{phases}{about}<a class="in-plan" href=link>{t().in_your_plan}</a></span>
            </li>
        };
    }
    let of = id.clone();
    let tick = move |event| {
        let on = event_target_checked(&event);
        shelf.ticked.update(|ticked| {
            if on {
                ticked.insert(of.clone())
            } else {
                ticked.remove(&of)
            };
        });
    };
    let ticked = move || shelf.ticked.read().contains(&id);
    view! {
        <li><label>
            <input type="checkbox" aria-label=title.clone() aria-describedby=described prop:checked=ticked on:change=handler(tick) />
            <span class="what"><b>{title}</b>{phases}{about}</span>
        </label></li>
    }
}
