//! One input becomes another, by the shape of its kind.

use cairn::plan_file::Tree;

use super::Shape;
use super::dice::Dice;
use super::words::Words;
use super::{bytes, trees};

/// Changes an input; `other` is one more to take parts from.
pub fn mutated(shape: Shape, input: &[u8], other: &[u8], words: &Words, dice: &mut Dice) -> Vec<u8> {
    match shape {
        Shape::Text => bytes::retyped(input, other, dice),
        Shape::Json if dice.once_in(5) => bytes::changed(input, other, dice),
        Shape::Json => json(input, other, words, dice).unwrap_or_else(|| bytes::changed(input, other, dice)),
        Shape::Store => store(input, words, dice).unwrap_or_else(|| input.to_vec()),
    }
}

fn json(input: &[u8], other: &[u8], words: &Words, dice: &mut Dice) -> Option<Vec<u8>> {
    let mut tree = Tree::parse(input).ok()?;
    let other = Tree::parse(other).unwrap_or(Tree::Null);
    for _ in 0..1 + dice.few(3) {
        trees::change(&mut tree, &other, words, dice);
    }
    Some(tree.compact().into_bytes())
}

/// Changes the values under some keys, or which value stands under which key.
fn store(input: &[u8], words: &Words, dice: &mut Dice) -> Option<Vec<u8>> {
    let Ok(Tree::Object(mut members)) = Tree::parse(input) else { return None };
    for _ in 0..1 + dice.below(3) {
        let (at, from) = (dice.below(members.len()), dice.below(members.len().max(1)));
        let Some((_, Tree::Text(lent))) = members.get(from).cloned() else { continue };
        let count = members.len();
        let Some((key, Tree::Text(value))) = members.get_mut(at) else { continue };
        match dice.below(8) {
            0 if count > 2 => drop(members.remove(at)),
            1 => *value = lent,
            2 => {
                let key = format!("{}{}", key, dice.one(&["/x", "1", "/é", ""]));
                let again = Tree::text(value.as_str());
                if members.iter().all(|(other, _)| *other != key) {
                    members.push((key, again));
                }
            }
            3 => *value = (*dice.one(&["", "null", "{}", "[]", "\"", "0", "{\"gen\":1}"])).to_string(),
            4 | 5 => {
                let changed = json(value.as_bytes(), lent.as_bytes(), words, dice);
                *value = String::from_utf8(changed.unwrap_or_default()).unwrap();
            }
            _ => {
                let changed = bytes::retyped(value.as_bytes(), lent.as_bytes(), dice);
                *value = String::from_utf8(changed).unwrap();
            }
        }
    }
    Some(Tree::Object(members).compact().into_bytes())
}
