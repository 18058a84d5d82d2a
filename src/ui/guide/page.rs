//! The text of the guide: a file beside the app, fetched when the guide is opened, so that no first screen waits for it.
//!
//! `# id | heading` begins a section; a line is marked by its first character (`-`, `|`, `?`, `*`, `=`) and has parts
//! divided by `|`; without a mark it is a paragraph.

/// A section of the guide.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Section {
    /// Which one: what else it shows depends on it.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A line of a section.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is; a blank for a paragraph.
    pub mark: char,
    /// Its parts.
    pub parts: Vec<String>,
}

impl Line {
    /// A part, or nothing.
    pub fn part(&self, index: usize) -> String {
        self.parts.get(index).cloned().unwrap_or_default()
    }
}

impl Section {
    /// The lines of a mark.
    pub fn marked(&self, mark: char) -> Vec<Line> {
        self.lines.iter().filter(|line| line.mark == mark).cloned().collect()
    }

    /// A word of the section, by its key.
    pub fn word(&self, key: &str) -> String {
        let line = self.lines.iter().find(|line| line.mark == '=' && line.part(0) == key);
        line.map(|line| line.part(1)).unwrap_or_default()
    }
}

/// The sections of a guide.
pub fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mark = line.chars().next().filter(|c| "#-|?*=".contains(*c)).unwrap_or(' ');
        let rest = line.strip_prefix(mark).unwrap_or(line);
        let parts: Vec<String> = rest.split('|').map(|part| part.trim().to_string()).collect();
        let line = Line { mark, parts };
        if mark == '#' {
            sections.push(Section { id: line.part(0), heading: line.part(1), lines: Vec::new() });
        } else if let Some(section) = sections.last_mut() {
            section.lines.push(line);
        }
    }
    sections
}
