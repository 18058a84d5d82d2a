//! What would be brought in, what would not and why, row by row; and the button that does it.

use leptos::prelude::*;

use super::Desk;
use crate::browser::{clock, page};
use crate::domain::Kind;
use crate::route::Route;
use crate::table::{Clash, Goal, Refused, Standing, Tally, Why, clashes, commands, standing, tally};
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{handler, live, view};
use crate::ui::workspace::{Notice, use_workspace};

/// Rows of the report that are written out.
const FIRST_ROWS: usize = 200;

fn why(refused: &Refused) -> String {
    match &refused.why {
        Why::NoDay(text) if text.is_empty() => t().why_day_missing.to_string(),
        Why::NoDay(text) => fill(t().why_no_day, &[text]),
        Why::DayAhead(day) => fill(t().why_day_ahead, &[&say::full_day(*day)]),
        Why::NotANumber(text) => fill(t().why_no_number, &[text]),
        Why::NoName => t().why_no_name.to_string(),
        Why::Again(line) => fill(t().why_again, &[&line.to_string()]),
    }
}

/// The sum, the rows that are not taken, the values that would be replaced, and the step.
#[component]
pub(super) fn Report(desk: Desk) -> impl IntoView {
    let workspace = use_workspace();
    let error = RwSignal::new(None::<String>);
    let topics = [Topic::List(Kind::Kpi), Topic::Reports];
    let counted = Memo::new(move |_| {
        let (reading, import) = (desk.reading.get()?, desk.import(workspace));
        Some(workspace.read(&topics, |plan| tally(plan, &reading, &import)))
    });
    let said = move || {
        let Some(Tally { new, same, replaced, kpis }) = counted.get() else {
            return t().say_first.to_string();
        };
        let parts = [
            (new, plural(new, t().new_value_one, t().new_value_many)),
            (kpis, plural(kpis, t().new_kpis_one, t().new_kpis_many)),
            (replaced, plural(replaced, t().replaced_one, t().replaced_many)),
            (same, plural(same, t().same_one, t().same_many)),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|(n, _)| *n > 0).map(|(_, text)| text).collect();
        if parts.is_empty() { t().nothing_to_bring.to_string() } else { parts.join(" · ") }
    };
    let refused = move || {
        let reading = desk.reading.get()?;
        let rows = reading.refused.iter().take(FIRST_ROWS).map(|refused| {
            view! { <li>{fill(t().line_named, &[&refused.line.to_string(), &why(refused)])}</li> }
        });
        let (rows, count) = (rows.collect_view(), reading.refused.len());
        let more = count.saturating_sub(FIRST_ROWS);
        (count > 0).then(|| view! {
            <details open=count <= 10>
                <summary>{plural(count, t().not_taken_one, t().not_taken_many)}</summary>
                <ul class="small">{rows}</ul>
                {(more > 0).then(|| view! { <p class="small soft">{fill(t().and_more, &[&more.to_string()])}</p> })}
            </details>
        })
    };
    let replaced = move || {
        let (reading, import) = (desk.reading.get()?, desk.import(workspace));
        let all = workspace.read(&[Topic::List(Kind::Kpi), Topic::Reports], |plan| {
            let mut all = Vec::new();
            for (name, goal) in import.iter().filter(|(_, goal)| **goal != Goal::Out) {
                for entry in reading.series.get(name).into_iter().flat_map(|days| days.values()) {
                    if let Standing::Replaces(before) = standing(plan, goal, entry) {
                        let values = [say::number(before), say::number(entry.value)];
                        all.push(fill(
                            t().replaces_named,
                            &[&desk.title(name), &say::full_day(entry.day), &values[0], &values[1]],
                        ));
                    }
                }
            }
            all
        });
        let count = all.len();
        let more = count.saturating_sub(FIRST_ROWS);
        (count > 0).then(|| view! {
            <details>
                <summary>{plural(count, t().would_replace_one, t().would_replace_many)}</summary>
                <ul class="small">{all.into_iter().take(FIRST_ROWS).map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="small soft">{fill(t().and_more, &[&more.to_string()])}</p> })}
            </details>
        })
    };
    let clash =
        Memo::new(move |_| clashes(&*desk.reading.get()?, &desk.import(workspace)).into_iter().next());
    let clash_said = move || {
        let Clash { names: [one, other], day } = clash.get()?;
        Some(fill(t().names_clash, &[&desk.title(&one), &desk.title(&other), &say::full_day(day)]))
    };
    let count = move || counted.get().map_or(0, |tally| tally.new + tally.replaced);
    let bring = move || {
        let Some(reading) = desk.reading.get_untracked() else { return };
        let import = untrack(|| desk.import(workspace));
        let brought = plural(untrack(count), t().brought_in_one, t().brought_in_many);
        let steps = workspace.peek(|plan| commands(plan, &reading, &import, || clock::mint("m")));
        match workspace.dispatch_all(brought.clone(), steps) {
            Ok(()) => {
                workspace.notice.set(Some(Notice { text: brought, undoable: true }));
                page::go(&Route::Kpis.to_string());
            }
            Err(why) => error.set(Some(why)),
        }
    };
    view! {
        <section class="panel section">
            <h2>{t().report}</h2>
            <p role="status"><b>{said}</b></p>
            {live(replaced)}
            {live(refused)}
            <p class="error" role="alert">{move || clash_said().or_else(|| error.get())}</p>
            <div class="actions">
                <button type="button" class="button primary" disabled=move || count() == 0 || clash.read().is_some() on:click=handler(move |_| bring())>
                    {move || plural(count(), t().bring_in_one, t().bring_in_many)}
                </button>
                <a class="button" href=Route::Kpis.to_string()>{t().cancel}</a>
            </div>
        </section>
    }
}
