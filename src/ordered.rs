//! Maps and sets in the order of their keys, and sorting. Plain Rust on std only, for every module.
//!
//! They stand in for `BTreeMap`, `BTreeSet` and `slice::sort_by`, whose code the compiler copies for every type of key
//! and value: forty kinds of maps and thirty of sorts were a fifth of the module that a browser loads. Here the order is
//! a list of row numbers that knows neither keys nor values, so the code which keeps it exists once.
//!
//! Looking up takes O(log n) comparisons; putting in and taking out move a few hundred bytes besides.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Bound, Index, RangeBounds};

/// Sorts rows; equal ones stay in the order they had.
pub fn sort_by<T>(rows: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let order = order_of(rows.len(), &|a, b| compare(&rows[a], &rows[b]));
    arrange(rows, order);
}

/// Sorts rows by what `key` makes of them; equal ones stay in the order they had.
pub fn sort_by_key<T, K: Ord>(rows: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(rows, |a, b| key(a).cmp(&key(b)));
}

/// The numbers of so many rows, in the rows' order; equal ones stay in the order they had.
pub fn order_of(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

/// Puts rows into an order: at each place the row with the number that stands there.
fn arrange<T>(rows: &mut [T], order: Vec<usize>) {
    for (a, b) in swaps(order) {
        rows.swap(a, b);
    }
}

/// The swaps that bring rows into an order.
fn swaps(order: Vec<usize>) -> Vec<(usize, usize)> {
    let mut place = vec![0; order.len()];
    for (at, row) in order.into_iter().enumerate() {
        place[row] = at;
    }
    let mut swaps = Vec::new();
    for row in 0..place.len() {
        while place[row] != row {
            let to = place[row];
            swaps.push((row, to));
            place.swap(row, to);
        }
    }
    swaps
}

/// Row numbers in the order of the rows' keys: chunks, none of them empty, so that a change moves little.
#[derive(Clone, Debug, Default)]
struct Order {
    chunks: Vec<Vec<u32>>,
}

/// A place in an [`Order`]: chunk, and place in the chunk; behind the last row, the number of chunks and 0.
type Place = (usize, usize);

impl Order {
    const MOST: usize = 128;

    /// The first place whose row is not before what is looked for, and the row there where it is the very one.
    /// `compare` tells how a row stands to what is looked for.
    fn find(&self, compare: &dyn Fn(u32) -> Ordering) -> (Place, Option<u32>) {
        let behind = |row: &u32| compare(*row) == Ordering::Less;
        let chunk = self.chunks.partition_point(|chunk| chunk.last().is_some_and(behind));
        let Some(rows) = self.chunks.get(chunk) else { return ((chunk, 0), None) };
        let at = rows.partition_point(behind);
        let hit = rows.get(at).copied().filter(|row| compare(*row) == Ordering::Equal);
        ((chunk, at), hit)
    }

    fn insert(&mut self, (chunk, at): Place, row: u32) {
        let Some(rows) = self.chunks.get_mut(chunk) else {
            // Behind the last row: into the last chunk while it has room, so that keys that come in order fill chunks.
            match self.chunks.last_mut().filter(|rows| rows.len() < Self::MOST) {
                Some(rows) => rows.push(row),
                None => self.chunks.push(vec![row]),
            }
            return;
        };
        rows.insert(at, row);
        if rows.len() > Self::MOST {
            let rest = rows.split_off(Self::MOST / 2);
            self.chunks.insert(chunk + 1, rest);
        }
    }

    fn remove(&mut self, (chunk, at): Place) {
        if let Some(rows) = self.chunks.get_mut(chunk) {
            rows.remove(at);
            if rows.is_empty() {
                self.chunks.remove(chunk);
            }
        }
    }

    fn put(&mut self, (chunk, at): Place, row: u32) {
        if let Some(place) = self.chunks.get_mut(chunk).and_then(|rows| rows.get_mut(at)) {
            *place = row;
        }
    }

    fn walk(&self, from: Place, to: Place) -> Walk<'_> {
        Walk { chunks: &self.chunks, from, to }
    }

    fn numbers(&self) -> Vec<usize> {
        self.chunks.iter().flatten().map(|row| *row as usize).collect()
    }

    fn all(&self) -> Walk<'_> {
        self.walk((0, 0), (self.chunks.len(), 0))
    }
}

/// The row numbers from one place to before another.
#[derive(Clone)]
struct Walk<'a> {
    chunks: &'a [Vec<u32>],
    from: Place,
    to: Place,
}

