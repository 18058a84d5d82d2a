//! The round, blockers, set dates, alignment, closing, scores across cycles, statistics, and what changed.

use super::super::testing::*;
use crate::domain::*;
use crate::ordered::Map;
use crate::progress::*;

fn team(told: &mut Told, key: &str, level: Level, parent: Option<&str>) {
    let parent = parent.map(id);
    told.put(key, Record::Team(Team { name: key.into(), level: Some(level), parent, ..Team::default() }));
}

fn objective(told: &mut Told, key: &str, change: impl FnOnce(&mut Objective)) {
    let mut objective = Objective::new(key, id("y"));
    change(&mut objective);
    told.put(key, Record::Objective(objective));
}

// ---------------------------------------------------------------- the round and what stands in the way

#[test]
fn the_round_goes_objective_by_objective_and_asks_only_whom_it_concerns() {
    let mut told = Told::quarter();
    team(&mut told, "t_top", Level::Company, None);
    team(&mut told, "t_sub", Level::Team, Some("t_top"));
    told.change_objective(|o| {
        (o.owner, o.team, o.rank) = (Some(id("u_ana")), Some(id("t_sub")), Rank::parse("b"))
    });
    objective(&mut told, "o_first", |o| o.rank = Rank::parse("a"));
    told.key_result("k_b", reach(0.0, 1.0)).change("k_b", |k| k.rank = Rank::parse("b"));
    told.key_result("k_a", reach(0.0, 1.0))
        .change("k_a", |k| (k.rank, k.owner) = (Rank::parse("a"), Some(id("u_ben"))));
    told.key_result("k_z", reach(0.0, 1.0)).change("k_z", |k| k.objective = id("o_first"));
    told.kpi("m", Direction::Higher, Every::Week).change_kpi("m", |m| m.team = Some(id("t_sub")));
    // the one that is due first stands in its objective all the same
    told.check_in("k_b", "2027-01-02", 0.0).check_in("k_a", "2027-01-05", 0.0).check_in(
        "k_z",
        "2027-01-04",
        0.0,
    );
    let asked = |whose: Whose<'_>| -> Vec<String> {
        let name = |due: Due| match due.report {
            DueReport::CheckIn(id) | DueReport::Measurement(id) => id.to_string(),
        };
        round_of(&told.plan, whose, date("2027-01-15")).into_iter().map(name).collect()
    };
    assert_eq!(asked(Whose::All), ["k_z", "k_a", "k_b", "m"]);
    assert_eq!(
        asked(Whose::Person(&id("u_ana"))),
        ["k_b"],
        "the objective's owner answers where no one else does"
    );
    assert_eq!(asked(Whose::Person(&id("u_ben"))), ["k_a"]);
    assert_eq!(asked(Whose::Team(&id("t_top"))), ["k_a", "k_b", "m"], "with the teams below it");
    assert_eq!(
        round_of(&told.plan, Whose::All, date("2027-01-08")).len(),
        1,
        "only the KPI: nothing is due yet"
    );
}

#[test]
fn blockers_are_open_until_cleared_the_most_urgent_first() {
    let mut told = Told::quarter();
    told.change_objective(|o| o.owner = Some(id("u_ana")));
    told.key_result("k", reach(0.0, 1.0));
    for (key, on, until, cleared) in [
        ("c1", "2027-01-04", None, None),
        ("c2", "2027-01-05", Some("2027-01-20"), None),
        ("c3", "2027-01-06", Some("2027-01-10"), Some("2027-01-12")),
    ] {
        let who = (key == "c1").then(|| id("u_ben"));
        let blocker = Blocker { what: key.into(), who, until: until.map(date), cleared: cleared.map(date) };
        let check_in =
            CheckIn { value: Some(0.0), blocker: Some(blocker), ..CheckIn::new(id("k"), date(on)) };
        told.put(key, Record::CheckIn(check_in));
    }
    let open = |told: &Told, whose: Whose<'_>, day: &str| {
        let all = open_blockers(&told.plan, whose, date(day)).into_iter();
        all.map(|b| (b.check_in.to_string(), b.overdue)).collect::<Vec<_>>()
    };
    let is = |key: &str, overdue| (key.to_string(), overdue);
    assert_eq!(open(&told, Whose::All, "2027-01-03"), []);
    let three = [is("c3", true), is("c2", false), is("c1", false)];
    assert_eq!(open(&told, Whose::All, "2027-01-11"), three);
    assert_eq!(open(&told, Whose::All, "2027-01-12"), [is("c2", false), is("c1", false)]);
    assert_eq!(open(&told, Whose::All, "2027-01-21"), [is("c2", true), is("c1", false)]);
    // whoever clears it is concerned as well as whoever answers for the key result
    assert_eq!(open(&told, Whose::Person(&id("u_ben")), "2027-01-12"), [is("c1", false)]);
    assert_eq!(open(&told, Whose::Person(&id("u_ana")), "2027-01-12").len(), 2);
    told.closed_on("2027-02-01");
    assert_eq!(open(&told, Whose::All, "2027-01-31").len(), 2);
    assert_eq!(open(&told, Whose::All, "2027-02-01"), []);
}

