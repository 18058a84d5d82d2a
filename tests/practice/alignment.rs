//! Section 4: alignment and people.

use cairn::advice::{KpiReason, Lacking, Reason};
use cairn::domain::{Kind, Level};
use cairn::progress::{Whose, count, line_of_sight, round_of, unaligned};

use crate::support::*;

#[test]
fn d1_four_levels_and_the_lowest_one_can_be_off() {
    let levels = [Level::Company, Level::Department, Level::Team, Level::Person];
    assert!(levels.is_sorted());
    let of_person = (r#""name": "Support", "level": "team""#, r#""name": "Ana's own", "level": "person""#);
    finds(&[of_person], &[]);
    let off = (r#""initiatives""#, r#""settings": { "lowestLevel": "team" }, "initiatives""#);
    finds(&[of_person, off], &[("D1/o_sub", Reason::BelowLowestLevel)]);
    finds(&[off], &[]);
}

#[test]
fn d2_a_team_objective_that_supports_nothing_is_named_and_listed() {
    let unlinked = [(r#""supports": "k_time", "#, "")];
    finds(&unlinked, &[("D2/o_sub", Reason::Unaligned)]);
    assert_eq!(unaligned(&with(&unlinked), &id("q")), [id("o_sub")]);
    assert_eq!(unaligned(&plan(GOOD), &id("q")), [], "and the top supports nothing");
}

#[test]
fn d3_d4_any_node_shows_its_line_of_sight_to_the_top() {
    let plan = plan(GOOD);
    let line = |kind, of: &str| {
        line_of_sight(&plan, kind, &id(of)).iter().map(|(_, id)| id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(line(Kind::KeyResult, "k_calls"), ["k_calls", "o_sub", "k_time", "o"]);
    assert_eq!(line(Kind::Initiative, "i"), ["i", "k_time", "o"]);
    assert_eq!(line(Kind::Objective, "o"), ["o"]);
}

#[test]
fn d5_owner_and_team_of_key_results_and_kpis_are_asked_for() {
    let owner = Reason::Lacks(vec![Lacking::Owner]);
    let ownerless = [(r#""team": "t_sub", "owner": "u", "ambition""#, r#""team": "t_sub", "ambition""#)];
    finds(&ownerless, &[("D5/o_sub", owner.clone()), ("D5/k_calls", owner.clone()), ("D5/k_notes", owner)]);
    let kpi = [(r#""team": "t_sub", "owner": "u", "definition""#, r#""definition""#)];
    let unmeasured = Reason::Kpi(KpiReason::TeamWithoutKpi);
    finds(&kpi, &[("D5/m", Reason::Lacks(vec![Lacking::Owner, Lacking::Team])), ("F6/t_sub", unmeasured)]);
    // a key result's own owner will do for it
    let owned = [ownerless[0], (r#""unit": "calls","#, r#""unit": "calls", "owner": "u","#)];
    let keys: Vec<_> = found(&with(&owned), DAY).into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["D5/o_sub", "D5/k_notes"]);
}

#[test]
fn d6_what_nobody_answers_for_is_counted_and_what_one_answers_for_is_found() {
    let plan_without =
        with(&[(r#""team": "t_sub", "owner": "u", "ambition""#, r#""team": "t_sub", "ambition""#)]);
    assert_eq!(count(&plan_without, &id("q"), day(DAY)).without_owner, 2);
    let plan = plan(GOOD);
    assert_eq!(count(&plan, &id("q"), day(DAY)).without_owner, 0);
    let mine = round_of(&plan, Whose::Person(&id("u")), day(DAY));
    assert_eq!(mine.len(), 5, "four key results and a KPI");
    assert_eq!(round_of(&plan, Whose::Person(&id("u_other")), day(DAY)), []);
}

#[test]
fn d8_an_initiative_answers_four_questions() {
    use Lacking::*;
    finds(
        &[(r#", "why": "w", "value": "v", "impact": "i""#, "")],
        &[("D8/i", Reason::Lacks(vec![Why, Value, Impact]))],
    );
    let unlinked = [(r#""keyResult": "k_time", "why""#, r#""why""#)];
    finds(&unlinked, &[("D8/i", Reason::Lacks(vec![KeyResult]))]);
    // one that is over is asked nothing
    let over = [(r#", "why": "w", "value": "v", "impact": "i""#, r#", "stage": "dropped""#)];
    finds(&over, &[]);
}

#[test]
fn d6_objectives_are_found_by_owner_team_ambition_and_status() {
    use cairn::domain::Ambition;
    use cairn::progress::{Owned, Status, Wanted, without_owner};
    let found = |plan: &cairn::domain::Plan, wanted: Wanted| {
        let ids = ["o", "o_sub"].into_iter().filter(|o| wanted.has(plan, &id(o), day(DAY)));
        ids.collect::<Vec<_>>()
    };
    let good = plan(GOOD);
    let all = Wanted::default();
    assert!(all.everything() && found(&good, all.clone()) == ["o", "o_sub"]);
    let team = |team: &str| Wanted { team: Some(id(team)), ..Wanted::default() };
    assert_eq!(found(&good, team("t_top")), ["o", "o_sub"], "with the teams below");
    assert_eq!(found(&good, team("t_sub")), ["o_sub"]);
    let owner = |owner: Owned| Wanted { owner: Some(owner), ..Wanted::default() };
    assert_eq!(found(&good, owner(Owned::By(id("u")))), ["o", "o_sub"]);
    assert_eq!(found(&good, owner(Owned::ByNobody)), [""; 0]);
    let free = with(&[(r#""team": "t_sub", "owner": "u", "ambition""#, r#""team": "t_sub", "ambition""#)]);
    assert_eq!((found(&free, owner(Owned::ByNobody)), without_owner(&free, &id("q"))), (vec!["o_sub"], 2));
    let committed = Wanted { ambition: Some(Ambition::Committed), ..Wanted::default() };
    assert_eq!(found(&good, committed), ["o"]);
    let no_data = |status| Wanted { status: Some(status), ..Wanted::default() };
    assert_eq!(found(&good, no_data(Status::NoData)), ["o", "o_sub"]);
    assert_eq!(found(&good, no_data(Status::OnTrack)), [""; 0]);
}

#[test]
fn d9_every_team_is_counted_beside_the_others() {
    use cairn::progress::count_by_team;
    let teams = count_by_team(&plan(GOOD), &id("q"), day(DAY));
    let told: Vec<_> = teams
        .iter()
        .map(|(team, count)| (team.clone(), count.all_objectives(), count.all_key_results()))
        .collect();
    assert_eq!(told, [(Some(id("t_sub")), 1, 2), (Some(id("t_top")), 1, 2)]);
    let all = count(&plan(GOOD), &id("q"), day(DAY));
    assert_eq!(teams.values().map(|count| count.all_key_results()).sum::<usize>(), all.all_key_results());
}

#[test]
fn d2_what_could_be_supported_is_offered_from_the_nearest_team_above_and_never_in_a_circle() {
    use cairn::progress::supportable;
    let offered = |plan: &cairn::domain::Plan, of: &str| {
        let rows = supportable(plan, &id(of), day(DAY)).into_iter();
        rows.map(|(_, id)| id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(offered(&plan(GOOD), "o_sub"), ["o", "k_time", "k_csat"]);
    assert_eq!(offered(&plan(GOOD), "o"), [""; 0], "what supports it can't be supported by it");
    assert_eq!(offered(&with(&[(r#""supports": "k_time", "#, "")]), "o"), ["o_sub", "k_calls", "k_notes"]);
}
