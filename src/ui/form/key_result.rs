//! The form for a key result.

use leptos::prelude::*;

use super::frame::FormFrame;
use super::measure::{MeasureDraft, MeasureFields};
use super::revising::Revising;
use super::saving::Saving;
use super::sentence::{Fields, SentenceDraft, SentenceField};
use super::words::{Names, date_draft, date_or_none, draft, number_draft, number_or_none, optional};
use super::words::{person_draft, person_named, with_none};
use crate::domain::{Every, Id, KeyResult, Kind, ObjectiveStage, Plan, Record};
use crate::sentence::Days;
use crate::ui::say;
use crate::ui::sheet::Sheet;
use crate::ui::text::t;
use crate::ui::view::{live, view};
use crate::ui::widget::{Choice, Confidence, DateField, SelectField, TextField};
use crate::ui::workspace::use_workspace;

/// Create or edit a key result.
#[component]
pub fn KeyResultForm(
    objective: Id,
    id: Option<Id>,
    /// A sentence to begin with.
    typed: String,
) -> impl IntoView {
    let workspace = use_workspace();
    let known = id.as_ref().and_then(|id| workspace.peek(|plan| plan.records().key_results.get(id).cloned()));
    let title = if known.is_some() { t().edit_key_result } else { t().new_key_result };
    let is_new = known.is_none();
    let key_result = known.unwrap_or_else(|| KeyResult::new("", objective.clone(), None));
    let (cycle, in_draft) = workspace.peek(|plan| around(plan, &key_result.objective));
    let name = RwSignal::new(key_result.title.clone());
    let unit = draft(key_result.unit.as_ref());
    let revising = Revising::of(&key_result, workspace.today.get_untracked(), is_new || in_draft);
    let measure = MeasureDraft::of(revising.before());
    let owner = workspace.peek(|plan| person_draft(plan, key_result.owner.as_ref()));
    let weight = number_draft(key_result.weight);
    let (from, to) = (date_draft(key_result.from), date_draft(key_result.to));
    let rhythm =
        RwSignal::new(key_result.check_in_every.map(|e| say::every_key(e).to_string()).unwrap_or_default());
    let kpi = RwSignal::new(key_result.kpi.as_ref().map(Id::to_string).unwrap_or_default());
    let rhythms = with_none(
        Every::ALL.iter().map(|e| Choice::new(say::every_key(*e), say::every(*e))).collect::<Vec<_>>(),
    );
    let (people, kpis) = workspace.peek(|plan| {
        let kpis = plan.records().kpis.iter().map(|(id, k)| Choice::new(id.as_str(), k.title.clone()));
        (
            plan.records().people.values().map(|p| p.name.clone()).collect::<Vec<_>>(),
            with_none(kpis.collect::<Vec<_>>()),
        )
    });
    let has_more = key_result.weight.is_some()
        || key_result.from.is_some()
        || key_result.to.is_some()
        || key_result.kpi.is_some()
        || key_result.check_in_every.is_some();
    let confidence = RwSignal::new(key_result.confidence);
    let sentence = SentenceDraft::new(typed, cycle);
    let more = RwSignal::new(has_more);
    let why = RwSignal::new(String::new());
    let ask = revising.clone();
    let asks_why = Memo::new(move |_| {
        measure.track();
        unit.track();
        measure.read(unit).is_ok_and(|(read, _)| ask.is_revised_by(read.as_ref()))
    });
    let fields = Fields { title: name, unit, measure, from, to, more };
    let read = move |commands: &mut Vec<_>| {
        // What the sentence leaves open says more than what the fields lack.
        let (read, typed) = measure.read(unit).map_err(|why| sentence.open().unwrap_or(why))?;
        if let (None, false, Some(open)) = (&read, in_draft, sentence.open()) {
            return Err(open);
        }
        let typed = optional(sentence.typed).or(typed);
        let revised = revising.is_revised_by(read.as_ref());
        if revised && optional(why).is_none() {
            return Err(t().revision_why_missing.to_string());
        }
        let (measure, revisions) = revising.with(&key_result, read, optional(why));
        let key_result = KeyResult {
            title: name.get_untracked().trim().to_string(),
            unit: optional(unit),
            measure,
            revisions,
            // These are the words of the first measure, which stays as it was.
            typed: typed.filter(|_| !revised).or_else(|| key_result.typed.clone()),
            owner: workspace.peek(|plan| person_named(plan, owner, commands)),
            weight: number_or_none(t().weight, weight)?,
            from: date_or_none(from),
            to: date_or_none(to),
            confidence: confidence.get_untracked(),
            check_in_every: Every::ALL.iter().copied().find(|e| say::every_key(*e) == rhythm.get_untracked()),
            kpi: Id::parse(&kpi.get_untracked()),
            ..key_result.clone()
        };
        Ok(Record::KeyResult(key_result))
    };
    let saving = Saving::begin(workspace, Kind::KeyResult, id, "k", read);
    let next = RwSignal::new(None);
    let save = move || {
        saving.save(say::edited(title, &name.get_untracked()))?;
        let objective = objective.clone();
        next.set(sentence.second().map(|typed| Sheet::NextKeyResult { objective, typed }));
        Ok(())
    };
    view! {
        <FormFrame title=title save=save next=next>
            <SentenceField draft=sentence fields=fields autofocus=is_new />
            <TextField label=t().key_result_title value=name required=true autofocus=!is_new hint=t().key_result_title_hint />
            <MeasureFields draft=measure unit=unit />
            {live(move || asks_why.get().then(|| view! {
                <TextField label=t().revision_why value=why required=true hint=t().revision_hint />
            }))}
            <TextField label=t().owner value=owner list="people-names" />
            <div class="stack tight">
                <Confidence legend=t().drafting_confidence value=confidence />
                <p class="hint small soft" aria-live="polite">{move || confidence_hint(confidence.get())}</p>
            </div>
            <details prop:open=move || more.get()>
                <summary>{t().more_fields}</summary>
                <div class="body">
                    <SelectField label=t().fed_by_kpi value=kpi choices=kpis hint=t().fed_by_kpi_hint />
                    <div class="row-fields">
                        <TextField label=t().weight value=weight numeric=true hint=t().weight_hint />
                        <SelectField label=t().check_in_rhythm value=rhythm choices=rhythms hint=t().rhythm_hint />
                    </div>
                    <div class="row-fields">
                        <DateField label=t().own_first_day value=from hint=t().own_days_hint />
                        <DateField label=t().own_last_day value=to />
                    </div>
                </div>
            </details>
            <Names id="people-names" names=people />
        </FormFrame>
    }
}

/// The days of the objective's cycle, and whether the objective is a draft.
fn around(plan: &Plan, objective: &Id) -> (Option<Days>, bool) {
    let Some(objective) = plan.records().objectives.get(objective) else { return (None, false) };
    let cycle = plan.records().cycles.get(&objective.cycle);
    (cycle.map(|cycle| Days { from: cycle.from, to: cycle.to }), objective.stage() == ObjectiveStage::Draft)
}

/// Beyond what the team thinks possible, yet obtainable.
fn confidence_hint(confidence: Option<u8>) -> &'static str {
    match confidence {
        Some(9..) => t().too_easy,
        Some(..=2) => t().too_hard,
        _ => t().drafting_confidence_hint,
    }
}
