//! Tables that people and tools make, read and brought into a plan.

use super::*;
use crate::change::apply_all;
use crate::domain::{Date, Direction, Every, Id, Kpi, Plan, Record};
use crate::sentence::NumberFormat;
use proptest::prelude::*;

fn day(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn table(text: &str) -> Table {
    read(text.as_bytes()).expect("a table")
}

fn today() -> Date {
    day("2027-06-30")
}

#[test]
fn the_sign_that_divides_most_rows_alike_divides_the_cells() {
    assert_eq!(table("Day,Value\n2027-03-01,\"1,5\"\n").delimiter, ',');
    assert_eq!(table("Tag;Wert\n01.03.2027;1,5\n02.03.2027;2,5\n").delimiter, ';');
    assert_eq!(table("2027-03-01\t1,5\n2027-03-02\t2,5\n").delimiter, '\t');
    assert_eq!(read(b"\xef\xbb\xbf \n"), Err(TableFault::Empty));
    assert_eq!(read("Value\n1\n2\n".as_bytes()), Err(TableFault::OneColumn));
    assert_eq!(read(&[0xff, 0xfe, 0x31]), Err(TableFault::NotText));
}

#[test]
fn a_quoted_cell_may_hold_lines_and_each_row_knows_its_own() {
    let table = table("day,note,value\r\n2027-03-01,\"two\nlines\",3\r\n\r\n2027-03-02,,4\r\n");
    assert_eq!(table.rows.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 2, 5]);
    assert_eq!(table.rows[1].1, ["2027-03-01", "two\nlines", "3"]);
}

#[test]
fn words_are_no_table_and_two_columns_are() {
    assert!(looks_like_a_table("2027-03-01\t1\n2027-03-02\t2"));
    assert!(looks_like_a_table("a,b\n1,2\n3,4\n"));
    assert!(!looks_like_a_table("Well, we met.\nNothing came of it.\n"));
    assert!(!looks_like_a_table("one line, with a comma"));
    assert!(!looks_like_a_table(""));
}

#[test]
fn days_are_read_in_the_forms_of_other_tools_and_in_no_other() {
    use DayForm::*;
    let march = day("2027-03-01");
    for (form, text) in [
        (YearFirst, "2027-03-01"),
        (YearFirst, "2027/3/1"),
        (YearFirst, "2027-03-01T08:00:00Z"),
        (YearFirst, "2027-03-01 08:00"),
        (DayFirst, "1.3.2027"),
        (DayFirst, "01/03/2027"),
        (MonthFirst, "3/1/2027"),
        (Named, "Mar 1 2027"),
        (Named, "March 1, 2027"),
        (Named, "1. März 2027"),
        (Named, "1 de marzo de 2027"),
        (Named, "1-Mar-2027"),
    ] {
        assert_eq!(form.read(text), Some(march), "{text}");
    }
    for text in [
        "2027-02-30",
        "1.3.27",
        "27-03-01",
        "2027-03",
        "Q1 2027",
        "1,5",
        "2027-03-01 or so",
        "Mar 32 2027",
        "",
    ] {
        for form in DayForm::ALL {
            assert_eq!(form.read(text), None, "{text} as {form:?}");
        }
    }
}

