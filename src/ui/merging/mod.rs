//! A copy of the plan on screen arrived: what it changes, line by line, and the one step that takes it.
//!
//! Shows a [`Proposal`]; ticks and choices are set in it. Nothing changes until a person says so, and leaving the place
//! changes nothing.

mod lines;
mod list;
mod settle;
pub mod words;

use std::sync::Arc;

use leptos::{ev, prelude::*};

use self::lines::lines;
use self::list::{Lines, List};
pub use self::settle::{Settle, unsettled};
use self::words::Sides;
use super::backup;
use super::keeping::{Held, Kept};
use super::text::{fill, plural, t};
use super::workspace::{Notice, Workspace, use_workspace};
use super::{open_file, say};
use crate::browser::{clock, page};
use crate::domain::{Kind, Plan, RecordKey};
use crate::merge::{Became, Copy, Proposal, Seen, earlier};
use crate::plan_file::Opened;
use crate::route::Route;
use crate::ui::view::{handler, live, view};

/// A proposal that waits for a word.
#[derive(Clone)]
pub struct Review {
    /// The file's name.
    pub name: String,
    /// What it changes, with what is ticked and chosen so far.
    pub proposal: Proposal,
    /// What it is that is compared, to do so anew.
    of: Of,
    /// What the plan on screen had seen when they were compared: with another, the ticks mean nothing any more.
    seen: Seen,
    /// Which comparison this is.
    number: u64,
}

/// What the plan on screen is compared with.
#[derive(Clone)]
pub enum Of {
    /// A file that came.
    Copy(Arc<Opened>),
    /// A state that the plan once had.
    Earlier(Arc<Plan>),
}

impl Of {
    /// The words for what came, or for what once was.
    fn words<T>(&self, copy: T, earlier: T) -> T {
        match self {
            Of::Copy(_) => copy,
            Of::Earlier(_) => earlier,
        }
    }
}

/// Shows what an earlier state of the plan held otherwise, to bring some of it back.
pub fn compare(workspace: Workspace, name: &str, state: Arc<Plan>) {
    if let Some(why) = workspace.kept.with_untracked(Kept::read_only) {
        return workspace.notice.set(Some(Notice { text: why, undoable: false }));
    }
    let proposal = workspace
        .with_keeping(|keeping, plan| earlier(Copy::new(plan, keeping.ledger()), state.as_ref().clone()));
    if let Some(proposal) = proposal {
        begin(workspace, name, proposal, Of::Earlier(state));
    }
}

/// Shows what a copy of the plan would change; says so where that is nothing.
pub fn begin(workspace: Workspace, name: &str, proposal: Proposal, of: Of) {
    let seen = workspace.with_keeping(|keeping, plan| {
        let empty = proposal.is_empty(Copy::new(plan, keeping.ledger()));
        (!empty).then(|| keeping.ledger().seen.clone())
    });
    let Some(Some(seen)) = seen else {
        let text = fill(of.words(t().nothing_new, t().earlier_same), &[name]);
        return workspace.notice.set(Some(Notice { text, undoable: false }));
    };
    let number = workspace.review.with_untracked(|before| before.as_ref().map_or(0, |it| it.number + 1));
    workspace.review.set(Some(Review { name: name.to_string(), proposal, of, seen, number }));
    page::go(&Route::Merge.to_string());
}

/// How many lines of a proposal would be taken.
fn ticked(review: &Review) -> usize {
    let records = review.proposal.changes.records();
    records
        .map(|record| match record.became {
            Became::Changed => record.fields.iter().filter(|f| f.ticked && f.path != "typed").count(),
            _ => usize::from(record.ticked),
        })
        .sum()
}

/// "4 check-ins, 2 measurements, 3 other changes, 1 that you both changed."
fn summary(review: &Review) -> String {
    let (mut check_ins, mut measurements, mut others) = (0, 0, 0);
    for record in review.proposal.changes.records() {
        match (&record.key, record.became) {
            (RecordKey::Record(Kind::CheckIn, _), Became::Created) => check_ins += 1,
            (RecordKey::Record(Kind::Series, _), Became::Created | Became::Changed) => {
                measurements += record.fields.iter().filter(|f| !f.is_conflict()).count();
            }
            (_, Became::Changed) => {
                let plain = |f: &&crate::merge::FieldChange| !f.is_conflict() && f.path != "typed";
                others += record.fields.iter().filter(plain).count();
            }
            _ => others += 1,
        }
    }
    let counted = [
        (check_ins, t().check_in_one, t().check_in_many),
        (measurements, t().measurement_one, t().measurement_many),
        (others, t().other_change_one, t().other_change_many),
        (review.proposal.changes.conflicts(), t().both_one, t().both_many),
    ];
    let parts = counted.into_iter().filter(|(count, ..)| *count > 0);
    parts.map(|(count, one, many)| plural(count, one, many)).collect::<Vec<_>>().join(", ")
}

/// The place of a review; without one, the way back.
#[component]
pub fn MergePlace() -> impl IntoView {
    let workspace = use_workspace();
    let number = Memo::new(move |_| workspace.review.with(|review| review.as_ref().map(|it| it.number)));
    live(move || {
        if number.get().is_some() {
            view! { <Proposed /> }
        } else {
            view! {
                <div class="panel empty">
                    <h1>{t().no_review}</h1>
                    <p>{t().no_review_hint}</p>
                    <a class="button" href=Route::Share.to_string()>{t().share}</a>
                </div>
            }
        }
    })
}

