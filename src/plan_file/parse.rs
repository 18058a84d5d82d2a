//! Bytes to [`Tree`]: encoding, size and depth, with line and column of what is wrong. Knows nothing of plans.
//!
//! serde_json reads, an own visitor builds. Two things it would lose are taken from the text itself: a number may come
//! as an object with a private key (a user's object of the same key is told apart by where the key's text lies), and
//! its exponent comes rewritten (so the number's own digits are found by a scan that keeps step).

use std::cell::Cell;
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::{Finding, Number, Reason, Tree};

/// Largest file that is parsed: 64 MiB.
pub const SIZE_LIMIT: usize = 64 << 20;
/// Most arrays and objects inside each other.
pub const DEPTH_LIMIT: usize = 64;
/// Most values of all kinds; keeps a hostile file from filling the tab's memory.
pub const VALUE_LIMIT: usize = 8_000_000;

impl Tree {
    /// Reads one JSON value and nothing behind it. A byte order mark is dropped.
    pub fn parse(bytes: &[u8]) -> Result<Tree, Finding> {
        Tree::parse_most(bytes, VALUE_LIMIT)
    }

    fn parse_most(bytes: &[u8], values: usize) -> Result<Tree, Finding> {
        let text = decode(bytes)?;
        let scan = Scan { text, at: Cell::new(0), values_left: Cell::new(values), limit: Cell::new(None) };
        let mut json = serde_json::Deserializer::from_str(text);
        let tree = Value { scan: &scan, depth: 0 }
            .deserialize(&mut json)
            .map_err(|e| fault(&e, scan.limit.get()))?;
        json.end().map_err(|e| {
            let (line, column) = (e.line(), e.column());
            Finding::new("", format!("more text at {line}:{column}"), Reason::TrailingText { line, column })
        })?;
        Ok(tree)
    }
}

/// The text of a file, or why it has none.
fn decode(bytes: &[u8]) -> Result<&str, Finding> {
    let refuse = |found: String, reason| Err(Finding::new("", found, reason));
    if bytes.len() > SIZE_LIMIT {
        return refuse(format!("{} bytes", bytes.len()), Reason::TooLarge { bytes: bytes.len() });
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if utf16 || bytes.get(..2).is_some_and(|start| start.contains(&0)) {
        return refuse("UTF-16".to_string(), Reason::Utf16);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let before = bytes.get(..e.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|b| **b == b'\n').count() + 1;
            let column = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
            return refuse(format!("other bytes at {line}:{column}"), Reason::NotUtf8 { line, column });
        }
    };
    if text.trim().is_empty() { refuse("nothing".to_string(), Reason::Empty) } else { Ok(text) }
}

fn fault(error: &serde_json::Error, limit: Option<Limit>) -> Finding {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let problem = message.rsplit_once(" at line ").map_or(message.as_str(), |(problem, _)| problem);
    let reason = match limit {
        Some(Limit::Depth) => Reason::TooDeep { line, column },
        Some(Limit::Values) => Reason::TooManyValues,
        None if error.is_eof() => Reason::CutShort { line, column },
        None if problem.contains("surrogate") || problem.contains("hex escape") => {
            Reason::LoneSurrogate { line, column }
        }
        None => Reason::NotJson { line, column },
    };
    Finding::new("", problem, reason)
}

#[derive(Clone, Copy)]
enum Limit {
    Depth,
    Values,
}

/// What one parse shares: the text, how far its numbers have been scanned, and which limit was met.
struct Scan<'t> {
    text: &'t str,
    at: Cell<usize>,
    values_left: Cell<usize>,
    limit: Cell<Option<Limit>>,
}

impl<'t> Scan<'t> {
    /// The next number of the text as it is typed; serde_json has checked already that it is one.
    fn next_number(&self) -> Option<&'t str> {
        let bytes = self.text.as_bytes();
        let mut at = self.at.get();
        loop {
            match bytes.get(at)? {
                b'"' => {
                    at += 1;
                    while *bytes.get(at)? != b'"' {
                        at += if bytes.get(at) == Some(&b'\\') { 2 } else { 1 };
                    }
                    at += 1;
                }
                b'-' | b'0'..=b'9' => {
                    let rest = bytes.get(at..)?;
                    let of_number = |b: &&u8| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
                    let end = at + rest.iter().take_while(of_number).count();
                    self.at.set(end);
                    return self.text.get(at..end);
                }
                _ => at += 1,
            }
        }
    }

    /// The number that serde_json is at, as it is typed.
    fn number<E: de::Error>(&self, rewritten: impl FnOnce() -> String) -> Result<Tree, E> {
        let number = match self.next_number() {
            Some(typed) => Number::parse(typed),
            None => Number::parse(&rewritten()),
        };
        number.map(Tree::Number).ok_or_else(|| E::custom("invalid number"))
    }

    /// Whether `part` lies in the text itself (and is no constant of serde_json).
    fn holds(&self, part: &str) -> bool {
        self.text.as_bytes().as_ptr_range().contains(&part.as_ptr())
    }

    fn meets<E: de::Error>(&self, limit: Limit) -> E {
        self.limit.set(Some(limit));
        E::custom(match limit {
            Limit::Depth => "arrays and objects too deep inside each other",
            Limit::Values => "too many values",
        })
    }
}

