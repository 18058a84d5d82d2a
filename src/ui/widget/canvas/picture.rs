//! What a canvas shows, with the words that stand for it.

use std::sync::Arc;

use crate::chart::{Extremes, Say, Scene};

/// Lends the words and formats of the user's language to what draws.
pub type WithSay = fn(&mut dyn FnMut(&Say));

/// What is said of a point of a scene.
type SayPoint = Arc<dyn Fn(&Scene, usize) -> Option<String> + Send + Sync>;

/// A scene with the words that stand for it and for each of its points.
pub struct Picture {
    /// What it is called, where it stands alone.
    pub title: String,
    /// What is drawn.
    pub scene: Scene,
    /// The sentence that says what the chart shows.
    pub sentence: String,
    /// Where the lowest and highest of any run of its points lie.
    pub extremes: Extremes,
    say_point: SayPoint,
}

impl Picture {
    /// A scene, its title and sentence, and what each of its points says when it is pointed at (asked one by one: there may be
    /// thousands).
    pub fn new(
        title: String,
        scene: Scene,
        sentence: String,
        say_point: impl Fn(&Scene, usize) -> Option<String> + Send + Sync + 'static,
    ) -> Picture {
        let extremes = Extremes::of(&scene.series.points);
        Picture { title, scene, sentence, extremes, say_point: Arc::new(say_point) }
    }

    /// A picture that stands beside words which say the same.
    pub fn silent(scene: Scene) -> Picture {
        Picture::new(String::new(), scene, String::new(), |_, _| None)
    }

    /// What is said of a point.
    pub fn point(&self, index: usize) -> Option<String> {
        (self.say_point)(&self.scene, index)
    }
}
