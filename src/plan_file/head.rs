//! The part of a plan file that is no collection: title, settings, dismissed hints.

use super::fields::{self, Fields, Words};
use super::key_results::EVERY;
use super::members::{self, Members};
use super::people::LEVELS;
use super::{Expected, Reason, Tree};
use crate::domain::{Head, Kept, Maintaining, Settings};

const MAINTAINING: Words<Maintaining> = Words {
    words: &["never", "guards", "anywhere"],
    values: &[Maintaining::Never, Maintaining::Guards, Maintaining::Anywhere],
};

/// Reads the head's own members; whatever else stands at the top is for the caller to ask for or to keep.
pub(super) fn read_head(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Option<Head> {
    let title = f.required("title", fields::text);
    let settings = match f.take("settings") {
        Some(tree) => {
            let place = f.place.at("settings");
            Fields::of(tree, &place, f.findings).map(|mut f| read_settings(&mut f, kept)).unwrap_or_default()
        }
        None => Settings::default(),
    };
    let any_name = |name: &str| Ok::<_, Reason>(name.to_string());
    let dismissed = f.map("dismissed", any_name, fields::entry(f.findings, fields::text));
    Some(Head { title: title?, settings, dismissed, kept: Vec::new() })
}

fn read_settings(f: &mut Fields<'_>, kept: &mut Vec<Kept>) -> Settings {
    let objectives_per_team = read_range(f, "objectivesPerTeam");
    let key_results_per_objective = read_range(f, "keyResultsPerObjective");
    let check_in_every = f.optional("checkInEvery", EVERY.read());
    let kpis_per_board = f.optional("kpisPerBoard", whole);
    let closed_days = f.map("closedDays", fields::date_key, fields::entry(f.findings, fields::is_true));
    let maintaining = f.optional("maintaining", MAINTAINING.read());
    let lowest_level = f.optional("lowestLevel", LEVELS.read());
    f.keep_rest(kept);
    Settings {
        objectives_per_team,
        key_results_per_objective,
        check_in_every,
        kpis_per_board,
        closed_days: closed_days.into_keys().collect(),
        maintaining,
        lowest_level,
    }
}

fn whole(tree: &Tree) -> Result<u32, Reason> {
    let value = fields::whole(0, u64::from(u32::MAX))(tree)?;
    u32::try_from(value).map_err(|_| Reason::NotWhole)
}

fn read_range(f: &mut Fields<'_>, name: &'static str) -> Option<(u32, u32)> {
    let tree = f.take(name)?;
    let Some([low, high]) = tree.items() else {
        f.wrong(name, tree, Reason::WrongType(Expected::Range));
        return None;
    };
    let place = f.place.at(name);
    let read = |index: &str, tree: &Tree| {
        let place = place.at(index);
        whole(tree).map_err(|reason| fields::add(f.findings, &place, tree, reason)).ok()
    };
    let (low, high) = (read("0", low), read("1", high));
    Some((low?, high?))
}

pub(super) fn write_settings(head: &Head) -> Option<Tree> {
    let settings = &head.settings;
    let whole = |n: u32| Tree::number(f64::from(n));
    let range =
        |range: Option<(u32, u32)>| range.map(|(low, high)| Tree::Array(vec![whole(low), whole(high)]));
    let members = Members::of(&head.kept, "settings")
        .put("objectivesPerTeam", range(settings.objectives_per_team))
        .put("keyResultsPerObjective", range(settings.key_results_per_objective))
        .put("checkInEvery", EVERY.write(settings.check_in_every))
        .put("kpisPerBoard", settings.kpis_per_board.map(whole))
        .put("closedDays", members::map_if(settings.closed_days.iter().map(|day| (day, Tree::Bool(true)))))
        .put("maintaining", MAINTAINING.write(settings.maintaining))
        .put("lowestLevel", LEVELS.write(settings.lowest_level))
        .into_members();
    (!members.is_empty()).then_some(Tree::Object(members))
}

pub(super) fn write_dismissed(head: &Head) -> Option<Tree> {
    members::map_if(head.dismissed.iter().map(|(hint, word)| (hint, Tree::text(word))))
}
