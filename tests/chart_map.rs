//! The map of alignment: readable at 60 objectives, the same every time, nothing over anything.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use cairn::chart::{AlignmentMap, Arrow, NODE, OutlineRow, alignment_map, alignment_map_of, outline};
use cairn::domain::{Cycle, Date, Id, KeyResult, Objective, Plan, Rank, Record, RecordKey, Team};
use proptest::prelude::*;

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn put(plan: &mut Plan, name: &str, record: Record) {
    let kind = record.kind().unwrap();
    plan.put(&RecordKey::Record(kind, id(name)), Some(record));
}

/// Objectives "o000", "o001" …, each with what it supports; of two cycles, in the order given.
fn plan_of(objectives: &[(usize, Option<usize>, bool)]) -> Plan {
    let mut plan = Plan::new(id("p"), "Plan");
    for cycle in ["q", "y"] {
        let (from, to) = (Date::parse("2027-01-01").unwrap(), Date::parse("2027-12-31").unwrap());
        put(&mut plan, cycle, Record::Cycle(Cycle::new(cycle, from, to)));
    }
    for (n, above, of_other) in objectives {
        let cycle = id(if *of_other { "y" } else { "q" });
        let supports = above.map(|above| id(&format!("o{above:03}")));
        let objective = Objective { supports, ..Objective::new("O", cycle) };
        put(&mut plan, &format!("o{n:03}"), Record::Objective(objective));
    }
    plan
}

fn names(map: &AlignmentMap) -> Vec<String> {
    map.nodes.iter().map(|n| n.objective.to_string()).collect()
}

fn sound(map: &AlignmentMap) -> Result<(), String> {
    let overlap = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < NODE.0 && (a.1 - b.1).abs() < NODE.1;
    for (i, a) in map.nodes.iter().enumerate() {
        for b in map.nodes.iter().skip(i + 1) {
            if overlap(a.at, b.at) {
                return Err(format!("{:?} lies over {:?}", a.objective, b.objective));
            }
        }
        let inside =
            a.at.0 >= 0.0 && a.at.1 >= 0.0 && a.at.0 + NODE.0 <= map.size.0 && a.at.1 + NODE.1 <= map.size.1;
        if !inside {
            return Err(format!("{:?} lies outside", a.objective));
        }
        for child in &a.children {
            if map.nodes[*child].parent != Some(i) || map.nodes[*child].layer != a.layer + 1 {
                return Err(format!("{:?} and its branch disagree", a.objective));
            }
        }
    }
    for edge in &map.edges {
        let (from, to) = (&map.nodes[edge.from], &map.nodes[edge.to]);
        // a line keeps to the gap between two columns, where no node is
        let gap = to.at.0 + NODE.0..=from.at.0;
        if from.parent != Some(edge.to) || !edge.curve.iter().all(|(x, _)| gap.contains(x)) {
            return Err(format!("the line of {:?} leaves its gap", from.objective));
        }
        if edge.curve[0].1 < to.at.1 || edge.curve[0].1 > to.at.1 + NODE.1 {
            return Err(format!("the line of {:?} misses {:?}", from.objective, to.objective));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, rng_seed: proptest::test_runner::RngSeed::Fixed(2027), failure_persistence: None, ..ProptestConfig::default() })]

    /// Any `supports`, circles too: all objectives of the cycle are there, nothing lies over anything, lines keep to
    /// their gaps, and the order in which records were written changes nothing.
    #[test]
    fn nothing_lies_over_anything(
        above in prop::collection::vec((prop::option::of(0usize..90), any::<bool>()), 0..90),
        seed in any::<u64>(),
    ) {
        let rows: Vec<_> = above.iter().enumerate().map(|(n, (up, other))| (n, *up, *other && n % 3 == 0)).collect();
        let plan = plan_of(&rows);
        let map = alignment_map(&plan, &id("q"));
        prop_assert_eq!(sound(&map), Ok(()));
        for (n, _, of_other) in &rows {
            let name = format!("o{n:03}");
            prop_assert!(*of_other || map.node_of(&id(&name)).is_some(), "{}", name);
        }
        let mut shuffled = rows;
        let most = shuffled.len().max(1);
        for i in 0..shuffled.len() {
            shuffled.swap(i, (seed as usize).wrapping_mul(i + 7) % most);
        }
        prop_assert_eq!(alignment_map(&plan_of(&shuffled), &id("q")), map);
    }
}

