//! What all parts rewrite alike: calls between parts, the table that has grown, their share of the data.

use crate::{Outcome, plan::Plan};
use wasm_encoder::{
    ConstExpr, DataSection, Function, Instruction,
    reencode::{Error, Reencode},
};
use wasmparser::{FunctionBody, Operator, TableType};

/// For what a [`Reencode`] of ours gives; its own errors are messages.
pub type Result<T = ()> = std::result::Result<T, Error<String>>;

/// For `?` in a [`Reencode`].
pub fn user<T>(outcome: Outcome<T>) -> Result<T> {
    outcome.map_err(Error::UserError)
}

/// A function's body in `part`: a call of a function of a later part goes through its slot.
pub fn body<R: Reencode<Error = String>>(
    rewrite: &mut R,
    plan: &Plan<'_>,
    part: usize,
    original: FunctionBody<'_>,
) -> Result<Function> {
    let mut body = rewrite.new_function_with_parsed_locals(&original)?;
    for operator in original.get_operators_reader()? {
        let operator = operator?;
        let (function, is_last) = match operator {
            Operator::Call { function_index } => (function_index, false),
            Operator::ReturnCall { function_index } => (function_index, true),
            other => {
                body.instruction(&rewrite.instruction(other)?);
                continue;
            }
        };
        let Some(slot) = user(plan.slot(part, function))? else {
            body.instruction(&rewrite.instruction(operator)?);
            continue;
        };
        let (type_index, table_index) = (user(plan.facts.type_of(function))?, plan.facts.table);
        body.instruction(&Instruction::I32Const(slot as i32)).instruction(&if is_last {
            Instruction::ReturnCallIndirect { type_index, table_index }
        } else {
            Instruction::CallIndirect { type_index, table_index }
        });
    }
    Ok(body)
}

/// The bytes that a part brings.
pub fn data_of(plan: &Plan<'_>, part: usize, data: &mut DataSection) {
    for run in plan.data.iter().filter(|run| run.part == part) {
        data.active(0, &ConstExpr::i32_const(run.address as i32), run.bytes.iter().copied());
    }
}

/// A table's type; the one of functions has room for the new slots.
pub fn grown(plan: &Plan<'_>, index: u32, mut table: TableType) -> TableType {
    if index == plan.facts.table {
        table.initial = u64::from(plan.table_size());
        table.maximum = table.maximum.map(|size| size.max(table.initial));
    }
    table
}
