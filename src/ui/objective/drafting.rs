//! What a draft still needs before it is set in motion: a checklist that leads to each field, not a wall.

use leptos::prelude::*;

use crate::change::{Command, Item, Need, checklist};
use crate::domain::{Id, Kind, ObjectiveStage};
use crate::ui::say;
use crate::ui::sheet::{Sheet, Spot};
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// The checklist of an objective that is a draft; nothing for any other.
#[component]
pub(super) fn Drafting(id: Id) -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        let topics = [Topic::Record(Kind::Objective, id.clone()), Topic::List(Kind::KeyResult)];
        workspace.read(&topics, |plan| {
            let objective = plan.records().objectives.get(&id)?;
            if objective.stage() != ObjectiveStage::Draft {
                return None;
            }
            let (title, cycle) = (objective.title.clone(), objective.cycle.clone());
            let items = checklist(plan, &id);
            let lacking = items.iter().filter(|item| !item.lacking.is_empty()).count();
            // Without a measure it can't be, whoever insists.
            let hard = items.iter().any(|item| item.need == Need::Measure && !item.lacking.is_empty());
            let rows = items.into_iter().map(|item| {
                let names = item.lacking.iter().filter_map(|id| say::title_of(plan, id)).collect();
                row(workspace, item, names, &id, &cycle)
            });
            let rows = rows.collect_view();
            let open = match lacking {
                0 => t().draft_ready.to_string(),
                n => plural(n, t().draft_lacks_one, t().draft_lacks_many),
            };
            let (go, anyway) = (activation(workspace, &id, &title, false), activation(workspace, &id, &title, true));
            let class = if lacking == 0 { "button primary" } else { "button" };
            Some(view! {
                <section class="panel section drafting" aria-labelledby="drafting">
                    <h2 id="drafting">{t().draft_heading}</h2>
                    <ul>{rows}</ul>
                    <footer>
                        <span class="small soft">{open}</span>
                        <button type="button" class=class on:click=handler(move |_| go())>{t().activate}</button>
                        {(lacking > 0 && !hard).then(|| view! {
                            <button type="button" class="button quiet" on:click=handler(move |_| anyway())>{t().activate_anyway}</button>
                        })}
                    </footer>
                </section>
            })
        })
    })
}

/// Sets the objective in motion, or says what stands in the way.
fn activation(workspace: Workspace, id: &Id, title: &str, anyway: bool) -> impl Fn() + use<> {
    let (id, done) = (id.clone(), say::edited(t().activated, title));
    move || {
        let command = Command::ActivateObjective { objective: id.clone(), anyway };
        let notice = match workspace.dispatch(done.clone(), command) {
            Ok(()) => Notice { text: done.clone(), undoable: true },
            Err(why) => Notice { text: why, undoable: false },
        };
        workspace.notice.set(Some(notice));
    }
}

/// One line: there, or a button that leads to where it is given.
fn row(workspace: Workspace, item: Item, names: Vec<String>, objective: &Id, cycle: &Id) -> AnyView {
    let (there, give) = match item.need {
        Need::KeyResult => (t().has_key_result, t().give_key_result),
        Need::Measure => (t().has_measure, t().give_measure),
        Need::Owner => (t().has_owner, t().give_owner),
        Need::Ambition => (t().has_ambition, t().give_ambition),
        Need::Dates => (t().has_dates, t().give_dates),
    };
    if item.lacking.is_empty() {
        return view! { <li class="there"><span aria-hidden="true">"✓"</span><span>{there}<span class="visually-hidden">" "{t().is_there}</span></span></li> };
    }
    let (objective, cycle) = (objective.clone(), cycle.clone());
    let on_key_results = matches!(item.need, Need::Measure | Need::Dates);
    let sheet_of = move |lacking: Id| match item.need {
        Need::KeyResult => Sheet::KeyResult { objective: objective.clone(), id: None },
        Need::Measure | Need::Dates => Sheet::KeyResult { objective: objective.clone(), id: Some(lacking) },
        Need::Owner => Sheet::ObjectiveAt { cycle: cycle.clone(), id: lacking, spot: Spot::Owner },
        Need::Ambition => Sheet::ObjectiveAt { cycle: cycle.clone(), id: lacking, spot: Spot::Ambition },
    };
    let buttons = item.lacking.into_iter().zip(names).map(|(lacking, name)| {
        let word = if on_key_results { fill(t().give_to, &[give, &name]) } else { give.to_string() };
        let sheet = sheet_of(lacking);
        view! {
            <button type="button" class="button small wrap-anywhere"
                on:click=handler(move |_| workspace.sheet.set(Some(sheet.clone())))>{word}</button>
        }
    });
    view! { <li><span aria-hidden="true">"○"</span><span>{there}</span><span class="actions">{buttons.collect_view()}</span></li> }
}
