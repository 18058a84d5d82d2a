//! A later part: functions on the memory, tables and globals of part 0, which call earlier parts directly.

use crate::{
    Outcome,
    body::{Result, body, data_of, grown, user},
    first::MEMORY,
    plan::{Plan, short_name},
};
use std::collections::BTreeMap;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    FunctionSection, ImportSection, Module, TypeSection, reencode::Reencode,
};
use wasmparser::{Parser, Payload};

/// The name of part 0 among the imports; the parts' names are their numbers.
const FIRST: &str = "0";

/// Makes it.
pub fn module(original: &[u8], plan: &Plan<'_>, part: usize) -> Outcome<Vec<u8>> {
    build(original, plan, part).map_err(|error| format!("no part {part}: {error}"))
}

fn build(original: &[u8], plan: &Plan<'_>, part: usize) -> Result<Vec<u8>> {
    let imported = plan.imports(part).zip(0..).map(|((_, _, function), index)| (function, index)).collect();
    let mut later = Later { plan, part, imported };
    let (mut types, mut imports, mut code) = (TypeSection::new(), ImportSection::new(), CodeSection::new());
    let mut function = plan.facts.imported;
    for payload in Parser::new(0).parse_all(original) {
        match payload? {
            Payload::TypeSection(section) => later.parse_type_section(&mut types, section)?,
            Payload::MemorySection(section) => {
                for memory in section {
                    imports.import(FIRST, MEMORY, later.memory_type(memory?)?);
                }
            }
            Payload::TableSection(section) => {
                for (index, table) in (0..).zip(section) {
                    let kind = later.table_type(grown(plan, index, table?.ty))?;
                    imports.import(FIRST, &format!("~t{index}"), kind);
                }
            }
            Payload::GlobalSection(section) => {
                for (index, global) in section.into_iter().enumerate() {
                    imports.import(FIRST, &format!("~g{index}"), later.global_type(global?.ty)?);
                }
            }
            Payload::CodeSectionEntry(original) => {
                if user(plan.home(function))?.part == part {
                    code.function(&body(&mut later, plan, part, original)?);
                }
                function += 1;
            }
            _ => {}
        }
    }
    for (from, name, function) in plan.imports(part) {
        let kind = EntityType::Function(user(plan.facts.type_of(function))?);
        imports.import(&from.to_string(), &name, kind);
    }
    let mut functions = FunctionSection::new();
    for function in plan.functions(part) {
        functions.function(user(plan.facts.type_of(function))?);
    }
    let (exports, elements) = (later.exports()?, later.elements()?);
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions);
    let mut data = DataSection::new();
    data_of(plan, part, &mut data);
    module.section(&exports).section(&elements).section(&code).section(&data);
    Ok(module.finish())
}

struct Later<'a> {
    plan: &'a Plan<'a>,
    part: usize,
    /// What it imports, and the index here.
    imported: BTreeMap<u32, u32>,
}

impl Later<'_> {
    fn exports(&mut self) -> Result<ExportSection> {
        let mut exports = ExportSection::new();
        for (place, &function) in self.plan.shared.iter().skip(self.part).take(1).flatten().enumerate() {
            exports.export(&short_name(place), ExportKind::Func, self.function_index(function)?);
        }
        Ok(exports)
    }

    /// Its functions for every slot that had a stand-in of theirs; one segment for each run of slots.
    fn elements(&mut self) -> Result<ElementSection> {
        let facts = self.plan.facts;
        let mut slots = facts.slots.clone();
        slots.extend((facts.table_size..).zip(self.plan.new_slots.iter().copied()));
        slots.sort_unstable();
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in slots {
            if user(self.plan.home(function))?.part != self.part {
                continue;
            }
            let function = self.function_index(function)?;
            match runs.last_mut() {
                Some((start, run)) if *start + run.len() as u32 == slot => run.push(function),
                _ => runs.push((slot, vec![function])),
            }
        }
        let mut elements = ElementSection::new();
        for (start, run) in runs {
            let start = ConstExpr::i32_const(start as i32);
            elements.active(Some(facts.table), &start, Elements::Functions(run.into()));
        }
        Ok(elements)
    }
}

impl Reencode for Later<'_> {
    type Error = String;

    /// The imported functions come first, then its own.
    fn function_index(&mut self, function: u32) -> Result<u32> {
        let home = user(self.plan.home(function))?;
        if home.part == self.part {
            return Ok(self.imported.len() as u32 + home.place);
        }
        let index = self.imported.get(&function).copied();
        user(index.ok_or_else(|| format!("function {function} is not shared with part {}", self.part)))
    }
}
