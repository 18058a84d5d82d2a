//! The envelopes around a plan's body and around one edit: how they are written, and read without trust.
//!
//! Each is a JSON text with one exact layout; a text that differs by a character, or whose checksum (over every
//! field) does not fit, is no envelope. Knows nothing of keys or of the order in which things are written.

use serde::de::IgnoredAny;

/// A place on the chain: after the record `seq`, whose checksum is `chain`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    crc32fast::hash(format!("start {plan} {writer} {body}").as_bytes())
}

/// A snapshot as a JSON text, with its seal.
pub(super) fn write_snapshot(
    generation: u64,
    point: Point,
    build: u64,
    beside: (u64, u32),
    body: &str,
) -> (String, Seal) {
    let mut seal = Seal { generation, point, build, beside, crc: 0 };
    seal.crc = snapshot_crc(&seal, body);
    let text = format!(
        r#"{{"gen":{generation},"seq":{},"chain":"{:08x}","build":{build},"beside":{{"gen":{},"crc":"{:08x}"}},"crc":"{:08x}","body":{body}}}"#,
        point.seq, point.chain, beside.0, beside.1, seal.crc
    );
    (text, seal)
}

/// The seal and the body of a snapshot; `None` where the text is not one, whole.
pub(super) fn read_snapshot(text: &str) -> Option<(Seal, &str)> {
    let mut rest = Cursor(text);
    let generation = rest.skip("{\"gen\":")?.number()?;
    let seq = rest.skip(",\"seq\":")?.number()?;
    let chain = rest.skip(",\"chain\":\"")?.hex()?;
    let build = rest.skip("\",\"build\":")?.number()?;
    let beside_generation = rest.skip(",\"beside\":{\"gen\":")?.number()?;
    let beside_crc = rest.skip(",\"crc\":\"")?.hex()?;
    let crc = rest.skip("\"},\"crc\":\"")?.hex()?;
    let body = rest.skip("\",\"body\":")?.0.strip_suffix('}')?;
    let beside = (beside_generation, beside_crc);
    let seal = Seal { generation, point: Point { seq, chain }, build, beside, crc };
    (snapshot_crc(&seal, body) == crc).then_some((seal, body))
}

fn snapshot_crc(seal: &Seal, body: &str) -> u32 {
    let Seal { generation, point, build, beside, .. } = seal;
    let head =
        format!("snapshot {generation} {} {} {build} {} {} ", point.seq, point.chain, beside.0, beside.1);
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(head.as_bytes());
    hasher.update(body.as_bytes());
    hasher.finalize()
}

/// What a record says happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step<'t> {
    /// One edit, as the caller wrote it.
    Edit(&'t str),
    /// The whole plan was replaced by another body, which only snapshots hold; this is the body's checksum.
    Replaced(u32),
}

/// A record as a JSON text, and the point on the chain after it.
pub(super) fn write_record(before: Point, writer: &str, step: Step<'_>) -> (String, Point) {
    let seq = before.seq.saturating_add(1);
    let crc = record_crc(seq, writer, before.chain, step);
    let (word, text) = match step {
        Step::Edit(edit) => ("edit", edit.to_string()),
        Step::Replaced(body) => ("replaced", format!("\"{body:08x}\"")),
    };
    let text = format!(r#"{{"prev":"{:08x}","crc":"{crc:08x}","{word}":{text}}}"#, before.chain);
    (text, Point { seq, chain: crc })
}

/// The checksum before, the checksum after and the step of the record that stands under `seq` and `writer`.
pub(super) fn read_record<'t>(seq: u64, writer: &str, text: &'t str) -> Option<(u32, u32, Step<'t>)> {
    let mut rest = Cursor(text);
    let prev = rest.skip("{\"prev\":\"")?.hex()?;
    let crc = rest.skip("\",\"crc\":\"")?.hex()?;
    let step = if let Some(edit) = rest.0.strip_prefix("\",\"edit\":") {
        Step::Edit(edit.strip_suffix('}')?)
    } else {
        let body = rest.skip("\",\"replaced\":\"")?.hex()?;
        (rest.0 == "\"}").then_some(Step::Replaced(body))?
    };
    (record_crc(seq, writer, prev, step) == crc).then_some((prev, crc, step))
}

fn record_crc(seq: u64, writer: &str, prev: u32, step: Step<'_>) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(format!("record {seq} {writer} {prev} ").as_bytes());
    match step {
        Step::Edit(edit) => {
            hasher.update(b"edit ");
            hasher.update(edit.as_bytes());
        }
        Step::Replaced(body) => hasher.update(format!("replaced {body}").as_bytes()),
    }
    hasher.finalize()
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

/// The rest of a text that is read from the left.
pub(super) struct Cursor<'t>(pub(super) &'t str);

impl<'t> Cursor<'t> {
    pub(super) fn skip(&mut self, what: &str) -> Option<&mut Self> {
        self.0 = self.0.strip_prefix(what)?;
        Some(self)
    }

    /// A number as we write it: digits without leading zeros.
    pub(super) fn number(&mut self) -> Option<u64> {
        let digits = self.take_while(|b| b.is_ascii_digit());
        let plain = digits == "0" || !digits.starts_with('0');
        if plain { digits.parse().ok() } else { None }
    }

    /// Eight lower-case hexadecimal digits.
    pub(super) fn hex(&mut self) -> Option<u32> {
        let digits = self.take_while(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if digits.len() == 8 { u32::from_str_radix(digits, 16).ok() } else { None }
    }

    /// A run of letters, digits, `_` and `-`.
    pub(super) fn word(&mut self) -> &'t str {
        self.take_while(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
    }

    fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> &'t str {
        let end = self.0.bytes().position(|b| !fits(b)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_reads_back_and_any_changed_byte_makes_it_none() {
        let point = Point { seq: 7, chain: 0xdead_beef };
        let (snapshot, seal) = write_snapshot(3, point, 12, (2, 5), r#"{"title":"Ä","n":[1.50]}"#);
        assert_eq!(read_snapshot(&snapshot), Some((seal, r#"{"title":"Ä","n":[1.50]}"#)));
        let (record, after) = write_record(point, "w1", Step::Edit("[1]"));
        assert_eq!(read_record(8, "w1", &record), Some((point.chain, after.chain, Step::Edit("[1]"))));
        assert_eq!(read_record(9, "w1", &record), None, "moved to another number");
        assert_eq!(read_record(8, "w2", &record), None, "moved to another writer");
        for (text, reads) in [
            (&snapshot, (|t| read_snapshot(t).is_some()) as fn(&str) -> bool),
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
