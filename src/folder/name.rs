//! Names of files in a shared folder. They help people; what a file is, only its content decides.

/// Whether a file of this name may be a plan: also what a service calls it that found two versions, such as
/// `Plan.Ben-4x9k.okr (conflicted copy).json`. Files that are being written or hidden are none.
pub fn is_candidate(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_json = lower.ends_with(".json") || lower.ends_with(".json.txt");
    is_json && !lower.starts_with(['.', '~']) && !lower.contains(".syncthing.")
}

/// How a copy is called in the name of its file: what the person calls themselves, and what makes it the only one.
pub fn copy_word(person: &str, word: &str) -> String {
    let letters = person.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect::<String>();
    let person: String = letters.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let person: String = person.chars().take(24).collect();
    if person.is_empty() { word.to_string() } else { format!("{person}-{word}") }
}

/// Whose file it is, by its name: `Ben` of `Plan.Ben-4x9k.okr.json`.
pub fn who(name: &str) -> Option<String> {
    let stem = name.split(".okr").next().filter(|stem| stem.len() < name.len())?;
    let (_, copy) = stem.rsplit_once('.')?;
    let (person, _) = copy.rsplit_once('-')?;
    (!person.is_empty()).then(|| person.replace('-', " "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan_file::folder_name;

    #[test]
    fn a_name_tells_whose_copy_it_is() {
        for (person, name, tells) in [
            ("Ben", "Support team.Ben-4x9k.okr.json", Some("Ben")),
            ("Ana Lima", "Support team.Ana-Lima-4x9k.okr.json", Some("Ana Lima")),
            ("Jörg/../x", "Support team.Jörg-x-4x9k.okr.json", Some("Jörg x")),
            ("<img>", "Support team.img-4x9k.okr.json", Some("img")),
            ("  ", "Support team.4x9k.okr.json", None),
        ] {
            let made = folder_name("Support team", &copy_word(person, "4x9k"));
            assert_eq!(made, name);
            assert_eq!(who(&made).as_deref(), tells);
            assert!(is_candidate(&made));
        }
        assert_eq!(who("Plan.Ben-4x9k.okr (Ana's conflicted copy 2027-05-01).json").as_deref(), Some("Ben"));
        assert_eq!(who("notes.json"), None);
        assert_eq!(who("plan.okr.json"), None);
        let long = folder_name(&"x".repeat(300), &copy_word(&"y".repeat(300), "4x9k"));
        assert!(long.chars().count() <= 100 && long.ends_with("-4x9k.okr.json"), "{long}");
    }

    #[test]
    fn what_is_being_written_is_no_plan() {
        for no in ["a.okr.json.crswap", ".hidden.json", "~a.json", "a.txt", "a.json.tmp", "Plan.xlsx"] {
            assert!(!is_candidate(no), "{no}");
        }
        for yes in
            ["a.okr (1).json", "A.JSON", "a.okr.sync-conflict-20270501-101010-ABCDEFG.json", "a.json.txt"]
        {
            assert!(is_candidate(yes), "{yes}");
        }
    }
}
