//! Who works on the open plan in this browser: said once, kept beside the plan, and noted in its registers, so that others
//! can read who changed what. It decides nothing.

use super::{Keeping, Turn};
use crate::browser::clock;
use crate::domain::Id;
use crate::merge::Step;
use crate::storage::{About, note_about};

/// So many sittings of before are given the name at most.
const MOST_UNNAMED: usize = 200;

/// Who works on the plan in this browser.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Me {
    /// Nobody was asked yet.
    #[default]
    Unasked,
    /// Somebody was asked, and would not say.
    Unsaid,
    /// A person of the plan.
    Person(Id),
}

/// What is known of that for the open plan.
#[derive(Default)]
pub(super) struct Who {
    plan: String,
    pub(super) me: Me,
    /// Sittings of this browser from before that was known.
    unnamed: Vec<Id>,
}

impl Who {
    /// Whether it is time to ask: something was written here, and nobody was asked yet.
    pub(super) fn is_to_be_asked(&self) -> bool {
        self.me == Me::Unasked && !self.unnamed.is_empty()
    }

    /// What was noted beside a plan.
    pub(super) fn known(plan: &str, about: &About) -> Who {
        let me = match about.me.as_deref() {
            None => Me::Unasked,
            Some(id) => Id::parse(id).map_or(Me::Unsaid, Me::Person),
        };
        let unnamed = about.unnamed.iter().flatten().filter_map(|id| Id::parse(id)).collect();
        Who { plan: plan.to_string(), me, unnamed }
    }
}

impl Keeping {
    /// Says who works on the open plan here, for what was done before too; `None` would not say.
    pub fn say_who(&mut self, person: Option<&Id>) {
        self.who.me = person.map_or(Me::Unsaid, |person| Me::Person(person.clone()));
        if let Some(person) = person {
            let mut sittings = std::mem::take(&mut self.who.unnamed);
            sittings.extend(self.replica.clone());
            self.name_sittings(&sittings, person);
        }
        let me = Some(person.map(Id::to_string).unwrap_or_default());
        let news = About { me, unnamed: Some(self.unnamed()), ..About::default() };
        let _ = note_about(&self.store, &self.who.plan, &news);
    }

    /// Signs a sitting that begins, or remembers it until there is a name.
    pub(super) fn sign(&mut self, replica: &Id) {
        if let Me::Person(person) = self.who.me.clone() {
            return self.name_sittings(std::slice::from_ref(replica), &person);
        }
        self.who.unnamed.push(replica.clone());
        let too_many = self.who.unnamed.len().saturating_sub(MOST_UNNAMED);
        self.who.unnamed.drain(..too_many);
        let news = About { unnamed: Some(self.unnamed()), ..About::default() };
        let _ = note_about(&self.store, &self.who.plan, &news);
    }

    fn name_sittings(&mut self, sittings: &[Id], person: &Id) {
        if sittings.is_empty() {
            return;
        }
        let step = Step::naming(&mut self.ledger, sittings, person, &clock::now());
        if let Turn::Ours(keeper) = &mut self.turn {
            // What can't be appended waits in the keeper, and its state says so.
            let _ = keeper.append(&step.to_tree().compact(), clock::now_ms());
        }
    }

    fn unnamed(&self) -> Vec<String> {
        self.who.unnamed.iter().map(Id::to_string).collect()
    }
}
