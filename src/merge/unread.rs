//! What files held that could not be read: of two copies, all of it is kept.

use crate::domain::Plan;
use crate::ordered::{Map, Set};

/// The places to set or (without a text) to empty, so that `ours` holds what both hold. Of several texts for one place
/// the first in their order stands there, the others behind it: both copies name them alike.
pub(super) fn joined(ours: &Plan, theirs: &Plan) -> Vec<(String, Option<String>)> {
    if ours.unread() == theirs.unread() {
        return Vec::new();
    }
    let mut texts: Map<&str, Set<&String>> = Map::new();
    for (place, text) in ours.unread().iter().chain(theirs.unread()) {
        texts.or_default(without_number(place)).insert(text);
    }
    let mut all: Map<String, &String> = Map::new();
    for (place, texts) in &texts {
        for (n, text) in texts.iter().enumerate() {
            let place = if n == 0 { place.to_string() } else { format!("{place} ({})", n + 1) };
            all.insert(place, text);
        }
    }
    let emptied = ours.unread().keys().filter(|place| !all.contains_key(*place));
    let mut asides: Vec<_> = emptied.map(|place| (place.clone(), None)).collect();
    for (place, text) in all {
        if ours.unread().get(&place) != Some(text) {
            asides.push((place, Some(text.clone())));
        }
    }
    asides
}

/// `checkIns/c_1 (2)` is another `checkIns/c_1`.
fn without_number(place: &str) -> &str {
    let number = place.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match number {
        Some((of, digits)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => of,
        _ => place,
    }
}
