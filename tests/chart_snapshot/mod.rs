//! Compares drawings with those stored in `tests/snapshots/`; `UPDATE_SNAPSHOTS=1` stores them anew.

use std::{env, fs, path::PathBuf};

use cairn::chart::{EstimatedWidths, Layout, Look, Palette, Scene, Size, svg, svg_of};

use crate::chart_support::{say, sizes};

/// Draws a chart wide in the light theme and narrow in the dark one.
#[allow(dead_code)]
pub fn check(name: &str, scene: &Scene) {
    compare(&format!("{name}-wide"), scene, Size { width: 640.0, height: 260.0 }, &Palette::LIGHT);
    compare(&format!("{name}-narrow"), scene, Size { width: 320.0, height: 220.0 }, &Palette::DARK);
}

/// Draws a chart at one size, light.
#[allow(dead_code)]
pub fn check_at(name: &str, scene: &Scene, size: Size) {
    compare(name, scene, size, &Palette::LIGHT);
}

fn compare(name: &str, scene: &Scene, size: Size, palette: &Palette) {
    let (sizes, say) = (sizes(), say());
    let look = Look { palette, sizes: &sizes, say: &say, ratio: 1.0 };
    compare_text(name, &svg(scene, size, &look, &EstimatedWidths).expect("a drawing"));
}

/// Draws a chart as it is laid out, light.
#[allow(dead_code)]
pub fn check_drawing(name: &str, scene: &Scene, layout: &Layout) {
    let (palette, sizes, say) = (Palette::LIGHT, sizes(), say());
    let look = Look { palette: &palette, sizes: &sizes, say: &say, ratio: 1.0 };
    compare_text(name, &svg_of(scene, layout, &look).expect("a drawing"));
}

/// Compares a drawing with the stored one.
pub fn compare_text(name: &str, drawn: &str) {
    assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{name}");
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(format!("{name}.svg"));
    if env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&file, drawn).expect("a written snapshot");
    }
    let stored = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        stored == drawn,
        "{name} differs from its snapshot; look at it, then run with UPDATE_SNAPSHOTS=1"
    );
}
