//! The part of the key-result form that says how it is measured: reach, keep or milestones.

use crate::ordered::{Map, sort_by};

use leptos::prelude::*;

use super::words::{number_draft, number_or_none, optional, parse_number};
use crate::browser::{clock, locale};
use crate::domain::{Id, Keep, Measure, Milestone, Rank, Reach};
use crate::sentence::{PercentMeans, Question, Subject, read_target, resolve_target};
use crate::ui::say;
use crate::ui::text::{fill, t};
use crate::ui::view::{handler, live, view};
use crate::ui::widget::{TextField, segments::Segments};

/// One step as it is typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct StepDraft {
    id: Id,
    before: Option<Milestone>,
    pub(super) title: RwSignal<String>,
    weight: RwSignal<String>,
}

/// What is typed of a measure, all three kinds side by side so that switching loses nothing.
#[derive(Clone, Copy)]
pub struct MeasureDraft {
    pub(super) kind: RwSignal<String>,
    pub(super) from: RwSignal<String>,
    pub(super) to: RwSignal<String>,
    pub(super) percent_means: RwSignal<String>,
    pub(super) at_least: RwSignal<String>,
    pub(super) at_most: RwSignal<String>,
    pub(super) steps: RwSignal<Vec<StepDraft>>,
    /// "Points or percent?" is asked above, where the sentence is.
    pub(super) asked_above: RwSignal<bool>,
}

impl MeasureDraft {
    /// A measure as a draft.
    pub fn of(measure: Option<&Measure>) -> MeasureDraft {
        let (mut kind, mut reach, mut keep) = ("reach", None, None);
        let mut steps: Vec<StepDraft> = Vec::new();
        match measure {
            Some(Measure::Reach(r)) => reach = Some(*r),
            Some(Measure::Keep(k)) => (kind, keep) = ("keep", Some(*k)),
            Some(Measure::Milestones(m)) => {
                kind = "milestones";
                let mut rows: Vec<_> = m.iter().collect();
                sort_by(&mut rows, |a, b| {
                    crate::domain::by_rank(a.1.rank.as_ref(), a.0, b.1.rank.as_ref(), b.0)
                });
                steps = rows
                    .into_iter()
                    .map(|(id, step)| StepDraft {
                        id: id.clone(),
                        before: Some(step.clone()),
                        title: RwSignal::new(step.title.clone()),
                        weight: number_draft(step.weight),
                    })
                    .collect();
            }
            None => {}
        }
        if steps.is_empty() {
            steps = vec![new_step(), new_step()];
        }
        MeasureDraft {
            kind: RwSignal::new(kind.to_string()),
            from: number_draft(reach.map(|r| r.from)),
            to: number_draft(reach.map(|r| r.to)),
            percent_means: RwSignal::new(String::new()),
            at_least: number_draft(keep.and_then(|k| k.at_least)),
            at_most: number_draft(keep.and_then(|k| k.at_most)),
            steps: RwSignal::new(steps),
            asked_above: RwSignal::new(false),
        }
    }

    /// Depends on everything that is typed: what [`MeasureDraft::read`] gives is then computed anew.
    pub fn track(&self) {
        let texts = [self.kind, self.from, self.to, self.percent_means, self.at_least, self.at_most];
        texts.iter().for_each(Track::track);
        self.steps.with(|steps| {
            steps.iter().for_each(|step| {
                step.title.track();
                step.weight.track();
            })
        });
    }

    /// The measure that is typed, and the words it was typed in where they say more than the figures; `None` where
    /// nothing is typed. Errors are words for the person.
    pub fn read(&self, unit: RwSignal<String>) -> Result<(Option<Measure>, Option<String>), String> {
        match self.kind.get_untracked().as_str() {
            "keep" => {
                let at_least = number_or_none(t().at_least, self.at_least)?;
                let at_most = number_or_none(t().at_most, self.at_most)?;
                let given = at_least.is_some() || at_most.is_some();
                Ok((given.then_some(Measure::Keep(Keep { at_least, at_most })), None))
            }
            "milestones" => Ok((self.read_milestones()?, None)),
            _ => self.read_reach(unit),
        }
    }

    fn read_reach(&self, unit: RwSignal<String>) -> Result<(Option<Measure>, Option<String>), String> {
        let Some(typed) = optional(self.to) else {
            let nothing = optional(self.from).is_none();
            return if nothing { Ok((None, None)) } else { Err(t().target_missing.to_string()) };
        };
        let from = number_or_none(t().from, self.from)?;
        let target = read_target(&typed, locale::number_format())
            .map_err(|_| fill(t().not_a_number, &[t().target, &typed, &say::number(1234.5)]))?;
        let unit = optional(unit);
        let percent_means = match self.percent_means.get_untracked().as_str() {
            "points" => Some(PercentMeans::Points),
            "percent" => Some(PercentMeans::PercentOfBaseline),
            _ => None,
        };
        let subject = Subject { from, unit: unit.as_deref(), percent_means };
        let to = resolve_target(target, subject).map_err(|question| ask(question).to_string())?;
        let from = from.ok_or_else(|| t().baseline_missing.to_string())?;
        let worded = typed.parse::<f64>().is_err() && parse_number(t().target, &typed).ok() != Some(to);
        Ok((Some(Measure::Reach(Reach { from, to })), worded.then_some(typed)))
    }

