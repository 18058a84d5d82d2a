//! A parse in one short line, so that a table of sentences can say by hand what is expected.
#![allow(dead_code, missing_docs, clippy::unwrap_used, clippy::expect_used)]

use cairn::domain::{Every, Keep};
use cairn::sentence::*;

/// One sentence and what is expected of it.
pub struct Row {
    pub name: &'static str,
    pub text: &'static str,
    /// "75→90", "?→+20%", "keep 9…", "–" where no number says it.
    pub measure: &'static str,
    /// Unit, rhythm and due phrase, divided by spaces.
    pub beside: &'static str,
    /// What is asked, in order.
    pub asks: &'static str,
}

pub const fn row(
    name: &'static str,
    text: &'static str,
    measure: &'static str,
    beside: &'static str,
    asks: &'static str,
) -> Row {
    Row { name, text, measure, beside, asks }
}

fn target(to: TypedTarget) -> String {
    match to {
        TypedTarget::Absolute { value, .. } => format!("{value}"),
        TypedTarget::Percent(n) => format!("{n:+}%"),
        TypedTarget::Points(n) => format!("{n:+}pt"),
        TypedTarget::By(n) => format!("by{n:+}"),
        TypedTarget::Times(n) => format!("×{n}"),
    }
}

pub fn measure(measure: TypedMeasure) -> String {
    let value = |v: Option<f64>| v.map_or(String::new(), |v| v.to_string());
    match measure {
        TypedMeasure::Unknown => "–".into(),
        TypedMeasure::Reach { from, to } => {
            let from = from.map_or("?".to_string(), |v| v.to_string());
            format!("{from}→{}", to.map_or("?".to_string(), target))
        }
        TypedMeasure::Keep(Keep { at_least, at_most }) => {
            format!("keep {}…{}", value(at_least), value(at_most))
        }
    }
}

fn every(every: Every) -> String {
    format!("{every:?}").to_lowercase()
}

fn due(due: Due) -> String {
    match due {
        Due::EndOf(period) => format!("end-of-{}", every(period)),
        Due::Next(period) => format!("next-{}", every(period)),
        Due::Within { count, every: period } => format!("in-{count}-{}", every(period)),
        Due::On(day) => format!("on-{day}"),
        Due::Quarter { quarter, year } => {
            format!("q{quarter}{}", year.map_or(String::new(), |y| format!("-{y}")))
        }
        Due::Month { month, day, year } => {
            let day = day.map_or(String::new(), |d| format!("d{d}"));
            format!("m{month}{day}{}", year.map_or(String::new(), |y| format!("-{y}")))
        }
        Due::Year(year) => format!("y{year}"),
    }
}

pub fn beside(parse: &Parse) -> String {
    let unit = parse.unit.iter().map(|unit| unit.text.clone());
    let rhythm = parse.every.iter().map(|e| format!("/{}", every(*e)));
    unit.chain(rhythm).chain(parse.due.iter().map(|d| due(*d))).collect::<Vec<_>>().join(" ")
}

pub fn asks(parse: &Parse) -> String {
    let way = |way: Option<Way>| way.map_or("?", |w| if w == Way::Rise { "up" } else { "down" });
    let say = |ask: &Ask| match ask {
        Ask::NotMeasurable => "not-measurable".into(),
        Ask::YesOrNo => "yes-or-no".into(),
        Ask::HowMany(e) => format!("how-many/{}", every(*e)),
        Ask::Placeholder(_) => "placeholder".into(),
        Ask::Number { .. } => "number".into(),
        Ask::WhichNumber(_) => "which-number".into(),
        Ask::TwoInOne(_) => "two-in-one".into(),
        Ask::WhichWay { said, better } => format!("which-way {}/{}", way(*said), way(*better)),
        Ask::ChangeOrTarget => "change-or-target".into(),
        Ask::HoldOrReach => "hold-or-reach".into(),
        Ask::UnitsDiffer(..) => "units".into(),
        Ask::Target => "target".into(),
        Ask::Resolve(Question::Baseline) => "baseline".into(),
        Ask::Resolve(Question::PointsOrPercent) => "points-or-percent".into(),
        Ask::Resolve(other) => format!("{other:?}"),
        Ask::Fault(fault) => format!("{fault:?}"),
    };
    parse.asks.iter().map(say).collect::<Vec<String>>().join(", ")
}

/// Every row that is not read as expected, with its name, what was expected and what was found.
pub fn wrong(rows: &[Row], format: NumberFormat, language: Option<Language>) -> Vec<String> {
    let mut wrong = Vec::new();
    for row in rows {
        let parse = read_key_result(row.text, format);
        let found = format!("{} | {} | {}", measure(parse.measure), beside(&parse), asks(&parse));
        let expected = format!("{} | {} | {}", row.measure, row.beside, row.asks);
        if found != expected {
            wrong.push(format!("{}: {:?}\n  expected {expected}\n  found    {found}", row.name, row.text));
        }
        if language.is_some() && parse.language != language {
            wrong.push(format!("{}: {:?} is {:?}", row.name, row.text, parse.language));
        }
        for name in unsound(row.text, &parse) {
            wrong.push(format!("{}: {:?} {name}", row.name, row.text));
        }
    }
    wrong
}

/// What no parse may do, whatever the text: stretches out of place, an open measure without a question.
pub fn unsound(text: &str, parse: &Parse) -> Vec<String> {
    let mut faults = Vec::new();
    let mut end = 0;
    for read in &parse.reads {
        if read.at.start < end || read.at.is_empty() || text.get(read.at.clone()).is_none() {
            faults.push(format!("has a stretch out of place: {:?} of {:?}", read.at, read.role));
        }
        end = read.at.end;
    }
    let open = parse.asks.iter().any(|ask| !ask.is_hint());
    if !open && parse.settled(&Answers::default()).is_err() {
        faults.push("asks nothing and has no measure".into());
    }
    if open && parse.settled(&Answers::default()).is_ok() {
        faults.push("asks and has a measure".into());
    }
    faults
}
