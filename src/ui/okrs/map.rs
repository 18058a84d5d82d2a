//! The picture of alignment: every objective as a node, lines to what it supports. Walked with arrow keys, zoomed,
//! dragged; the line of sight of the node with the focus stands out. The tree is the same in words.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};

use super::glance::topics;
use super::pan::Pan;
use super::staying::{Staying, View, staying};
use crate::browser::page;
use crate::chart::{AlignmentMap, Arrow, MapEdge, MapNode, NODE, alignment_map_of};
use crate::domain::{Id, Kind, Plan};
use crate::progress::objective_status;
use crate::route::Route;
use crate::ui::say;
use crate::ui::text::{fill, plural, t};
use crate::ui::topic::Topic;
use crate::ui::view::{each, handler, live, view};
use crate::ui::widget::{ProgressBar, StatusBadge};
use crate::ui::workspace::{Workspace, use_workspace};

/// What the parts of a map share.
#[derive(Clone, Copy)]
struct Map {
    workspace: Workspace,
    staying: Staying,
    laid_out: Memo<Arc<AlignmentMap>>,
    /// The node that Tab leads to.
    at: Memo<Option<usize>>,
    /// That node and all on its way to the top.
    sight: Memo<Vec<usize>>,
}

/// The map of a cycle.
#[component]
pub(super) fn MapView(cycle: Id) -> impl IntoView {
    let (workspace, staying) = (use_workspace(), staying());
    let of_cycle = cycle.clone();
    let laid_out = Memo::new(move |_| {
        let structure = [Topic::List(Kind::KeyResult), Topic::List(Kind::Team)];
        let topics: Vec<_> = topics(staying).into_iter().chain(structure).collect();
        let day = workspace.day();
        workspace.read(&topics, |plan| {
            let wanted = staying.wanted(plan);
            Arc::new(alignment_map_of(plan, &of_cycle, &|id| wanted.has(plan, id, day)))
        })
    });
    let at = Memo::new(move |_| {
        let map = laid_out.get();
        staying.at.get().and_then(|id| map.node_of(&id)).or((!map.nodes.is_empty()).then_some(0))
    });
    let sight = Memo::new(move |_| at.get().map_or_else(Vec::new, |at| laid_out.get().line_of_sight(at)));
    let map = Map { workspace, staying, laid_out, at, sight };
    let scroller = NodeRef::<html::Div>::new();
    let pan = Pan::new(scroller, staying.zoom);
    Effect::new(move |_| {
        if scroller.get().is_some() {
            request_animation_frame(move || map.show(pan));
        }
    });
    let fit = move |_: ev::MouseEvent| pan.fit(map.laid_out.with_untracked(|map| map.size));
    let percent = move || say::percent(staying.zoom.get());
    let ids = move || map.laid_out.with(|map| map.nodes.iter().map(|node| node.objective.clone()).collect());
    let label = move || {
        map.laid_out.with(|map| {
            let layers = map.nodes.iter().map(|node| node.layer + 1).max().unwrap_or_default();
            let objectives = plural(map.nodes.len(), t().objective_one, t().objective_many);
            fill(t().map_label, &[&objectives, &plural(layers, t().level_one, t().level_many)])
        })
    };
    let size =
        move |which: fn((f64, f64)) -> f64| px(map.laid_out.with(|map| which(map.size)) * staying.zoom.get());
    let tree = View::Tree.of(cycle.clone()).to_string();
    view! {
        <div class="map-tools">
            <button type="button" class="button small" aria-label=t().zoom_out on:click=handler(move |_| pan.zoom_by(1.0 / STEP))>"−"</button>
            <span class="zoom" role="status">{percent}</span>
            <button type="button" class="button small" aria-label=t().zoom_in on:click=handler(move |_| pan.zoom_by(STEP))>"+"</button>
            <button type="button" class="button small" on:click=handler(fit)>{t().zoom_fit}</button>
            <p class="small soft" id="map-keys">{t().map_keys}" "<a href=tree>{t().map_as_tree}</a></p>
        </div>
        <div class="map panel" class:dragging=move || pan.dragging.get() node_ref=scroller role="group" aria-label=label aria-describedby="map-keys"
            on:keydown=handler(move |event| map.on_key(pan, event))
            on:wheel=handler(move |event| pan.on_wheel(event))
            on:pointerdown=handler(move |event| pan.on_down(event))
            on:pointermove=handler(move |event| pan.on_move(event))
            on:pointerup=handler(move |_| pan.on_up())
            on:pointercancel=handler(move |_| pan.on_up())
            on:click=handler(move |event| pan.on_click(event))>
            <div class="plane" style:inline-size=move || size(|size| size.0) style:block-size=move || size(|size| size.1)>
                <div class="scaled" style:transform=move || ["scale(", &staying.zoom.get().to_string(), ")"].concat()>
                    <Lines map=map />
                    {each(ids, move |id| map.node(id))}
                </div>
            </div>
        </div>
        {live(move || map.sight_line())}
    }
}

/// What a press of the buttons zooms by.
const STEP: f64 = 1.2;

fn px(length: f64) -> String {
    [&length.to_string(), "px"].concat()
}

