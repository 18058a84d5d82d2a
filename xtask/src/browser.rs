//! Chromium and its driver: found, or installed where Debian's packages may be.

use crate::{Outcome, process, setup::said};
use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// The two programs of the browser tests, which learn of them by these variables.
pub struct Programs {
    chromium: PathBuf,
    chromedriver: PathBuf,
}

const CHROMIUM: &str = "CAIRN_CHROMIUM";
const CHROMEDRIVER: &str = "CAIRN_CHROMEDRIVER";

/// The browser, its driver of the same version, and fonts that make pictures worth looking at.
const PACKAGES: [&str; 4] = ["chromium", "chromium-driver", "fonts-inter", "fonts-noto-core"];

impl Programs {
    /// Lets `command` find them.
    pub fn tell(&self, command: &mut Command) {
        command.env(CHROMIUM, &self.chromium).env(CHROMEDRIVER, &self.chromedriver);
    }
}

/// The programs, installed by apt if they are missing and this user may.
pub fn find_or_install() -> Outcome<Programs> {
    if let Some(programs) = find() {
        return Ok(programs);
    }
    if !(in_path("apt-get").is_some() && is_root()) {
        return Err(format!(
            "the browser tests need Chromium and chromedriver. Install them with\n\n  \
             sudo apt-get install {}\n\nor name them in {CHROMIUM} and {CHROMEDRIVER}. \
             `cargo xtask test --native` runs all other tests.",
            PACKAGES.join(" ")
        ));
    }
    said(PACKAGES.join(", "), "Debian packages, a minute", || {
        apt(&["update"])?;
        apt(&[&["install", "--yes", "--no-install-recommends"][..], &PACKAGES].concat())
    })?;
    find().ok_or_else(|| "Chromium was installed but is not in PATH".to_owned())
}

/// The programs, where they are here already.
pub fn find() -> Option<Programs> {
    let named = |variable, names: &[&str]| {
        let given = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
        given.or_else(|| names.iter().find_map(|name| in_path(name)))
    };
    Some(Programs {
        chromium: named(CHROMIUM, &["chromium", "chromium-browser", "google-chrome"])?,
        chromedriver: named(CHROMEDRIVER, &["chromedriver"])?,
    })
}

fn in_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|directory| directory.join(program)).find(|file| Path::is_file(file))
}

fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn apt(arguments: &[&str]) -> Outcome {
    let mut apt = Command::new("apt-get");
    apt.args(["-qq", "-o", "Dpkg::Use-Pty=0"]).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    process::output(&mut apt).map(drop)
}
