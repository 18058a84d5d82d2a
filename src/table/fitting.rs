//! Which way of reading fits a column.

/// The ways that read most of the texts, where that is nearly all of them (a table may hold a slip). Of those that mean
/// the same, the first; several that are left mean different things, and only a person knows which.
pub(super) fn fitting<T: Copy, V: PartialEq>(
    ways: &[T],
    texts: Vec<&str>,
    read: impl Fn(T, &str) -> Option<V>,
) -> Vec<T> {
    let mut best: Vec<(T, Vec<Option<V>>)> = Vec::new();
    let mut most = (texts.len() * 4).div_ceil(5).max(1);
    for way in ways {
        let said: Vec<Option<V>> = texts.iter().map(|text| read(*way, text)).collect();
        let count = said.iter().flatten().count();
        if count > most {
            best.clear();
        }
        if count >= most && !best.iter().any(|(_, known)| *known == said) {
            most = count;
            best.push((*way, said));
        }
    }
    best.into_iter().map(|(way, _)| way).collect()
}
