//! A browser's storage whose values were changed behind our back.

use cairn::plan_file::Tree;
use cairn::storage::{Keeper, KeyValue, LoadError, Memory, Writer, asides};

use crate::fuzz_support::{Judged, Shape, Target};
use crate::holds;
use crate::storage_support::{A, B, Faulty, JOURNAL, MINUTE, PLAN, Session, body, list_of};

const LATER: u64 = 10_000_000;

/// Stores to start from: a plan just made, one with both snapshots and a journal, one that was replaced.
pub fn store() -> Target {
    let mut seeds = Vec::new();
    for length in 0..3 {
        let kv = Faulty::light();
        let mut session = Session::new(&kv);
        session.create();
        session.edits(2 * length);
        if length == 2 {
            session.replace();
            session.wait(MINUTE);
            session.commit();
            session.edits(3);
        }
        let values = kv.values().into_iter().map(|(key, value)| (key, Tree::Text(value)));
        seeds.push(Tree::object(values).compact().into_bytes());
    }
    Target { name: "store", seeds, shape: Shape::Store, judge }
}

fn judge(bytes: &[u8]) -> Judged {
    let Ok(Tree::Object(members)) = Tree::parse(bytes) else { return Ok("no store".into()) };
    let values: Vec<(String, String)> =
        members.into_iter().filter_map(|(key, value)| Some((key, value.as_text()?.to_string()))).collect();
    let kv = Memory::default();
    values.iter().try_for_each(|(key, value)| kv.set(key, value)).unwrap();
    let of_plan = |key: &str| key == A || key == B || key.starts_with(JOURNAL);
    let kept: Vec<(String, String)> = kv
        .keys("")
        .unwrap()
        .into_iter()
        .filter(|key| of_plan(key))
        .map(|key| (key.clone(), kv.get(&key).unwrap().unwrap()))
        .collect();
    let loaded = match Keeper::load(&kv, PLAN, Writer::new("fuzz", 1), LATER) {
        Ok(loaded) => loaded,
        Err(LoadError::Absent) => {
            holds!("never a plan that is absent though values of it are there", kept.is_empty(), "{kept:?}");
            return Ok("absent".into());
        }
        Err(LoadError::Quarantined { originals, copied }) => {
            holds!("a ruin is kept whole", copied);
            all_there(&kv, &kept)?;
            let whole = kept.iter().all(|value| originals.contains(value));
            holds!("a ruin is kept whole", whole, "{originals:?}");
            return Ok(format!("quarantined {}", originals.len()));
        }
        Err(LoadError::Unavailable(error)) => return Err(format!("a store that answers is read: {error}")),
    };
    all_there(&kv, &kept)?;
    let mut list = list_of(&loaded);
    holds!("never an empty plan", !list.is_empty());
    holds!("a body comes from the store", kept.iter().any(|(_, raw)| raw.contains(loaded.body.as_str())));
    let from_store = |edit: &String| kept.iter().any(|(_, raw)| raw.contains(edit.as_str()));
    holds!("edits come from the store", loaded.edits.iter().all(from_store));
    let mut said = loaded.trouble.iter().map(|trouble| format!("{trouble:?}")).collect::<Vec<_>>();
    said.iter_mut()
        .for_each(|trouble| trouble.truncate(trouble.find(['(', ' ', '{']).unwrap_or(trouble.len())));
    let mut keeper = loaded.keeper;
    let due = keeper.commit_due(LATER);
    if due && keeper.commit(&body(&list), LATER).is_err() || keeper.append("\"more\"", LATER).is_err() {
        all_there(&kv, &kept)?;
        return Ok(format!("{said:?} read only"));
    }
    list.push("more".to_string());
    let again = Keeper::load(&kv, PLAN, Writer::new("again", 1), LATER);
    let again = again.map_err(|error| format!("what was acknowledged is loaded: {error}"))?;
    holds!("what was acknowledged is loaded", list_of(&again) == list, "{:?}, not {list:?}", list_of(&again));
    Ok(format!("{said:?} {}", list.len()))
}

/// Every value is still under its key, or set aside byte for byte.
fn all_there(kv: &Memory, values: &[(String, String)]) -> Result<(), String> {
    let aside: Vec<String> = asides(kv, PLAN).unwrap().into_iter().map(|aside| aside.text).collect();
    for (key, value) in values {
        let there = kv.get(key).unwrap().as_ref() == Some(value) || aside.contains(value);
        holds!("the original bytes are still there", there, "{key} = {value}");
    }
    Ok(())
}
