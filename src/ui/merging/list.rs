//! The lines of a review on screen: in their groups, searched and filtered. What lies below the first screen comes
//! after it, a piece a frame.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::lines::{Line, Place, Shows, Sort};
use super::settle;
use crate::ui::okrs::select;
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{Avatar, Shape, shape};
use crate::ui::workspace::{Workspace, use_workspace};

/// So many lines are made before anything is seen, and so many in each frame after that.
const FIRST: usize = 40;
const NEXT: usize = 80;
/// With fewer lines there is nothing to search.
const FEW: usize = 12;

/// The lines, and which of them are looked for.
#[derive(Clone)]
pub(super) struct List {
    groups: Arc<Vec<Group>>,
    wanted: Wanted,
    /// Whether each line, counted through all groups, is shown.
    shown: Memo<Arc<Vec<bool>>>,
}

struct Group {
    heading: String,
    /// The number of its first line, counted through all groups.
    first: usize,
    lines: Vec<Line>,
    /// What each line says, in small letters.
    texts: Vec<String>,
}

/// What is looked for; empty texts are everything.
#[derive(Clone, Copy)]
struct Wanted {
    words: RwSignal<String>,
    who: RwSignal<String>,
    sort: RwSignal<String>,
}

impl List {
    pub(super) fn of(groups: impl Iterator<Item = (String, Vec<Line>)>) -> List {
        let mut first = 0;
        let groups = groups.map(|(heading, lines)| {
            let texts = lines.iter().map(|line| said(&heading, line)).collect();
            let group = Group { first, texts, heading, lines };
            first += group.lines.len();
            group
        });
        let groups: Arc<Vec<Group>> = Arc::new(groups.collect());
        let wanted = Wanted {
            words: RwSignal::new(String::new()),
            who: RwSignal::new(String::new()),
            sort: RwSignal::new(String::new()),
        };
        let all = groups.clone();
        let shown = Memo::new(move |_| {
            let (words, who, sort) =
                (wanted.words.read().trim().to_lowercase(), wanted.who.get(), wanted.sort.get());
            let lines = all.iter().flat_map(|group| group.lines.iter().zip(&group.texts));
            let fits = |(line, text): (&Line, &String)| {
                text.contains(&words)
                    && (who.is_empty() || line.author.as_deref() == Some(who.as_str()))
                    && (sort.is_empty() || key_of(line.sort) == sort)
            };
            Arc::new(lines.map(fits).collect())
        });
        List { groups, wanted, shown }
    }

    fn count(&self) -> usize {
        self.groups.iter().map(|group| group.lines.len()).sum()
    }

    /// Whether a line is not among what is looked for.
    fn hides(&self, flat: usize) -> impl Fn() -> bool + Send + Sync + Clone + use<> {
        let shown = self.shown;
        move || !shown.read().get(flat).copied().unwrap_or(true)
    }

    fn places(&self) -> Vec<Place> {
        let shown = self.shown.get_untracked();
        let lines = self.groups.iter().flat_map(|group| &group.lines).enumerate();
        let here = lines.filter(|(i, _)| shown.get(*i).copied().unwrap_or(true));
        here.map(|(_, line)| line.place.clone()).collect()
    }

    /// Whether any line that is looked for is ticked.
    pub(super) fn any_ticked(&self, workspace: Workspace) -> bool {
        self.shown.track();
        let places = self.places();
        workspace.review.with(|review| {
            review.as_ref().is_some_and(|it| places.iter().any(|place| place.is_ticked(&it.proposal.changes)))
        })
    }

    /// Ticks or unticks every line that is looked for.
    pub(super) fn tick(&self, workspace: Workspace, on: bool) {
        tick(workspace, &self.places(), on);
    }
}

fn tick(workspace: Workspace, places: &[Place], on: bool) {
    workspace.review.update(|review| {
        if let Some(review) = review {
            places.iter().for_each(|place| place.tick(&mut review.proposal.changes, on));
        }
    });
    workspace.review_ticks.update(|count| *count += 1);
}

