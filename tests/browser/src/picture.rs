//! Pictures of whole pages.

use crate::Browser;
use std::{fs, path::Path, time::Duration};

impl Browser {
    /// Writes a PNG of the whole page, however long, at this width.
    pub async fn picture(&self, width: u32, height: u32, scale: f64, file: &Path) {
        self.emulate_screen(width, height, scale).await;
        // The page is made as long as its content, so that nothing has to be scrolled.
        let long = self.run("return document.documentElement.scrollHeight", vec![]).await;
        let long = long.as_u64().and_then(|long| u32::try_from(long).ok()).unwrap_or(height);
        self.emulate_screen(width, long.clamp(height, TALLEST), scale).await;
        // Two frames, so that what is drawn on resize is in the picture.
        const FRAMES: &str = "
            const done = arguments[0];
            document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(done)));";
        self.driver.execute_async(FRAMES, vec![]).await.expect("two frames");
        tokio::time::sleep(Duration::from_millis(50)).await;
        let png = self.driver.screenshot_as_png().await.expect("a screenshot");
        fs::write(file, png).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.emulate_screen(width, height, scale).await;
    }
}

/// What Chromium still paints in one piece at two device pixels per pixel.
const TALLEST: u32 = 8000;
