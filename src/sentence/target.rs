//! A target as people type it: a value, or a change relative to a baseline. `domain.md`, "Relative targets".

use super::number::{NumberFault, NumberFormat, read_number};
use crate::domain::round;

/// A target as it was typed, before the baseline is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TypedTarget {
    /// "60,000", "to 60,000", "−40,000": the value itself. `percent` where "%" was typed.
    Absolute {
        /// The value.
        value: f64,
        /// Whether "%" was typed.
        percent: bool,
    },
    /// "+20 %", "−30 %", "by 15 %": a share of the baseline (20, −30, 15).
    Percent(f64),
    /// "+5 points", "−2 pp": a change in percentage points.
    Points(f64),
    /// "+10,000", "by 10,000", "by −500": a change in the unit.
    By(f64),
    /// "×5", "x5", "5x": a multiple of the baseline.
    Times(f64),
}

/// Why a text is no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetFault {
    /// The number in it can't be read.
    Number(NumberFault),
    /// A multiple that is negative or a percentage ("×20 %").
    BadMultiple,
}

/// What must be asked before a target is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// From what value? A change needs a baseline.
    Baseline,
    /// To what value? A share or multiple of 0 is 0.
    TargetFromZero,
    /// Percentage points, or percent of the baseline? The unit itself is %.
    PointsOrPercent,
    /// "90 %" where the unit is another: is it the value, or a share of the baseline?
    PercentOfWhat,
    /// To what smaller value? The change leads beyond all numbers that can be kept.
    TooLarge,
}

/// The answer to [`Question::PointsOrPercent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum PercentMeans {
    Points,
    PercentOfBaseline,
}

/// What is known of the key result whose target is typed.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Subject<'a> {
    /// Its baseline.
    pub from: Option<f64>,
    /// Its unit.
    pub unit: Option<&'a str>,
    /// The answer to "points or percent?", once it was given.
    pub percent_means: Option<PercentMeans>,
}

/// Reads a target. A leading "+" and the word "by" make it a change, a "−" only before a percentage: "−40,000" alone is
/// the value −40,000.
pub fn read_target(text: &str, format: NumberFormat) -> Result<TypedTarget, TargetFault> {
    let text = text.trim();
    if let Some(times) = without_multiple_sign(text) {
        let number = read_number(times, format).map_err(TargetFault::Number)?;
        let good =
            number.value >= 0.0 && !number.percent && number.sign.is_none() && number.currency.is_none();
        return if good { Ok(TypedTarget::Times(number.value)) } else { Err(TargetFault::BadMultiple) };
    }
    let (by, rest) = match (without_word(text, "by"), without_word(text, "to")) {
        (Some(rest), _) => (Some(true), rest),
        (None, Some(rest)) => (Some(false), rest),
        (None, None) => (None, text),
    };
    let (points, rest) = without_points(rest).map_or((false, rest), |rest| (true, rest));
    let (spelled, rest) = without_percent_word(rest).map_or((false, rest), |rest| (true, rest));
    let number = read_number(rest, format).map_err(TargetFault::Number)?;
    let percent = number.percent || spelled;
    let change = by.unwrap_or(number.sign == Some('+') || (number.sign.is_some() && (percent || points)));
    Ok(match (change, points, percent) {
        (true, true, _) => TypedTarget::Points(number.value),
        (true, false, true) => TypedTarget::Percent(number.value),
        (true, false, false) => TypedTarget::By(number.value),
        (false, ..) => TypedTarget::Absolute { value: number.value, percent },
    })
}

/// The absolute target: what is stored. A percentage moves by its share of the *size* of the baseline, so that "+20 %" of
/// −50,000 is −40,000.
pub fn resolve_target(typed: TypedTarget, subject: Subject) -> Result<f64, Question> {
    let in_percent = subject.unit.is_some_and(|unit| unit.trim() == "%");
    let from = || subject.from.ok_or(Question::Baseline);
    let not_0 = || from().and_then(|from| if from == 0.0 { Err(Question::TargetFromZero) } else { Ok(from) });
    let target = match typed {
        TypedTarget::Absolute { percent: true, .. } if subject.unit.is_some() && !in_percent => {
            return Err(Question::PercentOfWhat);
        }
        // as it was typed: rounding is for what is computed, and moves the last digit of large values
        TypedTarget::Absolute { value, .. } => return Ok(value),
        TypedTarget::Points(points) => from()? + points,
        TypedTarget::Times(times) => times * not_0()?,
        TypedTarget::By(by) => from()? + by,
        TypedTarget::Percent(percent) => match subject.percent_means {
            None if in_percent => return Err(Question::PointsOrPercent),
            Some(PercentMeans::Points) if in_percent => from()? + percent,
            _ => not_0().map(|from| from + percent * from.abs() / 100.0)?,
        },
    };
    if target.is_finite() { Ok(round(target)) } else { Err(Question::TooLarge) }
}

/// The rest of "×5", "x5", "5x".
fn without_multiple_sign(text: &str) -> Option<&str> {
    let sign = |c: char| matches!(c, '×' | 'x' | 'X');
    text.strip_prefix(sign).or_else(|| text.strip_suffix(sign)).map(str::trim)
}