// ---------------------------------------------------------------- the rhythm of a cycle

#[test]
fn a_cycle_has_its_set_dates_or_the_usual_ones() {
    let mut told = Told::quarter();
    let cycle = |told: &Told| told.plan.records().cycles[&id("y")].clone();
    let steps =
        |c: &Cycle| cycle_steps(c).iter().map(|s| (s.step, s.on.to_string(), s.given)).collect::<Vec<_>>();
    let usual = |step, on: &str| (step, on.to_string(), false);
    use CycleStep::*;
    // 90 days: the middle is 44 days after the first
    let all = [usual(Setting, "2027-01-01"), usual(Review, "2027-02-14"), usual(Adjustment, "2027-02-21")];
    assert_eq!(steps(&cycle(&told))[..3], all);
    assert_eq!(steps(&cycle(&told))[3], usual(Closing, "2027-03-31"));
    told.change_cycle(|c| {
        c.setting = Some(date("2026-12-18"));
        c.reviews = [date("2027-02-01"), date("2027-03-01")].into_iter().collect();
        c.closing = Some(date("2027-04-06"));
    });
    let given = |step, on: &str| (step, on.to_string(), true);
    assert_eq!(
        steps(&cycle(&told)),
        [
            given(Setting, "2026-12-18"),
            given(Review, "2027-02-01"),
            usual(Adjustment, "2027-02-08"),
            given(Review, "2027-03-01"),
            given(Closing, "2027-04-06"),
        ]
    );
    let phase = |told: &Told, day: &str| cycle_phase(&cycle(told), date(day));
    use CyclePhase as P;
    for (day, expected) in [
        ("2026-12-17", P::Setting),
        ("2026-12-18", P::Running),
        ("2027-01-31", P::Running),
        ("2027-02-01", P::Adjusting),
        ("2027-02-08", P::Adjusting),
        ("2027-02-09", P::Running),
        ("2027-03-01", P::Adjusting),
        ("2027-03-02", P::Running),
        ("2027-04-05", P::Running),
        ("2027-04-06", P::Closing),
    ] {
        assert_eq!(phase(&told, day), expected, "{day}");
    }
    let next = |told: &Told, day: &str| next_step(&cycle(told), date(day)).map(|s| s.on.to_string());
    assert_eq!(next(&told, "2027-02-09").as_deref(), Some("2027-03-01"));
    assert_eq!(next(&told, "2027-04-07"), None);
    told.closed_on("2027-02-15");
    assert_eq!(next(&told, "2027-02-15"), None, "closed before its last step");
    told.closed_on("2027-04-08");
    assert_eq!((phase(&told, "2027-04-07"), phase(&told, "2027-04-08")), (P::Closing, P::Closed));
    assert_eq!(next(&told, "2027-04-08"), None);
}

// ---------------------------------------------------------------- alignment