#[component]
fn Lines(map: Map) -> impl IntoView {
    let path = move |edges: &mut dyn Iterator<Item = &MapEdge>| {
        let mut drawn = String::new();
        for edge in edges {
            let [start, first, second, end] = edge.curve;
            for (command, points) in [("M", [start].as_slice()), ("C", [first, second, end].as_slice())] {
                drawn.push_str(command);
                points
                    .iter()
                    .for_each(|(x, y)| drawn.push_str(&[&x.to_string(), " ", &y.to_string(), " "].concat()));
            }
        }
        drawn
    };
    let all = move || map.laid_out.with(|map| path(&mut map.edges.iter()));
    let seen = move || {
        let sight = map.sight.get();
        map.laid_out.with(|map| path(&mut map.edges.iter().filter(|edge| sight.contains(&edge.from))))
    };
    let size = move || map.laid_out.with(|map| map.size);
    view! {
        <svg class="lines" width=move || size().0 height=move || size().1 aria-hidden="true">
            <path d=all />
            <path class="sight" d=seen />
        </svg>
    }
}

impl Map {
    /// Brings the node that Tab leads to into sight: where the map was left, or where the keys went.
    fn show(self, pan: Pan) {
        if let Some(node) = self.node_at(self.at.try_get_untracked().flatten()) {
            pan.show(node.at, NODE);
        }
    }

    fn node_at(self, at: Option<usize>) -> Option<MapNode> {
        self.laid_out.try_with_untracked(|map| at.and_then(|at| map.nodes.get(at).cloned())).flatten()
    }

    fn on_key(self, pan: Pan, event: ev::KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let arrow = match event.key().as_str() {
            "ArrowLeft" => Some(Arrow::Left),
            "ArrowRight" => Some(Arrow::Right),
            "ArrowUp" => Some(Arrow::Up),
            "ArrowDown" => Some(Arrow::Down),
            _ => None,
        };
        let at = self.at.get_untracked();
        let last = self.laid_out.with_untracked(|map| map.nodes.len().checked_sub(1));
        let to = match (arrow, event.key().as_str()) {
            (Some(arrow), _) => {
                at.and_then(|at| self.laid_out.with_untracked(|map| map.step(at, arrow))).or(at)
            }
            (None, "Home") => last.map(|_| 0),
            (None, "End") => last,
            (None, "+" | "=") => return self.zoomed(pan, STEP, event),
            (None, "-" | "−") => return self.zoomed(pan, 1.0 / STEP, event),
            _ => return,
        };
        event.prevent_default();
        if let Some(node) = self.node_at(to) {
            page::focus(&["#node-", node.objective.as_str()].concat());
            self.show(pan);
        }
    }

    fn zoomed(self, pan: Pan, by: f64, event: ev::KeyboardEvent) {
        event.prevent_default();
        pan.zoom_by(by);
    }

    fn node(self, id: Id) -> AnyView {
        let of_place = id.clone();
        let place = Memo::new(move |_| {
            let at = self.laid_out.with(|map| map.node_of(&of_place));
            at.and_then(|at| Some((at, self.laid_out.with(|map| map.nodes.get(at).cloned())?)))
        });
        let at = move || place.get().map(|(at, _)| at);
        let in_sight = move || at().is_some_and(|at| self.sight.read().contains(&at));
        let tab = move || if at().is_some() && at() == self.at.get() { "0" } else { "-1" };
        let corner = move |which: fn(&MapNode) -> f64| {
            px(place.with(|place| place.as_ref().map_or(0.0, |(_, node)| which(node))))
        };
        let (of_face, focused) = (id.clone(), id.clone());
        let face = move || {
            let topics = [Topic::Record(Kind::Objective, of_face.clone()), Topic::List(Kind::Team)];
            let of_other = place.with(|place| place.as_ref().is_some_and(|(_, node)| node.of_other_cycle));
            self.workspace.read(&topics, |plan| face(plan, &of_face, of_other, self))
        };
        view! {
            <a class="map-node" class:sight=in_sight id=["node-", id.as_str()].concat() href=Route::Objective(id.clone()).to_string()
                tabindex=tab draggable="false" style:left=move || corner(|node| node.at.0) style:top=move || corner(|node| node.at.1)
                on:focus=handler(move |_| self.staying.at.set(Some(focused.clone())))
                on:click=handler(move |_| self.staying.focus.set(Some(["#node-", id.as_str()].concat())))>
                {live(face)}
            </a>
        }
    }

    /// The line of sight of the node with the focus, in words.
    fn sight_line(self) -> Option<AnyView> {
        let at = self.at.get()?;
        let id = self.laid_out.with(|map| map.nodes.get(at).map(|node| node.objective.clone()))?;
        let topics = [Topic::List(Kind::Objective), Topic::List(Kind::KeyResult)];
        let line = self.workspace.read(&topics, |plan| crate::ui::sight::line(plan, Kind::Objective, &id));
        Some(view! { <p class="path small soft">{t().line_of_sight}": "{crate::ui::sight::links(line)}</p> })
    }
}

fn face(plan: &Plan, id: &Id, of_other: bool, map: Map) -> Option<AnyView> {
    let records = plan.records();
    let objective = records.objectives.get(id)?;
    let day = map.workspace.day();
    let verdict = objective_status(plan, id, day);
    let (tone, word) = say::objective_verdict(&verdict);
    let team = objective.team.as_ref().and_then(|team| records.teams.get(team)).map(|team| team.name.clone());
    let cycle = records.cycles.get(&objective.cycle).filter(|_| of_other).map(|cycle| cycle.title.clone());
    let outside =
        (!of_other && !map.staying.wanted(plan).has(plan, id, day)).then(|| t().not_in_filter.to_string());
    let above = [team, cycle, outside].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Some(view! {
        <span class="sub"><bdi>{above}</bdi></span>
        <b><bdi>{objective.title.clone()}</bdi></b>
        <span class="verdict"><StatusBadge tone=tone word=word /><span class="percent">{verdict.progress.map(say::percent)}</span></span>
        <ProgressBar filled=verdict.progress mark=verdict.expected ahead={None::<f64>} tone=tone />
    })
}
