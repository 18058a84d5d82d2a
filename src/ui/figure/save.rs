//! A chart as a picture to keep: the days that are shown, with its title, in the light theme whatever the screen has, as
//! it goes into a report or a mail.

use leptos::prelude::*;

use crate::browser::{canvas, files};
use crate::chart::{EstimatedWidths, Layout, Look, Palette, Scene, Size, TextSizes, Window, svg_page};
use crate::plan_file::picture_name;
use crate::ui::text::{fill, t};
use crate::ui::widget::{Painter, WithSay};
use crate::ui::workspace::{Notice, Workspace};

/// Narrower than this, a picture would be of little use in a report.
const NARROWEST: f64 = 720.0;
/// Room for the title.
const TITLE: f64 = 28.0;
/// Pixels of a PNG to the px: sharp in print.
const SHARP: f64 = 2.0;

struct Kept {
    scene: Scene,
    window: Option<Window>,
    size: Size,
    sizes: TextSizes,
    sentence: String,
}

fn kept(painter: Painter) -> Kept {
    let picture = painter.picture_now();
    let on_screen = painter.asked(|_, layout| layout.size);
    let Size { width, height } = on_screen.unwrap_or(Size { width: NARROWEST, height: 260.0 });
    Kept {
        scene: Scene { title: Some(picture.title.clone()), ..picture.scene.clone() },
        window: painter.window.get_untracked(),
        size: Size { width: width.max(NARROWEST).round(), height: (height + TITLE).round() },
        sizes: TextSizes::of_body(16.0, "system-ui, sans-serif"),
        sentence: picture.sentence.clone(),
    }
}

fn name(scene: &Scene, ending: &str) -> String {
    picture_name(scene.title.as_deref().unwrap_or_default(), ending)
}

fn say(workspace: Workspace, name: &str, result: Result<(), String>) {
    let text = match result {
        Ok(()) => fill(t().saved_as, &[name]),
        Err(why) => fill(t().not_downloaded, &[&why]),
    };
    workspace.notice.set(Some(Notice { text, undoable: false }));
}

pub(super) fn save_svg(workspace: Workspace, painter: Painter, with_say: WithSay) {
    let kept = kept(painter);
    let mut made = None;
    with_say(&mut |say| {
        let look = Look { palette: &Palette::LIGHT, sizes: &kept.sizes, say, ratio: 1.0 };
        let window = kept.window.unwrap_or(Window::of(kept.scene.days));
        let extremes = Default::default();
        let layout = Layout::part(&kept.scene, &extremes, window, kept.size, &look, &EstimatedWidths);
        made = Some(svg_page(&kept.scene, &layout, &look, &kept.sentence).map_err(|error| error.to_string()));
    });
    let name = name(&kept.scene, "svg");
    let done =
        made.map_or(Ok(()), |made| made.and_then(|text| files::download(&name, &text, "image/svg+xml")));
    say(workspace, &name, done);
}

pub(super) fn save_png(workspace: Workspace, painter: Painter, with_say: WithSay) {
    let kept = kept(painter);
    let mut drawn = None;
    with_say(&mut |say| {
        let look = Look { palette: &Palette::LIGHT, sizes: &kept.sizes, say, ratio: SHARP };
        drawn = Some(canvas::draw_apart(&kept.scene, kept.window, kept.size, &look));
    });
    let name = name(&kept.scene, "png");
    leptos::task::spawn_local(async move {
        let done = match drawn {
            Some(Ok(canvas)) => match canvas::png(&canvas).await {
                Ok(blob) => files::download_blob(&name, &blob),
                Err(error) => Err(error.to_string()),
            },
            Some(Err(error)) => Err(error.to_string()),
            None => Ok(()),
        };
        say(workspace, &name, done);
    });
}
