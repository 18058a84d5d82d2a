//! A divided program gives the answers of the whole one, whenever its parts come: run by Node.

use crate::{
    data::Run,
    facts::Facts,
    first, later,
    linked::{Linked, Piece},
    plan::Plan,
    trace,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

/// Six functions that call each other across all parts: by name, through the table, up and down.
const PROGRAM: &str = r#"
(module
  (import "page" "__wbg_cairnLoadParts_0123" (func $load (param i32)))
  (import "page" "note" (func $note (param i32)))
  (type $step (func (param i32) (result i32)))
  (memory (export "memory") 1)
  (global $calls (mut i32) (i32.const 0))
  (table $steps 4 4 funcref)
  (elem (table $steps) (i32.const 1) func $double $square $mix)
  (data (i32.const 8) "\05")
  (data (i32.const 16) "\08\00\00\00 and a word that nobody reads")
  (func $count (global.set $calls (i32.add (global.get $calls) (i32.const 1))))
  (func $double (type $step) (call $count) (i32.mul (local.get 0) (i32.const 2)))
  (func $square (type $step) (call $count) (i32.mul (local.get 0) (call $double (local.get 0))))
  (func $mix (type $step)
    (call $note (local.get 0))
    (i32.add (call $square (local.get 0)) (call_indirect $steps (type $step) (i32.load8_u (i32.load offset=4 (i32.const 12))) (i32.const 1))))
  (func $tail (type $step) (return_call $mix (local.get 0)))
  (func (export "run") (type $step) (call_indirect $steps (type $step) (local.get 0) (i32.const 3)))
  (func (export "direct") (type $step) (i32.add (call $tail (local.get 0)) (global.get $calls)))
  (func (export "need") (param i32) (call $load (local.get 0))))
"#;

/// The functions' places in [`PROGRAM`], imports included.
const COUNT: u32 = 2;
const DOUBLE: u32 = 3;
const SQUARE: u32 = 4;
const MIX: u32 = 5;
const TAIL: u32 = 6;
const RUN: u32 = 7;
const DIRECT: u32 = 8;

/// What a linker would know of its data: a number, what points at it (read from an address before it), a word.
fn linked() -> Linked {
    let piece = |address, size| Piece { address, size };
    Linked {
        pieces: vec![piece(8, 1), piece(16, 4), piece(20, 29)],
        constants: BTreeMap::from([(12, BTreeSet::from([1]))]),
        pointers: BTreeMap::from([(1, BTreeSet::from([0]))]),
        segments: vec![(8, vec![5]), (16, b"\x08\0\0\0 and a word that nobody reads".to_vec())],
    }
}

/// Prints what the program answers, what it noted, and the parts it asked for.
const PAGE: &str = r#"
const { readFileSync } = require("node:fs");
const [directory, count] = process.argv.slice(1);
const parts = [], said = [];
const page = {
  note: (it) => said.push(`note ${it}`),
  __wbg_cairnLoadParts_0123: (wanted) => {
    if (parts.length <= wanted) said.push(`load ${wanted}`);
    while (parts.length <= wanted) join();
  },
};
const join = () => {
  const module = new WebAssembly.Module(readFileSync(`${directory}/${parts.length}.wasm`));
  parts.push(new WebAssembly.Instance(module, { page, ...parts }).exports);
};
join();
if (count > 1) while (parts.length < count) join();
const { run, direct } = parts[0];
for (const it of [3, 4]) said.push(run(it), direct(it));
console.log(said.join(", "));
"#;

/// The answers of the program in the parts that `ran` says; all of them loaded at once, or when asked for.
fn answers(name: &str, ran: &[&[u32]], at_once: bool) -> String {
    let whole = wat::parse_str(PROGRAM).expect("a program");
    let facts = Facts::of(&whole).expect("its facts");
    let lists: Vec<BTreeSet<u32>> = ran.iter().map(|list| list.iter().copied().collect()).collect();
    let directory = std::env::temp_dir().join(format!("split-{name}-{at_once}-{}", std::process::id()));
    fs::create_dir_all(&directory).expect("a directory");
    let mut count = 1;
    if lists.is_empty() {
        fs::write(directory.join("0.wasm"), &whole).expect("written");
    } else {
        let plan = Plan::new(&whole, &facts, &lists, Some(&linked())).expect("a plan");
        count += lists.len();
        for part in 0..count {
            let module =
                if part == 0 { first::module(&whole, &plan) } else { later::module(&whole, &plan, part) };
            fs::write(directory.join(format!("{part}.wasm")), module.expect("a part")).expect("written");
        }
    }
    let loaded = if at_once { count } else { 1 };
    let node = Command::new("node").args(["-e", PAGE]).arg(&directory).arg(loaded.to_string()).output();
    fs::remove_dir_all(&directory).ok();
    let output = node.expect("node runs");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn the_whole_program_answers() {
    let said = answers("whole", &[], true);
    let (notes, figures): (Vec<&str>, Vec<&str>) =
        said.split(", ").partition(|word| word.starts_with("note"));
    assert_eq!((notes.len(), figures.join(" ").as_str()), (4, "28 34 42 54"));
}

#[test]
fn divided_in_any_way_it_answers_the_same() {
    let divisions: &[(&str, &[&[u32]])] = &[
        ("nothing first", &[&[DIRECT]]),
        ("the callers first", &[&[RUN, DIRECT, TAIL, MIX]]),
        ("the called first", &[&[COUNT, DOUBLE, SQUARE]]),
        ("three, downwards", &[&[RUN, DIRECT], &[MIX, SQUARE]]),
        ("three, upwards", &[&[COUNT], &[DOUBLE, MIX]]),
        ("all first", &[&[COUNT, DOUBLE, SQUARE, MIX, TAIL, RUN, DIRECT]]),
    ];
    let figures = |said: &str| -> Vec<String> {
        said.split(", ").filter(|word| !word.starts_with("load")).map(str::to_owned).collect()
    };
    let right = figures(&answers("whole-again", &[], true));
    for (name, ran) in divisions {
        let loaded = answers(name, ran, true);
        assert_eq!(figures(&loaded), right, "{name}");
        assert!(!loaded.contains("load"), "{name} asks for what is there: {loaded}");
        assert_eq!(figures(&answers(name, ran, false)), right, "{name}, on demand");
    }
    assert!(
        answers("on demand", &[&[RUN, DIRECT], &[MIX, SQUARE]], false).starts_with("load 1, note 3, load 2")
    );
}

/// The data of the program by part: address and bytes, where `ran` runs first.
fn data_where_first(ran: &[u32], linked: Option<&Linked>) -> Result<Vec<(usize, u32, usize)>, String> {
    let whole = wat::parse_str(PROGRAM).expect("a program");
    let facts = Facts::of(&whole).expect("its facts");
    let plan = Plan::new(&whole, &facts, &[ran.iter().copied().collect()], linked)?;
    Ok(plan.data.iter().map(|Run { address, part, bytes }| (*part, *address, bytes.len())).collect())
}

#[test]
fn data_comes_with_the_first_part_that_speaks_of_it_or_of_what_points_at_it() {
    let whole = linked();
    assert_eq!(data_where_first(&[MIX], Some(&whole)), Ok(vec![(0, 8, 1), (0, 16, 33)]));
    // what nobody speaks of stays in the first part
    assert_eq!(data_where_first(&[COUNT], Some(&whole)), Ok(vec![(1, 8, 1), (1, 16, 4), (0, 20, 29)]));
    assert_eq!(data_where_first(&[COUNT], None), Ok(vec![(0, 8, 1), (0, 16, 33)]));
}

#[test]
fn the_knowledge_of_another_module_is_refused() {
    let mut other = linked();
    other.segments = vec![(8, vec![6])];
    assert!(data_where_first(&[MIX], Some(&other)).is_err_and(|error| error.contains("differs at 8")));
    assert!(
        Linked::of(&wat::parse_str(PROGRAM).expect("a program")).is_err_and(|it| it.contains("relocations"))
    );
}

#[test]
fn the_trace_names_what_ran() {
    let whole = wat::parse_str(PROGRAM).expect("a program");
    let facts = Facts::of(&whole).expect("its facts");
    let traced = trace::traced(&whole, &facts).expect("a traced copy");
    let file = std::env::temp_dir().join(format!("split-traced-{}.wasm", std::process::id()));
    fs::write(&file, traced).expect("written");
    const RUN_IT: &str = r#"
        const page = { note: () => {}, __wbg_cairnLoadParts_0123: () => {} };
        const module = new WebAssembly.Module(require("node:fs").readFileSync(process.argv[1]));
        const { exports } = new WebAssembly.Instance(module, { page });
        exports.run(3);
        console.log(String(exports.trace0.value));"#;
    let node = Command::new("node").args(["-e", RUN_IT]).arg(&file).output().expect("node runs");
    fs::remove_file(&file).ok();
    let bits: u64 = String::from_utf8_lossy(&node.stdout).trim().parse().expect("bits");
    let ran: u64 = [COUNT, DOUBLE, SQUARE, MIX, RUN].into_iter().map(|function| 1 << function).sum();
    assert_eq!(bits, ran);
}

#[test]
fn a_list_of_another_module_is_refused() {
    let whole = wat::parse_str(PROGRAM).expect("a program");
    let facts = Facts::of(&whole).expect("its facts");
    assert!(trace::parse("3 999", &facts).is_err_and(|error| error.contains("999")));
    assert!(trace::parse(" ", &facts).is_err());
    assert!(Facts::of(b"not wasm").is_err());
}
