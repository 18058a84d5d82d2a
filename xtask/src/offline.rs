//! The release for use without a network: the service worker gets the list of its files.

use crate::{Outcome, build, bundle};
use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    path::Path,
};

/// The service worker in `dist/`, and what stands in it until it is filled in (`src/page/sw.js`).
const WORKER: &str = "sw.js";
const FILES: &str = "[/* files */]";
const RELEASE: &str = "{release}";

/// Fills in the service worker, and tells the page that there is one (`src/page/offline.js`).
pub fn run() -> Outcome {
    build::mark("data-offline")?;
    let dist = Path::new(build::DIST);
    let (mut names, mut release) = (Vec::new(), DefaultHasher::new());
    for file in build::files()? {
        let name = file.strip_prefix(dist).unwrap_or(&file).to_string_lossy().into_owned();
        // The one-file copy is fetched by those who send it.
        if name == WORKER || name == bundle::FILE {
            continue;
        }
        let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        release.write(name.as_bytes());
        release.write(&bytes);
        // a host may answer the page's own name with a redirect to its folder
        names.push(if name == "index.html" { "./".to_owned() } else { name });
    }
    let worker = dist.join(WORKER);
    let text = fs::read_to_string(&worker).map_err(|error| format!("{}: {error}", worker.display()))?;
    let filled = fill(&text, &format!("{:016x}", release.finish()), &names)?;
    fs::write(&worker, filled).map_err(|error| format!("{}: {error}", worker.display()))
}

fn fill(worker: &str, release: &str, names: &[String]) -> Outcome<String> {
    if !worker.contains(FILES) || !worker.contains(RELEASE) {
        return Err("the service worker has no place for its files".to_owned());
    }
    // Debug quotes a name as JavaScript does, as long as it is plain.
    let list = format!("{names:?}");
    Ok(worker.replacen(FILES, &list, 1).replacen(RELEASE, release, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_gets_its_files_and_one_without_a_place_for_them_is_refused() {
        let files = ["./".to_owned(), "boot.js".to_owned()];
        let filled = fill("const RELEASE = \"{release}\"; const FILES = [/* files */];", "a1", &files);
        assert_eq!(filled.as_deref(), Ok("const RELEASE = \"a1\"; const FILES = [\"./\", \"boot.js\"];"));
        assert!(fill("const RELEASE = \"{release}\";", "a1", &files).is_err());
    }
}
