//! What people type where a number or a target is wanted.

use cairn::sentence::{
    NumberFormat, PercentMeans, Subject, TypedTarget, read_number, read_target, resolve_target,
};

use crate::fuzz_support::{Judged, Shape, Target};
use crate::holds;

const FINITE: &str = "every number is finite";

/// One of each spelling.
pub fn sentence() -> Target {
    let seeds = [
        "1,234.5",
        "1.234,5",
        "1 234,5 €",
        "−$5",
        "$1 million",
        "12 %",
        "+20 %",
        "by −500",
        "by 5 percentage points",
        "to 90 percent",
        "×5",
        "5x",
        "2k",
        "3 bn",
        "",
        "by 10,000",
    ];
    let seeds = seeds.iter().map(|text| text.as_bytes().to_vec()).collect();
    Target { name: "sentence", seeds, shape: Shape::Text, judge }
}

fn judge(bytes: &[u8]) -> Judged {
    let text = String::from_utf8_lossy(bytes);
    let mut said = Vec::new();
    for format in [NumberFormat::POINT, NumberFormat::COMMA, NumberFormat::SPACE] {
        let number = read_number(&text, format);
        if let Ok(number) = &number {
            holds!(FINITE, number.value.is_finite(), "{number:?} of {text:?}");
            holds!("zero has no sign", number.value != 0.0 || number.value.is_sign_positive(), "{text:?}");
        }
        said.push(number.map_or_else(|fault| kind(&fault), |n| format!("{:?}{}", n.sign, n.percent)));
        let target = read_target(&text, format);
        if let Ok(target) = target {
            holds!(FINITE, value_of(target).is_finite(), "{target:?} of {text:?}");
            said.push(resolved(target, &text)?);
        }
        said.push(target.map_or_else(|fault| kind(&fault), |target| kind(&target)));
    }
    Ok(said.join(" "))
}

/// The target for baselines and units of every kind.
fn resolved(target: TypedTarget, text: &str) -> Judged {
    let mut questions = 0;
    for from in [None, Some(0.0), Some(-3.0), Some(0.1), Some(f64::MAX), Some(f64::MIN), Some(5e-324)] {
        for unit in [None, Some("%"), Some("tickets")] {
            for percent_means in [None, Some(PercentMeans::Points), Some(PercentMeans::PercentOfBaseline)] {
                match resolve_target(target, Subject { from, unit, percent_means }) {
                    Ok(value) => {
                        holds!(FINITE, value.is_finite(), "{value} of {text:?} from {from:?} {unit:?}")
                    }
                    Err(_) => questions += 1,
                }
            }
        }
    }
    Ok(questions.to_string())
}

fn value_of(target: TypedTarget) -> f64 {
    match target {
        TypedTarget::Absolute { value, .. } => value,
        TypedTarget::Percent(value) | TypedTarget::Points(value) => value,
        TypedTarget::By(value) | TypedTarget::Times(value) => value,
    }
}

fn kind(of: &impl std::fmt::Debug) -> String {
    let text = format!("{of:?}");
    text.split(|c: char| c.is_ascii_digit() || c == '\'').next().unwrap_or_default().to_string()
}