/// All that a line says, in small letters.
fn said(heading: &str, line: &Line) -> String {
    let mut said = vec![heading, &line.label];
    said.extend(line.of.as_deref());
    said.extend(line.author.as_deref());
    match &line.shows {
        Shows::Text(text) => said.push(text),
        Shows::Change { before, after } => said.extend([before.as_str(), after.as_str()]),
        Shows::Conflict { versions } => said.extend(versions.iter().map(|version| version.value.as_str())),
    }
    said.join("\n").to_lowercase()
}

const SORTS: [(Sort, &str); 4] =
    [(Sort::Both, "both"), (Sort::Came, "came"), (Sort::Goes, "goes"), (Sort::Changed, "changed")];

fn key_of(sort: Sort) -> &'static str {
    SORTS.iter().find(|(known, _)| *known == sort).map_or("", |(_, key)| key)
}

fn word_of(sort: Sort) -> &'static str {
    match sort {
        Sort::Both => t().review_both,
        Sort::Came => t().review_added,
        Sort::Goes => t().review_gone,
        Sort::Changed => t().review_fields,
    }
}

/// The lines, below what finds them.
#[component]
pub(super) fn Lines(list: List) -> impl IntoView {
    let workspace = use_workspace();
    let blocks = blocks(&list.groups);
    let ready = RwSignal::new(1_usize);
    if blocks.len() > 1 {
        go_on(ready, blocks.len());
    }
    let of_none = list.clone();
    let none = move || {
        let shown = of_none.shown.read();
        (!shown.is_empty() && !shown.iter().any(|shown| *shown))
            .then(|| view! { <p class="panel empty">{t().review_none_fit}</p> })
    };
    let finder = finder(&list);
    let views = blocks.into_iter().enumerate().map(|(i, range)| {
        let list = list.clone();
        let here = Memo::new(move |_| ready.get() > i);
        live(move || {
            let groups = list.groups.get(range.clone()).unwrap_or_default();
            here.get().then(|| groups.iter().map(|it| group(workspace, &list, it)).collect_view())
        })
    });
    let views = views.collect_view();
    view! { {finder}<div class="sections">{views}{live(none)}</div> }
}

/// Which groups are made together: the first screen, then piece by piece.
fn blocks(groups: &[Group]) -> Vec<std::ops::Range<usize>> {
    let mut blocks = Vec::new();
    let (mut from, mut lines) = (0, 0);
    for (i, group) in groups.iter().enumerate() {
        lines += group.lines.len();
        if lines >= if blocks.is_empty() { FIRST } else { NEXT } {
            blocks.push(from..i + 1);
            (from, lines) = (i + 1, 0);
        }
    }
    if from < groups.len() {
        blocks.push(from..groups.len());
    }
    blocks
}

/// Makes the next piece in the next frame.
fn go_on(ready: RwSignal<usize>, all: usize) {
    request_animation_frame(move || {
        let Some(made) = ready.try_get_untracked().filter(|made| *made < all) else { return };
        ready.set(made + 1);
        go_on(ready, all);
    });
}

/// Search and filters, where there is enough to look through.
fn finder(list: &List) -> Option<AnyView> {
    let all = list.count();
    if all <= FEW {
        return None;
    }
    let Wanted { words, who, sort } = list.wanted;
    let lines = || list.groups.iter().flat_map(|group| &group.lines);
    let mut people: Vec<String> = lines().filter_map(|line| line.author.clone()).collect();
    crate::ordered::sort_by(&mut people, |a, b| a.cmp(b));
    let people: Vec<(String, String)> = people
        .chunk_by(|a, b| a == b)
        .filter_map(|same| {
            let name = same.first()?;
            Some((name.clone(), fill(t().name_and_count, &[name, &say::number(same.len() as f64)])))
        })
        .collect();
    let sorts = SORTS.iter().filter_map(|(sort, key)| {
        let count = lines().filter(|line| line.sort == *sort).count();
        let word = fill(t().name_and_count, &[word_of(*sort), &say::number(count as f64)]);
        (count > 0).then(|| (key.to_string(), word))
    });
    let sorts: Vec<(String, String)> = sorts.collect();
    let shown = list.shown;
    let count = move || {
        let here = shown.read().iter().filter(|shown| **shown).count();
        fill(t().review_shown, &[&say::number(here as f64), &say::number(all as f64)])
    };
    Some(view! {
        <div class="filters">
            <input class="input" type="search" aria-label=t().review_search placeholder=t().review_search
                on:input=handler(move |event: ev::Event| words.set(event_target_value(&event))) />
            {(people.len() > 1).then(|| select(t().review_person, t().history_anyone, who, people))}
            {select(t().review_kind, t().review_all, sort, sorts)}
            <span class="small soft" role="status">{live(count)}</span>
        </div>
    })
}

