//! Which function lives in which part, and how the other parts reach it.
//!
//! Part 0 keeps memory, tables, globals and imports. The parts are loaded in order, so a later
//! one imports the functions it calls in earlier ones; those are exported under a short name. The other
//! way, a function of a later part that an earlier one calls, or that is in a table or exported, is
//! reached through a slot of the table (the one it has, or a new one at the end). Part 0 fills that
//! slot with a stand-in until the part is there and puts the function itself in. Data comes with the first part that
//! can speak of it ([`data`]).

use crate::{
    Outcome,
    data::{self, Run},
    facts::{Facts, refused},
    linked::Linked,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Display, Formatter},
};
use wasmparser::{Operator, Parser, Payload};

/// A module, divided.
pub struct Plan<'a> {
    /// The module.
    pub facts: &'a Facts,
    /// Where each function is.
    pub homes: Vec<Home>,
    /// Each function that earlier parts reach, and how.
    pub stand_ins: BTreeMap<u32, StandIn>,
    /// The functions of the slots after the table's own, in order.
    pub new_slots: Vec<u32>,
    /// For each part, the functions that later ones call.
    pub shared: Vec<BTreeSet<u32>>,
    /// The imported function that fetches the parts up to a given one.
    pub loader: u32,
    /// The data, and which part brings it.
    pub data: Vec<Run>,
}

/// Where a function is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Home {
    /// The part; 0 is the first.
    pub part: usize,
    /// The so-manieth of the part's functions; in part 0 the imported ones count.
    pub place: u32,
}

/// What part 0 has for a function of a later part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StandIn {
    /// The slot that the function is called through.
    pub slot: u32,
    /// The stand-in's index in part 0.
    pub index: u32,
}

impl<'a> Plan<'a> {
    /// Puts each function into the first part whose list has it, and all others into one more. The
    /// lists are of functions that ran: for the first screen, for what usually follows, and so on.
    /// The data is divided where the linker's knowledge of it is at hand.
    pub fn new(
        module: &[u8],
        facts: &'a Facts,
        ran: &[BTreeSet<u32>],
        linked: Option<&Linked>,
    ) -> Outcome<Self> {
        let loader = facts.loader.ok_or("the module has no way to fetch its other parts")?;
        let mut sizes = vec![0; ran.len() + 1];
        let mut homes = Vec::new();
        for function in 0..facts.functions() {
            let imported = function < facts.imported;
            let part = ran.iter().position(|it| imported || it.contains(&function)).unwrap_or(ran.len());
            let size = sizes.get_mut(part).ok_or("no part")?;
            homes.push(Home { part, place: *size });
            *size += 1;
        }
        let shared = vec![BTreeSet::new(); sizes.len()];
        let (stand_ins, new_slots, data) = (BTreeMap::new(), Vec::new(), Vec::new());
        let mut plan = Self { facts, homes, stand_ins, new_slots, shared, loader, data };
        for &(slot, function) in &facts.slots {
            if plan.home(function)?.part > 0 {
                plan.stand_ins.entry(function).or_insert(StandIn { slot, index: 0 });
            }
        }
        for &function in &facts.exported {
            plan.reach(0, function)?;
        }
        plan.follow_calls(module)?;
        let first = sizes.first().copied().unwrap_or(0);
        for (index, stand_in) in (first..).zip(plan.stand_ins.values_mut()) {
            stand_in.index = index;
        }
        plan.data = data::divided(module, &plan, linked)?;
        Ok(plan)
    }

    fn follow_calls(&mut self, module: &[u8]) -> Outcome<()> {
        let mut caller = self.facts.imported;
        for payload in Parser::new(0).parse_all(module) {
            let Payload::CodeSectionEntry(body) = payload.map_err(refused)? else { continue };
            let from = self.home(caller)?.part;
            for operator in body.get_operators_reader().map_err(refused)? {
                match operator.map_err(refused)? {
                    Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                        self.reach(from, function_index)?;
                    }
                    Operator::RefFunc { .. } => return Err("a reference to a function in code".to_owned()),
                    _ => {}
                }
            }
            caller += 1;
        }
        Ok(())
    }

    /// Sees to it that a part can call a function.
    fn reach(&mut self, from: usize, function: u32) -> Outcome<()> {
        let part = self.home(function)?.part;
        if part < from {
            self.shared.get_mut(part).ok_or("no such part")?.insert(function);
        } else if part > from && !self.stand_ins.contains_key(&function) {
            self.stand_ins.insert(function, StandIn { slot: self.table_size(), index: 0 });
            self.new_slots.push(function);
        }
        Ok(())
    }

    /// Where a function is; one that does not exist is an error.
    pub fn home(&self, function: u32) -> Outcome<Home> {
        self.homes.get(function as usize).copied().ok_or_else(|| format!("no function {function}"))
    }

    /// The slot through which `from` calls a function of a later part; none if it calls directly.
    pub fn slot(&self, from: usize, function: u32) -> Outcome<Option<u32>> {
        if self.home(function)?.part <= from {
            return Ok(None);
        }
        match self.stand_ins.get(&function) {
            Some(stand_in) => Ok(Some(stand_in.slot)),
            None => Err(format!("function {function} has no slot")),
        }
    }

    /// The functions of a part, in order.
    pub fn functions(&self, part: usize) -> impl Iterator<Item = u32> {
        (0..).zip(&self.homes).filter(move |(_, home)| home.part == part).map(|(function, _)| function)
    }

    /// The functions that a part imports from each part before it: whose, under which name, which.
    pub fn imports(&self, part: usize) -> impl Iterator<Item = (usize, String, u32)> {
        let before = self.shared.iter().take(part).enumerate();
        before.flat_map(|(from, shared)| {
            shared.iter().enumerate().map(move |(name, &function)| (from, short_name(name), function))
        })
    }

    /// The table's size with the new slots.
    pub fn table_size(&self) -> u32 {
        self.facts.table_size + self.new_slots.len() as u32
    }
}

/// Under which name a part exports the so-manieth of its shared functions.
pub fn short_name(place: usize) -> String {
    format!("~{place}")
}

impl Display for Plan<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for (part, shared) in self.shared.iter().enumerate() {
            let functions = self.functions(part).count();
            let data: usize =
                self.data.iter().filter(|run| run.part == part).map(|run| run.bytes.len()).sum();
            let shared = shared.len();
            writeln!(
                formatter,
                "part {part}: {functions} functions, {shared} of them shared, {data} bytes of data"
            )?;
        }
        write!(formatter, "{} stand-ins", self.stand_ins.len())
    }
}
