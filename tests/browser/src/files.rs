//! Files that go out of the page and into it.

use crate::{Browser, PATIENCE, browser::PAUSE, scratch::Scratch};
use serde_json::json;
use std::{collections::HashSet, fs, path::Path, sync::Mutex, time::Instant};
use tokio::time::sleep;

/// A finished download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// The name it was saved under.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Download {
    /// What it holds, as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("a download of UTF-8")
    }
}

/// The directories that one browser downloads to and uploads from.
pub(crate) struct Files {
    downloads: Scratch,
    uploads: Scratch,
    returned: Mutex<HashSet<String>>,
}

impl Files {
    pub fn new() -> Self {
        Self { downloads: Scratch::new(), uploads: Scratch::new(), returned: Mutex::default() }
    }

    pub fn downloads(&self) -> &Path {
        self.downloads.path()
    }

    pub fn uploads(&self) -> &Path {
        self.uploads.path()
    }

    /// A finished file that was not returned before. Until it is complete it has another name, or in Firefox an empty
    /// file in its place.
    fn next(&self) -> Option<Download> {
        let mut returned = self.returned.lock().expect("one test, one browser");
        for entry in fs::read_dir(self.downloads()).ok()?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let unfinished = name.starts_with('.')
                || [".crdownload", ".part", ".wkdownload"].iter().any(|ending| name.ends_with(ending))
                || entry.metadata().is_ok_and(|it| it.len() == 0);
            if !unfinished && !returned.contains(&name) {
                let bytes = fs::read(entry.path()).ok()?;
                returned.insert(name.clone());
                return Some(Download { name, bytes });
            }
        }
        None
    }
}

impl Browser {
    /// The next download, complete; each is returned once.
    pub async fn download(&self) -> Download {
        let start = Instant::now();
        loop {
            if let Some(download) = self.files.next() {
                return download;
            }
            assert!(start.elapsed() < PATIENCE, "nothing was downloaded. {}", self.sight().await);
            sleep(PAUSE).await;
        }
    }

    /// Chooses a file in the `input[type=file]` that `css` finds, which may be hidden.
    pub async fn upload(&self, css: &str, file: &Path) {
        let file = fs::canonicalize(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let input = self.find(css).await;
        input.send_keys(file.to_string_lossy()).await.unwrap_or_else(|error| panic!("upload: {error}"));
    }

    /// Chooses a file of this name and content in the `input[type=file]` that `css` finds.
    pub async fn upload_bytes(&self, css: &str, name: &str, bytes: &[u8]) {
        let file = self.files.uploads.path().join(name);
        fs::write(&file, bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        self.upload(css, &file).await;
    }

    /// Drops a file on what `css` finds.
    pub async fn drop_file(&self, css: &str, name: &str, text: &str) {
        const SCRIPT: &str = "
            const [target, name, text] = arguments;
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], name, { type: 'application/json' }));
            for (const type of ['dragenter', 'dragover', 'drop'])
              target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));";
        let target = self.find(css).await.to_json().expect("an element reference");
        self.run(SCRIPT, vec![target, json!(name), json!(text)]).await;
    }

    /// Pastes text where the focus is.
    pub async fn paste(&self, text: &str) {
        const SCRIPT: &str = "
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/plain', arguments[0]);
            (document.activeElement ?? document.body)
              .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));";
        self.run(SCRIPT, vec![json!(text)]).await;
    }
}
