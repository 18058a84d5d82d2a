//! Part 0: what ran first, and a stand-in for every function of a later part that can be reached.
//!
//! A stand-in asks the page for the parts up to its function's, which put the real functions into
//! their slots, and calls through its slot. Calls in code go through the slot at once.

use crate::{
    Outcome,
    body::{Result, body, data_of, grown, user},
    plan::{Plan, StandIn, short_name},
};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportKind, ExportSection, Function,
    FunctionSection, Instruction, Module, TableSection, reencode::Reencode,
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, DataSectionReader, ElementSectionReader, ExportSectionReader,
    FunctionSectionReader, Parser, TableSectionReader,
};

/// Under which name part 0 gives its memory to the others; the tables and globals are `~t0`, `~g0`
/// and on. The page takes it for the sign of a divided module.
pub const MEMORY: &str = "~m";

/// Makes it.
pub fn module(original: &[u8], plan: &Plan<'_>) -> Outcome<Vec<u8>> {
    let mut module = Module::new();
    First { plan, tables: 0 }
        .parse_core_module(&mut module, Parser::new(0), original)
        .map_err(|error| format!("no first module: {error}"))?;
    Ok(module.finish())
}

struct First<'a> {
    plan: &'a Plan<'a>,
    tables: u32,
}

impl First<'_> {
    /// A function that fetches the parts it takes and then is the one in its slot.
    fn stand_in(&self, function: u32, stand_in: StandIn) -> Result<Function> {
        let facts = self.plan.facts;
        let type_index = user(facts.type_of(function))?;
        let parameters = facts.parameters.get(type_index as usize).copied().unwrap_or(0);
        let part = user(self.plan.home(function))?.part;
        let mut body = Function::new([]);
        body.instruction(&Instruction::I32Const(part as i32));
        body.instruction(&Instruction::Call(self.plan.loader));
        for parameter in 0..parameters {
            body.instruction(&Instruction::LocalGet(parameter));
        }
        body.instruction(&Instruction::I32Const(stand_in.slot as i32));
        body.instruction(&Instruction::CallIndirect { type_index, table_index: facts.table });
        body.instruction(&Instruction::End);
        Ok(body)
    }
}

impl Reencode for First<'_> {
    type Error = String;

    /// The function itself, or its stand-in.
    fn function_index(&mut self, function: u32) -> Result<u32> {
        let home = user(self.plan.home(function))?;
        if home.part == 0 {
            return Ok(home.place);
        }
        let stand_in = self.plan.stand_ins.get(&function);
        user(stand_in.map(|it| it.index).ok_or_else(|| format!("function {function} has no stand-in")))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result {
        let own = self.plan.functions(0).filter(|&it| it >= self.plan.facts.imported);
        for function in own.chain(self.plan.stand_ins.keys().copied()) {
            functions.function(user(self.plan.facts.type_of(function))?);
        }
        Ok(())
    }

    fn parse_table_section(&mut self, tables: &mut TableSection, section: TableSectionReader<'_>) -> Result {
        for table in section {
            let mut table = table?;
            table.ty = grown(self.plan, self.tables, table.ty);
            self.parse_table(tables, table)?;
            self.tables += 1;
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result {
        for export in section {
            self.parse_export(exports, export?)?;
        }
        exports.export(MEMORY, ExportKind::Memory, 0);
        for table in 0..self.tables {
            exports.export(&format!("~t{table}"), ExportKind::Table, table);
        }
        for global in 0..self.plan.facts.globals {
            exports.export(&format!("~g{global}"), ExportKind::Global, global);
        }
        for (place, &function) in self.plan.shared.iter().take(1).flatten().enumerate() {
            exports.export(&short_name(place), ExportKind::Func, self.function_index(function)?);
        }
        Ok(())
    }

    fn parse_element_section(
        &mut self,
        elements: &mut ElementSection,
        section: ElementSectionReader<'_>,
    ) -> Result {
        for element in section {
            self.parse_element(elements, element?)?;
        }
        let new: Result<Vec<u32>> = self.plan.new_slots.iter().map(|&it| self.function_index(it)).collect();
        let start = ConstExpr::i32_const(self.plan.facts.table_size as i32);
        elements.active(Some(self.plan.facts.table), &start, Elements::Functions(new?.into()));
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader<'_>) -> Result {
        for (function, original) in (self.plan.facts.imported..).zip(section) {
            if user(self.plan.home(function))?.part == 0 {
                code.function(&body(self, self.plan, 0, original?)?);
            }
        }
        for (&function, &stand_in) in &self.plan.stand_ins {
            code.function(&self.stand_in(function, stand_in)?);
        }
        Ok(())
    }

    fn data_count(&mut self, _: u32) -> Result<u32> {
        Ok(self.plan.data.iter().filter(|run| run.part == 0).count() as u32)
    }

    fn parse_data_section(&mut self, data: &mut DataSection, _: DataSectionReader<'_>) -> Result {
        data_of(self.plan, 0, data);
        Ok(())
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Result {
        Ok(()) // names and producers: bytes that nobody runs
    }
}
