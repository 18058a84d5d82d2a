//! A release of one's own, to be changed as a host changes it.

use crate::{repository, scratch::Scratch};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A copy of `dist/` in a folder that goes away with this.
pub struct Release(Scratch);

impl Release {
    /// Copies the release.
    pub fn copy() -> Self {
        let scratch = Scratch::new();
        copy(&repository().join("dist"), scratch.path());
        Self(scratch)
    }

    /// Where it is, for [`crate::Site::of`].
    pub fn path(&self) -> PathBuf {
        self.0.path().to_owned()
    }

    /// Replaces the first `from` in a file; panics if there is none.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.0.path().join(file);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains(from), "{file} has no {from}");
        fs::write(&path, text.replacen(from, to, 1)).expect("written");
    }

    /// Cuts every file of this ending in half.
    pub fn halve(&self, ending: &str) {
        let files = fs::read_dir(self.0.path()).expect("a folder").flatten().map(|it| it.path());
        let wanted: Vec<PathBuf> = files.filter(|it| it.to_string_lossy().ends_with(ending)).collect();
        assert!(!wanted.is_empty(), "no file ends with {ending}");
        for file in wanted {
            let bytes = fs::read(&file).expect("a file");
            fs::write(&file, &bytes[..bytes.len() / 2]).expect("written");
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())).flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}
