//! Three copies in a shared folder that a service carries around badly: late, torn, twice, or not at all.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod merge_support;

use std::collections::{BTreeMap, BTreeSet};

use cairn::domain::Kind;
use cairn::folder::{Came, Listed, Look, State, Watch};
use cairn::merge::conflicts;
use cairn::plan_file::{DEPTH_LIMIT, folder_name};
use merge_support::{CONVERGENT, Dice, Sitting, id, key, same, start};

type Disk = BTreeMap<String, (u64, Vec<u8>)>;

/// Someone who works in the folder.
struct Person {
    sitting: Sitting,
    watch: Watch,
    disk: Disk,
    moves: usize,
}

impl Person {
    fn new(name: &str) -> Person {
        let own = folder_name("Plan", name);
        let watch = Watch::new(id("p1"), own);
        Person { sitting: Sitting::new(&start(), name), watch, disk: Disk::new(), moves: 0 }
    }

    /// What a round of the app does; gives what was written.
    fn round(&mut self, clock: u64) -> Option<(String, Vec<u8>)> {
        let listing: Vec<Listed> = self.disk.iter().map(|(name, file)| listed(name, file)).collect();
        for file in self.watch.listed(&listing, &self.sitting.ledger.seen) {
            let bytes = self.disk[&file.name].1.clone();
            if let Came::Merge(proposal) = self.watch.arrived(&file, &bytes, self.sitting.copy()) {
                let step =
                    proposal.take(self.sitting.copy(), &self.sitting.replica, merge_support::AT).unwrap();
                self.sitting.make(step);
                self.watch.took(&file.name, &proposal);
            }
        }
        let seen = self.sitting.ledger.seen.clone();
        if !self.watch.must_write(&seen) {
            return None;
        }
        if self.watch.must_move() {
            self.moves += 1;
            self.watch.move_to(folder_name("Plan", &format!("{}-{}", self.sitting.replica, self.moves)));
        }
        let own = self.watch.own().to_string();
        let there = self.disk.get(&own).map(|file| listed(&own, file));
        if there.map(|file| (file.modified_ms, file.size)) != self.watch.expects() {
            return None;
        }
        let bytes = self.sitting.file().into_bytes();
        self.disk.insert(own.clone(), (clock, bytes.clone()));
        self.watch.wrote(&listed(&own, &self.disk[&own]), &bytes, &seen);
        Some((own, bytes))
    }

    fn state(&self, name: &str) -> State {
        let told = self.watch.told();
        told.into_iter().find(|told| told.name == name).map(|told| told.state).unwrap_or(State::Other)
    }

    fn title(&self) -> String {
        self.sitting.shows("plan", "title")
    }

    /// Every version of the title.
    fn titles(&self) -> BTreeSet<String> {
        let all = conflicts(self.sitting.copy())
            .into_iter()
            .filter(|c| c.path == "title" && c.key == cairn::domain::RecordKey::Head);
        let others = all.flat_map(|c| c.others).filter_map(|other| other.value).map(|value| value.compact());
        others.chain([self.title()]).collect()
    }
}

fn listed(name: &str, (modified_ms, bytes): &(u64, Vec<u8>)) -> Listed {
    Listed { name: name.to_string(), modified_ms: *modified_ms, size: bytes.len() as u64 }
}

fn put(person: &mut Person, name: &str, clock: u64, bytes: &[u8]) {
    person.disk.insert(name.to_string(), (clock, bytes.to_vec()));
}

/// Everyone sees everything at once, until nobody writes any more; gives how many rounds that took.
fn come_together(people: &mut [Person], clock: &mut u64) -> usize {
    let mut quiet = 0;
    for round in 1..200 {
        let mut wrote = false;
        for i in 0..people.len() {
            *clock += 1;
            if let Some((name, bytes)) = people[i].round(*clock) {
                wrote = true;
                people.iter_mut().for_each(|person| put(person, &name, *clock, &bytes));
            }
        }
        quiet = if wrote { 0 } else { quiet + 1 };
        if quiet > 40 {
            return round - quiet;
        }
    }
    panic!("they write for ever");
}

