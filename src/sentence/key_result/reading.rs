//! One figure as a measure: what the verb makes of it, and what it leaves open.

use super::super::target::{Question, TypedTarget};
use super::super::unit::{Unit, UnitKind};
use super::super::words::{Verb, has};
use super::figure::{Figure, Form, noun};
use super::phrase::{Bound, Phrase, Sentence};
use super::{Ask, Things, TypedMeasure, Verbs, Way};
use crate::domain::{Every, Keep, MeasureFault, round};

/// All that is known of a sentence when a figure is judged.
pub(super) struct Context<'a> {
    pub sentence: Sentence<'a>,
    pub phrases: &'a [Phrase],
    pub verbs: Verbs,
    pub things: Things,
    pub every: Option<Every>,
}

/// A figure as a measure.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub measure: TypedMeasure,
    pub unit: Option<Unit>,
    pub every: Option<Every>,
    pub asks: Vec<Ask>,
    /// The token behind the noun that is counted.
    pub noun: Option<usize>,
}

impl Reading {
    pub fn unknown() -> Reading {
        Reading { measure: TypedMeasure::Unknown, unit: None, every: None, asks: Vec::new(), noun: None }
    }
}

const BASELINE: Ask = Ask::Resolve(Question::Baseline);

pub(super) fn reading(context: &Context, figure: &Figure) -> Reading {
    let Some(phrase) = context.phrases.get(figure.phrase) else { return Reading::unknown() };
    let other = match figure.form {
        Form::FromTo(from, _) | Form::Between(from, _) => context.phrases.get(from),
        _ => None,
    };
    for phrase in [Some(phrase), other].into_iter().flatten() {
        if let Err(why) = phrase.value {
            let at = context.sentence.token_bytes(&phrase.tokens);
            return Reading { asks: vec![Ask::Number { at, why }], ..Reading::unknown() };
        }
    }
    let value = phrase.value.unwrap_or_default();
    let before = other.and_then(|other| other.value.ok());
    let (unit, noun) = unit(context, figure, phrase, other);
    let mut reading = match (figure.form, before) {
        (Form::FromTo(..), Some(from)) => from_to(context, from, value),
        (Form::Between(..), Some(low)) => between(context, low, value),
        (Form::From, _) => Reading {
            measure: TypedMeasure::Reach { from: Some(value), to: None },
            asks: vec![Ask::Target],
            ..Reading::unknown()
        },
        (Form::Change(own), _) => change(context, phrase, own, value, unit.as_ref()),
        _ => target(context, figure, phrase, value, unit.as_ref()),
    };
    if let Some(differ) = other.and_then(|other| units_differ(context, other, phrase)) {
        reading.asks.insert(0, differ);
    }
    Reading { unit, noun, every: context.every, ..reading }
}

/// "Double": a change without a number.
pub(super) fn multiple(context: &Context, factor: f64) -> Reading {
    let to = Some(TypedTarget::Times(factor));
    let mut asks = Vec::new();
    push_trap(context, context.way(), &mut asks);
    asks.push(BASELINE);
    let (unit, _) = named_thing(context);
    Reading { measure: TypedMeasure::Reach { from: None, to }, unit, asks, ..Reading::unknown() }
}

fn from_to(context: &Context, from: f64, to: f64) -> Reading {
    let mut asks = Vec::new();
    if context.verbs.main == Some(Verb::Hold) {
        asks.push(Ask::HoldOrReach);
    }
    let figures = if to > from { Way::Rise } else { Way::Fall };
    match context.way() {
        _ if round(from) == round(to) => asks.push(Ask::Fault(MeasureFault::FromEqualsTo)),
        // the verb says one way and the figures the other
        Some(said) if said != figures => asks.push(Ask::WhichWay { said: Some(figures), better: Some(said) }),
        Some(said) => push_trap(context, Some(said), &mut asks),
        None => {}
    }
    let measure = TypedMeasure::Reach { from: Some(from), to: Some(absolute(to, None)) };
    Reading { measure, asks, ..Reading::unknown() }
}

fn between(context: &Context, low: f64, high: f64) -> Reading {
    let mut asks = Vec::new();
    if !matches!(context.verbs.main, None | Some(Verb::Hold | Verb::Ensure)) {
        asks.push(Ask::HoldOrReach);
    }
    if low > high {
        asks.push(Ask::Fault(MeasureFault::BoundsCrossed));
    }
    let measure = TypedMeasure::Keep(Keep { at_least: Some(low), at_most: Some(high) });
    Reading { measure, asks, ..Reading::unknown() }
}