    fn read_milestones(&self) -> Result<Option<Measure>, String> {
        let mut steps = Map::new();
        let mut last: Option<Rank> = None;
        for step in self.steps.get_untracked() {
            let Some(title) = optional(step.title) else { continue };
            let rank = Rank::after(last.as_ref());
            last = Some(rank.clone());
            let weight = number_or_none(t().weight, step.weight)?;
            let done = step.before.and_then(|before| before.done);
            steps.insert(step.id, Milestone { title, weight, done, rank: Some(rank) });
        }
        Ok((!steps.is_empty()).then_some(Measure::Milestones(steps)))
    }

    /// What the typed target comes to, where it is typed as a change, or what must be asked.
    fn echo(&self, unit: RwSignal<String>) -> String {
        let (typed, from, unit) = (self.to.get(), self.from.get(), unit.get());
        self.percent_means.track();
        if typed.trim().is_empty() || from.trim().is_empty() {
            return String::new();
        }
        match self.read_reach(RwSignal::new(unit.clone())) {
            Ok((Some(Measure::Reach(reach)), _)) => {
                let unit = (!unit.trim().is_empty()).then_some(unit.trim());
                fill(t().reach_echo, &[&say::number(reach.from), &say::with_unit(reach.to, unit)])
            }
            Ok(_) => String::new(),
            Err(why) => why,
        }
    }

    fn asks_points_or_percent(&self, unit: RwSignal<String>) -> bool {
        let typed = self.to.get();
        if self.asked_above.get() {
            return false;
        }
        let changes = read_target(&typed, locale::number_format())
            .is_ok_and(|target| matches!(target, crate::sentence::TypedTarget::Percent(_)));
        unit.get().trim() == "%" && changes
    }
}

fn new_step() -> StepDraft {
    StepDraft {
        id: clock::mint("s"),
        before: None,
        title: RwSignal::new(String::new()),
        weight: RwSignal::new(String::new()),
    }
}

/// What a target leaves open, as a question.
pub fn ask(question: Question) -> &'static str {
    match question {
        Question::Baseline => t().ask_baseline,
        Question::TargetFromZero => t().ask_target_from_zero,
        Question::PointsOrPercent => t().ask_points_or_percent,
        Question::PercentOfWhat => t().ask_percent_of_what,
        Question::TooLarge => t().refused_not_finite,
    }
}

/// The inputs of a measure.
#[component]
pub fn MeasureFields(draft: MeasureDraft, unit: RwSignal<String>) -> impl IntoView {
    let kinds = vec![
        ("reach", t().measure_reach),
        ("keep", t().measure_keep),
        ("milestones", t().measure_milestones),
    ];
    let units = move || view! { <TextField label=t().unit value=unit hint=t().unit_hint /> };
    let fields = move || match draft.kind.get().as_str() {
        "keep" => view! {
            <div class="row-fields">
                <TextField label=t().at_least value=draft.at_least numeric=true />
                <TextField label=t().at_most value=draft.at_most numeric=true />
                {units()}
            </div>
            <p class="hint small soft">{t().keep_hint}</p>
        },
        "milestones" => view! { <Steps steps=draft.steps /> },
        _ => view! {
            <div class="row-fields">
                <TextField label=t().from value=draft.from numeric=true />
                <TextField label=t().target value=draft.to />
                {units()}
            </div>
            {move || draft.asks_points_or_percent(unit).then(|| view! {
                <Segments
                    legend=t().ask_points_or_percent
                    value=draft.percent_means
                    choices=vec![("points", t().percentage_points), ("percent", t().percent_of_baseline)]
                />
            })}
            <p class="hint small soft" aria-live="polite">
                {move || { let echo = draft.echo(unit); if echo.is_empty() { t().reach_hint.to_string() } else { echo } }}
            </p>
        },
    };
    view! {
        <Segments legend=t().measure value=draft.kind choices=kinds />
        <div class="stack">{live(fields)}</div>
    }
}

#[component]
fn Steps(steps: RwSignal<Vec<StepDraft>>) -> impl IntoView {
    let move_up = move |id: Id| {
        steps.update(|steps| {
            if let Some(i) = steps.iter().position(|s| s.id == id).filter(|i| *i > 0) {
                steps.swap(i, i - 1);
            }
        });
    };
    view! {
        <fieldset class="field">
            <legend>{t().milestones}</legend>
            <div class="stack">
                <For each=move || steps.get() key=|step| step.id.clone() let:step>
                    {
                        let (up, gone) = (step.id.clone(), step.id.clone());
                        view! {
                            <div class="step-draft">
                                <TextField label=t().title value=step.title />
                                <TextField label=t().weight value=step.weight numeric=true />
                                <button type="button" class="icon-button" aria-label=t().move_up title=t().move_up
                                    on:click=handler(move |_| move_up(up.clone()))>"↑"</button>
                                <button type="button" class="icon-button" aria-label=t().remove title=t().remove
                                    on:click=handler(move |_| steps.update(|s| s.retain(|s| s.id != gone)))>"×"</button>
                            </div>
                        }
                    }
                </For>
            </div>
            <button type="button" class="button small" on:click=handler(move |_| steps.update(|s| s.push(new_step())))>
                {t().add_milestone}
            </button>
        </fieldset>
    }
}
