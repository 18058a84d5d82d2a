//! The README stays true: its pictures exist, its commands are ones that xtask knows, its folders are there.

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("a README")
}

#[test]
fn every_picture_is_there() {
    let text = readme();
    let pictures: Vec<&str> = text
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|p| p.ends_with(".png"))
        .collect();
    assert!(!pictures.is_empty());
    for picture in pictures {
        let bytes = fs::read(root().join(picture)).unwrap_or_else(|e| panic!("{picture}: {e}"));
        assert!(bytes.starts_with(b"\x89PNG"), "{picture} is no PNG");
    }
}

#[test]
fn every_command_is_one_of_xtask() {
    let known = fs::read_to_string(root().join("xtask/src/main.rs")).expect("xtask");
    let text = readme();
    let mut count = 0;
    for command in text.split("cargo xtask ").skip(1) {
        let name: String = command.chars().take_while(char::is_ascii_lowercase).collect();
        assert!(known.contains(&format!("\"{name}\"")), "xtask knows no {name}");
        count += 1;
    }
    assert!(count >= 6);
}

#[test]
fn every_folder_of_the_layout_is_there() {
    let text = readme();
    let layout = text.split("## Layout").nth(1).expect("a layout");
    let folders = layout.split_whitespace().filter(|word| word.ends_with('/') && word.len() > 1);
    let missing: Vec<&str> =
        folders.filter(|f| !root().join(f).is_dir() && !root().join("tests").join(f).is_dir()).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn every_example_the_app_offers_is_a_fixture_with_that_anchor() {
    let source =
        fs::read_to_string(root().join("src/ui/open_file/examples.rs")).expect("the list of examples");
    let expected = fs::read_to_string(root().join("tests/fixtures/examples/expected.json")).expect("figures");
    let expected: serde_json::Value = serde_json::from_str(&expected).expect("JSON");
    let files = expected.as_object().expect("by file");
    assert_eq!(source.matches("Example { file:").count(), files.len());
    for (file, figures) in files {
        let name = file.trim_end_matches(".okr.json");
        let anchor = figures["anchor"].as_str().expect("an anchor");
        let line = format!("Example {{ file: \"{name}\", anchor: \"{anchor}\" }}");
        assert!(source.contains(&line), "{line}");
        assert!(root().join("tests/fixtures/examples").join(file).is_file());
    }
}
