//! The library of KPIs: a file beside the app, by department and by phase of the organisation. What is taken from it
//! arrives as drafts, in one step; target, owner and reason are for those to say who take it.

mod choosing;
mod shelf;

use leptos::prelude::*;

use self::choosing::Choosing;
use self::shelf::{Item, Shelf, Shelves};
use crate::browser::files;
use crate::domain::by_rank;
use crate::library::{KPI_LIBRARY, Phase};
use crate::ordered::sort_by;
use crate::plan_file::read;
use crate::route::Route;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Choice, SelectField, segments::Segments};

/// What was fetched: the KPIs in the order of their departments, or why there are none.
type Fetched = Option<Result<Vec<Item>, String>>;

/// The place "Library of KPIs".
#[component]
pub fn KpiLibraryPlace() -> impl IntoView {
    let fetched = RwSignal::new(None::<Result<Vec<Item>, String>>);
    fetch(fetched);
    view! {
        <header>
            <div class="titles">
                <p class="crumbs"><a href=Route::Kpis.to_string()>"KPIs"</a></p>
                <h1>{t().kpi_library}</h1>
                <p class="soft">{t().kpi_library_lead}</p>
            </div>
        </header>
        {live(move || fetched.get().map(|fetched_| match fetched_ {
            Ok(items) => view! { <Open items=items /> },
            Err(why) => view! {
                <div class="banner" role="alert">
                    <p>{fill(t().kpi_library_unreachable, &[&why])}</p>
                    <button type="button" class="button" on:click=handler(move |_| fetch(fetched))>{t().fetch_again}</button>
                </div>
            },
        }))}
    }
}

fn fetch(into: RwSignal<Fetched>) {
    leptos::task::spawn_local(async move {
        let bytes = files::fetch_own(&["examples/", KPI_LIBRARY, ".okr.json"].concat()).await;
        let items = bytes.and_then(|bytes| items(&bytes));
        // The person may have gone on meanwhile.
        into.try_set(Some(items));
    });
}

fn items(bytes: &[u8]) -> Result<Vec<Item>, String> {
    let plan = read(bytes).map_err(|refused| refused.to_string())?.document.plan;
    let records = plan.records();
    let mut rows: Vec<_> = records
        .kpis
        .iter()
        .filter_map(|(id, kpi)| {
            let team = kpi.team.as_ref()?;
            Some((team, records.teams.get(team)?, id, kpi))
        })
        .collect();
    sort_by(&mut rows, |a, b| {
        let departments = by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0);
        departments.then_with(|| by_rank(a.3.rank.as_ref(), a.2, b.3.rank.as_ref(), b.2))
    });
    let item = |(_, team, id, kpi): (_, &crate::domain::Team, &crate::domain::Id, &crate::domain::Kpi)| {
        Item { id: id.clone(), department: team.name.clone(), kpi: kpi.clone() }
    };
    Ok(rows.into_iter().map(item).collect())
}

/// The library, once it is there: what to look for, the departments, and what is taken.
#[component]
fn Open(items: Vec<Item>) -> impl IntoView {
    let mut departments: Vec<String> = items.iter().map(|item| item.department.clone()).collect();
    departments.dedup();
    let choices = std::iter::once(Choice::new("", t().all_departments))
        .chain(departments.into_iter().map(|name| Choice::new(name.clone(), name)))
        .collect::<Vec<_>>();
    let phases =
        std::iter::once(("", t().any_phase)).chain(Phase::ALL.map(shelf::phase_word)).collect::<Vec<_>>();
    let shelf = Shelf::of(items);
    view! {
        <div class="library">
            <search class="looking">
                <Segments legend=t().phase value=shelf.phase choices=phases />
                <SelectField label=t().department value=shelf.department choices=choices />
                <label class="field">
                    <span class="label">{t().search_library}</span>
                    <input type="search" class="input" autocomplete="off" prop:value=move || shelf.typed.get()
                        on:input=handler(move |event| shelf.typed.set(event_target_value(&event))) />
                </label>
            </search>
            <Shelves shelf=shelf />
            <Choosing shelf=shelf />
        </div>
    }
}
