//! How the OKRs were left: view, filter, what is folded, where the map was. It stays while the tab lives, on the way to
//! an objective and back, and over a reload; it never enters the plan.

use std::fmt::Write;

use leptos::prelude::*;

use crate::browser::session;
use crate::domain::{Id, Kind, Plan};
use crate::ordered::Set as Folded;
use crate::progress::{Owned, Status, Wanted};
use crate::route::Route;
use crate::ui::say;

/// The three ways to look at the OKRs of a cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum View {
    List,
    Tree,
    Map,
}

impl View {
    /// Its address.
    pub fn of(self, cycle: Id) -> Route {
        self.place()(cycle)
    }

    /// What makes the address of a cycle.
    pub fn place(self) -> fn(Id) -> Route {
        match self {
            View::List => |cycle| Route::Okrs(Some(cycle)),
            View::Tree => Route::OkrsTree,
            View::Map => Route::OkrsMap,
        }
    }

    fn key(self) -> &'static str {
        match self {
            View::List => "list",
            View::Tree => "tree",
            View::Map => "map",
        }
    }
}

/// The statuses that can be looked for, in the order of the choice.
pub const STATUSES: [Status; 10] = [
    Status::OffTrack,
    Status::AtRisk,
    Status::OnTrack,
    Status::Achieved,
    Status::Missed,
    Status::TooEarly,
    Status::NoData,
    Status::Upcoming,
    Status::Draft,
    Status::Closed(None),
];

/// In place of a person: nobody.
pub const NOBODY: &str = "-";

const KEY: &str = "cairn-okrs";

/// How the OKRs were left. Copies are the same.
#[derive(Clone, Copy)]
pub struct Staying {
    /// The view that was looked at last.
    pub view: RwSignal<View>,
    /// The team that is looked for; "" = all.
    pub team: RwSignal<String>,
    /// The person; "" = all, [`NOBODY`] = nobody.
    pub owner: RwSignal<String>,
    /// The ambition's key; "" = both.
    pub ambition: RwSignal<String>,
    /// The status' word; "" = all.
    pub status: RwSignal<String>,
    /// The rows of the tree that are folded.
    pub folded: RwSignal<Folded<(Kind, Id)>>,
    /// What is searched for in the tree.
    pub search: RwSignal<String>,
    /// The objective on the map that has the focus, or had it last.
    pub at: RwSignal<Option<Id>>,
    /// How large the map is drawn; 1 = as it is laid out.
    pub zoom: RwSignal<f64>,
    /// The next view takes the focus to where this selector points.
    pub focus: RwSignal<Option<String>>,
}

impl Staying {
    /// As this tab was left.
    pub fn new() -> Staying {
        let staying = Staying {
            view: RwSignal::new(View::List),
            team: RwSignal::new(String::new()),
            owner: RwSignal::new(String::new()),
            ambition: RwSignal::new(String::new()),
            status: RwSignal::new(String::new()),
            folded: RwSignal::new(Folded::new()),
            search: RwSignal::new(String::new()),
            at: RwSignal::new(None),
            zoom: RwSignal::new(1.0),
            focus: RwSignal::new(None),
        };
        if let Some(text) = session::remembered(KEY) {
            text.lines().for_each(|line| staying.read(line));
        }
        Effect::new(move |_| session::remember(KEY, &staying.written()));
        staying
    }

    fn texts(&self) -> [(&'static str, RwSignal<String>); 5] {
        [
            ("team", self.team),
            ("owner", self.owner),
            ("ambition", self.ambition),
            ("status", self.status),
            ("search", self.search),
        ]
    }

    fn written(&self) -> String {
        let mut text = String::new();
        let mut line = |key: &str, value: &str| {
            let _ = writeln!(text, "{key}\t{value}");
        };
        line("view", self.view.get().key());
        for (key, signal) in self.texts() {
            line(key, &signal.read());
        }
        self.folded.with(|folded| folded.iter().for_each(|(kind, id)| line(kind_key(*kind), id.as_str())));
        if let Some(at) = self.at.get() {
            line("at", at.as_str());
        }
        line("zoom", &self.zoom.get().to_string());
        text
    }

    fn read(&self, line: &str) {
        let Some((key, value)) = line.split_once('\t') else { return };
        match key {
            "view" => {
                let view = [View::Tree, View::Map].into_iter().find(|view| view.key() == value);
                self.view.set(view.unwrap_or(View::List));
            }
            "at" => self.at.set(Id::parse(value)),
            "zoom" => self.zoom.set(value.parse().ok().filter(|z| (0.1..=4.0).contains(z)).unwrap_or(1.0)),
            _ => match (self.texts().into_iter().find(|(name, _)| *name == key), Id::parse(value)) {
                (Some((_, signal)), _) => signal.set(value.to_string()),
                (None, Some(id)) => {
                    let kind = FOLDS.into_iter().find(|kind| kind_key(*kind) == key);
                    self.folded.update(|folded| folded.extend(kind.map(|kind| (kind, id))));
                }
                (None, None) => {}
            },
        }
    }

    /// What is looked for; a team or person that the plan does not have is not looked for.
    pub fn wanted(&self, plan: &Plan) -> Wanted {
        let records = plan.records();
        let owner = self.owner.read();
        let person = Id::parse(&owner).filter(|id| records.people.contains_key(id));
        let status = self.status.read();
        Wanted {
            team: Id::parse(&self.team.read()).filter(|id| records.teams.contains_key(id)),
            owner: if *owner == NOBODY { Some(Owned::ByNobody) } else { person.map(Owned::By) },
            ambition: say::AMBITIONS
                .into_iter()
                .find(|a| say::ambition_key(*a) == self.ambition.read().as_str()),
            status: STATUSES.into_iter().find(|s| say::status_word(*s) == status.as_str()),
        }
    }

    /// Whether a status is looked for: then every report may change what is shown.
    pub fn by_status(&self) -> bool {
        !self.status.read().is_empty()
    }

    /// Looks for everything again.
    pub fn clear(&self) {
        for (_, signal) in self.texts().into_iter().take(4) {
            signal.set(String::new());
        }
    }
}

const FOLDS: [Kind; 3] = [Kind::Team, Kind::Objective, Kind::KeyResult];

fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Team => "folded-team",
        Kind::Objective => "folded-objective",
        _ => "folded-key-result",
    }
}

/// How the OKRs were left in this tab.
pub fn staying() -> Staying {
    expect_context::<Staying>()
}