fn change(context: &Context, phrase: &Phrase, own: Option<Way>, value: f64, unit: Option<&Unit>) -> Reading {
    let size = value.abs();
    let counted = phrase.change == Some(Way::Rise) && unit.is_some_and(|u| u.kind == UnitKind::Count);
    if counted && !phrase.percent && context.verbs.main == Some(Verb::Do) {
        // "win 5 more customers" are five new ones
        return count_from_nothing(size);
    }
    let better = context.verbs.way == Some(Verb::Better);
    let said = context.way().or(if better { context.things.better() } else { None });
    let way = own.or(said);
    let mut asks = Vec::new();
    match (own, said) {
        (Some(own), Some(said)) if own != said => {
            asks.push(Ask::WhichWay { said: Some(own), better: Some(said) });
        }
        // "×5" says its way itself; "followers by 10,000" is safe only where more is surely better
        (None, None) if phrase.times && !better => push_trap(context, Some(Way::Rise), &mut asks),
        (None, None) if context.things.better() == Some(Way::Rise) => {}
        (None, None) => asks.push(Ask::WhichWay { said: None, better: context.things.better() }),
        _ => push_trap(context, way, &mut asks),
    }
    let to = signed(relative(phrase, size), way.unwrap_or(Way::Rise));
    if matches!(to, TypedTarget::Times(factor) if !factor.is_finite() || factor <= 0.0) {
        asks.push(Ask::Fault(MeasureFault::NotFinite));
    }
    if matches!(to, TypedTarget::Percent(_)) && context.things.rate {
        asks.push(Ask::Resolve(Question::PointsOrPercent));
    }
    asks.push(BASELINE);
    Reading { measure: TypedMeasure::Reach { from: None, to: Some(to) }, asks, ..Reading::unknown() }
}

fn relative(phrase: &Phrase, size: f64) -> TypedTarget {
    if phrase.times {
        TypedTarget::Times(size)
    } else if phrase.points {
        TypedTarget::Points(size)
    } else if phrase.percent {
        TypedTarget::Percent(size)
    } else {
        TypedTarget::By(size)
    }
}

/// The change the way it is meant: "reduce 5x" divides.
pub(super) fn signed(to: TypedTarget, way: Way) -> TypedTarget {
    let sign = if way == Way::Fall { -1.0 } else { 1.0 };
    match to {
        TypedTarget::Percent(n) => TypedTarget::Percent(sign * n.abs()),
        TypedTarget::Points(n) => TypedTarget::Points(sign * n.abs()),
        TypedTarget::By(n) => TypedTarget::By(sign * n.abs()),
        TypedTarget::Times(n) if way == Way::Fall && n > 1.0 => TypedTarget::Times(1.0 / n),
        TypedTarget::Times(n) if way == Way::Rise && n < 1.0 => TypedTarget::Times(1.0 / n),
        to => to,
    }
}

fn absolute(value: f64, unit: Option<&Unit>) -> TypedTarget {
    TypedTarget::Absolute { value, percent: unit.is_some_and(|unit| unit.kind == UnitKind::Percent) }
}

fn count_from_nothing(value: f64) -> Reading {
    let measure = TypedMeasure::Reach { from: Some(0.0), to: Some(absolute(value, None)) };
    let asks = if value == 0.0 { vec![Ask::Fault(MeasureFault::FromEqualsTo)] } else { Vec::new() };
    Reading { measure, asks, ..Reading::unknown() }
}

/// A value that is to be reached, held or counted.
fn target(context: &Context, figure: &Figure, phrase: &Phrase, value: f64, unit: Option<&Unit>) -> Reading {
    let main = context.verbs.main;
    let counts = unit.is_some_and(|u| matches!(u.kind, UnitKind::Count | UnitKind::Money));
    let most = phrase.bound == Some(Bound::AtMost);
    if matches!(figure.form, Form::Count | Form::Bound | Form::Bare | Form::Marked) && !most {
        let fresh = context.names_new() || context.every.is_some();
        let does = main == Some(Verb::Do)
            && (counts || (figure.form == Form::Bare && context.is_behind_verb(phrase)));
        // "hold two workshops each month" are held, not kept
        let recurs = figure.form == Form::Count && context.every.is_some();
        let holds = matches!(main, Some(Verb::Rise | Verb::Fall | Verb::Better))
            || (main == Some(Verb::Hold) && !recurs);
        if does || (counts && fresh && !holds) {
            return count_from_nothing(value);
        }
    }
    let bound = phrase.bound.or(context.things.better().map(|way| match way {
        Way::Rise => Bound::AtLeast,
        Way::Fall => Bound::AtMost,
    }));
    let keep = |bound: Option<Bound>| {
        let at_most = (bound == Some(Bound::AtMost)).then_some(value);
        TypedMeasure::Keep(Keep { at_least: if at_most.is_none() { Some(value) } else { None }, at_most })
    };
    let read = |measure, asks| Reading { measure, asks, ..Reading::unknown() };
    let reach = TypedMeasure::Reach { from: None, to: Some(absolute(value, unit)) };
    match main {
        Some(Verb::Hold) if bound.is_none() => {
            read(keep(None), vec![Ask::WhichWay { said: None, better: None }])
        }
        Some(Verb::Hold) => read(keep(bound), Vec::new()),
        Some(Verb::Ensure) if figure.form != Form::Share && bound.is_some() => {
            read(keep(bound), vec![Ask::HoldOrReach])
        }
        Some(Verb::Ensure) if figure.form != Form::Share => read(reach, vec![Ask::HoldOrReach]),
        None | Some(Verb::Do) if phrase.bound.is_some() && figure.form != Form::Share => {
            read(keep(phrase.bound), vec![Ask::HoldOrReach])
        }
        Some(Verb::Rise | Verb::Fall | Verb::Better)
            if matches!(figure.form, Form::Marked | Form::Count | Form::Bare) =>
        {
            read(reach, vec![Ask::ChangeOrTarget])
        }
        _ if (figure.form == Form::Bare && !context.is_behind_verb(phrase))
            || context.is_named(figure, phrase) =>
        {
            let at = context.sentence.token_bytes(&phrase.tokens);
            let candidate = super::Candidate { at, measure: reach, unit: unit.cloned() };
            read(TypedMeasure::Unknown, vec![Ask::WhichNumber(vec![candidate])])
        }
        _ => {
            let mut asks = Vec::new();
            let by_bound = match phrase.bound {
                Some(Bound::AtLeast) => Some(Way::Rise),
                Some(Bound::AtMost) => Some(Way::Fall),
                None => None,
            };
            match (context.way(), by_bound) {
                (Some(said), Some(bound)) if said != bound => {
                    asks.push(Ask::WhichWay { said: Some(said), better: Some(bound) });
                }
                (said, _) => push_trap(context, said, &mut asks),
            }
            asks.push(BASELINE);
            read(reach, asks)
        }
    }
}

