//! Changes that keep an input JSON: of types, names, order, references, places.

use cairn::plan_file::{Number, Tree};

use super::dice::Dice;
use super::odd::ODD;
use super::words::Words;

/// Changes one value of a tree; `other` lends parts of itself.
pub fn change(tree: &mut Tree, other: &Tree, words: &Words, dice: &mut Dice) {
    let at = dice.below(count(tree));
    let lent = value_at(other, dice.below(count(other))).clone();
    let twin = value_at(tree, dice.below(count(tree))).clone();
    let Some(value) = value_mut(tree, &mut at.clone()) else { return };
    match dice.below(10) {
        0 => *value = odd(dice),
        1 => *value = lent,
        2 => *value = twin,
        3 => *value = nested(std::mem::replace(value, Tree::Null), dice),
        _ => alter(value, lent, words, dice),
    }
}

/// A change that its type allows.
fn alter(value: &mut Tree, lent: Tree, words: &Words, dice: &mut Dice) {
    match value {
        Tree::Object(members) if !members.is_empty() => {
            let at = dice.below(members.len());
            match dice.below(8) {
                0 | 1 => drop(members.remove(at)),
                2 => members[at].0 = dice.one(&words.names).clone(),
                3 => members.push((dice.one(&words.names).clone(), odd(dice))),
                4 => members.insert(at, (dice.one(&words.names).clone(), lent)),
                5 => members.push(members[at].clone()),
                6 => {
                    let (name, again) = (dice.one(&words.names).clone(), members[at].1.clone());
                    members.push((name, again));
                }
                _ => {
                    let with = dice.below(members.len());
                    let value = members[at].1.clone();
                    members[at].1 = std::mem::replace(&mut members[with].1, value);
                }
            }
        }
        Tree::Object(members) => members.push((dice.one(&words.names).clone(), lent)),
        Tree::Array(items) => {
            let at = dice.below(items.len() + 1);
            match dice.below(4) {
                0 if at < items.len() => drop(items.remove(at)),
                1 if at < items.len() => items.push(items[at].clone()),
                2 => items.insert(at, lent),
                _ => items.insert(at, odd(dice)),
            }
        }
        Tree::Text(text) => match dice.below(4) {
            0 => text.push_str(dice.one::<String>(&words.texts)),
            1 => text.clear(),
            _ => text.clone_from(dice.one::<String>(&words.texts)),
        },
        Tree::Number(number) => {
            let near = number.value().unwrap_or(0.0) + [1.0, -1.0, 0.5, 1e9][dice.below(4)];
            *value = Number::from_value(near).map_or_else(|| odd(dice), Tree::Number);
        }
        Tree::Null | Tree::Bool(_) => *value = odd(dice),
    }
}

fn odd(dice: &mut Dice) -> Tree {
    Tree::parse(dice.one(ODD).as_bytes()).unwrap()
}

/// A value inside of many others, about as many as are allowed.
fn nested(value: Tree, dice: &mut Dice) -> Tree {
    let levels = if dice.once_in(4) { 40 + dice.below(30) } else { 1 + dice.below(3) };
    let object = dice.once_in(2);
    (0..levels).fold(
        value,
        |inner, _| {
            if object { Tree::object([("a", inner)]) } else { Tree::Array(vec![inner]) }
        },
    )
}

fn count(tree: &Tree) -> usize {
    1 + match tree {
        Tree::Object(members) => members.iter().map(|(_, value)| count(value)).sum(),
        Tree::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

fn value_at(tree: &Tree, at: usize) -> &Tree {
    fn find<'t>(tree: &'t Tree, left: &mut usize) -> Option<&'t Tree> {
        if *left == 0 {
            return Some(tree);
        }
        *left -= 1;
        match tree {
            Tree::Object(members) => members.iter().find_map(|(_, value)| find(value, left)),
            Tree::Array(items) => items.iter().find_map(|item| find(item, left)),
            _ => None,
        }
    }
    find(tree, &mut at.clone()).unwrap_or(tree)
}

fn value_mut<'t>(tree: &'t mut Tree, left: &mut usize) -> Option<&'t mut Tree> {
    if *left == 0 {
        return Some(tree);
    }
    *left -= 1;
    match tree {
        Tree::Object(members) => members.iter_mut().find_map(|(_, value)| value_mut(value, left)),
        Tree::Array(items) => items.iter_mut().find_map(|item| value_mut(item, left)),
        _ => None,
    }
}
