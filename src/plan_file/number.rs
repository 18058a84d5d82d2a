//! Numbers of a plan file: their text as the file has it, and the one text that Cairn writes for a value.

use std::fmt;

/// A JSON number, kept as it was typed: `1.50` stays `1.50`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(Box<str>);

impl Number {
    /// The number as ECMAScript prints it (`9`, `1.5`, `1e+21`, `1e-7`); `None` for what is not finite.
    pub fn from_value(value: f64) -> Option<Number> {
        value.is_finite().then(|| Number(ecmascript(value).into()))
    }

    /// The number spelled `text`, or `None` where JSON knows no such number.
    pub fn parse(text: &str) -> Option<Number> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, rest) = split_digits(unsigned);
        if whole.is_empty() || (whole.len() > 1 && whole.starts_with('0')) {
            return None;
        }
        let rest = match rest.strip_prefix('.') {
            Some(rest) => {
                let (fraction, rest) = split_digits(rest);
                (!fraction.is_empty()).then_some(rest)?
            }
            None => rest,
        };
        let rest = match rest.strip_prefix(['e', 'E']) {
            Some(rest) => {
                let (exponent, rest) = split_digits(rest.strip_prefix(['+', '-']).unwrap_or(rest));
                (!exponent.is_empty()).then_some(rest)?
            }
            None => rest,
        };
        rest.is_empty().then(|| Number(text.into()))
    }

    /// The text, digit by digit as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest value, −0 read as 0; `None` where it is too large for a finite one (`1e999`).
    pub fn value(&self) -> Option<f64> {
        let value: f64 = self.0.parse().ok()?;
        value.is_finite().then_some(value + 0.0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn split_digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// `Number::toString` of ECMAScript, from the shortest digits that read back as the same value.
fn ecmascript(value: f64) -> String {
    if value == 0.0 {
        return "0".to_string();
    }
    let shortest = format!("{:e}", value.abs());
    let (mantissa, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let (count, point) = (digits.len() as i32, exponent.parse::<i32>().unwrap_or(0) + 1);
    let zeros = |n: i32| "0".repeat(n.max(0) as usize);
    let text = if (1..=21).contains(&point) && count <= point {
        format!("{digits}{}", zeros(point - count))
    } else if (1..=21).contains(&point) {
        let (whole, fraction) = digits.split_at(point as usize);
        format!("{whole}.{fraction}")
    } else if (-5..=0).contains(&point) {
        format!("0.{}{digits}", zeros(-point))
    } else {
        let sign = if point > 0 { '+' } else { '-' };
        format!("{mantissa}e{sign}{}", (point - 1).abs())
    };
    if value < 0.0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_print_as_ecmascript_prints_them() {
        // expected texts from ECMA-262 Number::toString, tried in a browser's console
        for (value, text) in [
            (9.0, "9"),
            (1.5, "1.5"),
            (-0.0, "0"),
            (-12.25, "-12.25"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1e20, "100000000000000000000"),
            (123456789012345680000.0, "123456789012345680000"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (0.000001, "0.000001"),
            (1e-7, "1e-7"),
            (1.25e-7, "1.25e-7"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
        ] {
            assert_eq!(Number::from_value(value).map(|n| n.to_string()).as_deref(), Some(text));
        }
        assert_eq!(Number::from_value(f64::NAN), None);
        assert_eq!(Number::from_value(f64::NEG_INFINITY), None);
    }

    #[test]
    fn only_json_numbers_are_numbers() {
        for good in ["0", "-0", "1.50", "1e2", "1E+2", "-1.5e-400", "12345678901234567890123"] {
            assert_eq!(Number::parse(good).map(|n| n.to_string()).as_deref(), Some(good));
        }
        for bad in ["", "-", "01", "1.", ".5", "+1", "1e", "1e+", "NaN", "Infinity", "0x1", "1 ", "--1"] {
            assert_eq!(Number::parse(bad), None, "{bad}");
        }
        let value = |text: &str| Number::parse(text).and_then(|n| n.value());
        assert_eq!(value("1e999"), None);
        assert_eq!(value("1e-400"), Some(0.0));
        assert!(value("-0").is_some_and(|v| v.is_sign_positive()));
    }
}
