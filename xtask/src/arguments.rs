//! The words after `cargo xtask`.

use crate::{Outcome, engines::Engine};

/// What is left of the command line; each reader takes out what it understands.
pub struct Arguments(Vec<String>);

impl Arguments {
    /// The command line of this process.
    pub fn from_env() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    /// The first word.
    pub fn command(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Whether `name` was given.
    pub fn flag(&mut self, name: &str) -> bool {
        let found = self.0.iter().position(|word| word == name);
        found.map(|at| self.0.remove(at)).is_some()
    }

    /// The word after `name`, if `name` was given.
    pub fn option(&mut self, name: &str) -> Outcome<Option<String>> {
        let Some(at) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        if at + 1 == self.0.len() {
            return Err(format!("`{name}` needs a value"));
        }
        self.0.remove(at);
        Ok(Some(self.0.remove(at)))
    }

    /// The engines after `--engines`; Chromium if nothing is said.
    pub fn engines(&mut self) -> Outcome<Vec<Engine>> {
        self.option("--engines")?.map_or_else(|| Ok(vec![Engine::Chromium]), |list| Engine::list(&list))
    }

    /// Refuses what nobody took.
    pub fn done(self) -> Outcome {
        match self.0.first() {
            None => Ok(()),
            Some(word) => Err(format!("`{word}` is not understood here; `cargo xtask help` lists what is")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> Arguments {
        Arguments(line.split_whitespace().map(str::to_owned).collect())
    }

    #[test]
    fn takes_flags_and_options_in_any_order() {
        let mut given = arguments("test --filter undo --native");
        assert_eq!(given.command().as_deref(), Some("test"));
        assert!(given.flag("--native"));
        assert_eq!(given.option("--filter"), Ok(Some("undo".to_owned())));
        assert_eq!(given.done(), Ok(()));
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(arguments("--nativ").done().is_err());
        assert!(arguments("--filter").option("--filter").is_err());
    }
}