#[component]
fn Proposed() -> impl IntoView {
    let workspace = use_workspace();
    let Some(review) = workspace.review.get_untracked() else { return view! { <p></p> } };
    let ledger_and_plan = workspace.with_keeping(|keeping, plan| (plan.clone(), keeping.ledger().clone()));
    let Some((plan, ledger)) = ledger_and_plan else { return view! { <p></p> } };
    let sides = Sides { ours: Copy::new(&plan, &ledger), theirs: review.proposal.theirs() };
    let changes = &review.proposal.changes;
    let groups = changes.groups.iter().enumerate();
    let list = List::of(groups.map(|(i, group)| (words::heading(sides, group), lines(sides, changes, i))));
    let (shown, words_of) = (list.clone(), list.clone());
    let shrinks = changes.shrinks(&plan).map(|(goes, holds)| {
        fill(t().review_shrinks, &[&say::number(goes as f64), &say::number(holds as f64)])
    });
    let (count, said) = (review.proposal.changes.count(), summary(&review));
    let name = review.name.clone();
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" && workspace.sheet.with_untracked(Option::is_none) {
            cancel(workspace);
        }
    });
    on_cleanup(move || escape.remove());
    let taken = move || workspace.review.with(|review| review.as_ref().map_or(0, ticked));
    let of = review.of.clone();
    let heading = of.words((t().review_one, t().review_many), (t().earlier_one, t().earlier_many));
    let says = of.words(t().review_says, t().earlier_says);
    let merge_label = move || match taken() {
        0 => of.words(t().merge_none, t().earlier_none).to_string(),
        count => {
            let (one, many) = of.words((t().merge_one, t().merge_many), (t().bring_one, t().bring_many));
            plural(count, one, many)
        }
    };
    let separate = review.clone();
    view! {
        <header>
            <div class="titles">
                <p class="crumbs"><a href=Route::Share.to_string()>{t().share}</a>" › "<bdi class="wrap-anywhere">{name}</bdi></p>
                <h1>{plural(count, heading.0, heading.1)}</h1>
                <p>{fill(says, &[&said])}</p>
            </div>
        </header>
        {shrinks.map(|says| view! { <p class="banner stop">{says}</p> })}
        <Lines list=list />
        <footer class="review-foot">
            <button type="button" class="button primary" on:click=handler(move |_| take(workspace))>{live(merge_label)}</button>
            <button type="button" class="button" on:click=handler(move |_| shown.tick(workspace, !shown.any_ticked(workspace)))>
                {live(move || if words_of.any_ticked(workspace) { t().choose_none } else { t().choose_all })}
            </button>
            <span class="gap"></span>
            <button type="button" class="button" on:click=handler(move |_| open_separately(workspace, &separate))>{t().open_separately}</button>
            <button type="button" class="button" on:click=handler(move |_| cancel(workspace))>{t().cancel}" "<kbd>"Esc"</kbd></button>
        </footer>
    }
}

/// Takes what is ticked, in one step that one undo takes back.
fn take(workspace: Workspace) {
    let Some(review) = workspace.review.get_untracked() else { return };
    if let Some(why) = workspace.kept.with_untracked(Kept::read_only) {
        return workspace.notice.set(Some(Notice { text: why, undoable: false }));
    }
    let seen = workspace.with_keeping(|keeping, _| keeping.ledger().seen.clone());
    if seen.as_ref() != Some(&review.seen) {
        match review.of {
            Of::Copy(opened) => open_file::receive_copy(workspace, &review.name, opened),
            Of::Earlier(state) => compare(workspace, &review.name, state),
        }
        return workspace.notice.set(Some(Notice { text: t().look_again.to_string(), undoable: false }));
    }
    let count = ticked(&review);
    if count == 0 && matches!(review.of, Of::Earlier(_)) {
        return cancel(workspace);
    }
    backup::before_replacing(workspace);
    let done = workspace.make(
        fill(review.of.words(t().merged_label, t().brought_label), &[&review.name]),
        |keeping, plan| {
            let replica = keeping.sitting().clone();
            let step =
                review.proposal.take(Copy::new(plan, keeping.ledger()), &replica, &clock::now()).ok()?;
            keeping.make(step, plan)
        },
    );
    let text = match done {
        true => {
            let (one, many) =
                review.of.words((t().merged_one, t().merged_many), (t().brought_one, t().brought_many));
            plural(count, one, many)
        }
        false => t().not_merged.to_string(),
    };
    workspace.notice.set(Some(Notice { text, undoable: done }));
    if done {
        workspace.review.set(None);
        page::go(&Route::Okrs(None).to_string());
    }
}

fn cancel(workspace: Workspace) {
    workspace.review.set(None);
    page::go(&Route::Share.to_string());
}

/// Opens the copy under an id of its own, beside the plan on screen.
fn open_separately(workspace: Workspace, review: &Review) {
    let theirs = review.proposal.theirs();
    let plan = theirs.plan.moved_by_weeks(clock::mint("p"), 0);
    workspace.review.set(None);
    open_file::open(workspace, Held { plan, ledger: theirs.ledger.clone() });
}
