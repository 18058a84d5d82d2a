//! The practices that findings rest on, and where the articles disagree.

/// A practice of `practice.md`, by its id there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Practice {
    A1,
    A2,
    A3,
    A4,
    A5,
    A7,
    A9,
    A12,
    A13,
    B1,
    B2,
    B3,
    B4,
    B5,
    C7,
    C8,
    C9,
    C11,
    C13,
    C14,
    D1,
    D2,
    D5,
    D8,
    E2,
    E4,
    E5,
    E7,
    E10,
    E14,
    E15,
    F1,
    F2,
    F3,
    F5,
    F6,
    F9,
    F13,
    F15,
    G1,
    G8,
    G11,
}

/// Where an article speaks of a practice, and for what it stands where they disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The article: 0 to 4.
    pub article: u8,
    /// The line of it.
    pub line: u16,
    /// What it says.
    pub stance: Stance,
}

/// What an article says of a practice on which another says something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// Fewest (where given) and most.
    Between(Option<u32>, u32),
    /// It asks for it.
    For,
    /// It does otherwise, or asks for the opposite.
    Against,
}

impl Practice {
    /// The id in `practice.md`: the first half of a dismissal's key.
    pub fn id(self) -> &'static str {
        match self {
            Practice::A1 => "A1",
            Practice::A2 => "A2",
            Practice::A3 => "A3",
            Practice::A4 => "A4",
            Practice::A5 => "A5",
            Practice::A7 => "A7",
            Practice::A9 => "A9",
            Practice::A12 => "A12",
            Practice::A13 => "A13",
            Practice::B1 => "B1",
            Practice::B2 => "B2",
            Practice::B3 => "B3",
            Practice::B4 => "B4",
            Practice::B5 => "B5",
            Practice::C7 => "C7",
            Practice::C8 => "C8",
            Practice::C9 => "C9",
            Practice::C11 => "C11",
            Practice::C13 => "C13",
            Practice::C14 => "C14",
            Practice::D1 => "D1",
            Practice::D2 => "D2",
            Practice::D5 => "D5",
            Practice::D8 => "D8",
            Practice::E2 => "E2",
            Practice::E4 => "E4",
            Practice::E5 => "E5",
            Practice::E7 => "E7",
            Practice::E10 => "E10",
            Practice::E14 => "E14",
            Practice::E15 => "E15",
            Practice::F1 => "F1",
            Practice::F2 => "F2",
            Practice::F3 => "F3",
            Practice::F5 => "F5",
            Practice::F6 => "F6",
            Practice::F9 => "F9",
            Practice::F13 => "F13",
            Practice::F15 => "F15",
            Practice::G1 => "G1",
            Practice::G8 => "G8",
            Practice::G11 => "G11",
        }
    }

    /// What each article says where they disagree (section 9), to be shown with a finding; empty where they agree. The
    /// limits are settings of the plan; the rest is settled by dismissing the practice as a whole.
    pub fn sources(self) -> &'static [Source] {
        const fn source(article: u8, line: u16, stance: Stance) -> Source {
            Source { article, line, stance }
        }
        const fn between(article: u8, line: u16, fewest: u32, most: u32) -> Source {
            source(article, line, Stance::Between(Some(fewest), most))
        }
        const A1: &[Source] = &[source(1, 29, Stance::For), source(2, 21, Stance::Against)];
        const A4: &[Source] = &[between(4, 24, 1, 3), between(4, 92, 1, 2), between(0, 80, 3, 5)];
        const A5: &[Source] = &[
            between(4, 25, 1, 5),
            source(4, 92, Stance::Between(None, 5)),
            between(1, 30, 2, 5),
            between(0, 80, 3, 5),
        ];
        const A13: &[Source] = &[
            source(1, 30, Stance::For),
            source(1, 59, Stance::Against),
            source(1, 101, Stance::Against),
            source(1, 204, Stance::Against),
        ];
        const B5: &[Source] = &[source(0, 84, Stance::For), source(4, 56, Stance::Against)];
        match self {
            Practice::A1 => A1,
            Practice::A4 => A4,
            Practice::A5 => A5,
            Practice::A13 => A13,
            Practice::B5 => B5,
            _ => &[],
        }
    }
}
