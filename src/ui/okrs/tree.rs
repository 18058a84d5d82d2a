//! The OKRs as an outline, the twin of the map in words: teams from the company down, and below each objective its key
//! results and what supports it. What is folded stays folded while the tab lives.

use std::sync::Arc;

use leptos::attr::custom::custom_attribute;
use leptos::{ev, prelude::*};

use super::glance::topics;
use super::staying::{Staying, staying};
use crate::chart::{Outline, OutlineRow, alignment_map_of, outline};
use crate::domain::{Date, Id, Kind, Plan};
use crate::ordered::Set as Folded;
use crate::progress::{Wanted, key_result_status, objective_status};
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each_record, handler, live, view};
use crate::ui::widget::{Avatar, ProgressBar, StatusBadge};
use crate::ui::workspace::{Workspace, use_workspace};

/// What the rows of a tree share.
#[derive(Clone, Copy)]
struct Tree {
    workspace: Workspace,
    staying: Staying,
    outline: Memo<Arc<Outline>>,
}

/// The tree of a cycle.
#[component]
pub(super) fn TreeView(cycle: Id) -> impl IntoView {
    let (workspace, staying) = (use_workspace(), staying());
    let outline = Memo::new(move |_| {
        let structure = [Topic::List(Kind::KeyResult), Topic::List(Kind::Team)];
        let topics: Vec<_> = topics(staying).into_iter().chain(structure).collect();
        let day = workspace.day();
        workspace.read(&topics, |plan| {
            let wanted = staying.wanted(plan);
            Arc::new(outline(plan, &alignment_map_of(plan, &cycle, &|id| wanted.has(plan, id, day))))
        })
    });
    let tree = Tree { workspace, staying, outline };
    let rows = Memo::new(move |_| tree.rows());
    let found = move || {
        let searching = !staying.search.read().trim().is_empty();
        searching.then(|| plural(tree.found(), t().found_one, t().found_many))
    };
    let fold = move |all: bool| {
        let with_rows = tree.outline.get_untracked();
        let rows = with_rows.rows.iter().filter(|row| all && row.has_below && row.kind != Kind::Team);
        staying.folded.set(rows.map(|row| (row.kind, row.id.clone())).collect());
    };
    view! {
        <div class="tree-tools">
            <input type="search" class="input" aria-label=t().search_tree placeholder=t().search_tree autocomplete="off"
                prop:value=move || staying.search.get() on:input=handler(move |event| staying.search.set(event_target_value(&event))) />
            <button type="button" class="button small" on:click=handler(move |_| fold(true))>{t().fold_all}</button>
            <button type="button" class="button small" on:click=handler(move |_| fold(false))>{t().unfold_all}</button>
            <p class="small soft" role="status">{found}</p>
        </div>
        <ul class="panel tree" aria-label=t().tree>{each_record(move || rows.get(), move |kind, id| tree.row(kind, id))}</ul>
    }
}

impl Tree {
    /// Whether a row's title holds what is searched for.
    fn matches(&self, plan: &Plan, row: &OutlineRow, asked: &str) -> bool {
        title(plan, row.kind, &row.id).is_some_and(|title| title.to_lowercase().contains(asked))
    }

    fn asked(&self) -> String {
        self.staying.search.read().trim().to_lowercase()
    }

    /// The rows in sight: all that are not folded, or what is searched for with the way to it.
    fn rows(&self) -> Vec<(Kind, Id)> {
        let asked = self.asked();
        let outline = self.outline.get();
        let folded = self.staying.folded.read();
        let rows = match asked.is_empty() {
            true => outline.unfolded(&|row| folded.contains(&(row.kind, row.id.clone()))),
            false => self.workspace.peek(|plan| outline.matching(&|row| self.matches(plan, row, &asked))),
        };
        rows.into_iter().map(|row| (row.kind, row.id.clone())).collect()
    }

    fn found(&self) -> usize {
        let (asked, outline) = (self.asked(), self.outline.get());
        self.workspace.peek(|plan| outline.rows.iter().filter(|row| self.matches(plan, row, &asked)).count())
    }