fn group(workspace: Workspace, list: &List, group: &Group) -> AnyView {
    let (first, count) = (group.first, group.lines.len());
    let rows = group.lines.iter().enumerate().map(|(i, line)| row(workspace, list, first + i, line.clone()));
    let rows = rows.collect_view();
    let shown = list.shown;
    let hides = move || !shown.read().iter().skip(first).take(count).any(|shown| *shown);
    let places: Vec<Place> = group.lines.iter().map(|line| line.place.clone()).collect();
    let (of_word, of_click) = (places.clone(), places);
    let any = move |places: &[Place]| {
        workspace.review.with(|review| {
            review.as_ref().is_some_and(|it| places.iter().any(|place| place.is_ticked(&it.proposal.changes)))
        })
    };
    let word = Memo::new(move |_| any(&of_word));
    let label = group.heading.clone();
    let toggle = (count > 1).then(|| view! {
        <button type="button" class="button small" on:click=handler(move |_| tick(workspace, &of_click, !word.get_untracked()))>
            {live(move || if word.get() { t().choose_none } else { t().choose_all })}
            <span class="visually-hidden">": "{label}</span>
        </button>
    });
    view! {
        <section class="panel changes" hidden=hides>
            <header class="line-head"><h2 class="wrap-anywhere"><bdi>{group.heading.clone()}</bdi></h2>{toggle}</header>
            <ul>{rows}</ul>
        </section>
    }
}

fn row(workspace: Workspace, list: &List, flat: usize, line: Line) -> AnyView {
    let Line { place, label, of, shows, author, day, .. } = line;
    let hides = list.hides(flat);
    let by = view! {
        <span class="by">
            {author.map(|name| view! { <Avatar name=name /> })}
            <span class="small soft">{day}</span>
        </span>
    };
    let of = of.map(|of| view! { <span class="sub wrap-anywhere"><bdi>{of}</bdi></span> });
    match shows {
        Shows::Conflict { versions } => {
            let name = format!("both-{place:?}");
            let choose = move |dot| {
                workspace.review.update(|review| {
                    if let Some(review) = review {
                        place.choose(&mut review.proposal.changes, dot);
                    }
                });
            };
            view! {
                <li class="both" hidden=hides>
                    <span class="mark">{shape(Shape::Triangle)}</span>
                    <span class="what"><b>{t().both_changed}</b><span class="sub">{label}</span>{of}</span>
                    {settle::versions(&name, versions, Some(Box::new(choose)))}
                </li>
            }
        }
        shows => {
            let seen = place.clone();
            let now = move || {
                workspace.review.with_untracked(|review| {
                    review.as_ref().is_some_and(|review| seen.is_ticked(&review.proposal.changes))
                })
            };
            // A line may be made after others were ticked.
            let tick = RwSignal::new(now());
            let set = move |event: ev::Event| {
                let on = event_target_checked(&event);
                tick.set(on);
                workspace.review.update(|review| {
                    if let Some(review) = review {
                        place.tick(&mut review.proposal.changes, on);
                    }
                });
            };
            Effect::new(move |_| {
                workspace.review_ticks.track();
                tick.set(now());
            });
            let text = match shows {
                Shows::Change { before, after } => view! {
                    <span class="text wrap-anywhere">
                        <del><bdi>{before}</bdi></del>" → "<ins><bdi>{after}</bdi></ins>
                    </span>
                },
                Shows::Text(text) => view! { <span class="text wrap-anywhere"><bdi>{text}</bdi></span> },
                Shows::Conflict { .. } => view! { <span></span> },
            };
            view! {
                <li hidden=hides>
                    <label>
                        <input type="checkbox" prop:checked=move || tick.get() on:change=handler(set) />
                        <span class="what">{label}" "{of}</span>
                        " "{text}
                    </label>
                    {by}
                </li>
            }
        }
    }
}
