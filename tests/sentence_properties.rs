//! What holds for every text: nothing trips the reader, nothing without a number has a measure, and a sentence made of
//! a measure gives the measure back.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod sentence_support;
mod support;

use cairn::domain::{Keep, Measure, Reach};
use cairn::sentence::*;
use proptest::prelude::*;
use sentence_support::unsound;
use support::config;

const FORMATS: [NumberFormat; 3] = [NumberFormat::POINT, NumberFormat::COMMA, NumberFormat::SPACE];

/// A number as a locale writes it, from hundredths.
fn written(hundredths: i64, format: NumberFormat) -> String {
    let whole = (hundredths.abs() / 100).to_string();
    let mut text = String::from(if hundredths < 0 { "−" } else { "" });
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(format.group);
        }
        text.push(digit);
    }
    let part = format!("{:02}", hundredths.abs() % 100);
    let part = part.trim_end_matches('0');
    if part.is_empty() { text } else { format!("{text}{}{part}", format.decimal) }
}

/// Templates of one language: rise, fall, at least, at most, between, and changes by percent.
struct Said {
    language: Language,
    rise: &'static str,
    fall: &'static str,
    at_least: &'static str,
    at_most: &'static str,
    between: &'static str,
    more: &'static str,
    less: &'static str,
    units: [&'static str; 5],
}

const SAID: [Said; 3] = [
    Said {
        language: Language::English,
        rise: "Raise the level of water from {a} to {b} this quarter",
        fall: "Lower the level of water from {a} to {b} by the end of the year",
        at_least: "Keep the level of water at {a} or above",
        at_most: "Keep the level of water at no more than {a}",
        between: "Keep the level of water between {a} and {b}",
        more: "Increase the amount by {n}%",
        less: "Reduce the amount by {n}%",
        units: ["", "%", " minutes", " points", " €"],
    },
    Said {
        language: Language::German,
        rise: "Den Pegel von {a} auf {b} bis Ende des Quartals erhöhen",
        fall: "In diesem Jahr den Pegel von {a} auf {b} senken",
        at_least: "Den Pegel bei mindestens {a} halten",
        at_most: "Den Pegel bei höchstens {a} halten",
        between: "Den Pegel zwischen {a} und {b} halten",
        more: "Die Menge um {n} % steigern",
        less: "Die Menge um {n} % verringern",
        units: ["", " %", " Minuten", " Punkte", " €"],
    },
    Said {
        language: Language::Spanish,
        rise: "Elevar el nivel del agua de {a} a {b} antes de fin de año",
        fall: "Reducir el nivel del agua de {a} a {b} en los próximos dos meses",
        at_least: "Mantener el nivel del agua en {a} o más",
        at_most: "Mantener el nivel del agua en un máximo de {a}",
        between: "Mantener el nivel del agua entre {a} y {b}",
        more: "Aumentar la cantidad en un {n} %",
        less: "Reducir la cantidad en un {n} %",
        units: ["", " %", " minutos", " puntos", " €"],
    },
];

fn letters() -> impl Strategy<Value = String> {
    // words of the tables, a few that are none, and marks; no digit and no number word among them
    let words = "increase reduce from to by at least of the and each week quarter launch maintain between portal x \
                 senken von auf um mindestens und pro Woche bis Ende des Quartals Zufriedenheit halten \
                 aumentar de a en al menos cada mes antes fin año mantener entre y % + − ( ) → $ . , ? million Mio mil";
    let words: Vec<&str> = words.split_whitespace().collect();
    prop::collection::vec(prop::sample::select(words), 0..14).prop_map(|words| words.join(" "))
}

fn with_digits() -> impl Strategy<Value = String> {
    let words = "increase reduce from to by at least of the and each week quarter launch maintain between 5 12.5 1,000 \
                 90% $3 X 5x Q3 2027-03-31 one zwei tres 0 −4 +7 ( ) → – or above under within next two months \
                 senken von auf um bis zu oder mehr de a en un más o 1e9 999999999999999999999 10-fold 5-star 24/7 \
                 double halbieren duplicar points percentage points";
    let words: Vec<&str> = words.split_whitespace().collect();
    prop::collection::vec(prop::sample::select(words), 0..16).prop_map(|words| words.join(" "))
}

fn sound(text: &str) -> Result<(), TestCaseError> {
    for format in FORMATS {
        let parse = read_key_result(text, format);
        prop_assert_eq!(unsound(text, &parse), Vec::<String>::new(), "{:?}: {:?}", text, parse);
        let answers = Answers {
            from: Some(4.0),
            percent_means: Some(PercentMeans::Points),
            way: Some(Way::Fall),
            hold: Some(true),
            change: Some(true),
            step: None,
            days: None,
        };
        if let Ok(measure) = parse.settled(&answers) {
            prop_assert_eq!(measure.fault(), None, "{:?}", text);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(1_200))]

    #[test]
    fn no_text_trips_the_reader(text in ".{0,80}") {
        sound(&text)?;
    }

    #[test]
    fn no_bytes_trip_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
        sound(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn no_heap_of_its_own_words_trips_the_reader(text in with_digits()) {
        sound(&text)?;
    }

    #[test]
    fn what_has_no_number_has_no_measure(text in letters()) {
        for format in FORMATS {
            let parse = read_key_result(&text, format);
            prop_assert_eq!(parse.measure, TypedMeasure::Unknown, "{:?}", text);
            prop_assert!(parse.asks.iter().any(|ask| !ask.is_hint()), "{:?}", text);
        }
    }

    #[test]
    fn a_sentence_of_a_measure_gives_it_back(
        a in -5_000_000_i64..500_000_000,
        way in 1_i64..90_000_000,
        n in 1_i64..40_000,
        unit in 0_usize..5,
        format in 0_usize..3,
    ) {
        let format = FORMATS[format];
        let (low, high) = (a, a + way);
        let value = |hundredths: i64| hundredths as f64 / 100.0;
        for said in SAID {
            let unit = said.units[unit];
            let fill = |template: &str, a: i64, b: i64| {
                let number = |n| format!("{}{unit}", written(n, format));
                template.replace("{a}", &number(a)).replace("{b}", &number(b))
            };
            let reach = |from, to| Measure::Reach(Reach { from: value(from), to: value(to) });
            let keep = |at_least: Option<i64>, at_most: Option<i64>| {
                Measure::Keep(Keep { at_least: at_least.map(value), at_most: at_most.map(value) })
            };
            for (text, expected) in [
                (fill(said.rise, low, high), reach(low, high)),
                (fill(said.fall, high, low), reach(high, low)),
                (fill(said.at_least, low, 0), keep(Some(low), None)),
                (fill(said.at_most, low, 0), keep(None, Some(low))),
                (fill(said.between, low, high), keep(Some(low), Some(high))),
            ] {
                let parse = read_key_result(&text, format);
                let measure = parse.settled(&Answers::default());
                prop_assert_eq!(measure, Ok(expected), "{:?}: {:?}", text, parse);
                prop_assert_eq!(parse.language, Some(said.language), "{:?}", text);
                let unit = unit.trim().replace("minutes", "min").replace("Minuten", "min").replace("minutos", "min");
                prop_assert_eq!(parse.unit.map_or(String::new(), |u| u.text), unit, "{:?}", text);
            }
            for (template, sign) in [(said.more, 1.0), (said.less, -1.0)] {
                let text = template.replace("{n}", &written(n, format));
                let parse = read_key_result(&text, format);
                let to = Some(TypedTarget::Percent(sign * value(n)));
                prop_assert_eq!(parse.measure, TypedMeasure::Reach { from: None, to }, "{:?}", text);
                prop_assert_eq!(&parse.asks, &vec![Ask::Resolve(Question::Baseline)], "{:?}", text);
            }
        }
    }
}

#[test]
fn a_long_text_is_read_quickly_and_not_to_its_end() {
    let text = "from 1 to 2 and ".repeat(200_000);
    let parse = read_key_result(&text, NumberFormat::POINT);
    assert!(parse.reads.iter().all(|read| read.at.end <= 700));
    assert!(parse.asks.iter().any(|ask| !ask.is_hint()));
}