#[test]
fn three_copies_of_random_histories_lose_nothing_and_fall_silent() {
    for seed in 0..400 {
        let mut dice = Dice::new(seed);
        let mut clock = 1000;
        let mut people: Vec<Person> = ["a1", "k2", "z3"].iter().map(|name| Person::new(name)).collect();
        let mut alive: BTreeSet<String> = people[0].titles();
        let mut days = BTreeSet::new();
        // what the service still has to bring, to whom
        let mut on_the_way: Vec<(usize, String, Vec<u8>)> = Vec::new();
        let steps = 20 + dice.below(40);
        for step in 0..steps {
            clock += 1;
            let who = dice.below(3);
            match dice.below(12) {
                0..=2 => {
                    let title = format!("\"T{seed}-{step}\"");
                    let known = people[who].titles();
                    alive.retain(|title| !known.contains(title));
                    alive.insert(title.clone());
                    people[who].sitting.does(&format!(r#"["=","plan",{{"title":{title}}}]"#));
                }
                3 => {
                    let day = format!("2027-03-{:02}", days.len() % 28 + 1);
                    if days.insert(day.clone()) {
                        people[who].sitting.does(&format!(r#"["=","measurements/m1",{{"{day}":{step}}}]"#));
                    }
                }
                4..=7 => {
                    if let Some((name, bytes)) = people[who].round(clock) {
                        (0..3)
                            .filter(|to| *to != who)
                            .for_each(|to| on_the_way.push((to, name.clone(), bytes.clone())));
                    }
                }
                8..=9 if !on_the_way.is_empty() => {
                    // in any order, and an older version may come after a newer one
                    let at = dice.below(on_the_way.len());
                    let (to, name, bytes) = on_the_way.remove(at);
                    let torn = dice.below(3) == 0;
                    let end = if torn { dice.below(bytes.len()) } else { bytes.len() };
                    put(&mut people[to], &name, clock, &bytes[..end]);
                    if torn {
                        on_the_way.push((to, name, bytes));
                    }
                }
                10 => {
                    // someone tidies up, the service finds two versions, or a tear stays on one disk
                    let names: Vec<String> = people[who].disk.keys().cloned().collect();
                    if let Some(name) = (!names.is_empty()).then(|| dice.one(&names)) {
                        match dice.below(4) {
                            0 => people.iter_mut().for_each(|person| drop(person.disk.remove(&name))),
                            1 => drop(people[who].disk.remove(&name)),
                            2 => {
                                let (_, bytes) = people[who].disk[&name].clone();
                                let other = name.replace(".okr.json", ".okr (conflicted copy).json");
                                people.iter_mut().for_each(|person| put(person, &other, clock, &bytes));
                            }
                            _ => {
                                let bytes = people[who].disk[&name].1.clone();
                                put(&mut people[who], &name, clock, &bytes[..bytes.len() / 2]);
                            }
                        }
                    }
                }
                _ => {
                    // the browser is closed: what the app knew of the folder is gone, the plan is not
                    let own = people[who].watch.own().to_string();
                    people[who].watch = Watch::new(id("p1"), own);
                    let replica = format!("{}n{step}", people[who].sitting.replica);
                    people[who].sitting.replica = id(&replica);
                }
            }
        }
        for (to, name, bytes) in on_the_way {
            clock += 1;
            put(&mut people[to], &name, clock, &bytes);
        }
        let rounds = come_together(&mut people, &mut clock);
        assert!(rounds <= 60, "seed {seed}: {rounds} rounds");
        for other in 1..3 {
            let (one, other) = (people[0].sitting.copy(), people[other].sitting.copy());
            same(CONVERGENT, one, other).unwrap_or_else(|broken| panic!("seed {seed}: {broken:?}"));
        }
        assert_eq!(people[0].titles(), alive, "seed {seed}");
        let series = &people[0].sitting.plan.records().series[&id("m1")];
        assert_eq!(series.len(), 2 + days.len(), "seed {seed}");
    }
}

#[test]
fn one_edit_is_one_write_at_once_and_nobody_answers_an_answer() {
    let mut people: Vec<Person> = ["a1", "k2", "z3"].iter().map(|name| Person::new(name)).collect();
    let mut clock = 0;
    come_together(&mut people, &mut clock);
    people[0].sitting.does(r#"["=","plan",{"title":"A new title"}]"#);
    let mut writes = Vec::new();
    for round in 0..60 {
        for i in 0..3 {
            clock += 1;
            if let Some((name, bytes)) = people[i].round(clock) {
                writes.push((round, i));
                people.iter_mut().for_each(|person| put(person, &name, clock, &bytes));
            }
        }
    }
    assert!(people.iter().all(|person| person.title() == "\"A new title\""));
    assert_eq!(writes.iter().filter(|(round, _)| *round < 10).count(), 1, "{writes:?}");
    assert_eq!(writes.len(), 3, "the others follow at leisure, once: {writes:?}");
}

fn two() -> (Person, Person, u64) {
    let mut people = vec![Person::new("a1"), Person::new("k2")];
    let mut clock = 0;
    come_together(&mut people, &mut clock);
    let ben = people.pop().unwrap();
    (people.pop().unwrap(), ben, clock + 100)
}

/// Two copies under one name: a copied profile, or a file put there by hand.
#[test]
fn t30_a_file_that_someone_else_changed_is_taken_in_and_never_written_over() {
    let (mut ana, _, clock) = two();
    let own = ana.watch.own().to_string();
    let mut twin = Sitting::new(&ana.sitting.saved(), "tw");
    twin.does(r#"["=","plan",{"title":"Of the twin"}]"#);
    put(&mut ana, &own, clock, twin.file().as_bytes());
    // an edit of one's own waits for nobody, and still nothing is lost
    ana.sitting.does(r#"["=","objectives/o1",{"title":"Of Ana"}]"#);
    let (written, _) = ana.round(clock + 1).expect("a write");
    assert_eq!(ana.title(), "\"Of the twin\"");
    assert_ne!(written, own, "she goes on in a file of her own");
    assert_eq!(ana.disk[&own].1, twin.file().into_bytes(), "and leaves the other as it is");
    assert!(ana.round(clock + 2).is_none());
}

#[test]
fn t30_a_file_that_changes_between_the_look_and_the_writing_is_not_written_over() {
    let (mut ana, _, clock) = two();
    ana.sitting.does(r#"["=","plan",{"title":"Of Ana"}]"#);
    let own = ana.watch.own().to_string();
    let listing: Vec<Listed> = ana.disk.iter().map(|(name, file)| listed(name, file)).collect();
    ana.watch.listed(&listing, &ana.sitting.ledger.seen.clone());
    let there = |ana: &Person| {
        let (modified_ms, bytes) = &ana.disk[&own];
        Some((*modified_ms, bytes.len() as u64))
    };
    assert_eq!(ana.watch.expects(), there(&ana), "as it was looked at, it may be written");
    put(&mut ana, &own, clock, b"something");
    assert_ne!(ana.watch.expects(), there(&ana), "it is read first");
}

#[test]
fn a_half_written_file_is_waited_for_and_what_it_brought_stays() {
    let (mut ana, mut ben, clock) = two();
    ben.sitting.does(r#"["=","plan",{"title":"Of Ben"}]"#);
    let (name, bytes) = ben.round(clock).unwrap();
    put(&mut ana, &name, clock, &bytes[..bytes.len() / 2]);
    for round in 1..=3 {
        ana.round(clock + round);
        let told = round >= 3;
        assert!(matches!(ana.state(&name), State::Waiting { told: t, .. } if t == told), "round {round}");
    }
    assert_ne!(ana.title(), "\"Of Ben\"");
    put(&mut ana, &name, clock + 9, &bytes);
    ana.round(clock + 10);
    assert_eq!(ana.title(), "\"Of Ben\"");
    assert!(matches!(ana.state(&name), State::Taken));
    // emptied, then gone
    put(&mut ana, &name, clock + 11, b"");
    ana.round(clock + 12);
    assert!(matches!(ana.state(&name), State::Waiting { .. }));
    put(&mut ana, &name, clock + 13, &bytes);
    ana.round(clock + 14);
    ana.disk.remove(&name);
    ana.round(clock + 15);
    assert_eq!(ana.watch.vanished().collect::<Vec<_>>(), [&name]);
    assert_eq!(ana.title(), "\"Of Ben\"");
    // what no file holds any more, Ana's does now
    assert!(String::from_utf8_lossy(&ana.disk[ana.watch.own()].1).contains("Of Ben"));
}

#[test]
fn a_file_edited_by_hand_waits_for_a_look_and_never_goes_through_the_registers() {
    let (mut ana, ben, clock) = two();
    let name = ben.watch.own().to_string();
    let text = String::from_utf8(ben.disk[&name].1.clone()).unwrap();
    let edited = text.replacen("\"title\": \"O\"", "\"title\": \"By hand\"", 1);
    assert_ne!(edited, text);
    put(&mut ana, &name, clock, edited.as_bytes());
    for round in 1..=3 {
        // it could be half of a new version in the place of an old one
        assert!(!matches!(ana.state(&name), State::Look(..)), "round {round}");
        assert!(ana.round(clock + round).is_none());
    }
    assert!(matches!(ana.state(&name), State::Look(Look::ByHand, _)));
    assert_eq!(ana.sitting.shows("objectives/o1", "title"), "\"O\"");
    // the same in one's own file: it is left as it is, and another one is begun
    let own = ana.watch.own().to_string();
    put(&mut ana, &own, clock + 4, edited.as_bytes());
    let written: Vec<_> = (5..=9).filter_map(|round| ana.round(clock + round)).collect();
    assert_eq!(written.len(), 1);
    assert_eq!(ana.disk[&own].1, edited.as_bytes());
}

#[test]
fn a_copy_that_would_halve_the_plan_waits_for_a_look() {
    let (mut ana, mut ben, clock) = two();
    for (kind, which) in
        [(Kind::Objective, "o1"), (Kind::Objective, "o2"), (Kind::Kpi, "m1"), (Kind::Team, "t1")]
    {
        if ben.sitting.plan.get(&key(kind, which)).is_some() {
            ben.sitting.deletes(kind, which);
        }
    }
    let (name, bytes) = ben.round(clock).unwrap();
    put(&mut ana, &name, clock, &bytes);
    ana.round(clock + 1);
    assert!(matches!(ana.state(&name), State::Look(Look::Shrinks(..), _)), "{:?}", ana.state(&name));
    assert!(ana.sitting.plan.get(&key(Kind::Objective, "o1")).is_some());
}

#[test]
fn strangers_other_plans_newer_versions_and_hostile_files_are_left_alone() {
    let (mut ana, ben, clock) = two();
    let text = String::from_utf8(ben.disk[ben.watch.own()].1.clone()).unwrap();
    let own = ana.watch.own().to_string();
    let before = ana.sitting.file();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("package.json", b"{\"name\": \"x\"}".to_vec()),
        ("Other.okr.json", text.replace("\"plan\": \"p1\"", "\"plan\": \"p2\"").into_bytes()),
        ("Newer.okr.json", text.replace("\"version\": 1", "\"version\": 99").into_bytes()),
        ("Damaged.okr.json", text.replace("\"cycle\": \"y1\"", "\"cycle\": 7").into_bytes()),
        ("deep.okr.json", "[".repeat(DEPTH_LIMIT * 1000).into_bytes()),
        ("<img src=x onerror=alert(1)>.okr.json", vec![0xff, 0xfe, 0]),
        ("notes.txt", b"hello".to_vec()),
    ];
    for (name, bytes) in &files {
        put(&mut ana, name, clock, bytes);
    }
    for round in 1..=30 {
        assert!(ana.round(clock + round).is_none());
    }
    assert_eq!(ana.sitting.file(), before);
    assert!(matches!(ana.state("Newer.okr.json"), State::Newer));
    assert!(
        matches!(ana.state("Damaged.okr.json"), State::Refused(_)),
        "{:?}",
        ana.state("Damaged.okr.json")
    );
    for odd in ["deep.okr.json", "<img src=x onerror=alert(1)>.okr.json"] {
        assert!(matches!(ana.state(odd), State::Waiting { told: true, .. }), "{odd}");
    }
    let told: Vec<String> = ana.watch.told().into_iter().map(|told| told.name).collect();
    assert!(!told.contains(&"package.json".to_string()) && !told.contains(&"Other.okr.json".to_string()));
    // one that is too large is not even asked for
    let large = Listed { name: "Large.okr.json".into(), modified_ms: 1, size: 200 << 20 };
    let own = listed(&own, &ana.disk[&own]);
    let wanted = ana.watch.listed(&[large, own], &ana.sitting.ledger.seen.clone());
    assert!(wanted.is_empty());
    assert!(matches!(ana.state("Large.okr.json"), State::TooLarge));
}

#[test]
fn what_is_there_when_one_comes_back_is_taken_in_before_anything_is_written() {
    let (mut ana, _, clock) = two();
    // the browser lost the last edits, which the folder still has
    let before = ana.sitting.saved();
    ana.sitting.does(r#"["=","plan",{"title":"Lost with the browser"}]"#);
    ana.round(clock).expect("a write");
    let own = ana.watch.own().to_string();
    ana.sitting = Sitting::new(&before, "fresh");
    ana.watch = Watch::new(id("p1"), own.clone());
    ana.sitting.does(r#"["=","objectives/o1",{"title":"And on"}]"#);
    ana.round(clock + 1);
    assert_eq!(ana.title(), "\"Lost with the browser\"");
    let text = String::from_utf8_lossy(&ana.disk[&own].1).into_owned();
    assert!(text.contains("Lost with the browser") && text.contains("And on"));
}