/// The name under which serde_json (feature `arbitrary_precision`) hands out a number.
const NUMBER: &str = "$serde_json::private::Number";

struct Value<'s> {
    scan: &'s Scan<'s>,
    depth: usize,
}

impl Value<'_> {
    fn inner<E: de::Error>(&self) -> Result<Value<'_>, E> {
        if self.depth == DEPTH_LIMIT {
            return Err(self.scan.meets(Limit::Depth));
        }
        Ok(Value { scan: self.scan, depth: self.depth + 1 })
    }
}

impl Clone for Value<'_> {
    fn clone(&self) -> Self {
        Value { scan: self.scan, depth: self.depth }
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        match self.scan.values_left.get().checked_sub(1) {
            Some(left) => self.scan.values_left.set(left),
            None => return Err(self.scan.meets(Limit::Values)),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Tree, E> {
        self.scan.number(|| value.to_string())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Tree, E> {
        self.scan.number(|| value.to_string())
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Tree, E> {
        self.scan.number(|| value.to_string())
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_string()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Tree, A::Error> {
        let inner = self.inner()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(inner.clone())? {
            items.push(item);
        }
        Ok(Tree::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        let mut inner = None;
        while let Some(name) = map.next_key_seed(Name(self.scan))? {
            let Some(name) = name else {
                let rewritten = map.next_value::<String>()?;
                return self.scan.number(|| rewritten);
            };
            if inner.is_none() {
                inner = Some(self.inner()?);
            }
            if let Some(inner) = &inner {
                members.push((name, map.next_value_seed(inner.clone())?));
            }
        }
        if inner.is_none() {
            // an empty object counts as a level too
            self.inner::<A::Error>()?;
        }
        Ok(Tree::Object(members))
    }
}

/// A member's name; `None` for the constant that announces a number.
struct Name<'s>(&'s Scan<'s>);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<String>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Name<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Option<String>, E> {
        // A name in the file is borrowed from the file; only serde_json's own constant lies elsewhere.
        Ok((name != NUMBER || self.0.holds(name)).then(|| name.to_string()))
    }

    fn visit_str<E>(self, name: &str) -> Result<Option<String>, E> {
        Ok(Some(name.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Tree {
        Tree::parse(text.as_bytes()).unwrap_or_else(|finding| panic!("{text}: {finding}"))
    }

    #[test]
    fn numbers_keep_their_digits_and_members_their_order() {
        for text in [
            r#"{"b":1.50,"a":[1e2,1E2,1e+2,-0,-0.0,0,12345678901234567890123,1e999,-9223372036854775809]}"#,
            r#"{"":{"":[]},"a\\":"\\\\","n":["1e2",2]}"#,
            r#"[18446744073709551615,18446744073709551616,-9223372036854775808,7]"#,
        ] {
            assert_eq!(parsed(text).compact(), text);
        }
    }

    #[test]
    fn an_object_with_the_private_name_of_numbers_is_an_object() {
        for text in [
            r#"{"$serde_json::private::Number":"1"}"#,
            r#"{"$serde_json::private::Number":"x","b":2}"#,
            r#"{"$serde_json::private::Number":{"$serde_json::private::Number":"1.5"}}"#,
            r#"{"$serde_json::private::RawValue":"1"}"#,
        ] {
            assert_eq!(parsed(text).compact(), text);
        }
        let escaped = parsed(r#"{"\u0024serde_json::private::Number": "1"}"#);
        assert_eq!(escaped.compact(), r#"{"$serde_json::private::Number":"1"}"#);
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(Tree::parse(b"\xef\xbb\xbf[1]").map(|t| t.compact()), Ok("[1]".to_string()));
    }

    #[test]
    fn values_are_counted_while_they_are_read() {
        let text = br#"{"a":[0,{"b":null}],"c":"x"}"#;
        assert!(Tree::parse_most(text, 6).is_ok());
        let refused = Tree::parse_most(text, 5);
        assert_eq!(refused.map_err(|f| f.reason), Err(Reason::TooManyValues));
    }
}