impl Walk<'_> {
    fn next(&mut self) -> Option<usize> {
        let (chunk, at) = self.from;
        if self.from >= self.to {
            return None;
        }
        let rows = self.chunks.get(chunk)?;
        self.from = if at + 1 < rows.len() { (chunk, at + 1) } else { (chunk + 1, 0) };
        rows.get(at).map(|row| *row as usize)
    }

    fn next_back(&mut self) -> Option<usize> {
        if self.from >= self.to {
            return None;
        }
        let (chunk, at) = match self.to {
            (chunk, 0) => (chunk - 1, self.chunks.get(chunk - 1)?.len() - 1),
            (chunk, at) => (chunk, at - 1),
        };
        self.to = (chunk, at);
        self.chunks.get(chunk)?.get(at).map(|row| *row as usize)
    }
}

/// A map in the order of its keys.
#[derive(Clone)]
pub struct Map<K, V> {
    order: Order,
    rows: Vec<(K, V)>,
}

impl<K, V> Map<K, V> {
    /// An empty map.
    pub const fn new() -> Map<K, V> {
        Map { order: Order { chunks: Vec::new() }, rows: Vec::new() }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        *self = Map::new();
    }

    /// The entries in the order of their keys.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter { rows: &self.rows, walk: self.order.all() }
    }

    /// The keys in their order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// The keys in their order, taken out.
    pub fn into_keys(self) -> impl Iterator<Item = K> {
        self.into_iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys, taken out.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.into_iter().map(|(_, value)| value)
    }

    /// Changes every value, in no particular order.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.rows.iter_mut().map(|(_, value)| value)
    }

    /// The value of the last key.
    pub fn last_value_mut(&mut self) -> Option<&mut V> {
        let row = self.order.all().next_back()?;
        self.rows.get_mut(row).map(|(_, value)| value)
    }
}

impl<K: Ord, V> Map<K, V> {
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> (Place, Option<u32>)
    where
        K: Borrow<Q>,
    {
        self.order.find(&|row| self.rows[row as usize].0.borrow().cmp(key))
    }

    fn row<Q: Ord + ?Sized>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.find(key).1.map(|row| row as usize)
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.row(key).and_then(|row| self.rows.get(row)).map(|(_, value)| value)
    }

    /// The key as the map holds it, and its value.
    pub fn get_key_value<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        self.row(key).and_then(|row| self.rows.get(row)).map(|(key, value)| (key, value))
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.row(key).and_then(|row| self.rows.get_mut(row)).map(|(_, value)| value)
    }

    /// Whether the key is there.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.row(key).is_some()
    }

    /// Puts a value under a key; gives what stood there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let (place, hit) = self.find(&key);
        if let Some((_, old)) = hit.and_then(|row| self.rows.get_mut(row as usize)) {
            return Some(std::mem::replace(old, value));
        }
        self.order.insert(place, self.rows.len() as u32);
        self.rows.push((key, value));
        None
    }

    /// The value of a key, to be changed; where there is none, the default is put there first.
    pub fn or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let (place, hit) = self.find(&key);
        let row = hit.map_or(self.rows.len(), |row| row as usize);
        if hit.is_none() {
            self.order.insert(place, row as u32);
            self.rows.push((key, V::default()));
        }
        &mut self.rows[row].1
    }

    /// Takes a key out; gives its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (place, row) = self.find(key);
        let row = row?;
        // The last row moves to where this one was.
        let last = self.rows.len().checked_sub(1)?;
        let (place_of_last, _) = self.find(self.rows[last].0.borrow());
        self.order.put(place_of_last, row);
        self.order.remove(place);
        Some(self.rows.swap_remove(row as usize).1)
    }

    /// The entries whose keys lie in a range, in their order.
    pub fn range(&self, range: impl RangeBounds<K>) -> Iter<'_, K, V> {
        let behind = |key: &K| {
            self.order.find(&|row| match self.rows[row as usize].0.cmp(key) {
                Ordering::Greater => Ordering::Greater,
                _ => Ordering::Less,
            })
        };
        let from = match range.start_bound() {
            Bound::Unbounded => (0, 0),
            Bound::Included(key) => self.find(key).0,
            Bound::Excluded(key) => behind(key).0,
        };
        let to = match range.end_bound() {
            Bound::Unbounded => (self.order.chunks.len(), 0),
            Bound::Included(key) => behind(key).0,
            Bound::Excluded(key) => self.find(key).0,
        };
        Iter { rows: &self.rows, walk: self.order.walk(from, to) }
    }

    /// Keeps the entries that `keep` says.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        for (key, mut value) in std::mem::take(self) {
            if keep(&key, &mut value) {
                self.insert(key, value);
            }
        }
    }
}

