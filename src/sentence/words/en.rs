//! English.

use super::{DueForm::*, Language, Thing::*, Verb::*, Words};
use crate::domain::Every;

pub(super) const WORDS: Words = Words {
    language: Language::English,
    numbers: [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ],
    zero: "zero",
    articles: "a an the",
    ones: "",
    half: &["by half", "in half"],
    small: "our your their its all with for in on or as is are be than that which who per each every through during \
            within across into over under about regarding so not no this next before until worth using via",
    verbs: &[
        (Times(20), "double doubles doubling"),
        (Times(30), "triple triples tripling"),
        (Times(5), "halve halves halving"),
        (
            Rise,
            "increas* raise raises raising raised grow grows growing growth boost* lift lifts expand* rise rises",
        ),
        (
            Fall,
            "reduce reduces reducing reduced reduction decreas* lower lowers lowering cut cuts cutting drop drops \
             shorten* shrink* minimi* declin* slash* trim",
        ),
        (Better, "improv* enhanc* optimi* strengthen*"),
        (Hold, "maintain* keep keeps keeping hold holds holding stay stays staying remain remains sustain*"),
        (Reach, "achiev* reach reaches reaching attain* hit hits hitting get gets getting receiv* obtain*"),
        (Ensure, "ensur* guarantee guarantees"),
        (
            Do,
            "launch launches launching implement implements implementing collect collects collecting close closes \
             closing conduct conducts run runs running deliver delivers delivering ship ships shipping publish* hire \
             hires hiring sign signs signing win wins winning acquir* gain gains gaining create creates creating build \
             builds building develop develops establish establishes establishing finali* complete completes completing \
             generat* handle handles handling resolve resolves resolving identify identifies fix fixes fixing train \
             trains host hosts organise organize open opens opening add adds adding onboard write writes release \
             releases recruit recruits sell sells selling migrate migrates introduce introduces send sends answer \
             answers gather gathers gathering produce produces book books automate automates interview contact convert \
             converts submit solve solves visit plant redesign",
        ),
    ],
    ensure: &["make sure", "making sure", "makes sure"],
    things: &[
        (
            Lower,
            "time times duration latency churn absenteeism overtime complaint* conflict* bug bugs defect* error* \
             incident* outage* downtime cost costs expense* delay* waste accident* backlog attrition turnover failure* \
             refund* dropout* escalation* rework cancellation* injuries emissions debt",
        ),
        (
            Higher,
            "revenue sales profit* margin* retention satisfaction nps csat engagement uptime availability customers \
             users visitors visits followers sign-ups signups subscribers conversion* attendance completion adoption \
             score scores rating ratings productivity efficiency leads growth income coverage loyalty traffic reviews \
             participation reliability accuracy deals contracts",
        ),
        (
            Rate,
            "rate rates share percentage ratio margin margins uptime availability retention conversion attendance \
             completion churn turnover absenteeism utilisation utilization adoption attrition engagement satisfaction \
             occupancy",
        ),
        (Score, "score scores rating ratings nps index"),
    ],
    from: "from",
    to: "to",
    by: "by",
    of: "of at",
    by_or_at: "",
    between: "between",
    and: "and &",
    new: "new",
    at_least: &[
        "at least",
        "no less than",
        "not less than",
        "no fewer than",
        "not below",
        "minimum of",
        "minimum",
        "min",
        "more than",
        "greater than",
        "higher than",
        "above",
        "over",
    ],
    at_most: &[
        "at most",
        "no more than",
        "not more than",
        "no longer than",
        "not above",
        "maximum of",
        "maximum",
        "max",
        "in less than",
        "less than",
        "fewer than",
        "lower than",
        "in under",
        "under",
        "below",
        "within",
        "up to",
    ],
    or_more: &[
        "or above",
        "or more",
        "or higher",
        "or better",
        "or greater",
        "or over",
        "and above",
        "and more",
        "and higher",
        "and up",
        "at least",
        "minimum",
    ],
    or_less: &[
        "or less",
        "or fewer",
        "or lower",
        "or below",
        "or under",
        "or faster",
        "and below",
        "at most",
        "maximum",
    ],
    more: "more additional extra higher",
    less: "less fewer lower",
    times: "times",
    percent: &["percent", "per cent", "pct"],
    percentage_points: &["percentage points", "percentage point", "percent points", "pp"],
    points: "point points pt pts",
    stars: "star stars",
    hours: "hour hours hr hrs h",
    minutes: "minute minutes min mins",
    seconds: "second seconds sec secs s",
    points_unit: "points",
    thousand: "k thousand",
    million: "million mn",
    billion: &["billion", "bn"],
    money: &[("dollar dollars usd", "$"), ("euro euros eur", "€"), ("pounds gbp", "£")],
    periods: ["day days", "week weeks", "month months", "quarter quarters", "year years"],
    months: [
        "january jan",
        "february feb",
        "march",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    ],
    each: &["each|every|per @P", "a @P"],
    rhythm: ["daily", "weekly", "monthly", "quarterly", "yearly annually"],
    due: &[
        (EndOf, "by|before|until|at [the] end of [the|this] @P"),
        (EndOf, "by @P end"),
        (EndOfOne(Every::Year), "by [the] year-end"),
        (EndOfOne(Every::Quarter), "by [the] quarter-end"),
        (EndOf, "in|during|within|over this @P"),
        (EndOf, "in|during|within the current @P"),
        (EndOf, "this @P"),
        (Within, "in|within|over|during [the] next|coming @N @P"),
        (Within, "in|within @N @W"),
        (Next, "in|within|over|during [the] next|coming @P"),
        (Next, "next @P"),
        (Named, "by|until|before|on @D"),
        (Named, "by|until|before|on [the] @T [of] @M [@Y]"),
        (Named, "by|until|before|on @M @T [,] [@Y]"),
        (Named, "by|in|during|before|until [the] [end] [of] @Q [@Y]"),
        (Named, "by|in|during|before|until [the] [end] [of] @M [@Y]"),
        (Named, "by|in|during|before|until [the] [end] [of] @Y"),
    ],
    number_of: &["number of", "amount of"],
    noun_first: false,
    noun_capital: false,
    verb_last: false,
};
