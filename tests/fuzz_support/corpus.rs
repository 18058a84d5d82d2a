//! Inputs on disk: those that are kept, and those that failed.

use std::fs;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The kept inputs of a target, by name.
pub fn kept(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = folder("tests/fixtures/corpus").join(target);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut all: Vec<(String, Vec<u8>)> = paths
        .map(|path| (path.file_name().unwrap().to_string_lossy().into(), fs::read(&path).unwrap()))
        .collect();
    all.sort();
    all
}

/// Writes a failing input where it can be looked at; says where.
pub fn write_failing(target: &str, seed: u64, input: &[u8]) -> String {
    let name = format!("target/fuzz/{target}-{seed}");
    let path = folder(&name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, input).unwrap();
    name
}
