//! Changes that know nothing of what the bytes mean.

use super::dice::Dice;
use super::odd::PIECES;

/// Changes some bytes; `other` lends a part of itself.
pub fn changed(input: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..1 + dice.below(4) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + 1 + dice.few(7)).min(bytes.len());
        match dice.below(7) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
            2 if at < end => drop(bytes.drain(at..end)),
            3 if at < end => {
                let again = bytes[at..end].to_vec();
                bytes.splice(end..end, again);
            }
            4 => {
                let from = dice.below(other.len() + 1);
                let to = (from + dice.below(200)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            5 if dice.once_in(8) => bytes.truncate(at),
            _ => drop(bytes.splice(at..at, dice.one(PIECES).bytes())),
        }
    }
    bytes
}

/// Changes some characters of a text.
pub fn retyped(input: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    String::from_utf8_lossy(&changed(input, other, dice)).into_owned().into_bytes()
}
