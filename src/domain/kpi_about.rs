//! What is said of a KPI beyond its values: what it is measured against, what kind it is, how good a choice it is.

/// A value of others that a KPI is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// In the KPI's unit.
    pub value: f64,
    /// Where it comes from.
    pub source: Option<String>,
}

/// Whether a KPI tells what comes or what was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Indicator {
    /// It moves before the result does.
    Leading,
    /// It is the result.
    Lagging,
}

impl Indicator {
    /// Both, in the order in which they are offered.
    pub const ALL: [Indicator; 2] = [Indicator::Leading, Indicator::Lagging];
}

/// What a KPI is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Scope {
    Organisation,
    Department,
    Team,
    Individual,
    Project,
    Program,
    Product,
    Process,
    Activity,
    Initiative,
}

impl Scope {
    /// All ten, from the widest on.
    pub const ALL: [Scope; 10] = [
        Scope::Organisation,
        Scope::Department,
        Scope::Team,
        Scope::Individual,
        Scope::Project,
        Scope::Program,
        Scope::Product,
        Scope::Process,
        Scope::Activity,
        Scope::Initiative,
    ];
}

/// What a KPI looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Tag {
    Efficiency,
    Revenue,
    Productivity,
    Operations,
}

impl Tag {
    /// All four.
    pub const ALL: [Tag; 4] = [Tag::Efficiency, Tag::Revenue, Tag::Productivity, Tag::Operations];
}

/// What makes a KPI a good one: ten questions, each answered yes or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Factor {
    Alignment,
    Relevance,
    Actionability,
    Simplicity,
    Consistency,
    Comprehensiveness,
    Timeliness,
    CostEffectiveness,
    Comparability,
    Adaptability,
}

impl Factor {
    /// All ten.
    pub const ALL: [Factor; 10] = [
        Factor::Alignment,
        Factor::Relevance,
        Factor::Actionability,
        Factor::Simplicity,
        Factor::Consistency,
        Factor::Comprehensiveness,
        Factor::Timeliness,
        Factor::CostEffectiveness,
        Factor::Comparability,
        Factor::Adaptability,
    ];
}

/// What it takes to measure a KPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Effort {
    Low,
    Medium,
    High,
}

impl Effort {
    /// All three, from the least on.
    pub const ALL: [Effort; 3] = [Effort::Low, Effort::Medium, Effort::High];
}

/// What a review of a KPI came to.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiReview {
    /// The outcome.
    pub outcome: Outcome,
    /// A word on it.
    pub why: Option<String>,
}

/// Whether a KPI stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Outcome {
    Keep,
    Change,
    Retire,
}

impl Outcome {
    /// All three.
    pub const ALL: [Outcome; 3] = [Outcome::Keep, Outcome::Change, Outcome::Retire];
}