#[test]
fn anything_shows_its_line_of_sight_to_the_top() {
    let mut told = Told::quarter();
    told.key_result("k_top", reach(0.0, 1.0));
    objective(&mut told, "o_mid", |o| o.supports = Some(id("k_top")));
    objective(&mut told, "o_low", |o| o.supports = Some(id("o_mid")));
    told.key_result("k_low", reach(0.0, 1.0)).change("k_low", |k| k.objective = id("o_low"));
    let initiative = Initiative { title: "I".into(), key_result: Some(id("k_low")), ..Initiative::default() };
    told.put("i", Record::Initiative(initiative)).report("k_low", "2027-01-05", Some(0.5), None);
    let line = |kind, of: &str| {
        line_of_sight(&told.plan, kind, &id(of)).iter().map(|(_, id)| id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(line(Kind::Initiative, "i"), ["i", "k_low", "o_low", "o_mid", "k_top", "o"]);
    assert_eq!(line(Kind::CheckIn, "c00001"), ["c00001", "k_low", "o_low", "o_mid", "k_top", "o"]);
    assert_eq!(line(Kind::KeyResult, "k_low"), ["k_low", "o_low", "o_mid", "k_top", "o"]);
    assert_eq!(line(Kind::Objective, "o"), ["o"]);
    assert_eq!(line(Kind::Objective, "o_none"), Vec::<String>::new());
}

#[test]
fn an_objective_below_the_top_that_supports_nothing_is_listed() {
    let mut told = Told::quarter();
    team(&mut told, "t_top", Level::Company, None);
    team(&mut told, "t_sub", Level::Team, Some("t_top"));
    objective(&mut told, "o_top", |o| o.team = Some(id("t_top")));
    objective(&mut told, "o_linked", |o| (o.team, o.supports) = (Some(id("t_sub")), Some(id("o_top"))));
    objective(&mut told, "o_loose", |o| o.team = Some(id("t_sub")));
    assert_eq!(unaligned(&told.plan, &id("y")), [id("o_loose")], "not the top, nor what has no team");
}

#[test]
fn the_cycles_of_a_day_stand_shortest_first() {
    let mut told = Told::quarter();
    told.put("y_year", Record::Cycle(Cycle::new("2027", date("2027-01-01"), date("2027-12-31"))));
    assert_eq!(cycles_on(&told.plan, date("2027-03-31")), [&id("y"), &id("y_year")]);
    assert_eq!(cycles_on(&told.plan, date("2027-04-01")), [&id("y_year")]);
    told.closed_on("2027-03-01");
    assert_eq!(cycles_on(&told.plan, date("2027-03-31")), [&id("y_year")]);
}

// ---------------------------------------------------------------- closing and scores across cycles

#[test]
fn the_closing_page_proposes_scores_and_asks_why_where_one_differs() {
    let mut told = Told::quarter();
    told.key_result("k_a", reach(0.0, 100.0)).check_in("k_a", "2027-03-30", 64.0);
    told.key_result("k_b", reach(0.0, 100.0)).check_in("k_b", "2027-03-30", 100.0);
    objective(&mut told, "o_draft", |o| o.stage = Some(ObjectiveStage::Draft));
    let scores = closing_scores(&told.plan, &id("y"), date("2027-03-31"));
    assert_eq!(scores.len(), 1, "a draft is not scored");
    let lines = &scores[0].key_results;
    assert_eq!(
        (lines[0].proposed, lines[0].score, lines[0].band, lines[0].asks_why),
        (0.6, 0.6, Band::Amber, false)
    );
    assert_eq!((lines[1].proposed, lines[1].band), (1.0, Band::Green));
    assert_eq!((scores[0].score, scores[0].band), (Some(0.8), Some(Band::Amber)), "0.82, committed");
    let mut review = Review::default();
    review.scores.insert(id("k_a"), Score { score: 0.9, why: None });
    told.put("y", Record::Review(review.clone()));
    assert!(closing_scores(&told.plan, &id("y"), date("2027-03-31"))[0].key_results[0].asks_why);
    review.scores.insert(id("k_a"), Score { score: 0.9, why: Some("a late report".into()) });
    told.put("y", Record::Review(review));
    assert!(!closing_scores(&told.plan, &id("y"), date("2027-03-31"))[0].key_results[0].asks_why);
    told.aspirational().score("k_a", 1.0);
    assert!(closing_scores(&told.plan, &id("y"), date("2027-03-31"))[0].too_easy);
}

#[test]
fn kpis_are_compared_from_the_first_day_to_the_last() {
    let mut told = Told::quarter();
    told.kpi("m", Direction::Lower, Every::Week).target("m", "2027-01-01", Goal::Value(20.0), None);
    told.measure("m", "2026-12-28", 40.0).measure("m", "2027-02-01", 30.0).measure("m", "2027-03-29", 18.0);
    told.measure("m", "2027-04-05", 99.0);
    told.kpi("m_late", Direction::None, Every::Week).measure("m_late", "2027-02-01", 1.0);
    told.kpi("m_none", Direction::Higher, Every::Week);
    let spans = kpis_over_cycle(&told.plan, &id("y"), date("2027-06-01"));
    let m = &spans[0];
    assert_eq!((m.start, m.end), (Some((date("2026-12-28"), 40.0)), Some((date("2027-03-29"), 18.0))));
    assert_eq!(
        (m.by, m.judged, m.before, m.after),
        (Some(-22.0), Judged::Better, KpiStatus::Unhealthy, KpiStatus::Healthy)
    );
    // measured once: a start and an end, no change
    assert_eq!(
        (spans[1].start, spans[1].end, spans[1].by),
        (Some((date("2027-02-01"), 1.0)), spans[1].start, None)
    );
    assert_eq!((spans[2].start, spans[2].end, spans[2].judged), (None, None, Judged::Neutral));
    // on a day inside the cycle: up to that day
    assert_eq!(kpis_over_cycle(&told.plan, &id("y"), date("2027-02-10"))[0].by, Some(-10.0));
}

#[test]
fn scores_are_kept_across_cycles_and_along_the_copies() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 100.0)).check_in("k", "2027-03-30", 64.0).closed_on("2027-04-02");
    told.put("y2", Record::Cycle(Cycle::new("Q2", date("2027-04-01"), date("2027-06-30"))));
    let copy = Objective { carried_from: Some(id("o")), ..Objective::new("again", id("y2")) };
    told.put("o2", Record::Objective(copy));
    told.key_result("k2", reach(64.0, 100.0)).change("k2", |k| k.objective = id("o2"));
    told.check_in("k2", "2027-06-20", 100.0);
    let across = |told: &Told, day| scores_across(&told.plan, None, date(day));
    assert_eq!(across(&told, "2027-04-01"), []);
    let first = across(&told, "2027-06-30");
    assert_eq!((first.len(), &first[0].cycle, first[0].mean), (1, &id("y"), Some(0.6)));
    assert_eq!(first[0].objectives, [(id("o"), Some((0.6, Band::Amber)))]);
    let history = |told: &Told, day| score_history(&told.plan, &id("o2"), date(day));
    assert_eq!(history(&told, "2027-06-30"), [(id("o"), Some(0.6)), (id("o2"), None)]);
    let mut cycle = told.plan.records().cycles[&id("y2")].clone();
    (cycle.stage, cycle.closed) = (Some(CycleStage::Closed), Some(date("2027-07-01")));
    told.put("y2", Record::Cycle(cycle));
    assert_eq!(
        across(&told, "2027-07-01").iter().map(|c| c.mean).collect::<Vec<_>>(),
        [Some(0.6), Some(1.0)]
    );
    assert_eq!(history(&told, "2027-07-01"), [(id("o"), Some(0.6)), (id("o2"), Some(1.0))]);
    assert_eq!(
        scores_across(&told.plan, Some(&id("t")), date("2027-07-01"))[0].mean,
        None,
        "no team of that name"
    );
    // a circle of copies, as two people could make one, is cut
    told.change_objective(|o| o.carried_from = Some(id("o2")));
    assert_eq!(history(&told, "2027-07-01").len(), 2);
}

