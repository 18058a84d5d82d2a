//! What is ticked, for which team, and the step that brings it in as drafts.

use leptos::prelude::*;

use super::shelf::Shelf;
use crate::browser::{clock, page};
use crate::change::Command;
use crate::domain::{Id, Kind, Record};
use crate::library::draft;
use crate::ordered::sort_by;
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Choice, SelectField};
use crate::ui::workspace::{Notice, use_workspace};

/// The bar at the foot: stays in sight while one looks through the shelves.
#[component]
pub(super) fn Choosing(shelf: Shelf) -> impl IntoView {
    let workspace = use_workspace();
    let team = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let chosen = Memo::new(move |_| shelf.chosen(workspace));
    let count = move || chosen.read().len();
    let teams = move || {
        let mut teams = workspace.read(&[Topic::List(Kind::Team)], |plan| {
            let named = |id: &Id| Choice::new(id.as_str(), say::team_line(plan, Some(id)));
            plan.records().teams.keys().map(named).collect::<Vec<_>>()
        });
        sort_by(&mut teams, |a, b| a.word.cmp(&b.word));
        teams.insert(0, Choice::new("", t().no_team));
        (teams.len() > 1).then(|| view! { <SelectField label=t().for_team value=team choices=teams /> })
    };
    let add = move || {
        let team = Id::parse(&team.get_untracked());
        let create = |item: super::shelf::Item| {
            let record = Record::Kpi(draft(&item.kpi, team.clone()));
            Command::Create { id: clock::mint("m"), record }
        };
        let commands: Vec<Command> = chosen.get_untracked().into_iter().map(create).collect();
        let added = plural(commands.len(), t().library_added_one, t().library_added_many);
        match workspace.dispatch_all(added.clone(), commands) {
            Ok(()) => {
                workspace.notice.set(Some(Notice { text: added, undoable: true }));
                page::go(&Route::Kpis.to_string());
            }
            Err(why) => error.set(Some(why)),
        }
    };
    let said = move || match count() {
        0 => t().library_tick.to_string(),
        n => plural(n, t().library_ticked_one, t().library_ticked_many),
    };
    let names =
        move || chosen.read().iter().map(|item| item.kpi.title.clone()).collect::<Vec<_>>().join(", ");
    let word = move || match count() {
        0 => t().library_add.to_string(),
        n => plural(n, t().library_add_one, t().library_add_many),
    };
    view! {
        <section class="choosing panel" aria-label=t().library_chosen>
            <p class="chosen"><b role="status">{said}</b>" "<span class="small soft">{names}</span></p>
            {live(teams)}
            <button type="button" class="button primary" disabled=move || count() == 0 on:click=handler(move |_| add())>{word}</button>
            <p class="error" role="alert">{move || error.get()}</p>
        </section>
    }
}
