//! A screen that nobody sees, for an engine that knows no headless mode.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// A running X server of its own; ends when this is dropped.
pub struct Screen {
    process: Child,
    number: String,
}

impl Screen {
    /// Starts one under the first free number.
    pub fn start() -> Self {
        let program = env::var("CAIRN_XVFB").unwrap_or_else(|_| "Xvfb".to_owned());
        let mut process = Command::new(&program)
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{program}: {error}; `cargo xtask setup --engines webkit` installs it")
            });
        let mut number = String::new();
        let mut output = BufReader::new(process.stdout.take().expect("a piped stdout"));
        output.read_line(&mut number).expect("the number of the screen");
        Self { process, number: number.trim().to_owned() }
    }

    /// As `DISPLAY` names it.
    pub fn display(&self) -> String {
        format!(":{}", self.number)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