// ---------------------------------------------------------------- statistics, and what changed

#[test]
fn statistics_count_every_key_result() {
    let mut told = Told::quarter();
    told.change_objective(|o| o.owner = Some(id("u")));
    told.key_result("k_ok", reach(0.0, 100.0)).check_in("k_ok", "2027-02-08", 60.0);
    told.key_result("k_over", reach(0.0, 100.0)).check_in("k_over", "2027-02-08", 200.0);
    told.key_result("k_below", reach(50.0, 100.0)).check_in("k_below", "2027-02-08", 40.0);
    told.key_result("k_none", reach(0.0, 1.0));
    told.key_result("k_guard", at_least(9.0)).check_in("k_guard", "2027-02-08", 8.0);
    objective(&mut told, "o_draft", |o| o.stage = Some(ObjectiveStage::Draft));
    told.put("k_draft", Record::KeyResult(KeyResult::new("d", id("o_draft"), None)));
    let count = count(&told.plan, &id("y"), date("2027-02-10"));
    assert_eq!((count.all_objectives(), count.all_key_results()), (2, told.plan.records().key_results.len()));
    let by = |status: Status| count.key_results.get(&status).copied().unwrap_or(0);
    assert_eq!(
        (by(Status::Achieved), by(Status::OffTrack), by(Status::NoData), by(Status::Draft)),
        (1, 2, 1, 1)
    );
    assert_eq!((count.beyond_target, count.below_start, count.without_owner), (1, 1, 1));
    assert_eq!(count.silent, 1);
}