#[test]
fn where_a_column_can_mean_two_things_somebody_has_to_say() {
    let both = [DayForm::DayFirst, DayForm::MonthFirst];
    assert_eq!(forms_of(["03/04/2027", "05/06/2027"].into_iter()), both);
    assert_eq!(forms_of(["03/04/2027", "13/06/2027"].into_iter()), [DayForm::DayFirst]);
    assert_eq!(forms_of(["03/04/2027", "05/16/2027"].into_iter()), [DayForm::MonthFirst]);
    // The third of March is the same either way.
    assert_eq!(forms_of(["03/03/2027"].into_iter()), [DayForm::DayFirst]);
    let numbers = |texts: &[&'static str]| notations_of(texts.iter().copied());
    assert_eq!(numbers(&["1,234", "5,678"]), [NumberFormat::POINT, NumberFormat::COMMA]);
    assert_eq!(numbers(&["1,234", "5,67"]), [NumberFormat::COMMA]);
    assert_eq!(numbers(&["1,234", "5,678.9"]), [NumberFormat::POINT]);
    assert_eq!(numbers(&["12", "7"]), [NumberFormat::POINT]);
    assert_eq!(numbers(&["rain", "sun"]), []);
    let mapping = guess(&table("Day;Sales\n03/04/2027;1,234\n05/06/2027;5,678\n")).expect("a mapping");
    assert_eq!((mapping.form, mapping.notation), (None, None));
    assert_eq!(mapping.read(&table("Day;Sales\n03/04/2027;1,234\n"), today()), None, "nothing is guessed");
}

#[test]
fn columns_are_known_by_what_they_hold() {
    let wide = guess(&table("month,jobs,hours,weather\n2027-01-01,10,1.5,rain\n2027-02-01,12,2.5,sun\n"))
        .expect("a mapping");
    assert_eq!(
        (wide.header, wide.day, wide.values.as_slice(), wide.names, wide.note),
        (true, 0, [1, 2].as_slice(), None, None)
    );
    let long = guess(&table("symbol,date,price\nA,Jan 1 2027,1.5\nB,Jan 1 2027,2\nA,Feb 1 2027,3\n"))
        .expect("a mapping");
    assert_eq!((long.day, long.names, long.values.as_slice()), (1, Some(0), [2].as_slice()));
    let bare = guess(&table("2027-03-01\t1\n2027-03-02\t2\n")).expect("a mapping");
    assert_eq!((bare.header, bare.day, bare.values.as_slice()), (false, 0, [1].as_slice()));
    let noted =
        guess(&table("Day,Uptime (%),Note\n2027-03-01,99.9,\n2027-03-02,98,Outage\n")).expect("a mapping");
    assert_eq!((noted.values.as_slice(), noted.note), ([1].as_slice(), Some(2)));
    assert_eq!(guess(&table("a,b\n1,2\n3,4\n")), None, "no days in it");
}

/// What each name holds, in days and values.
fn said(text: &str) -> Vec<(String, Vec<(String, f64)>)> {
    let table = table(text);
    let reading = guess(&table).expect("a mapping").read(&table, today()).expect("a reading");
    assert_eq!(reading.refused, [], "{text}");
    let of = |(name, days): (&String, &crate::ordered::Map<Date, Entry>)| {
        (name.clone(), days.values().map(|entry| (entry.day.to_string(), entry.value)).collect())
    };
    reading.series.iter().map(of).collect()
}

#[test]
fn two_columns_of_one_name_stay_apart_and_each_is_told_by_its_letter() {
    let one = |name: &str, value: f64| (name.to_string(), vec![("2027-03-01".to_string(), value)]);
    let both = said("Day,Sales,Sales\n2027-03-01,1,2\n");
    assert_eq!(both, [one("Sales (B)", 1.0), one("Sales (C)", 2.0)]);
    // whoever writes a name in capitals means the same, since a KPI is found by its name either way
    assert_eq!(said("Day,Sales,SALES\n2027-03-01,1,2\n"), [one("SALES (C)", 2.0), one("Sales (B)", 1.0)]);
    assert_eq!(said("Day,Sales,Costs\n2027-03-01,1,2\n"), [one("Costs", 2.0), one("Sales", 1.0)]);
    // a name that another column has already, whatever it is told by
    let three = said("Day,Sales,Sales,Sales (B)\n2027-03-01,1,2,3\n");
    assert_eq!(three, [one("Sales (B)", 3.0), one("Sales (B) (B)", 1.0), one("Sales (C)", 2.0)]);
    assert_eq!(said("Day,,B\n2027-03-01,1,2\n"), [one("B (B)", 1.0), one("B (C)", 2.0)]);
    // below each other, too
    let long = said("Who,Day,Sales,Sales\nAna,2027-03-01,1,2\nBen,2027-03-01,3,4\n");
    let wanted = [
        ("Ana · Sales (C)", 1.0),
        ("Ana · Sales (D)", 2.0),
        ("Ben · Sales (C)", 3.0),
        ("Ben · Sales (D)", 4.0),
    ];
    assert_eq!(long, wanted.map(|(name, value)| one(name, value)));
}

#[test]
fn two_names_that_are_sent_into_one_kpi_clash_on_the_days_of_which_they_say_different_things() {
    let table = table("Day,Sales,Sales\n2027-03-01,1,1\n2027-03-02,,2\n2027-03-03,3,4\n2027-03-04,5,6\n");
    let reading = guess(&table).expect("a mapping").read(&table, today()).expect("a reading");
    let to = |first: Goal, second: Goal| -> Import {
        [("Sales (B)".into(), first), ("Sales (C)".into(), second)].into()
    };
    let kpi = |id: &str| Goal::Kpi(Id::parse(id).expect("an id"));
    let clash = Clash { names: ["Sales (B)".into(), "Sales (C)".into()], day: day("2027-03-03") };
    assert_eq!(clashes(&reading, &to(kpi("m_1"), kpi("m_1"))), [clash]);
    assert_eq!(clashes(&reading, &to(kpi("m_1"), kpi("m_2"))), []);
    assert_eq!(clashes(&reading, &to(kpi("m_1"), Goal::Out)), []);
    assert_eq!(clashes(&reading, &to(Goal::Out, Goal::Out)), []);
    assert_eq!(
        clashes(&reading, &to(Goal::New("Sales".into()), Goal::New("Sales".into()))),
        [],
        "two KPIs are made"
    );
    // names that were used one after the other make one series
    let parts =
        super::read("Who,Day,Sales\nOld,2027-03-01,1\nNew,2027-03-02,2\nNew,2027-03-01,1\n".as_bytes())
            .expect("a table");
    let reading = guess(&parts).expect("a mapping").read(&parts, today()).expect("a reading");
    assert_eq!(clashes(&reading, &[("Old".into(), kpi("m_1")), ("New".into(), kpi("m_1"))].into()), []);
}

#[test]
fn a_column_that_is_left_out_takes_no_name_away() {
    let table = table("Day,Sales,Sales\n2027-03-01,1,2\n");
    let mut mapping = guess(&table).expect("a mapping");
    mapping.values = vec![2];
    assert_eq!(
        (mapping.column_name(&table, 2), mapping.column_name(&table, 1)),
        ("Sales".into(), "Sales".into())
    );
    let reading = mapping.read(&table, today()).expect("a reading");
    assert_eq!(reading.series.keys().collect::<Vec<_>>(), ["Sales"]);
}

#[test]
fn every_row_that_is_not_taken_is_named_with_its_reason() {
    let text = "Day,Sales\n2027-03-01,1\nyesterday,2\n2027-03-03,many\n2027-12-01,5\n2027-03-04,-\n2027-03-01,7\n2027-03-05,8\n2027-03-06,9\n2027-03-07,10\n2027-03-08,11\n2027-03-09,12\n2027-03-10,13\n";
    let table = table(text);
    let reading = guess(&table).expect("a mapping").read(&table, today()).expect("a reading");
    let refused: Vec<_> = reading.refused.iter().map(|refused| (refused.line, refused.why.clone())).collect();
    assert_eq!(
        refused,
        [
            (3, Why::NoDay("yesterday".into())),
            (4, Why::NotANumber("many".into())),
            (5, Why::DayAhead(day("2027-12-01"))),
            (2, Why::Again(7)),
        ]
    );
    let days = reading.series.get("Sales").expect("a series");
    assert_eq!(
        days.get(&day("2027-03-01")).map(|entry| (entry.line, entry.value)),
        Some((7, 7.0)),
        "the last line counts"
    );
    assert_eq!(days.get(&day("2027-03-04")).map(|entry| entry.value), None, "a dash is no value");
}

fn imported(plan: &mut Plan, table: &Table, import: &Import) -> Tally {
    let reading = guess(table).expect("a mapping").read(table, today()).expect("a reading");
    let tally = tally(plan, &reading, import);
    let mut next = 0;
    let mint = || {
        next += 1;
        Id::parse(&format!("m_new{next}")).expect("an id")
    };
    let steps = commands(plan, &reading, import, mint);
    assert_eq!(steps.len(), tally.new + tally.replaced + tally.kpis);
    apply_all(plan, steps, |_, _| {}).expect("a step");
    tally
}

fn id(text: &str) -> Id {
    Id::parse(text).expect("an id")
}

#[test]
fn e18_a_second_import_adds_nothing_and_a_note_that_is_there_stays() {
    let mut plan = Plan::new(id("p_table"), "Table");
    let kpi = Record::Kpi(Kpi::new("Uptime", Direction::Higher, Every::Day));
    let create = crate::change::Command::Create { id: id("m_up"), record: kpi };
    apply_all(&mut plan, vec![create], |_, _| {}).expect("a KPI");
    let import: Import = [("Uptime".to_string(), Goal::Kpi(id("m_up")))].into_iter().collect();
    let noted = table("Day,Uptime,Note\n2027-03-01,99,Outage\n2027-03-02,98,\n");
    let plain = table("Day,Uptime\n2027-03-01,99\n2027-03-02,97\n2027-03-03,96\n");
    assert_eq!(imported(&mut plan, &noted, &import), Tally { new: 2, ..Tally::default() });
    assert_eq!(imported(&mut plan, &noted, &import), Tally { same: 2, ..Tally::default() });
    assert_eq!(imported(&mut plan, &plain, &import), Tally { new: 1, same: 1, replaced: 1, kpis: 0 });
    let series = plan.series_of(&id("m_up")).expect("a series");
    assert_eq!(series.values(), [99.0, 97.0, 96.0]);
    assert_eq!(series.note(day("2027-03-01")), Some("Outage"));
}

#[test]
fn new_kpis_are_measured_as_often_as_their_values_come() {
    let mut plan = Plan::new(id("p_table"), "Table");
    let months = table("Day,A,B\n2027-01-01,1,5\n2027-02-01,2,6\n2027-03-01,3,7\n");
    let import: Import =
        [("A".to_string(), Goal::New("Sales".into())), ("B".to_string(), Goal::Out)].into_iter().collect();
    assert_eq!(imported(&mut plan, &months, &import), Tally { new: 3, kpis: 1, ..Tally::default() });
    let kpi = plan.records().kpis.get(&id("m_new1")).expect("a KPI");
    assert_eq!((kpi.title.as_str(), kpi.every, kpi.direction), ("Sales", Every::Month, Direction::None));
}

#[test]
fn t27_a_text_that_a_spreadsheet_would_run_is_written_harmless_and_read_back_as_it_was() {
    let mut plan = Plan::new(id("p_table"), "Table");
    let kpi = Record::Kpi(Kpi::new("=Sum", Direction::Higher, Every::Day));
    let mut steps = vec![crate::change::Command::Create { id: id("m_1"), record: kpi }];
    for (on, note) in [
        ("2027-03-01", "=HYPERLINK(\"x\")"),
        ("2027-03-02", "-1 \"quoted\", with a comma"),
        ("2027-03-03", "＠all"),
    ] {
        let measurement = Some(crate::domain::Measurement { value: -1.5, note: Some(note.into()) });
        steps.push(crate::change::Command::RecordMeasurement { kpi: id("m_1"), day: day(on), measurement });
    }
    apply_all(&mut plan, steps, |_, _| {}).expect("a step");
    let text = write_series(&plan, &id("m_1"), "Day", "Note").expect("a table");
    assert!(text.starts_with("Day,'=Sum,Note\r\n2027-03-01,-1.5,\"'=HYPERLINK(\"\"x\"\")\"\r\n"), "{text}");
    let written = table(&text);
    let reading = guess(&written).expect("a mapping").read(&written, today()).expect("a reading");
    let goal = Goal::Kpi(id("m_1"));
    let days = reading.series.get("=Sum").expect("under its title");
    assert_eq!(days.len(), 3);
    assert!(days.values().all(|entry| standing(&plan, &goal, entry) == Standing::Same), "{days:?}");
}

#[test]
fn series_that_nobody_here_made_come_in_whole_and_read_back_equal() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/vega");
    // names, values and rows as one counts them in the files
    for (file, names, values) in
        [("seattle-weather", 4, 4 * 1461), ("iowa-electricity", 3, 51), ("us-employment", 23, 23 * 120)]
    {
        let bytes = std::fs::read(folder.join(file).with_extension("csv")).expect("a file");
        let table = read(&bytes).expect("a table");
        let mapping = guess(&table).expect("a mapping");
        let reading = mapping.read(&table, today()).expect("a reading");
        assert_eq!((reading.series.len(), reading.refused.len()), (names, 0), "{file}");
        let import: Import =
            reading.series.keys().map(|name| (name.clone(), Goal::New(name.clone()))).collect();
        let mut plan = Plan::new(id("p_table"), "Table");
        let tally = imported(&mut plan, &table, &import);
        assert_eq!((tally.new, tally.kpis), (values, names), "{file}");
        for (kpi, record) in plan.records().kpis.iter() {
            let text = write_series(&plan, kpi, "Day", "Note").expect("a table");
            let again = read(text.as_bytes()).expect("a table");
            let reading = guess(&again).expect("a mapping").read(&again, today()).expect("a reading");
            let days = reading.series.get(&record.title).expect("under its title");
            let goal = Goal::Kpi(kpi.clone());
            assert_eq!(days.len(), plan.series_of(kpi).expect("a series").len(), "{file} {}", record.title);
            assert!(
                days.values().all(|entry| standing(&plan, &goal, entry) == Standing::Same),
                "{file} {}",
                record.title
            );
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_a_table_or_say_why(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(table) = read(&bytes)
            && let Some(mapping) = guess(&table) {
            let _ = mapping.read(&table, today());
        }
    }

    #[test]
    fn any_lines_are_read_without_a_trip(text in "([0-9./,;\t\"' -]{0,12}[,;\t\n]){0,40}") {
        if let Ok(table) = read(text.as_bytes())
            && let Some(mut mapping) = guess(&table) {
            mapping.form = mapping.form.or(Some(DayForm::DayFirst));
            mapping.notation = mapping.notation.or(Some(NumberFormat::COMMA));
            mapping.names = Some(99);
            let _ = mapping.read(&table, today());
        }
    }
}