fn without_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word))?;
    let rest = text.get(head.len()..)?;
    rest.starts_with(|c: char| !c.is_alphabetic()).then(|| rest.trim())
}

fn without_points(text: &str) -> Option<&str> {
    let units = ["percentage points", "percentage point", "% points", "points", "point", "pp", "pts"];
    units.iter().find_map(|unit| text.strip_suffix(unit)).map(str::trim_end)
}

fn without_percent_word(text: &str) -> Option<&str> {
    ["percent", "per cent"].iter().find_map(|word| text.strip_suffix(word)).map(str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINT: NumberFormat = NumberFormat::POINT;

    fn target(text: &str, from: Option<f64>, unit: Option<&str>) -> Result<f64, Question> {
        let subject = Subject { from, unit, percent_means: None };
        resolve_target(read_target(text, POINT).expect("a target"), subject)
    }

    #[test]
    fn the_worked_figures_of_the_domain() {
        // domain.md, "Relative targets" and "Worked figures"
        assert_eq!(target("+20 %", Some(50_000.0), None), Ok(60_000.0));
        assert_eq!(target("+20 %", Some(-50_000.0), None), Ok(-40_000.0));
        // practice.md section 8: followers +10,000; sign-ups +15 %; conflicts −50 %; recurring tickets −30 %
        assert_eq!(target("by 10,000", Some(2_500.0), Some("followers")), Ok(12_500.0));
        assert_eq!(target("+10,000", Some(2_500.0), Some("followers")), Ok(12_500.0));
        assert_eq!(target("+15 %", Some(400.0), Some("sign-ups")), Ok(460.0));
        assert_eq!(target("−50 %", Some(8.0), Some("conflicts")), Ok(4.0));
        assert_eq!(target("-30%", Some(40.0), Some("tickets")), Ok(28.0));
        assert_eq!(target("×5", Some(3.0), Some("calls")), Ok(15.0));
    }

    #[test]
    fn every_spelling_is_read_as_it_is_meant() {
        use TypedTarget::*;
        for (text, expected) in [
            ("60,000", Absolute { value: 60_000.0, percent: false }),
            ("to 60,000", Absolute { value: 60_000.0, percent: false }),
            ("To −3", Absolute { value: -3.0, percent: false }),
            ("−40,000", Absolute { value: -40_000.0, percent: false }),
            ("90 %", Absolute { value: 90.0, percent: true }),
            ("to 90 percent", Absolute { value: 90.0, percent: true }),
            ("+20%", Percent(20.0)),
            ("−30 %", Percent(-30.0)),
            ("- 30 %", Percent(-30.0)),
            ("by 15 %", Percent(15.0)),
            ("by −15 %", Percent(-15.0)),
            ("+20 percent", Percent(20.0)),
            ("+5 points", Points(5.0)),
            ("−2 pp", Points(-2.0)),
            ("by 5 percentage points", Points(5.0)),
            ("+5 % points", Points(5.0)),
            ("by 10,000", By(10_000.0)),
            ("by10", By(10.0)),
            ("by −500", By(-500.0)),
            ("+$1 million", By(1e6)),
            ("×5", Times(5.0)),
            ("x5", Times(5.0)),
            ("X 1.5", Times(1.5)),
            ("5x", Times(5.0)),
            ("5X", Times(5.0)),
        ] {
            assert_eq!(read_target(text, POINT), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        for text in ["", "X", "by", "to", "by X %", "×", "bye 5", "+20 % %", "1,5", "by 1 to 2"] {
            assert!(matches!(read_target(text, POINT), Err(TargetFault::Number(_))), "{text:?}");
        }
        for text in ["×−5", "×20 %", "x$5"] {
            assert_eq!(read_target(text, POINT), Err(TargetFault::BadMultiple), "{text:?}");
        }
    }

    #[test]
    fn a_value_stays_digit_by_digit_what_was_typed() {
        assert_eq!(target("4,339,183.23", Some(1.0), None), Ok(4_339_183.23));
    }

    #[test]
    fn what_is_not_known_is_asked() {
        for text in ["+20 %", "−30 %", "×5", "by 10,000", "+5 points"] {
            assert_eq!(target(text, None, None), Err(Question::Baseline), "{text}");
        }
        for text in ["+20 %", "−30 %", "×5"] {
            assert_eq!(target(text, Some(0.0), None), Err(Question::TargetFromZero), "{text}");
        }
        assert_eq!(target("by 10,000", Some(0.0), None), Ok(10_000.0));
        assert_eq!(target("+20 %", Some(50.0), Some("%")), Err(Question::PointsOrPercent));
        assert_eq!(target("+5 points", Some(50.0), Some("%")), Ok(55.0));
        assert_eq!(target("90 %", Some(50.0), Some("%")), Ok(90.0));
        assert_eq!(target("90 %", Some(50.0), Some("tickets")), Err(Question::PercentOfWhat));
        let answered = |means| Subject { from: Some(50.0), unit: Some("%"), percent_means: Some(means) };
        let plus_20 = TypedTarget::Percent(20.0);
        assert_eq!(resolve_target(plus_20, answered(PercentMeans::Points)), Ok(70.0));
        assert_eq!(resolve_target(plus_20, answered(PercentMeans::PercentOfBaseline)), Ok(60.0));
    }
}
