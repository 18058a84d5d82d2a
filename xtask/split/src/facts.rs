//! What both steps must know of a module before they rewrite it.

use crate::Outcome;
use wasmparser::{DataKind, ElementItems, ElementKind, ExternalKind, Operator, Parser, Payload, TypeRef};

/// The import that makes the page fetch the parts up to a given one; wasm-bindgen adds a hash to its name.
const LOADER: &str = "__wbg_cairnLoadParts_";

/// A module's functions and how they are reached other than by a call.
pub struct Facts {
    /// How many functions are imported; they have the lowest indices.
    pub imported: u32,
    /// The type of each function, imported ones too.
    pub function_types: Vec<u32>,
    /// How many parameters each type has.
    pub parameters: Vec<u32>,
    /// How many globals there are.
    pub globals: u32,
    /// The functions that the page can call by name.
    pub exported: Vec<u32>,
    /// The table of functions that can be called by number.
    pub table: u32,
    /// Its size.
    pub table_size: u32,
    /// What it holds at the start: a slot and its function.
    pub slots: Vec<(u32, u32)>,
    /// The imported function that fetches the other parts.
    pub loader: Option<u32>,
}

impl Facts {
    /// Reads them; a module that is malformed, or of a kind that rustc does not make, is refused.
    pub fn of(module: &[u8]) -> Outcome<Self> {
        let mut facts = Self {
            imported: 0,
            function_types: Vec::new(),
            parameters: Vec::new(),
            globals: 0,
            exported: Vec::new(),
            table: u32::MAX,
            table_size: 0,
            slots: Vec::new(),
            loader: None,
        };
        for payload in Parser::new(0).parse_all(module) {
            facts.take(payload.map_err(refused)?)?;
        }
        if facts.table == u32::MAX {
            return Err("no table of functions".to_owned());
        }
        Ok(facts)
    }

    fn take(&mut self, payload: Payload<'_>) -> Outcome<()> {
        match payload {
            Payload::TypeSection(types) => {
                for function in types.into_iter_err_on_gc_types() {
                    self.parameters.push(function.map_err(refused)?.params().len() as u32);
                }
            }
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let import = import.map_err(refused)?;
                    let TypeRef::Func(kind) = import.ty else {
                        return Err(format!("an import that is no function: {}", import.name));
                    };
                    if import.name.starts_with(LOADER) {
                        self.loader = Some(self.imported);
                    }
                    self.imported += 1;
                    self.function_types.push(kind);
                }
            }
            Payload::FunctionSection(functions) => {
                for kind in functions {
                    self.function_types.push(kind.map_err(refused)?);
                }
            }
            Payload::TableSection(tables) => {
                for (index, table) in (0..).zip(tables) {
                    let kind = table.map_err(refused)?.ty;
                    if kind.element_type.is_func_ref() {
                        self.table = index;
                        self.table_size = u32::try_from(kind.initial).map_err(|_| "a table too large")?;
                    }
                }
            }
            Payload::GlobalSection(globals) => self.globals = globals.count(),
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export.map_err(refused)?;
                    if export.kind == ExternalKind::Func {
                        self.exported.push(export.index);
                    }
                }
            }
            Payload::ElementSection(elements) => {
                for element in elements {
                    self.element(element.map_err(refused)?)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn element(&mut self, element: wasmparser::Element<'_>) -> Outcome<()> {
        let ElementKind::Active { table_index, offset_expr } = element.kind else {
            return Err("a passive element segment".to_owned());
        };
        let ElementItems::Functions(functions) = element.items else {
            return Ok(()); // the table of JS references
        };
        if table_index.unwrap_or(0) != self.table {
            return Err("functions in a second table".to_owned());
        }
        let mut offset = offset_expr.get_operators_reader();
        let Operator::I32Const { value } = offset.read().map_err(refused)? else {
            return Err("an element segment at a place that is not constant".to_owned());
        };
        for (slot, function) in (value as u32..).zip(functions) {
            self.slots.push((slot, function.map_err(refused)?));
        }
        Ok(())
    }

    /// How many functions there are, imported ones too.
    pub fn functions(&self) -> u32 {
        self.function_types.len() as u32
    }

    /// The type of one.
    pub fn type_of(&self, function: u32) -> Outcome<u32> {
        self.function_types.get(function as usize).copied().ok_or_else(|| format!("no function {function}"))
    }
}

/// The segments of the data: address, bytes, and where in the module they end.
pub fn data_segments(data: wasmparser::DataSectionReader<'_>) -> Outcome<Vec<(u32, &[u8], usize)>> {
    let mut segments = Vec::new();
    for segment in data {
        let segment = segment.map_err(refused)?;
        let DataKind::Active { memory_index: 0, offset_expr } = segment.kind else {
            return Err("a data segment that is not put in place at the start".to_owned());
        };
        let Operator::I32Const { value } = offset_expr.get_operators_reader().read().map_err(refused)? else {
            return Err("a data segment at a place that is not constant".to_owned());
        };
        segments.push((value as u32, segment.data, segment.range.end));
    }
    Ok(segments)
}

/// The parser's message.
pub fn refused(error: wasmparser::BinaryReaderError) -> String {
    format!("not a module that can be split: {error}")
}
