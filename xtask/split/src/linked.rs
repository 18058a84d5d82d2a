//! What the linker knew of the module's data before the tools after it forgot: its pieces, which addresses in code
//! speak of which piece, and which piece points at which.
//!
//! Read from the module as the linker left it, with its relocations (`--emit-relocs`). The tools after it renumber
//! functions and rewrite code, but no data moves.

use crate::{
    Outcome,
    facts::{data_segments, refused},
};
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{
    KnownCustom, Linking, LinkingSectionReader, Parser, Payload, RelocSectionReader, RelocationType,
    SymbolInfo,
};

/// A piece of data: its first address and its size.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Piece {
    pub address: u32,
    pub size: u32,
}

/// The linker's knowledge of the data.
#[derive(Default)]
pub struct Linked {
    /// All pieces, by their addresses. They may overlap.
    pub pieces: Vec<Piece>,
    /// The numbers in code that are addresses: of which pieces (by place in `pieces`). Such a number may lie outside
    /// its piece, as where a table is read from an index that never is 0.
    pub constants: BTreeMap<u32, BTreeSet<usize>>,
    /// Which pieces each piece points at.
    pub pointers: BTreeMap<usize, BTreeSet<usize>>,
    /// The data itself: segments with their addresses.
    pub segments: Vec<(u32, Vec<u8>)>,
}

impl Linked {
    /// Reads it; a module without relocations is refused.
    pub fn of(module: &[u8]) -> Outcome<Self> {
        let mut linked = Self::default();
        let mut symbols: Vec<Option<Piece>> = Vec::new();
        let mut relocations: Vec<RelocSectionReader<'_>> = Vec::new();
        // The data's segments: address, and where its bytes begin among those of the section.
        let mut places: Vec<(u32, usize, usize)> = Vec::new();
        let (mut data_section, mut section) = (None, 0);
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload.map_err(refused)?;
            match &payload {
                Payload::DataSection(data) => {
                    data_section = Some(section);
                    for (address, bytes, end) in data_segments(data.clone())? {
                        places.push((address, end - bytes.len() - data.range().start, bytes.len()));
                        linked.segments.push((address, bytes.to_vec()));
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Linking(linking) => symbols = symbols_of(linking, &places)?,
                    KnownCustom::Reloc(relocation) => relocations.push(relocation),
                    _ => {}
                },
                _ => {}
            }
            section += u32::from(payload.as_section().is_some());
        }
        if relocations.is_empty() || symbols.is_empty() {
            return Err("the linked module has no relocations".to_owned());
        }
        let mut pieces: Vec<Piece> = symbols.iter().copied().flatten().collect();
        pieces.sort_unstable();
        pieces.dedup();
        linked.pieces = pieces;
        for relocation in relocations {
            let in_data = Some(relocation.section_index()) == data_section;
            linked.follow(&relocation, &symbols, &places, in_data)?;
        }
        Ok(linked)
    }

    fn follow(
        &mut self,
        relocation: &RelocSectionReader<'_>,
        symbols: &[Option<Piece>],
        places: &[(u32, usize, usize)],
        in_data: bool,
    ) -> Outcome<()> {
        for entry in relocation.entries() {
            let entry = entry.map_err(refused)?;
            if !is_address(entry.ty) {
                continue;
            }
            let piece = symbols.get(entry.index as usize).copied().flatten();
            let Some(piece) = piece else { continue };
            let at = self.pieces.binary_search(&piece).map_err(|_| "a symbol without its piece")?;
            if in_data {
                let offset = entry.offset as usize;
                let holder = places.iter().find(|(_, begin, size)| (*begin..begin + size).contains(&offset));
                let (address, begin, _) = holder.ok_or("a relocation outside the data")?;
                let address = address + (offset - begin) as u32;
                let holders: Vec<usize> = self.holding(address).collect();
                if holders.is_empty() {
                    // Nobody's bytes: they stay in the first part, and so does what they point at.
                    self.constants.entry(address).or_default().insert(at);
                }
                for holder in holders {
                    self.pointers.entry(holder).or_default().insert(at);
                }
            } else {
                let value = piece.address.wrapping_add(entry.addend as u32);
                self.constants.entry(value).or_default().insert(at);
            }
        }
        Ok(())
    }

    /// The pieces that hold the byte at an address.
    pub fn holding(&self, address: u32) -> impl Iterator<Item = usize> {
        // Most numbers in code are no addresses at all.
        let ends = self.segments.iter().map(|(start, bytes)| start + bytes.len() as u32);
        let known = self.segments.iter().map(|(start, _)| *start).min().unwrap_or(0)..ends.max().unwrap_or(0);
        let pieces = if known.contains(&address) { self.pieces.as_slice() } else { &[] };
        let holds = move |piece: &Piece| (piece.address..piece.address + piece.size).contains(&address);
        pieces.iter().enumerate().filter(move |(_, piece)| holds(piece)).map(|(at, _)| at)
    }
}

fn symbols_of(
    linking: LinkingSectionReader<'_>,
    places: &[(u32, usize, usize)],
) -> Outcome<Vec<Option<Piece>>> {
    let mut symbols = Vec::new();
    for subsection in linking.subsections() {
        let Linking::SymbolTable(table) = subsection.map_err(refused)? else { continue };
        for symbol in table {
            let piece = match symbol.map_err(refused)? {
                SymbolInfo::Data { symbol: Some(at), .. } => {
                    let segment = places.get(at.index as usize).ok_or("a symbol in no segment")?;
                    Some(Piece { address: segment.0 + at.offset, size: at.size })
                }
                _ => None,
            };
            symbols.push(piece);
        }
    }
    Ok(symbols)
}

fn is_address(kind: RelocationType) -> bool {
    matches!(
        kind,
        RelocationType::MemoryAddrLeb
            | RelocationType::MemoryAddrSleb
            | RelocationType::MemoryAddrI32
            | RelocationType::MemoryAddrLeb64
            | RelocationType::MemoryAddrSleb64
            | RelocationType::MemoryAddrI64
            | RelocationType::MemoryAddrRelSleb
            | RelocationType::MemoryAddrLocrelI32
    )
}
