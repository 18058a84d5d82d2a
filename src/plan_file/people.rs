//! People and teams in a plan file.

use super::Tree;
use super::fields::{self, Fields, Words, sorted};
use super::members::{self, Members};
use crate::domain::{Level, Person, Team};

pub(super) const LEVELS: Words<Level> = Words {
    words: &["company", "department", "team", "person"],
    values: &[Level::Company, Level::Department, Level::Team, Level::Person],
};

pub(super) fn read_person(f: &mut Fields<'_>) -> Option<Person> {
    let name = f.required("name", fields::text);
    let mut kept = Vec::new();
    f.keep_rest(&mut kept);
    Some(Person { name: name?, kept: sorted(kept) })
}

pub(super) fn write_person(person: &Person) -> Tree {
    Members::of(&person.kept, "").put("name", members::text(&person.name)).done()
}

pub(super) fn read_team(f: &mut Fields<'_>) -> Option<Team> {
    let name = f.required("name", fields::text);
    let level = f.optional("level", LEVELS.read());
    let parent = f.optional("parent", fields::id);
    let rank = f.optional("rank", fields::rank);
    let mut kept = Vec::new();
    f.keep_rest(&mut kept);
    Some(Team { name: name?, level, parent, rank, kept: sorted(kept) })
}

pub(super) fn write_team(team: &Team) -> Tree {
    Members::of(&team.kept, "")
        .put("name", members::text(&team.name))
        .put("level", LEVELS.write(team.level))
        .put("parent", members::id_if(&team.parent))
        .put("rank", members::rank_if(&team.rank))
        .done()
}