#[test]
fn what_changed_between_two_days_is_one_value() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 100.0)).check_in("k", "2027-01-20", 30.0).check_in(
        "k",
        "2027-02-10",
        10.0,
    );
    told.key_result("k_steps", milestones(&[(1.0, Some("2027-02-03")), (1.0, None)]));
    told.key_result("k_still", reach(0.0, 10.0)).check_in("k_still", "2027-02-01", 9.0);
    told.revise("k", "2027-02-05", reach(0.0, 90.0));
    told.kpi("m", Direction::Higher, Every::Week).measure("m", "2027-01-25", 8.0).measure(
        "m",
        "2027-02-08",
        9.0,
    );
    told.target("m", "2027-02-04", Goal::Value(9.0), None);
    let happened = |from: &str, to: &str| -> Vec<(String, Happened)> {
        let all = what_changed(&told.plan, date(from), date(to)).events.into_iter();
        all.map(|e| (e.on.to_string(), e.what)).collect()
    };
    let on = |day: &str, what| (day.to_string(), what);
    let (key_result, kpi) = (id("k"), id("m"));
    assert_eq!(
        happened("2027-02-01", "2027-02-10"),
        [
            on("2027-02-03", Happened::MilestoneDone { key_result: id("k_steps"), milestone: id("s0") }),
            on("2027-02-04", Happened::TargetSet { kpi }),
            on("2027-02-05", Happened::Revised { key_result: key_result.clone() }),
            on("2027-02-10", Happened::CheckedIn { check_in: id("c00002"), key_result }),
        ],
        "after the first day, up to and including the second"
    );
    let changed = what_changed(&told.plan, date("2027-02-01"), date("2027-02-10"));
    let (before, after) = &changed.key_results[&id("k")];
    assert_eq!((before.standing.value, after.standing.value), (Some(30.0), Some(10.0)));
    assert_eq!((before.status, after.status), (Status::OnTrack, Status::OffTrack));
    assert!(changed.objectives.contains_key(&id("o")) && !changed.key_results.contains_key(&id("k_still")));
    assert_eq!(changed.kpis[&id("m")].by, Some(1.0));
    assert_eq!(what_changed(&told.plan, date("2027-02-10"), date("2027-02-01")), changed, "in either order");
    let day = date("2027-02-10");
    assert_eq!(what_changed(&told.plan, day, day), Between { key_results: Map::new(), ..Between::default() });
}

#[test]
fn corrections_cleared_blockers_closings_and_reopenings_are_changes_too() {
    let mut told = Told::quarter();
    told.key_result("k", reach(0.0, 100.0));
    let was = Correction {
        at: Some("2027-02-02T10:00:00Z".into()),
        on: date("2027-01-31"),
        value: Some(1.0),
        confidence: None,
        note: None,
        why: None,
    };
    let blocker = Blocker { what: "w".into(), who: None, until: None, cleared: Some(date("2027-02-03")) };
    let mut check_in = CheckIn { value: Some(2.0), ..CheckIn::new(id("k"), date("2027-02-01")) };
    check_in.was.insert(id("w"), was);
    check_in.blocker = Some(blocker);
    told.put("c", Record::CheckIn(check_in));
    told.change_cycle(|c| {
        let again = Reopening { why: "late".into(), closed: Some(date("2027-02-04")) };
        c.reopened.insert(date("2027-02-05"), again);
    });
    told.closed_on("2027-02-06");
    let found: Vec<Happened> = what_changed(&told.plan, date("2027-02-01"), date("2027-02-28"))
        .events
        .into_iter()
        .map(|e| e.what)
        .collect();
    let cycle = id("y");
    assert_eq!(
        found,
        [
            Happened::Corrected { check_in: id("c"), correction: id("w") },
            Happened::BlockerCleared { check_in: id("c"), key_result: id("k") },
            Happened::CycleClosed { cycle: cycle.clone() },
            Happened::CycleReopened { cycle: cycle.clone() },
            Happened::CycleClosed { cycle },
        ]
    );
}
