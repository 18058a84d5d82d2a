//! The names under which things are kept. Knows no values.

/// Everything the app keeps begins with this; `1` is the version of the layout.
pub(super) const ROOT: &str = "cairn/1/";
/// The key that names the open plan.
pub(super) const CURRENT: &str = "cairn/1/current";
/// The key that is given up when the store is full.
pub(super) const BALLAST: &str = "cairn/1/ballast";

/// Which of the two snapshots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    A,
    B,
}

impl Side {
    pub(super) const BOTH: [Side; 2] = [Side::A, Side::B];

    pub(super) fn other(self) -> Side {
        match self {
            Side::A => Side::B,
            Side::B => Side::A,
        }
    }
}

/// The keys of one plan.
#[derive(Clone, Debug)]
pub(super) struct PlanKeys {
    prefix: String,
}

impl PlanKeys {
    /// The keys of the plan with this id; `None` where the text can't be a plan's id.
    pub(super) fn new(plan: &str) -> Option<PlanKeys> {
        is_word(plan).then(|| PlanKeys { prefix: format!("{ROOT}{plan}/") })
    }

    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    pub(super) fn snapshot(&self, side: Side) -> String {
        match side {
            Side::A => format!("{}a", self.prefix),
            Side::B => format!("{}b", self.prefix),
        }
    }

    pub(super) fn journal(&self) -> String {
        format!("{}j/", self.prefix)
    }

    /// Zero-padded, so that keys sort as their numbers do.
    pub(super) fn record(&self, seq: u64, writer: &str) -> String {
        format!("{}j/{seq:012}/{writer}", self.prefix)
    }

    /// The sequence number and the writer in a record's key.
    pub(super) fn record_of<'k>(&self, key: &'k str) -> Option<(u64, &'k str)> {
        let (seq, writer) = key.strip_prefix(&self.prefix)?.strip_prefix("j/")?.split_once('/')?;
        let plain = !seq.is_empty() && seq.bytes().all(|b| b.is_ascii_digit()) && is_word(writer);
        if plain { Some((seq.parse().ok()?, writer)) } else { None }
    }

    pub(super) fn aside(&self) -> String {
        format!("{}aside/", self.prefix)
    }

    pub(super) fn quarantine(&self) -> String {
        format!("{}quarantine/", self.prefix)
    }

    pub(super) fn lease(&self) -> String {
        format!("{}lease", self.prefix)
    }

    pub(super) fn about(&self) -> String {
        format!("{}about", self.prefix)
    }

    /// True where the plan itself, not something beside it, is kept under `key`.
    pub(super) fn is_plan(&self, key: &str) -> bool {
        key.strip_prefix(&self.prefix)
            .is_some_and(|rest| rest == "a" || rest == "b" || rest.starts_with("j/"))
    }
}

/// True for texts that may stand between the slashes of a key.
pub(super) fn is_word(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
    !text.is_empty() && text.len() <= 64 && text.bytes().all(plain)
}