#[test]
fn sixty_objectives_stand_in_columns_from_the_top() {
    // one of the company, five departments, six or so each, and the rest below those
    let rows: Vec<_> = (0..60)
        .map(|n: usize| match n {
            0 => (n, None, false),
            1..=5 => (n, Some(0), false),
            6..=30 => (n, Some(1 + n % 5), false),
            _ => (n, Some(6 + n % 25), false),
        })
        .collect();
    let map = alignment_map(&plan_of(&rows), &id("q"));
    assert_eq!(sound(&map), Ok(()));
    assert_eq!((map.nodes.len(), map.edges.len()), (60, 59));
    assert_eq!(map.nodes.iter().map(|n| n.layer).max(), Some(3));
    // a row for each that nothing supports, and no more
    let leaves = map.nodes.iter().filter(|n| n.children.is_empty()).count();
    assert_eq!(map.size, (4.0 * 240.0 + 3.0 * 72.0, leaves as f64 * 120.0 - 16.0));
    // the top stands in the middle of what supports it
    let top = &map.nodes[0];
    let (first, last) = (&map.nodes[top.children[0]], &map.nodes[*top.children.last().unwrap()]);
    assert_eq!(top.at.1, (first.at.1 + last.at.1) / 2.0);
}

#[test]
fn what_is_above_in_another_cycle_is_there_too_and_marked() {
    let map = alignment_map(&plan_of(&[(0, None, true), (1, Some(0), false), (2, None, true)]), &id("q"));
    assert_eq!(names(&map), ["o000", "o001"], "not what nothing of this cycle supports");
    assert_eq!(map.nodes.iter().map(|n| n.of_other_cycle).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_circle_is_cut_at_its_smallest_id_and_stays_visible() {
    let map =
        alignment_map(&plan_of(&[(0, Some(2), false), (1, Some(0), false), (2, Some(1), false)]), &id("q"));
    assert_eq!(names(&map), ["o000", "o001", "o002"]);
    assert_eq!(map.edges.len(), 2);
    let own = alignment_map(&plan_of(&[(0, Some(0), false)]), &id("q"));
    assert_eq!((own.nodes.len(), own.edges.len()), (1, 0));
}

#[test]
fn those_that_stand_alone_come_last_side_by_side() {
    let rows: Vec<_> = (0..9).map(|n| (n, (n == 1).then_some(0), false)).collect();
    let map = alignment_map(&plan_of(&rows), &id("q"));
    let at = |n: usize| map.nodes[map.node_of(&id(&format!("o{n:03}"))).unwrap()].at;
    assert_eq!((at(2), at(3), at(4), at(5)), ((0.0, 120.0), (312.0, 120.0), (624.0, 120.0), (0.0, 240.0)));
}

#[test]
fn a_line_ends_at_the_key_result_that_is_meant() {
    let mut plan = plan_of(&[(0, None, false), (1, None, false)]);
    for name in ["ka", "kb"] {
        let key_result = KeyResult { rank: Rank::parse(name), ..KeyResult::new(name, id("o000"), None) };
        put(&mut plan, name, Record::KeyResult(key_result));
    }
    put(
        &mut plan,
        "o001",
        Record::Objective(Objective { supports: Some(id("kb")), ..Objective::new("O", id("q")) }),
    );
    let map = alignment_map(&plan, &id("q"));
    assert_eq!(map.edges[0].key_result, Some(id("kb")));
    assert_eq!(map.edges[0].curve[0], (240.0, 78.0), "at three quarters of its right side");
    assert_eq!(map.edges[0].curve[3], (312.0, 52.0));
}

#[test]
fn teams_of_one_branch_stand_together() {
    let mut plan = plan_of(&[(0, None, false)]);
    for (team, parent, rank) in [("t_a", None, "b"), ("t_b", None, "a"), ("t_a1", Some("t_a"), "a")] {
        let team_of =
            Team { name: team.into(), parent: parent.map(id), rank: Rank::parse(rank), ..Team::default() };
        put(&mut plan, team, Record::Team(team_of));
    }
    for (name, team) in [("o1", "t_a1"), ("o2", "t_b"), ("o3", "t_a"), ("o4", "t_a1")] {
        let objective =
            Objective { team: Some(id(team)), supports: Some(id("o000")), ..Objective::new("O", id("q")) };
        put(&mut plan, name, Record::Objective(objective));
    }
    assert_eq!(names(&alignment_map(&plan, &id("q"))), ["o000", "o2", "o3", "o1", "o4"]);
    let unaligned = Objective { team: Some(id("t_a1")), ..Objective::new("O", id("q")) };
    put(&mut plan, "o1", Record::Objective(unaligned));
    let map = alignment_map(&plan, &id("q"));
    assert!(map.nodes[map.node_of(&id("o1")).unwrap()].unaligned);
}

#[test]
fn the_arrow_keys_reach_every_node() {
    let rows: Vec<_> = (0..30).map(|n: usize| (n, (n > 2).then_some(n / 3), false)).collect();
    let map = alignment_map(&plan_of(&rows), &id("q"));
    let mut reached = vec![false; map.nodes.len()];
    let mut waiting = vec![0];
    while let Some(at) = waiting.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            let arrows = [Arrow::Left, Arrow::Right, Arrow::Up, Arrow::Down];
            waiting.extend(arrows.into_iter().filter_map(|arrow| map.step(at, arrow)));
        }
    }
    assert!(reached.iter().all(|r| *r));
    let deepest = map.nodes.iter().position(|n| n.layer == 3).unwrap();
    let line = map.line_of_sight(deepest);
    assert_eq!(line.iter().map(|at| map.nodes[*at].layer).collect::<Vec<_>>(), [3, 2, 1, 0]);
    assert_eq!((map.step(0, Arrow::Left), map.step(99, Arrow::Up)), (None, None));
}

