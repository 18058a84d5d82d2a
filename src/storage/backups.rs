//! Which backups of a plan are kept in the second store, and which give way: the names and the ring. Pure.
//!
//! A backup is a whole plan, never a difference, so each can be opened alone.

use super::keys::is_word;
use crate::ordered::sort_by;

const DAY_MS: u64 = 86_400_000;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BackupKind {
    /// Before the plan was replaced, merged or restored.
    BeforeReplace,
    /// The first of a day.
    Daily,
    /// The first of a week.
    Weekly,
}

impl BackupKind {
    const ALL: [BackupKind; 3] = [BackupKind::BeforeReplace, BackupKind::Daily, BackupKind::Weekly];

    fn word(self) -> &'static str {
        match self {
            BackupKind::BeforeReplace => "replace",
            BackupKind::Daily => "day",
            BackupKind::Weekly => "week",
        }
    }

    /// How many of them a plan keeps.
    fn kept(self) -> usize {
        match self {
            BackupKind::BeforeReplace => 3,
            BackupKind::Daily => 7,
            BackupKind::Weekly => 4,
        }
    }
}

/// A backup, by what its name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Of which plan.
    pub plan: String,
    /// Why.
    pub kind: BackupKind,
    /// When, in milliseconds since 1970.
    pub at_ms: u64,
}

impl Backup {
    /// Its name in the store of backups.
    pub fn name(&self) -> String {
        format!("{}/{}/{:015}", self.plan, self.kind.word(), self.at_ms)
    }

    /// The backup of this name; `None` where the name is none of ours.
    pub fn parse(name: &str) -> Option<Backup> {
        let mut parts = name.split('/');
        let (plan, word, at) = (parts.next()?, parts.next()?, parts.next()?);
        let kind = BackupKind::ALL.into_iter().find(|kind| kind.word() == word)?;
        let ours = is_word(plan) && parts.next().is_none();
        ours.then_some(Backup { plan: plan.to_string(), kind, at_ms: at.parse().ok()? })
    }
}

/// The backup that the calendar asks for now, given all that there are: a weekly one a week after the last, else a
/// daily one on a day (of UTC) that has none. A clock that was set back by up to a day asks for none.
pub fn backup_due(backups: &[Backup], plan: &str, now_ms: u64) -> Option<Backup> {
    let newest = |kinds: &[BackupKind]| {
        // one from a day when the clock was wrong must not end all others
        let sane = |at_ms: u64| at_ms <= now_ms.saturating_add(DAY_MS);
        let ours = backups.iter().filter(|it| it.plan == plan && kinds.contains(&it.kind) && sane(it.at_ms));
        ours.map(|backup| backup.at_ms).max()
    };
    let made = |kind| Some(Backup { plan: plan.to_string(), kind, at_ms: now_ms });
    let calendar = [BackupKind::Daily, BackupKind::Weekly];
    if newest(&[BackupKind::Weekly]).is_none_or(|at| now_ms >= at.saturating_add(7 * DAY_MS)) {
        made(BackupKind::Weekly)
    } else if newest(&calendar).is_none_or(|at| now_ms / DAY_MS > at / DAY_MS) {
        made(BackupKind::Daily)
    } else {
        None
    }
}

/// The backups of a plan that give way to newer ones of their kind, when `backups` includes a new one.
pub fn backups_to_drop(backups: &[Backup], plan: &str) -> Vec<Backup> {
    let mut dropped = Vec::new();
    for kind in BackupKind::ALL {
        let mut ring: Vec<&Backup> =
            backups.iter().filter(|backup| backup.plan == plan && backup.kind == kind).collect();
        sort_by(&mut ring, |x, y| y.at_ms.cmp(&x.at_ms));
        dropped.extend(ring.into_iter().skip(kind.kept()).cloned());
    }
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(kind: BackupKind, at_ms: u64) -> Backup {
        Backup { plan: "p_1".to_string(), kind, at_ms }
    }

    #[test]
    fn a_name_tells_all_and_a_strange_one_is_none_of_ours() {
        for kind in BackupKind::ALL {
            let it = backup(kind, 1_800_000_000_000);
            assert_eq!(Backup::parse(&it.name()), Some(it));
        }
        for strange in ["", "p_1", "p_1/day", "p_1/day/x", "p_1/year/5", "p 1/day/5", "p_1/day/5/6"] {
            assert_eq!(Backup::parse(strange), None, "{strange}");
        }
    }

    /// reliability.md, 10: 7 daily and 4 weekly ones.
    #[test]
    fn sixty_days_of_use_leave_a_week_of_days_and_a_month_of_weeks() {
        let mut ring: Vec<Backup> = Vec::new();
        let start = 1_800_000_000_000;
        for hour in 0..60 * 24 {
            let now = start + hour * 3_600_000;
            if let Some(due) = backup_due(&ring, "p_1", now) {
                ring.push(due);
                let dropped = backups_to_drop(&ring, "p_1");
                ring.retain(|it| !dropped.contains(it));
            }
        }
        let of = |kind| ring.iter().filter(|it| it.kind == kind).count();
        assert_eq!((of(BackupKind::Daily), of(BackupKind::Weekly)), (7, 4));
        let end = start + 60 * DAY_MS;
        let oldest =
            |kind| ring.iter().filter(|it| it.kind == kind).map(|it| (end - it.at_ms) / DAY_MS).max();
        assert_eq!(oldest(BackupKind::Daily), Some(6), "one for each of the last seven days");
        assert_eq!(oldest(BackupKind::Weekly), Some(25));
    }

    #[test]
    fn of_those_before_a_replacement_the_newest_three_stay_and_other_plans_do_not_count() {
        let mut ring: Vec<Backup> = (1..=4).map(|at| backup(BackupKind::BeforeReplace, at)).collect();
        ring.push(Backup { plan: "p_2".to_string(), kind: BackupKind::BeforeReplace, at_ms: 9 });
        assert_eq!(backups_to_drop(&ring, "p_1"), [backup(BackupKind::BeforeReplace, 1)]);
        assert_eq!(backups_to_drop(&ring, "p_2"), []);
    }

    #[test]
    fn one_a_day_and_none_when_the_clock_was_set_back() {
        let start = 1_800_000_000_000 / DAY_MS * DAY_MS;
        let ring = [backup(BackupKind::Weekly, start + 10)];
        assert_eq!(backup_due(&ring, "p_1", start + DAY_MS - 1), None);
        assert_eq!(backup_due(&ring, "p_1", start + DAY_MS).unwrap().kind, BackupKind::Daily);
        assert_eq!(backup_due(&ring, "p_1", start - DAY_MS / 2), None);
        assert_eq!(backup_due(&ring, "p_1", start - 400 * DAY_MS).unwrap().kind, BackupKind::Weekly);
        assert_eq!(backup_due(&ring, "p_1", start + 10 + 7 * DAY_MS).unwrap().kind, BackupKind::Weekly);
        assert_eq!(backup_due(&ring, "p_2", start).unwrap().kind, BackupKind::Weekly);
    }
}
