//! Fractional indexes: the order of records that two copies can change without renumbering each other.

/// A place in an order, compared byte by byte. New ones use `0–9 A–Z a–z`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(String);

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

impl Rank {
    /// The rank spelled `text`, or `None` where it is empty, longer than 200 or has other characters.
    pub fn parse(text: &str) -> Option<Rank> {
        let fits = !text.is_empty() && text.len() <= 200 && text.bytes().all(|b| DIGITS.contains(&b));
        fits.then(|| Rank(text.to_string()))
    }

    /// The rank as it is spelled in a file.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A rank behind `last` (the first one of all where there is none).
    pub fn after(last: Option<&Rank>) -> Rank {
        let Some(last) = last else { return Rank("a0".to_string()) };
        let mut text = last.0.clone();
        match text.pop().and_then(digit) {
            Some(d) if d + 1 < DIGITS.len() => text.push(char::from(DIGITS[d + 1])),
            _ => text = format!("{}V", last.0),
        }
        Rank(text)
    }

    /// A rank strictly between two, either of which may be open; `None` where there is no room ("a" and "a0").
    pub fn between(low: Option<&Rank>, high: Option<&Rank>) -> Option<Rank> {
        let Some(high) = high else { return Some(Rank::after(low)) };
        let low = low.map_or("", |r| r.as_str());
        if low >= high.as_str() {
            return None;
        }
        let mut text = String::new();
        let mut bounded = true;
        for i in 0.. {
            let l = low.as_bytes().get(i).and_then(|b| digit(char::from(*b))).unwrap_or(0);
            let h = match high.0.as_bytes().get(i) {
                _ if !bounded => DIGITS.len(),
                Some(b) => digit(char::from(*b))?,
                None => return None,
            };
            if h > l + 1 {
                text.push(char::from(DIGITS[(l + h) / 2]));
                break;
            }
            text.push(char::from(DIGITS[l]));
            bounded &= l == h;
        }
        Some(Rank(text))
    }
}

fn digit(c: char) -> Option<usize> {
    DIGITS.iter().position(|d| char::from(*d) == c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn between_is_strictly_between(a in "[0-9A-Za-z]{1,6}", b in "[0-9A-Za-z]{1,6}") {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            let (low, high) = (Rank(low), Rank(high));
            if let Some(mid) = Rank::between(Some(&low), Some(&high)) {
                prop_assert!(low < mid && mid < high, "{:?} {:?} {:?}", low, mid, high);
            } else {
                // no room only where they are equal or differ by trailing zeros alone
                prop_assert!(high.0.strip_prefix(&low.0).is_some_and(|rest| rest.bytes().all(|b| b == b'0')));
            }
            prop_assert!(Rank::after(Some(&high)) > high);
        }
    }

    #[test]
    fn a_thousand_inserts_at_the_front_keep_their_order() {
        let mut first = Rank::after(None);
        for _ in 0..1000 {
            let front = Rank::between(None, Some(&first));
            let Some(front) = front else { return };
            assert!(front < first);
            first = front;
        }
        assert!(first.0.len() < 250, "{}", first.0.len());
    }
}
