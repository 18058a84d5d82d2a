//! The ordinary fields follow the sentence: what it says is filled in, unless a person has touched the field.

use leptos::prelude::*;

use super::super::measure::MeasureDraft;
use super::{SentenceDraft, days_of};
use crate::domain::Date;
use crate::sentence::{Ask, Parse, Question, TypedMeasure, TypedTarget};
use crate::ui::say;
use crate::ui::workspace::use_workspace;

/// The fields that follow.
#[derive(Clone, Copy)]
pub struct Fields {
    /// The title.
    pub title: RwSignal<String>,
    /// The unit.
    pub unit: RwSignal<String>,
    /// How it is measured.
    pub measure: MeasureDraft,
    /// Its own first day.
    pub from: RwSignal<String>,
    /// Its own last day.
    pub to: RwSignal<String>,
    /// Whether the fields below "More" are in sight, as they are once one of them was filled.
    pub more: RwSignal<bool>,
}

/// A field, and what stood in it before the sentence and what the sentence put there last.
#[derive(Clone)]
struct Follower {
    field: RwSignal<String>,
    began: String,
    last: StoredValue<String>,
}

impl Follower {
    fn of(field: RwSignal<String>) -> Follower {
        let began = field.get_untracked();
        Follower { field, last: StoredValue::new(began.clone()), began }
    }

    /// Puts `value` there, or without one what stood there at first. A field that holds something else than was put
    /// there last was touched, and stays as it is.
    fn offer(&self, value: Option<String>) {
        let value = value.unwrap_or_else(|| self.began.clone());
        let now = self.field.get_untracked();
        if now != self.last.get_value() || now == value {
            return;
        }
        self.last.set_value(value.clone());
        self.field.set(value);
    }
}

/// From now on the fields follow the sentence.
pub(super) fn follow(draft: SentenceDraft, fields: Fields) {
    let workspace = use_workspace();
    let measure = fields.measure;
    let of = Follower::of;
    let (title, unit) = (of(fields.title), of(fields.unit));
    let (own_from, own_to) = (of(fields.from), of(fields.to));
    let (kind, from, to) = (of(measure.kind), of(measure.from), of(measure.to));
    let (at_least, at_most) = (of(measure.at_least), of(measure.at_most));
    let step = measure.steps.with_untracked(|steps| steps.first().map(|step| of(step.title)));
    Effect::new(move |_| {
        let parse = draft.chosen();
        let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        title.offer(parse.as_ref().and_then(|parse| said(&parse.title)));
        unit.offer(parse.as_ref().and_then(|parse| said(&parse.unit.as_ref()?.text)));
        let days = parse.as_ref().and_then(|parse| due(parse, draft, workspace.today.get_untracked()));
        own_from.offer(days.and_then(|(from, _)| from).map(|day| day.to_string()));
        own_to.offer(days.and_then(|(_, to)| to).map(|day| day.to_string()));
        if days.is_some_and(|(from, to)| from.is_some() || to.is_some()) {
            fields.more.set(true);
        }
        let asks = draft.asks();
        measure.asked_above.set(asks.contains(&Ask::Resolve(Question::PointsOrPercent)));
        let milestone = draft.yes.get() && asks.contains(&Ask::YesOrNo);
        let measured = parse.as_ref().and_then(|parse| Some((parse, draft.measure(parse)?)));
        let (mut reach, mut keep) = (None, None);
        match measured {
            Some((parse, TypedMeasure::Reach { from, to })) => {
                let times = parse.times(from, days_of(draft, fields));
                let to = to.map_or(String::new(), |to| worded(to, parse, times));
                reach = Some((from.map(say::plain_number), to));
            }
            Some((_, TypedMeasure::Keep(bounds))) => keep = Some(bounds),
            _ => {}
        }
        let as_kind = match (&reach, &keep) {
            (Some(_), _) => Some("reach"),
            (_, Some(_)) => Some("keep"),
            _ => milestone.then_some("milestones"),
        };
        kind.offer(as_kind.map(str::to_string));
        let bound = |value: Option<f64>| keep.map(|_| value.map(say::plain_number).unwrap_or_default());
        at_least.offer(bound(keep.and_then(|keep| keep.at_least)));
        at_most.offer(bound(keep.and_then(|keep| keep.at_most)));
        from.offer(reach.as_ref().and_then(|(from, _)| from.clone()));
        to.offer(reach.map(|(_, to)| to));
        if let Some(step) = &step {
            step.offer(parse.filter(|_| milestone).map(|parse| parse.title));
        }
    });
}

/// The days of its own that the due phrase gives it, each only where it is not the cycle's.
pub(super) fn due(parse: &Parse, draft: SentenceDraft, today: Date) -> Option<(Option<Date>, Option<Date>)> {
    let cycle = draft.cycle?;
    let days = parse.due?.days(cycle, today);
    Some((days.from.filter(|day| *day != cycle.from), Some(days.to).filter(|day| *day != cycle.to)))
}

/// A target as it is typed into its field.
fn worded(to: TypedTarget, parse: &Parse, times: u32) -> String {
    let in_percent = parse.unit.as_ref().is_some_and(|unit| unit.text == "%");
    let plus = |value: f64| if value > 0.0 { "+" } else { "" };
    let number = say::plain_number;
    match to {
        TypedTarget::Absolute { value, percent: true } if !in_percent => format!("{} %", number(value)),
        TypedTarget::Absolute { value, .. } => number(value * f64::from(times)),
        TypedTarget::Percent(value) => format!("{}{} %", plus(value), number(value)),
        TypedTarget::Points(value) => format!("{}{} pp", plus(value), number(value)),
        TypedTarget::By(value) => format!("by {}", number(value)),
        TypedTarget::Times(value) => format!("×{}", number(value)),
    }
}
