//! Every key result of practice.md, section 8, in own words with its figures: read as that section says of it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod sentence_support;

use cairn::domain::{Date, Id, Measure, Reach};
use cairn::sentence::{Answers, Ask, Days, Due, NumberFormat, Role, Way, read_key_result};
use sentence_support::{Row, row, wrong};

const POINT: NumberFormat = NumberFormat::POINT;

/// The 34 key results. A15, A2: forms met in the examples; those without a number are findings.
const SECTION_8: [Row; 34] = [
    row("X1.1", "Close sales deals", "–", "", "not-measurable"),
    row("X1.2", "Increase the retention rate of our customers", "–", "", "not-measurable"),
    row("X1.3", "Establish new customers", "–", "", "not-measurable"),
    row("X2.1", "Increase monthly visitors of the website by 20%", "?→+20%", "", "baseline"),
    row("X2.2", "Boost followers by 10,000 on all platforms", "?→by+10000", "", "baseline"),
    row("X2.3", "Achieve a 15% increase in newsletter sign-ups", "?→+15%", "", "baseline"),
    row("X3.1", "Reduce the response time of support to under 2 hours", "?→2", "h", "baseline"),
    row("X3.2", "Achieve a CSAT score of 90% or above", "?→90", "%", "baseline"),
    row(
        "X3.3",
        "Launch a portal for feedback and collect at least 500 reviews in the next quarter",
        "0→500",
        "reviews next-quarter",
        "two-in-one",
    ),
    row("X4.1", "Launch 3 new products by the end of the year", "0→3", "products end-of-year", ""),
    row("X4.2", "Achieve a 25% sales increase from new products", "?→+25%", "", "baseline"),
    row(
        "X4.3",
        "Get good feedback (4 stars and above) on the new products from 80% of customers",
        "?→80",
        "%",
        "baseline",
    ),
    row("X5.1", "Hold two team-building activities each quarter", "0→2", "activities /quarter", ""),
    row("X5.2", "Achieve a 90% positive response rate in the survey on teamwork", "?→90", "%", "baseline"),
    row("X5.3", "Reduce conflicts between departments by 50%", "?→-50%", "", "baseline"),
    row(
        "X6.1",
        "Identify and resolve 90% of the bugs reported in the next two months",
        "?→90",
        "% in-2-month",
        "baseline",
    ),
    row(
        "X6.2",
        "Implement a new hosting solution by the end of the quarter",
        "–",
        "end-of-quarter",
        "yes-or-no",
    ),
    row("X6.3", "Conduct weekly checks of the system", "–", "", "how-many/week"),
    row("X7.1", "Increase our NPS", "–", "", "not-measurable"),
    row("X7.2", "Increase five-star Yelp reviews", "–", "", "not-measurable"),
    row("X8.1", "Gain 100,000 new Instagram followers", "0→100000", "followers", ""),
    row("X9.1", "Handle 20% more tickets each week", "?→+20%", "/week", "baseline"),
    row("X9.2", "Achieve a 5X increase in response time", "?→×5", "", "which-way up/down, baseline"),
    row("X9.3", "Reduce recurring tickets by 30%", "?→-30%", "", "baseline"),
    row("X10.1", "Increase revenue per deal by 20%", "?→+20%", "", "baseline"),
    row("X10.2", "Finalize X number of new contracts", "–", "", "placeholder"),
    row("X11.1", "Increase the engagement score of the team from 75% to 90%", "75→90", "%", ""),
    row("X11.2", "Reduce the number of complaints per month from 4 to 1", "4→1", "complaints /month", ""),
    row(
        "X11.3",
        "Make sure 100% of the team receive feedback this quarter",
        "?→100",
        "% end-of-quarter",
        "baseline",
    ),
    row(
        "X12.1",
        "Decrease the number of tickets per customer per month from 1.5 to 0.5.",
        "1.5→0.5",
        "tickets /month",
        "",
    ),
    row("X12.2", "Decrease the time to resolve one ticket from 5.5 to 3.0 minutes.", "5.5→3", "min", ""),
    row("X12.3", "Maintain the satisfaction score of 9.0+", "keep 9…", "points", ""),
    row("X13.1", "Achieve 80% completion rate for PDPs", "?→80", "%", "baseline"),
    row("X13.2", "Achieve 80% attendance for the programs", "?→80", "%", "baseline"),
];

#[test]
fn a15_every_key_result_of_the_practice_is_read_as_it_says() {
    let wrong = wrong(&SECTION_8, POINT, None);
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), SECTION_8.len(), wrong.join("\n"));
}

