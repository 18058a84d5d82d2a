//! Which fields of a record can't be shown together: milestones of what is no list of them any more.
//!
//! Two people may each do what is right and leave a record that can't be: one removes a milestone that the other ticks.

use super::Tree;
use super::edit_fields::{names, path};
use crate::domain::Kind;
use crate::ordered::{Map, Set};

/// Takes every field out of `fields` that can't stand in a record beside the others, and gives them: the fields of a
/// milestone without a title, those of milestones where the measure is another one, and a measure of milestones that
/// has none left, or none with a weight.
pub fn take_unshown(kind: Option<Kind>, fields: &mut Map<String, Tree>) -> Vec<(String, Tree)> {
    if kind != Some(Kind::KeyResult) {
        return Vec::new();
    }
    let mut steps: Map<String, Vec<String>> = Map::new();
    let mut titled: Set<String> = Set::new();
    let mut weighs = false;
    for at in fields.keys() {
        let Some(names) = names(at) else { continue };
        let [measure, milestones, step, member] = names.as_slice() else { continue };
        if measure == "measure" && milestones == "milestones" {
            steps.or_default(step.clone()).push(at.clone());
            if member == "title" {
                titled.insert(step.clone());
            }
        }
    }
    let is_list = |tree: &Tree| tree.member("milestones").is_some();
    let mut unshown = Set::new();
    let listed = fields.get("measure").is_some_and(is_list);
    for (step, paths) in &steps {
        let weight = fields.get(&path(&["measure", "milestones", step, "weight"]));
        let shows = listed && titled.contains(step);
        weighs |= shows && weight.and_then(Tree::as_number) != Some(0.0);
        if !shows {
            unshown.extend(paths.iter().cloned());
        }
    }
    if listed && !weighs {
        unshown.insert("measure".to_string());
        unshown.extend(steps.values().flatten().cloned());
    }
    unshown.into_iter().filter_map(|at| fields.remove(&at).map(|value| (at, value))).collect()
}
