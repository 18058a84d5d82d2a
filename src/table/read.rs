//! Text to rows of cells. What divides the cells is found by trying.

/// The largest table that is read, in bytes.
pub const SIZE_LIMIT: usize = 20_000_000;

/// Rows of cells, as they stand in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What divides the cells: ',', ';' or a tab.
    pub delimiter: char,
    /// The rows that hold anything: the line each begins on (from 1), and its cells without the space around them.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Why a text is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableFault {
    /// There is nothing in it.
    Empty,
    /// It is larger than what is read.
    TooLarge,
    /// It has one column only, and a value needs its day.
    OneColumn,
    /// The bytes are no UTF-8 text.
    NotText,
}

impl Table {
    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0)
    }

    /// The texts of a column from a row on, without the empty ones.
    pub fn column(&self, at: usize, from: usize) -> impl Iterator<Item = &str> + Clone {
        let cells = self.rows.iter().skip(from).filter_map(move |(_, cells)| cells.get(at));
        cells.map(String::as_str).filter(|cell| !is_nothing(cell))
    }
}

/// Whether a cell stands for no value: empty, or what tools write for that.
pub fn is_nothing(cell: &str) -> bool {
    matches!(cell, "" | "-" | "–" | "—" | "NA" | "N/A" | "n/a" | "NaN" | "null" | "NULL" | "#N/A")
}

/// Reads a table whose cells are divided by a comma, a semicolon or a tab: the one that divides most rows alike.
pub fn read(bytes: &[u8]) -> Result<Table, TableFault> {
    if bytes.len() > SIZE_LIMIT {
        return Err(TableFault::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| TableFault::NotText)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(TableFault::Empty);
    }
    // Of those that divide as many rows, the rarer sign.
    let tables = [b',', b';', b'\t'].map(|delimiter| divided(text, delimiter));
    let best = tables.into_iter().max_by_key(alike).ok_or(TableFault::Empty)?;
    if best.width() < 2 { Err(TableFault::OneColumn) } else { Ok(best) }
}

/// Whether a text that was pasted or dropped may be meant as a table: several lines, the first of them alike divided.
pub fn looks_like_a_table(text: &str) -> bool {
    let first: String =
        text.lines().filter(|line| !line.trim().is_empty()).take(20).collect::<Vec<_>>().join("\n");
    let table = read(first.as_bytes());
    table.is_ok_and(|table| table.rows.len() > 1 && alike(&table).0 == table.rows.len())
}

fn divided(text: &str, delimiter: u8) -> Table {
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).delimiter(delimiter).trim(csv::Trim::All);
    let mut rows = Vec::new();
    // The reader's own count is off by one behind lines that end in two signs.
    let (mut line, mut counted) = (1, 0);
    for record in reader.from_reader(text.as_bytes()).records().flatten() {
        let at =
            record.position().map_or(counted, |position| usize::try_from(position.byte()).unwrap_or(counted));
        let begin =
            at + text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        line += text
            .get(counted..begin)
            .map_or(0, |before| before.bytes().filter(|b| *b == b'\n').count() as u64);
        counted = begin;
        let cells: Vec<String> = record.iter().map(str::to_string).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push((line, cells));
        }
    }
    Table { delimiter: char::from(delimiter), rows }
}

/// How many rows have as many cells as the first one, and how many those are; a table has at least two.
fn alike(table: &Table) -> (usize, usize) {
    let width = table.rows.first().map_or(0, |(_, cells)| cells.len());
    if width < 2 {
        return (0, 0);
    }
    (table.rows.iter().filter(|(_, cells)| cells.len() == width).count(), width)
}
