//! A copy of a module that remembers which of its functions ran.
//!
//! Each function sets its bit first thing. The bits are in exported globals, `trace0` and on, 64 in
//! each, so that the page needs no part in it and memory stays as it is.

use crate::{Outcome, facts::Facts};
use std::{collections::BTreeSet, convert::Infallible};
use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, GlobalSection, GlobalType, Instruction, Module,
    ValType,
    reencode::{Error, Reencode},
};
use wasmparser::{CodeSectionReader, ExportSectionReader, GlobalSectionReader, Parser};

const BITS: u32 = 64;

/// The traced copy.
pub fn traced(module: &[u8], facts: &Facts) -> Outcome<Vec<u8>> {
    let mut copy = Module::new();
    Tracer { facts }
        .parse_core_module(&mut copy, Parser::new(0), module)
        .map_err(|error| format!("not traced: {error}"))?;
    Ok(copy.finish())
}

/// Reads the indices of functions that ran; one that does not exist is an error, none too.
pub fn parse(ran: &str, facts: &Facts) -> Outcome<BTreeSet<u32>> {
    let mut functions = BTreeSet::new();
    for word in ran.split_whitespace() {
        match word.parse() {
            Ok(function) if function < facts.functions() => {
                functions.insert(function);
            }
            _ => return Err(format!("not a function of this module: {word}")),
        }
    }
    if functions.is_empty() { Err("no function ran".to_owned()) } else { Ok(functions) }
}

struct Tracer<'a> {
    facts: &'a Facts,
}

impl Tracer<'_> {
    fn words(&self) -> u32 {
        self.facts.functions().div_ceil(BITS)
    }
}

impl Reencode for Tracer<'_> {
    type Error = Infallible;

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: GlobalSectionReader<'_>,
    ) -> Result<(), Error> {
        for global in section {
            self.parse_global(globals, global?)?;
        }
        let word = GlobalType { val_type: ValType::I64, mutable: true, shared: false };
        for _ in 0..self.words() {
            globals.global(word, &ConstExpr::i64_const(0));
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        for export in section {
            self.parse_export(exports, export?)?;
        }
        for word in 0..self.words() {
            exports.export(&format!("trace{word}"), ExportKind::Global, self.facts.globals + word);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        for (function, body) in (self.facts.imported..).zip(section) {
            let body = body?;
            let mut copy = self.new_function_with_parsed_locals(&body)?;
            let word = self.facts.globals + function / BITS;
            copy.instruction(&Instruction::GlobalGet(word))
                .instruction(&Instruction::I64Const(1 << (function % BITS)))
                .instruction(&Instruction::I64Or)
                .instruction(&Instruction::GlobalSet(word));
            let mut operators = body.get_operators_reader()?;
            while !operators.eof() {
                copy.instruction(&self.parse_instruction(&mut operators)?);
            }
            code.function(&copy);
        }
        Ok(())
    }
}