#[test]
fn a_long_chain_and_a_wide_plan_are_laid_out_too() {
    let chain: Vec<_> = (0..900).map(|n: usize| (n, n.checked_sub(1), false)).collect();
    let map = alignment_map(&plan_of(&chain), &id("q"));
    assert_eq!((map.nodes.len(), map.nodes[899].layer), (900, 899));
    let wide: Vec<_> = (0..900).map(|n: usize| (n, (n > 0).then_some(0), false)).collect();
    assert_eq!(alignment_map(&plan_of(&wide), &id("q")).edges.len(), 899);
    assert_eq!(alignment_map(&plan_of(&[]), &id("q")), AlignmentMap::default());
    assert_eq!(alignment_map(&plan_of(&[]), &id("none")), AlignmentMap::default());
}

/// Two companies' worth of rows: `name` below `above`, a team or nothing.
fn outlined(plan: &Plan) -> Vec<String> {
    let outline = outline(plan, &alignment_map(plan, &id("q")));
    outline.rows.iter().map(|row| format!("{}{}", " ".repeat(row.depth), row.id)).collect()
}

fn with_teams() -> Plan {
    let mut plan = plan_of(&[(1, None, true), (2, Some(1), false), (3, None, false), (4, None, false)]);
    for (name, parent) in [("t_top", None), ("t_sub", Some("t_top")), ("t_empty", Some("t_top"))] {
        let team = Team { name: name.into(), parent: parent.map(id), ..Team::default() };
        put(&mut plan, name, Record::Team(team));
    }
    for (name, team, supports) in
        [("o001", Some("t_top"), None), ("o002", Some("t_sub"), Some("k_1")), ("o003", Some("t_sub"), None)]
    {
        let cycle = id(if name == "o001" { "y" } else { "q" });
        let record =
            Objective { team: team.map(id), supports: supports.map(id), ..Objective::new("O", cycle) };
        put(&mut plan, name, Record::Objective(record));
    }
    for (name, of, rank) in [("k_1", "o001", "a"), ("k_2", "o001", "b"), ("k_3", "o002", "a")] {
        let rank = Rank::parse(rank);
        put(&mut plan, name, Record::KeyResult(KeyResult { rank, ..KeyResult::new("K", id(of), None) }));
    }
    plan
}

#[test]
fn the_outline_is_the_map_in_words_team_by_team() {
    let rows = ["o004", "t_top", " o001", "  k_1", "   o002", "    k_3", "  k_2", " t_sub", "  o003"];
    assert_eq!(outlined(&with_teams()), rows);
    // teams above each other in a circle stand at the top
    let mut plan = with_teams();
    put(&mut plan, "t_top", Record::Team(Team { parent: Some(id("t_sub")), ..Team::default() }));
    let rows = outlined(&plan);
    assert_eq!(rows.iter().filter(|row| row.starts_with("t_")).count(), 2, "{rows:?}");
    assert_eq!(rows.len(), 9);
}

#[test]
fn an_outline_is_folded_and_searched() {
    let plan = with_teams();
    let outline = outline(&plan, &alignment_map(&plan, &id("q")));
    let ids = |rows: Vec<&OutlineRow>| rows.iter().map(|row| row.id.to_string()).collect::<Vec<_>>();
    assert_eq!(ids(outline.unfolded(&|row| row.id == id("t_top"))), ["o004", "t_top"]);
    let folded = |row: &OutlineRow| row.id == id("k_1") || row.id == id("t_sub");
    assert_eq!(ids(outline.unfolded(&folded)), ["o004", "t_top", "o001", "k_1", "k_2", "t_sub"]);
    assert_eq!(ids(outline.matching(&|row| row.id == id("k_3"))), ["t_top", "o001", "k_1", "o002", "k_3"]);
}

#[test]
fn a_map_of_what_is_wanted_shows_what_that_supports() {
    let plan = with_teams();
    let map = alignment_map_of(&plan, &id("q"), &|objective| objective == &id("o002"));
    assert_eq!(names(&map), ["o001", "o002"]);
}
