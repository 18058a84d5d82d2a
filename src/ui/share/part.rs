//! A part of the plan: one team's branch, saved as a file that comes back through a review.

use leptos::prelude::*;

use crate::browser::files;
use crate::domain::{Id, Kind};
use crate::merge::{Copy, Notes, part_of};
use crate::ordered::sort_by;
use crate::plan_file::{Document, MEDIA_TYPE, file_name, record_named, write};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Choice, SelectField};
use crate::ui::workspace::{Notice, Workspace, use_workspace};

/// The section on the place "Share"; nothing where the plan has no team.
#[component]
pub(super) fn PartOfPlan() -> impl IntoView {
    let workspace = use_workspace();
    let (team, bare) = (RwSignal::new(String::new()), RwSignal::new(false));
    live(move || {
        let teams = workspace.read(&[Topic::List(Kind::Team)], |plan| {
            let teams = plan.records().teams.keys();
            let mut teams: Vec<Choice> =
                teams.map(|id| Choice::new(id.as_str(), say::team_line(plan, Some(id)))).collect();
            sort_by(&mut teams, |a, b| a.word.cmp(&b.word));
            teams
        });
        let first = teams.first()?.value.clone();
        if !teams.iter().any(|choice| choice.value == team.get_untracked()) {
            team.set(first);
        }
        Some(view! {
            <section class="panel section">
                <h3>{t().part_heading}</h3>
                <p>{t().part_explain}</p>
                <SelectField label=t().part_team value=team choices=teams />
                <label class="check">
                    <input type="checkbox" prop:checked=bare on:change=handler(move |event| bare.set(event_target_checked(&event))) />
                    " "{t().part_bare}
                </label>
                <div class="actions">
                    <button type="button" class="button" on:click=handler(move |_| save(workspace, &team.get_untracked(), bare.get_untracked()))>{t().part_save}</button>
                </div>
            </section>
        })
    })
}

/// Says of a copy that is a part what to do with it.
#[component]
pub(super) fn IsPart() -> impl IntoView {
    let workspace = use_workspace();
    live(move || {
        workspace.read(&[Topic::Head], |_| ());
        let team = workspace.with_keeping(|keeping, plan| {
            let part = keeping.ledger().part.clone()?;
            let key = record_named(&part);
            Some(key.and_then(|key| match plan.get(&key) {
                Some(crate::domain::Record::Team(team)) => Some(team.name),
                _ => None,
            }))
        });
        team.flatten().map(|team| {
            let says =
                team.map_or_else(|| t().part_is_of_someone.to_string(), |team| fill(t().part_is, &[&team]));
            view! { <p class="banner">{says}</p> }
        })
    })
}

fn save(workspace: Workspace, team: &str, bare: bool) {
    let Some(team) = Id::parse(team) else { return };
    let notes = if bare { Notes::Without } else { Notes::With };
    let made = workspace.with_keeping(|keeping, plan| {
        let name = plan.records().teams.get(&team).map(|team| team.name.clone()).unwrap_or_default();
        let (part, ledger) = part_of(Copy::new(plan, keeping.ledger()), &team, notes);
        let text = write(&Document::new(part, Some(ledger.to_tree())));
        (file_name(&fill(t().part_title, &[&plan.head().title, &name])), text)
    });
    let Some((name, text)) = made else { return };
    let text = match files::download(&name, &text, MEDIA_TYPE) {
        Ok(()) => fill(t().part_saved, &[&name]),
        Err(why) => fill(t().not_downloaded, &[&why]),
    };
    workspace.notice.set(Some(Notice { text, undoable: false }));
}