#[test]
fn a15_the_forms_that_the_domain_names() {
    let rows = [
        row("from-to", "from 75% to 90%", "75→90", "%", ""),
        row("decrease", "Decrease waiting from 5.5 to 3.0 minutes", "5.5→3", "min", ""),
        row("plus", "Maintain CSAT of 9.0+", "keep 9…", "", ""),
        row("million", "Reach $1 million in sales this quarter", "?→1000000", "$ end-of-quarter", "baseline"),
        row("+%", "Visitors +20 %", "?→+20%", "", "baseline"),
        row("−%", "Conflicts −30 %", "?→-30%", "", "baseline"),
        row("×", "Calls ×5", "?→×5", "", "baseline"),
        row("X", "5X the number of calls", "?→×5", "calls", "baseline"),
        row("by", "Followers by 10,000", "?→by+10000", "", "baseline"),
        row("at least", "CSAT at least 90 %", "keep 90…", "%", "hold-or-reach"),
        row("at most", "Keep absences at most 3 days", "keep …3", "days", ""),
        row("between", "Keep stock between 5 and 10 weeks", "keep 5…10", "weeks", ""),
    ];
    let wrong = wrong(&rows, POINT, None);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn day(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

#[test]
fn a14_a_due_phrase_gives_the_key_result_days_of_its_own() {
    let cycle = Days { from: day("2027-07-01"), to: day("2027-09-30") };
    for (text, today, from, to) in [
        ("Launch 3 products by the end of the year", "2027-07-01", "", "2027-12-31"),
        ("Resolve 90% of bugs in the next two months", "2027-07-01", "", "2027-08-31"),
        ("Collect 500 reviews in the next quarter", "2027-07-09", "2027-10-01", "2027-12-31"),
        ("Move to new servers by the end of the quarter", "2027-07-09", "", "2027-09-30"),
    ] {
        let days = read_key_result(text, POINT).due.map(|due: Due| due.days(cycle, day(today)));
        let days = days.map(|days| (days.from, days.to));
        assert_eq!(days, Some((Date::parse(from), day(to))), "{text}");
    }
}

#[test]
fn a14_a_recurring_key_result_counts_its_occurrences_over_its_days() {
    let quarter = Days { from: day("2027-07-01"), to: day("2027-09-30") };
    let year = Days { from: day("2027-01-01"), to: day("2027-12-31") };
    let twice = read_key_result("Hold two team-building activities each quarter", POINT);
    let over = |days| twice.settled(&Answers { days: Some(days), ..Answers::default() });
    assert_eq!(over(quarter), Ok(Measure::Reach(Reach { from: 0.0, to: 2.0 })));
    assert_eq!(over(year), Ok(Measure::Reach(Reach { from: 0.0, to: 8.0 })));
    let weekly = read_key_result("Conduct weekly checks of the system", POINT);
    let over = |days| weekly.settled(&Answers { days, ..Answers::default() });
    assert!(matches!(over(None), Err(Ask::HowMany(_))));
    assert_eq!(over(Some(quarter)), Ok(Measure::Reach(Reach { from: 0.0, to: 13.0 })));
}

#[test]
fn answers_make_the_measure() {
    let visitors = read_key_result("Increase visitors by 20%", POINT);
    let answers = Answers { from: Some(50_000.0), ..Answers::default() };
    assert_eq!(visitors.settled(&answers), Ok(Measure::Reach(Reach { from: 50_000.0, to: 60_000.0 })));
    // the trap: a time that should fall is divided by five
    let trap = read_key_result("Achieve a 5X increase in response time", POINT);
    let mut answers = Answers { from: Some(10.0), ..Answers::default() };
    assert!(matches!(trap.settled(&answers), Err(Ask::WhichWay { .. })));
    answers.way = Some(Way::Fall);
    assert_eq!(trap.settled(&answers), Ok(Measure::Reach(Reach { from: 10.0, to: 2.0 })));
    let hosting = read_key_result("Implement a new hosting solution", POINT);
    let answers = Answers { step: Id::parse("s1"), ..Answers::default() };
    assert!(matches!(hosting.settled(&answers), Ok(Measure::Milestones(steps)) if steps.len() == 1));
}

#[test]
fn the_title_reads_on_without_figures_and_due_phrase() {
    for (text, title) in [
        ("Increase the engagement score from 75% to 90%", "Increase the engagement score"),
        ("Reduce response time to under 2 hours.", "Reduce response time"),
        ("Launch 3 new products by the end of the year", "Launch 3 new products"),
        ("Maintain the satisfaction score of 9.0+", "Maintain the satisfaction score"),
        ("Handle 20% more tickets each week", "Handle 20% more tickets each week"),
        ("By the end of the quarter, grow followers by 10,000", "grow followers"),
        ("Die Antwortzeit von 5 auf 3 Minuten senken", "Die Antwortzeit senken"),
        ("Aumentar las ventas en un 20 % este trimestre", "Aumentar las ventas"),
        ("from 75% to 90%", ""),
    ] {
        assert_eq!(read_key_result(text, POINT).title, title, "{text}");
    }
}

#[test]
fn the_screen_can_show_what_was_read_where() {
    let text = "Reduce the number of complaints per month from 4 to 1 by the end of the quarter";
    let parse = read_key_result(text, POINT);
    let shown: Vec<(Role, &str)> =
        parse.reads.iter().map(|read| (read.role, &text[read.at.clone()])).collect();
    assert_eq!(
        shown,
        [
            (Role::Verb, "Reduce"),
            (Role::Every, "per month"),
            (Role::From, "4"),
            (Role::To, "1"),
            (Role::Due, "by the end of the quarter"),
        ]
    );
    let text = "Launch a portal and collect at least 500 reviews";
    let parse = read_key_result(text, POINT);
    let Some(Ask::TwoInOne([first, second])) = parse.asks.first() else { panic!("{parse:?}") };
    assert_eq!(
        (&text[first.clone()], &text[second.clone()]),
        ("Launch a portal", "collect at least 500 reviews")
    );
}