/// "A 5X increase in response time": the verb says up, the thing is better down.
fn push_trap(context: &Context, said: Option<Way>, asks: &mut Vec<Ask>) {
    if let (Some(said), Some(better)) = (said, context.things.better())
        && said != better
    {
        asks.push(Ask::WhichWay { said: Some(said), better: Some(better) });
    }
}

fn units_differ(context: &Context, from: &Phrase, to: &Phrase) -> Option<Ask> {
    let first = from.unit.clone()?;
    let counted = || noun(context.sentence, to.tokens.end).map(|(noun, _)| Unit::new(UnitKind::Count, &noun));
    let second = to.unit.clone().or_else(counted)?;
    (first.kind != second.kind).then_some(Ask::UnitsDiffer(first, second))
}

/// What the figure counts, and the token behind its noun.
fn unit(
    context: &Context,
    figure: &Figure,
    phrase: &Phrase,
    other: Option<&Phrase>,
) -> (Option<Unit>, Option<usize>) {
    let percent = || Some(Unit::new(UnitKind::Percent, "%"));
    if let Form::Change(_) = figure.form {
        if phrase.points {
            let scored = context.things.score || !context.things.rate;
            let points = phrase.unit.as_ref().filter(|unit| unit.kind == UnitKind::Points && scored);
            return (points.cloned().or_else(percent), None);
        }
        if phrase.percent || phrase.times {
            let named = named_thing(context);
            if named.0.is_some() {
                return named;
            }
            // only where the change is one of the rate itself
            return (if phrase.percent && context.things.rate { percent() } else { None }, None);
        }
    }
    let typed = phrase.unit.clone().or_else(|| other.and_then(|other| other.unit.clone()));
    if typed.is_some() {
        return (typed, None);
    }
    if let Some((noun, end)) = noun(context.sentence, phrase.tokens.end) {
        return (Some(Unit::new(UnitKind::Count, &noun)), Some(end));
    }
    if let Some((noun, _)) = other.and_then(|other| noun(context.sentence, other.tokens.end)) {
        return (Some(Unit::new(UnitKind::Count, &noun)), None);
    }
    named_thing(context)
}

/// The unit that the title names: "number of tickets", "score".
fn named_thing(context: &Context) -> (Option<Unit>, Option<usize>) {
    let sentence = context.sentence;
    for at in 0..sentence.tokens.len() {
        let end = sentence.words.number_of.iter().filter_map(|phrase| sentence.words_at(at, phrase)).max();
        if let Some((noun, _)) = end.and_then(|end| noun(sentence, end)) {
            return (Some(Unit::new(UnitKind::Count, &noun)), None);
        }
    }
    let points = context.things.score && !context.things.rate;
    let satisfied = context.things.score && context.things.rate;
    let unit = (points || satisfied).then(|| Unit::new(UnitKind::Points, sentence.words.points_unit));
    (unit, None)
}

impl Context<'_> {
    fn names_new(&self) -> bool {
        self.sentence.tokens.iter().any(|token| has(self.sentence.words.new, &token.word))
    }

    /// "ISO 9001 certified": the number is part of a name.
    fn is_named(&self, figure: &Figure, phrase: &Phrase) -> bool {
        let words = self.sentence.words;
        let before = phrase.tokens.start.checked_sub(1).map_or("", |at| self.sentence.word(at));
        figure.form == Form::Count
            && !before.is_empty()
            && !words.is_small(before)
            && words.verb(before).is_none()
    }

    fn is_behind_verb(&self, phrase: &Phrase) -> bool {
        let words = self.sentence.words;
        let begin = super::phrase::skip_articles_back(self.sentence, phrase.tokens.start);
        let verb = |at: usize| words.verb(self.sentence.word(at)).is_some();
        begin.checked_sub(1).is_some_and(verb) || (words.verb_last && verb(phrase.tokens.end))
    }
}
