//! English.

use super::Lists;

pub(super) const LISTS: Lists = Lists {
    vague: "better best good great greater more most improve* improving enhance* increase* optimi* do be become get make \
            thing things stuff everything something performance quality excellence excellent success successful results \
            result work working job efficient effective world class leading next level awesome amazing outstanding \
            possible well nice top strong stronger grow growth progress",
    small: "a an and or the our your their its my we us of in on at for to from by with into as is are all every each this \
            that very much really always year quarter month week",
    usual: "maintain* continue continued continuing keep keeps keeping daily weekly monthly regular regularly ongoing \
            usual routine sustain*",
    activity: "hold conduct* attend* organi* perform run do visit host arrange discuss meet participate review check \
               monitor prepare investigate research",
    deed: "activities activity workshop* meeting* session* event* training* check checks inspection* visits audits",
    output: "launch* release* ship publish* deliver* implement* build create write develop introduce* roll",
    and: "and plus",
    vanity: "visitor* visit visits traffic follower* like likes pageview* view views impression* download* hits click* fan fans \
             subscriber* signups registrations installs members",
    rate: "rate rates ratio share conversion* converted per percent percentage average mean median cost revenue",
};
