//! The envelopes around a plan's body and around one edit: how they are written, and read without trust.
//!
//! Each is a JSON text with one exact layout; a text that differs by a character, or whose checksum (over every
//! field) does not fit, is no envelope. Knows nothing of keys or of the order in which things are written.

use super::checksum;
use super::cursor::Cursor;
use serde::de::IgnoredAny;

/// A place on the chain: after the record `seq`, whose checksum is `chain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Point {
    pub(super) seq: u64,
    pub(super) chain: u32,
}

/// What tells one snapshot from every other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seal {
    pub(super) generation: u64,
    pub(super) point: Point,
    pub(super) build: u64,
    /// Generation and checksum of the snapshot beside it when this one was written: its ancestor, whatever the
    /// journal still holds.
    pub(super) beside: (u64, u32),
    pub(super) crc: u32,
}

/// The start of the chain of a plan that `writer` creates.
pub(super) fn chain_start(plan: &str, writer: &str, body: &str) -> u32 {
    checksum::of(&format!("start {plan} {writer} {body}"))
}

/// A snapshot, as it is in its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Snapshot<'t> {
    pub(super) seal: Seal,
    /// Where runs of records ended that the body contains and that do not lead up to the seal's point without a
    /// gap: without these, what is left of them in the journal could not be told from another branch.
    pub(super) ends: Vec<Point>,
    /// The plan.
    pub(super) body: &'t str,
}

