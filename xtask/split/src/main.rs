//! `split trace MODULE TRACED` and `split divide MODULE LINKED PART0 RAN0 PART1 RAN1 … LAST`.
//!
//! A page shows its first screen with a part of the functions of its module. `trace` makes a copy that
//! tells which ones ran ([`trace`]); `divide` leaves those in a first module and moves the others to
//! later ones, which the page fetches afterwards ([`plan`]). The program behaves the same with any
//! division: a function that is called before its part came makes the page fetch it there and then
//! ([`first`]). Only how long the first screen takes depends on the trace.
//!
//! Works on what wasm-bindgen and wasm-opt leave, so nothing in the source marks the division; what
//! belongs to which piece of data it reads from the linker's own module. It knows nothing of the app.

#![forbid(unsafe_code)]

mod body;
mod data;
mod facts;
mod first;
mod later;
mod linked;
mod plan;
#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests;
mod trace;

use facts::Facts;
use linked::Linked;
use plan::Plan;
use std::{collections::BTreeSet, fs, process::ExitCode};

/// A step's result, or one message for the person at the terminal.
type Outcome<T> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["trace", module, traced] => trace_module(module, traced),
        ["divide", module, linked, parts @ .., last] if parts.len() > 1 => {
            divide(module, linked, parts, last)
        }
        _ => Err("split trace MODULE TRACED, or split divide MODULE LINKED PART0 RAN0 … LAST".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("split: {message}");
            ExitCode::FAILURE
        }
    }
}

fn trace_module(module: &str, traced: &str) -> Outcome<()> {
    let bytes = read(module)?;
    write(traced, &trace::traced(&bytes, &Facts::of(&bytes)?)?)
}

/// `parts` holds pairs: the file to write, and the one with the functions it is made of, as the page
/// of the traced module read them. `linked` is the module as the linker left it, with its relocations.
fn divide(module: &str, linked: &str, parts: &[&str], last: &str) -> Outcome<()> {
    let bytes = read(module)?;
    let facts = Facts::of(&bytes)?;
    let (mut files, mut lists): (Vec<&str>, Vec<BTreeSet<u32>>) = (Vec::new(), Vec::new());
    for pair in parts.chunks(2) {
        let [file, ran] = pair else { return Err("a part without its functions".to_owned()) };
        let text = String::from_utf8(read(ran)?).map_err(|error| format!("{ran}: {error}"))?;
        files.push(file);
        lists.push(trace::parse(&text, &facts)?);
    }
    files.push(last);
    let linked = Linked::of(&read(linked)?)?;
    let plan = Plan::new(&bytes, &facts, &lists, Some(&linked))?;
    println!("{plan}");
    for (part, file) in files.into_iter().enumerate() {
        let bytes =
            if part == 0 { first::module(&bytes, &plan)? } else { later::module(&bytes, &plan, part)? };
        write(file, &bytes)?;
    }
    Ok(())
}

fn read(file: &str) -> Outcome<Vec<u8>> {
    fs::read(file).map_err(|error| format!("{file}: {error}"))
}

fn write(file: &str, bytes: &[u8]) -> Outcome<()> {
    fs::write(file, bytes).map_err(|error| format!("{file}: {error}"))
}
