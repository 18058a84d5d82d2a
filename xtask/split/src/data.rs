//! Which part brings which bytes of the data: the first whose functions can come to speak of them.
//!
//! A function speaks of a piece when one of its numbers is an address that the linker put there for that piece, or
//! lies inside it; and of all that such a piece points at, and so on. What no function speaks of stays in the first
//! part, and so do bytes that belong to no piece.

use crate::{
    Outcome,
    facts::{data_segments, refused},
    linked::Linked,
    plan::Plan,
};
use std::collections::BTreeSet;
use wasmparser::{Operator, Parser, Payload};

/// Runs of bytes that are shorter stay with what is before them: a segment of their own would cost more.
const SHORT: usize = 16;

/// A run of bytes, its address, and the part that brings it.
pub struct Run {
    pub address: u32,
    pub part: usize,
    pub bytes: Vec<u8>,
}

/// The data of `module`, divided. Without the linker's knowledge all of it stays in the first part.
pub fn divided(module: &[u8], plan: &Plan<'_>, linked: Option<&Linked>) -> Outcome<Vec<Run>> {
    let mut runs = Vec::new();
    let segments = segments(module)?;
    let Some(linked) = linked else {
        let whole = |(address, bytes): (u32, &[u8])| Run { address, part: 0, bytes: bytes.to_vec() };
        return Ok(segments.into_iter().map(whole).collect());
    };
    same_data(&segments, linked)?;
    let parts = parts_of_pieces(module, plan, linked)?;
    let mut by_byte = Bytes::new(&segments);
    for (piece, part) in linked.pieces.iter().zip(parts) {
        by_byte.claim(piece.address, piece.size, part);
    }
    for (address, bytes) in segments {
        runs.extend(by_byte.runs(address, bytes));
    }
    Ok(runs)
}

fn segments(module: &[u8]) -> Outcome<Vec<(u32, &[u8])>> {
    let mut segments = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::DataSection(data) = payload.map_err(refused)? {
            segments.extend(data_segments(data)?.into_iter().map(|(address, bytes, _)| (address, bytes)));
        }
    }
    Ok(segments)
}

/// The tools after the linker leave out what is zero anyway, and move nothing; else what it knew would be of no use.
fn same_data(segments: &[(u32, &[u8])], linked: &Linked) -> Outcome<()> {
    let byte = |address: u32| {
        let holds = |(start, bytes): &&(u32, Vec<u8>)| address.wrapping_sub(*start) < bytes.len() as u32;
        let segment = linked.segments.iter().find(holds);
        segment.and_then(|(start, bytes)| bytes.get((address - start) as usize)).copied()
    };
    for (address, bytes) in segments {
        for (at, found) in (*address..).zip(bytes.iter()) {
            if byte(at).unwrap_or(0) != *found {
                return Err(format!("the linked module is another: its data differs at {at}"));
            }
        }
    }
    Ok(())
}

/// For each piece, the first part that speaks of it.
fn parts_of_pieces(module: &[u8], plan: &Plan<'_>, linked: &Linked) -> Outcome<Vec<usize>> {
    let mut speakers: Vec<Option<usize>> = vec![None; linked.pieces.len()];
    let mut speak = |part: usize, number: u32| {
        let known = linked.constants.get(&number).into_iter().flatten().copied();
        for piece in known.chain(linked.holding(number)) {
            if let Some(first) = speakers.get_mut(piece) {
                *first = Some(first.map_or(part, |first| first.min(part)));
            }
        }
    };
    let mut function = plan.facts.imported;
    for payload in Parser::new(0).parse_all(module) {
        match payload.map_err(refused)? {
            Payload::CodeSectionEntry(body) => {
                let part = plan.home(function)?.part;
                for operator in body.get_operators_reader().map_err(refused)? {
                    let operator = operator.map_err(refused)?;
                    if let Some(number) = address_in(&operator) {
                        speak(part, number);
                    }
                }
                function += 1;
            }
            Payload::GlobalSection(globals) => {
                for global in globals {
                    for operator in global.map_err(refused)?.init_expr.get_operators_reader() {
                        if let Operator::I32Const { value } = operator.map_err(refused)? {
                            speak(0, value as u32);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut open: BTreeSet<(usize, usize)> =
        speakers.iter().enumerate().filter_map(|(piece, part)| Some(((*part)?, piece))).collect();
    while let Some((part, piece)) = open.pop_first() {
        for &target in linked.pointers.get(&piece).into_iter().flatten() {
            let Some(first) = speakers.get_mut(target) else { continue };
            if first.is_none_or(|first| part < first) {
                *first = Some(part);
                open.insert((part, target));
            }
        }
    }
    Ok(speakers.into_iter().map(|part| part.unwrap_or(0)).collect())
}

/// The number of an operator that may be an address: a constant, or what a load or store adds to one.
fn address_in(operator: &Operator<'_>) -> Option<u32> {
    macro_rules! addresses {
        ($($name:ident)*) => {
            match operator {
                Operator::I32Const { value } => Some(*value as u32),
                $(Operator::$name { memarg } => u32::try_from(memarg.offset).ok(),)*
                _ => None,
            }
        };
    }
    addresses!(
        I32Load I64Load F32Load F64Load I32Load8S I32Load8U I32Load16S I32Load16U I64Load8S I64Load8U I64Load16S
        I64Load16U I64Load32S I64Load32U I32Store I64Store F32Store F64Store I32Store8 I32Store16 I64Store8 I64Store16
        I64Store32
    )
}

/// For each byte of the data, the part that brings it.
struct Bytes(Vec<(u32, Vec<usize>)>);

impl Bytes {
    /// Nobody's yet.
    fn new(segments: &[(u32, &[u8])]) -> Self {
        Self(segments.iter().map(|(address, bytes)| (*address, vec![usize::MAX; bytes.len()])).collect())
    }

    fn claim(&mut self, address: u32, size: u32, part: usize) {
        for (start, parts) in &mut self.0 {
            for (at, byte) in (*start..).zip(parts.iter_mut()) {
                if at >= address && at - address < size {
                    *byte = part.min(*byte);
                }
            }
        }
    }

    fn runs(&self, address: u32, bytes: &[u8]) -> Vec<Run> {
        let parts = self.0.iter().find(|(start, _)| *start == address).map(|(_, parts)| parts.as_slice());
        let mut runs: Vec<Run> = Vec::new();
        for ((at, &byte), &part) in (address..).zip(bytes).zip(parts.unwrap_or_default()) {
            // What belongs to nobody goes with the first part.
            let part = if part == usize::MAX { 0 } else { part };
            match runs.last_mut() {
                Some(run) if run.part == part => run.bytes.push(byte),
                _ => runs.push(Run { address: at, part, bytes: vec![byte] }),
            }
        }
        joined(runs)
    }
}

/// Short runs join an earlier part's neighbour: a part may bring bytes early that a later one needs.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut done: Vec<Run> = Vec::new();
    for run in runs {
        match done.last_mut() {
            Some(last) if last.part == run.part || (last.part < run.part && run.bytes.len() < SHORT) => {
                last.bytes.extend(run.bytes);
            }
            _ => done.push(run),
        }
    }
    done
}