/// The value of a key that is known to be there; panics where it is not, as the maps of std do.
impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, V> Index<&Q> for Map<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        &self.rows[self.row(key).unwrap_or(usize::MAX)].1
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Map<K, V> {
        Map::new()
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Map<K, V>) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a == b)
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Map<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Map<K, V> {
        let mut map = Map::new();
        map.extend(entries);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(entries: [(K, V); N]) -> Map<K, V> {
        entries.into_iter().collect()
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(mut self) -> Self::IntoIter {
        arrange(&mut self.rows, self.order.numbers());
        self.rows.into_iter()
    }
}

/// The entries of a map in the order of their keys.
pub struct Iter<'a, K, V> {
    rows: &'a [(K, V)],
    walk: Walk<'a>,
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Iter { rows: self.rows, walk: self.walk.clone() }
    }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        self.walk.next().and_then(|row| self.rows.get(row)).map(|(key, value)| (key, value))
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.walk.next_back().and_then(|row| self.rows.get(row)).map(|(key, value)| (key, value))
    }
}

/// A set in its order.
#[derive(Clone, PartialEq, Eq)]
pub struct Set<K>(Map<K, ()>);

impl<K> Set<K> {
    /// An empty set.
    pub const fn new() -> Set<K> {
        Set(Map::new())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// All of them, in their order.
    pub fn iter(&self) -> Keys<'_, K> {
        Keys(self.0.iter())
    }
}

impl<K: Ord> Set<K> {
    /// Whether it is there.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }

    /// Puts it in; whether it was new.
    pub fn insert(&mut self, key: K) -> bool {
        self.0.insert(key, ()).is_none()
    }

    /// Takes it out; whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.remove(key).is_some()
    }

    /// Those in a range, in their order.
    pub fn range(&self, range: impl RangeBounds<K>) -> Keys<'_, K> {
        Keys(self.0.range(range))
    }

    /// Keeps those that `keep` says.
    pub fn retain(&mut self, mut keep: impl FnMut(&K) -> bool) {
        self.0.retain(|key, ()| keep(key));
    }
}

/// The members of a set in their order.
#[derive(Clone)]
pub struct Keys<'a, K>(Iter<'a, K, ()>);

impl<'a, K> Iterator for Keys<'a, K> {
    type Item = &'a K;

    fn next(&mut self) -> Option<&'a K> {
        self.0.next().map(|(key, ())| key)
    }
}

impl<K> DoubleEndedIterator for Keys<'_, K> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(key, ())| key)
    }
}

impl<K> Default for Set<K> {
    fn default() -> Set<K> {
        Set::new()
    }
}

impl<K: fmt::Debug> fmt::Debug for Set<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self).finish()
    }
}

impl<K: Ord> Extend<K> for Set<K> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        self.0.extend(keys.into_iter().map(|key| (key, ())));
    }
}

impl<K: Ord> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Set<K> {
        let mut set = Set::new();
        set.extend(keys);
        set
    }
}

impl<K: Ord, const N: usize> From<[K; N]> for Set<K> {
    fn from(keys: [K; N]) -> Set<K> {
        keys.into_iter().collect()
    }
}

impl<'a, K> IntoIterator for &'a Set<K> {
    type Item = &'a K;
    type IntoIter = Keys<'a, K>;

    fn into_iter(self) -> Keys<'a, K> {
        self.iter()
    }
}

impl<K> IntoIterator for Set<K> {
    type Item = K;
    type IntoIter = std::iter::Map<std::vec::IntoIter<(K, ())>, fn((K, ())) -> K>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(key, ())| key)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_map_does_what_the_one_of_std_does(steps in prop::collection::vec((any::<bool>(), 0..400u16), 0..2000)) {
            let (mut map, mut std) = (Map::new(), BTreeMap::new());
            for (i, (put, key)) in steps.into_iter().enumerate() {
                if put {
                    prop_assert_eq!(map.insert(key, i), std.insert(key, i));
                } else {
                    prop_assert_eq!(map.remove(&key), std.remove(&key));
                }
                prop_assert_eq!(map.get(&key), std.get(&key));
            }
            prop_assert!(map.iter().eq(&std) && map.iter().rev().eq(std.iter().rev()));
            for (a, b) in [(0, 399), (17, 230), (100, 100), (399, 399)] {
                prop_assert!(map.range(a..=b).eq(std.range(a..=b)));
                prop_assert!(map.range(a..b).rev().eq(std.range(a..b).rev()));
                prop_assert!(map.range(a..).eq(std.range(a..)) && map.range(..=b).eq(std.range(..=b)));
            }
            prop_assert!(map.into_iter().eq(std));
        }
    }

    #[test]
    fn sorting_keeps_equal_rows_in_their_order() {
        let mut rows = vec![(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd')];
        sort_by_key(&mut rows, |(key, _)| *key);
        assert_eq!(rows, [(1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