impl<'t> Snapshot<'t> {
    /// The JSON text, and the seal with its checksum filled in.
    pub(super) fn write(&self) -> (String, Seal) {
        let Seal { generation, point, build, beside, .. } = self.seal;
        let seal = Seal { crc: self.crc(), ..self.seal };
        let ends: Vec<String> =
            self.ends.iter().map(|end| format!(r#"[{},"{:08x}"]"#, end.seq, end.chain)).collect();
        let text = format!(
            r#"{{"gen":{generation},"seq":{},"chain":"{:08x}","build":{build},"beside":[{},"{:08x}"],"ends":[{}],"crc":"{:08x}","body":{}}}"#,
            point.seq,
            point.chain,
            beside.0,
            beside.1,
            ends.join(","),
            seal.crc,
            self.body
        );
        (text, seal)
    }

    /// What is in the envelope; `None` where the text is not one, whole.
    pub(super) fn read(text: &'t str) -> Option<Snapshot<'t>> {
        let mut rest = Cursor(text);
        let generation = rest.skip("{\"gen\":")?.number()?;
        let seq = rest.skip(",\"seq\":")?.number()?;
        let chain = rest.skip(",\"chain\":\"")?.hex()?;
        let build = rest.skip("\",\"build\":")?.number()?;
        let beside = rest.skip(",\"beside\":")?.pair()?;
        rest.skip(",\"ends\":[")?;
        let mut ends = Vec::new();
        while !rest.0.starts_with(']') {
            if !ends.is_empty() {
                rest.skip(",")?;
            }
            let (seq, chain) = rest.pair()?;
            ends.push(Point { seq, chain });
        }
        let crc = rest.skip("],\"crc\":\"")?.hex()?;
        let body = rest.skip("\",\"body\":")?.0.strip_suffix('}')?;
        let seal = Seal { generation, point: Point { seq, chain }, build, beside, crc };
        let snapshot = Snapshot { seal, ends, body };
        (snapshot.crc() == crc).then_some(snapshot)
    }

    fn crc(&self) -> u32 {
        let Seal { generation, point, build, beside, .. } = self.seal;
        let mut hasher = checksum::Running::new();
        let head =
            format!("snapshot {generation} {} {} {build} {} {} ", point.seq, point.chain, beside.0, beside.1);
        hasher.add(&head);
        for end in &self.ends {
            hasher.add(&format!("{} {} ", end.seq, end.chain));
        }
        hasher.add(self.body);
        hasher.sum()
    }
}

/// One edit as a record: a JSON text, and the point on the chain after it.
pub(super) fn write_record(before: Point, writer: &str, edit: &str) -> (String, Point) {
    let after = Point {
        seq: before.seq.saturating_add(1),
        chain: record_crc(before.seq.saturating_add(1), writer, before.chain, edit),
    };
    let text = format!(r#"{{"prev":"{:08x}","crc":"{:08x}","edit":{edit}}}"#, before.chain, after.chain);
    (text, after)
}

/// The checksum before, the checksum after and the edit of the record that stands under `seq` and `writer`.
pub(super) fn read_record<'t>(seq: u64, writer: &str, text: &'t str) -> Option<(u32, u32, &'t str)> {
    let mut rest = Cursor(text);
    let prev = rest.skip("{\"prev\":\"")?.hex()?;
    let crc = rest.skip("\",\"crc\":\"")?.hex()?;
    let edit = rest.skip("\",\"edit\":")?.0.strip_suffix('}')?;
    (record_crc(seq, writer, prev, edit) == crc).then_some((prev, crc, edit))
}

fn record_crc(seq: u64, writer: &str, prev: u32, edit: &str) -> u32 {
    checksum::of(&format!("record {seq} {writer} {prev} {edit}"))
}

/// The point after a whole plan was replaced by `body`: a step of its own, so that no record of the old plan can
/// follow the new one, nor the reverse.
pub(super) fn replaced_point(before: Point, writer: &str, body: &str) -> Point {
    let seq = before.seq.saturating_add(1);
    let chain = checksum::of(&format!("replaced {seq} {writer} {} {body}", before.chain));
    Point { seq, chain }
}

/// The JSON text without the white space around it; `None` where it is not JSON.
pub(super) fn json_text(text: &str) -> Option<&str> {
    let text = text.trim_matches([' ', '\n', '\r', '\t']);
    serde_json::from_str::<IgnoredAny>(text).is_ok().then_some(text)
}

/// Like [`json_text`], and an object with at least one member: an empty state is never a plan.
pub(super) fn body_text(text: &str) -> Option<&str> {
    let text = json_text(text)?;
    let inner = text.strip_prefix('{')?.strip_suffix('}')?;
    (!inner.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_reads_back_and_any_changed_byte_makes_it_none() {
        let point = Point { seq: 7, chain: 0xdead_beef };
        let seal = Seal { generation: 3, point, build: 12, beside: (2, 5), crc: 0 };
        let ends = vec![Point { seq: 2, chain: 1 }, Point { seq: 4, chain: 0xffff_ffff }];
        let (snapshot, seal) =
            Snapshot { seal, ends: ends.clone(), body: r#"{"title":"Ä","n":[1.50]}"# }.write();
        let read = Snapshot::read(&snapshot);
        assert_eq!(read, Some(Snapshot { seal, ends, body: r#"{"title":"Ä","n":[1.50]}"# }));
        let (record, after) = write_record(point, "w1", "[1]");
        assert_eq!(read_record(8, "w1", &record), Some((point.chain, after.chain, "[1]")));
        assert_eq!(read_record(9, "w1", &record), None, "moved to another number");
        assert_eq!(read_record(8, "w2", &record), None, "moved to another writer");
        for (text, reads) in [
            (&snapshot, (|t| Snapshot::read(t).is_some()) as fn(&str) -> bool),
            (&record, |t| read_record(8, "w1", t).is_some()),
        ] {
            assert!(json_text(text).is_some(), "{text} is JSON");
            for at in 0..text.len() {
                for mask in [1u8, 2, 16, 32] {
                    let mut bytes = text.clone().into_bytes();
                    bytes[at] ^= mask;
                    assert!(!reads(&String::from_utf8_lossy(&bytes)), "byte {at} ^ {mask}");
                }
                assert!(!reads(&String::from_utf8_lossy(&text.as_bytes()[..at])), "cut at {at}");
            }
        }
    }

    #[test]
    fn t12_an_empty_state_is_no_body() {
        for empty in ["", "null", "{}", " { } ", "[]", "\"\"", "0", "{", "{\"a\":1} x"] {
            assert_eq!(body_text(empty), None, "{empty:?}");
        }
        assert_eq!(body_text(" {\"a\":1}\n"), Some("{\"a\":1}"));
    }
}
