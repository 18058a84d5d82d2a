//! Laws that hold for any plan. The seed is fixed: the same plans every time.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::super::testing::*;
use crate::domain::Date;
use crate::progress::*;

fn config() -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(2027),
        failure_persistence: None,
        cases: 300,
        ..ProptestConfig::default()
    }
}

fn day(n: i32) -> Date {
    date("2027-01-01").plus_days(n)
}

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![(-1000_i32..1000).prop_map(|n| f64::from(n) / 4.0), -1e12..1e12]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn progress_is_clamped_and_grows_toward_the_target(from in value(), to in value(), a in -3.0..3.0, b in -3.0..3.0) {
        prop_assume!((from - to).abs() > 1e-3);
        let (near, far) = if a < b { (a, b) } else { (b, a) };
        let at = |share: f64| {
            let mut told = Told::quarter();
            told.key_result("k", reach(from, to)).check_in("k", "2027-02-01", from + (to - from) * share);
            standing(&told.plan, &id("k"), date("2027-02-01"))
        };
        let (near, far) = (at(near), at(far));
        for s in [near, far] {
            let progress = s.progress.expect("a progress");
            prop_assert!((0.0..=1.0).contains(&progress));
            prop_assert_eq!(s.beyond_target, s.raw > Some(1.0));
            prop_assert_eq!(s.below_start, s.raw < Some(0.0));
        }
        prop_assert!(near.raw <= far.raw && near.progress <= far.progress);
    }

    #[test]
    fn the_order_in_which_check_ins_were_written_down_changes_nothing(
        reports in proptest::collection::btree_map(0_i32..90, (0.0_f64..1.5, 0_u8..=10), 1..12),
        turn in 0_usize..12,
        asked in 0_i32..120,
    ) {
        let told_in = |order: Vec<(i32, (f64, u8))>| {
            let mut told = Told::quarter();
            told.key_result("k", reach(0.0, 1.0));
            for (on, (value, confidence)) in order {
                told.report("k", &day(on).to_string(), Some(value), Some(confidence));
            }
            (key_result_status(&told.plan, &id("k"), day(asked)), forecast(&told.plan, &id("k"), day(asked)))
        };
        let straight: Vec<_> = reports.into_iter().collect();
        let mut turned = straight.clone();
        turned.rotate_left(turn % straight.len());
        let reversed = straight.iter().rev().copied().collect();
        let found = told_in(straight);
        prop_assert_eq!(&told_in(turned), &found);
        prop_assert_eq!(&told_in(reversed), &found);
    }

    #[test]
    fn an_objective_stays_between_0_and_1_and_is_never_green_beside_silence_or_no_data(
        rows in proptest::collection::vec((0.0_f64..5.0, -2.0_f64..3.0, 0_i32..90, any::<bool>(), 0_u8..=10), 1..6),
        asked in 0_i32..150,
    ) {
        let mut told = Told::quarter();
        for (i, (weight, value, on, keep, confidence)) in rows.iter().enumerate() {
            let key = format!("k{i}");
            told.key_result(&key, if *keep { at_least(0.5) } else { reach(0.0, 1.0) }).weight(&key, *weight);
            told.report(&key, &day(*on).to_string(), Some(*value), Some(*confidence));
        }
        let verdict = objective_status(&told.plan, &id("o"), day(asked));
        for share in [verdict.progress, verdict.expected, objective_score(&told.plan, &id("o"), day(asked))] {
            prop_assert!(share.is_none_or(|p| (0.0..=1.0).contains(&p)), "{:?}", share);
        }
        let mut breached = false;
        for i in 0..rows.len() {
            let verdict = key_result_status(&told.plan, &id(&format!("k{i}")), day(asked));
            breached |= verdict.status == Status::OffTrack;
            prop_assert!(!(verdict.green() && (verdict.silent || verdict.standing.value.is_none())));
        }
        prop_assert!(!(verdict.green() && (verdict.silent + verdict.missing > 0 || breached)));
    }

    #[test]
    fn any_value_in_any_place_trips_nothing(
        from in any::<f64>(), to in any::<f64>(), value in any::<f64>(), weight in any::<f64>(), asked in -400_i32..800,
    ) {
        let mut told = Told::quarter();
        told.key_result("k", reach(from, to)).weight("k", weight).check_in("k", "2027-01-04", value);
        told.check_in("k", "2027-01-11", to).check_in("k", "2027-01-25", from);
        told.key_result("g", between(from, to)).weight("g", weight).check_in("g", "2027-01-04", value);
        told.key_result("s", milestones(&[(weight, Some("2027-01-05")), (value, None)]));
        told.kpi("m", crate::domain::Direction::Within, crate::domain::Every::Day);
        told.target("m", "2027-01-01", crate::domain::Goal::Range { at_least: from, at_most: to }, Some(weight));
        told.measure_all("m", "2027-01-01", 1, &[from, to, value, weight, 1.0, 2.0, 3.0, value, to]);
        for key in ["k", "g", "s"] {
            key_result_status(&told.plan, &id(key), day(asked));
            forecast(&told.plan, &id(key), day(asked));
            let score = proposed_score(&told.plan, &id(key), day(asked));
            prop_assert!((0.0..=1.0).contains(&score));
        }
        let objective = objective_status(&told.plan, &id("o"), day(asked));
        prop_assert!(objective.progress.is_none_or(|p| (0.0..=1.0).contains(&p)));
        kpi_status(&told.plan, &id("m"), day(asked));
        kpi_change(&told.plan, &id("m"), day(asked));
        trend(&told.plan, &id("m"), day(asked));
        signals(&told.plan, &id("m"), day(asked));
        due(&told.plan, day(asked));
    }
}