    fn row(self, kind: Kind, id: Id) -> AnyView {
        let of_place = id.clone();
        let place = Memo::new(move |_| {
            self.outline.with(|outline| outline.row_of(kind, &of_place).map(|row| (row.depth, row.has_below)))
        });
        let key = (kind, id.clone());
        let open = Memo::new(move |_| {
            // While searching all that is in sight is open.
            !self.staying.search.read().trim().is_empty() || !self.staying.folded.read().contains(&key)
        });
        let of_what = id.clone();
        let what = move || {
            let topics =
                [Topic::Record(kind, of_what.clone()), Topic::List(Kind::Team), Topic::List(Kind::Person)];
            let day = self.workspace.day();
            let staying = self.staying;
            self.workspace.read(&topics, |plan| match kind {
                Kind::Team => team(plan, &of_what),
                Kind::Objective => objective(plan, &of_what, day, &staying.wanted(plan)),
                _ => key_result(plan, &of_what, day),
            })
        };
        let name = self.workspace.peek(|plan| title(plan, kind, &id)).unwrap_or_default();
        let depth = move || place.get().map_or(0, |(depth, _)| depth);
        // Deep rows stay readable on a phone.
        let indent = move || ["calc(var(--step) * ", &depth().min(8).to_string(), ")"].concat();
        let toggle = move || {
            let (key, name) = ((kind, id.clone()), name.clone());
            place.get().filter(|(_, has_below)| *has_below).map(move |_| {
                let set = move |fold: Option<bool>| {
                    let key = key.clone();
                    self.staying.folded.update(|folded: &mut Folded<(Kind, Id)>| {
                        let fold = fold.unwrap_or_else(|| !folded.contains(&key));
                        if fold { folded.insert(key) } else { folded.remove(&key) };
                    });
                };
                let on_arrow = set.clone();
                let on_key = move |event: ev::KeyboardEvent| {
                    let fold = match event.key().as_str() {
                        "ArrowLeft" => true,
                        "ArrowRight" => false,
                        _ => return,
                    };
                    event.prevent_default();
                    on_arrow(Some(fold));
                };
                view! {
                    <button type="button" class="icon-button fold" aria-expanded=move || open.get().to_string()
                        aria-label=fill(t().below_named, &[&name])
                        on:click=handler(move |_| set(None)) on:keydown=handler(on_key)>
                        <span aria-hidden="true">{move || if open.get() { "▾" } else { "▸" }}</span>
                    </button>
                }
            })
        };
        view! {
            <li {..custom_attribute("aria-level", move || (depth() + 1).to_string())} class=row_class(kind) style:--indent=indent>
                <span class="fold-cell">{live(toggle)}</span>
                {live(what)}
            </li>
        }
    }
}

fn row_class(kind: Kind) -> &'static str {
    match kind {
        Kind::Team => "of-team",
        Kind::Objective => "of-objective",
        _ => "of-key-result",
    }
}

fn title(plan: &Plan, kind: Kind, id: &Id) -> Option<String> {
    match kind {
        Kind::Team => plan.records().teams.get(id).map(|team| team.name.clone()),
        _ => say::title_of(plan, id),
    }
}

fn team(plan: &Plan, id: &Id) -> Option<AnyView> {
    let team = plan.records().teams.get(id)?;
    let level = say::level(team.level.unwrap_or(crate::domain::Level::Team));
    Some(
        view! { <span class="what"><bdi>{team.name.clone()}</bdi>" "<span class="tag">{level}</span></span> },
    )
}

fn objective(plan: &Plan, id: &Id, day: Date, wanted: &Wanted) -> Option<AnyView> {
    let records = plan.records();
    let objective = records.objectives.get(id)?;
    let verdict = objective_status(plan, id, day);
    let (tone, word) = say::objective_verdict(&verdict);
    let team = objective.team.as_ref().and_then(|team| records.teams.get(team)).map(|team| team.name.clone());
    let beside = (!wanted.has(plan, id, day)).then(|| t().not_in_filter.to_string());
    let outside = beside.is_some();
    let sub = [team, beside].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let owner = objective.owner.as_ref().and_then(|p| records.people.get(p)).map(|p| p.name.clone());
    Some(view! {
        <span class="what" class:beside=outside>
            <a href=Route::Objective(id.clone()).to_string()><bdi>{objective.title.clone()}</bdi></a>
            " "<span class="sub"><bdi>{sub}</bdi></span>
        </span>
        <ProgressBar filled=verdict.progress mark=verdict.expected ahead={None::<f64>} tone=tone />
        <span class="percent">{verdict.progress.map(say::percent)}</span>
        <StatusBadge tone=tone word=word />
        <span class="avatar-cell">{owner.map(|name| view! { <Avatar name=name /> })}</span>
    })
}

fn key_result(plan: &Plan, id: &Id, day: Date) -> Option<AnyView> {
    let key_result = plan.records().key_results.get(id)?;
    let verdict = key_result_status(plan, id, day);
    let (tone, word) = say::verdict(&verdict);
    let guard = verdict.standing.met.is_some();
    let percent = verdict.standing.progress.filter(|_| !guard).map(say::percent);
    let href = Route::Objective(key_result.objective.clone()).to_string();
    let owner = key_result.owner.as_ref().and_then(|p| plan.records().people.get(p)).map(|p| p.name.clone());
    Some(view! {
        <span class="what"><a href=href><bdi>{key_result.title.clone()}</bdi></a></span>
        <span class="percent">{percent}</span>
        <StatusBadge tone=tone word=word />
        <span class="avatar-cell">{owner.map(|name| view! { <Avatar name=name /> })}</span>
    })
}
