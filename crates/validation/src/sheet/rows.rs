//! Splits a table of text into rows of cells (RFC 4180, and what programs write instead).

use super::encoding::Encoding;
use crate::Code;
use crate::field::Fecha;
use crate::prove::Columns;
use crate::reader::{Checked, MAX_RECORD, Place, count_of};
use alloc::string::String;
use alloc::vec::Vec;

/// The limits of a quoted cell; a cell beyond them is one whose closing quote is missing.
const MAX_QUOTED: usize = 64 << 10;
const MAX_QUOTED_LINES: u64 = 100;

const TOO_LONG: Code = Code::LineTooLong { max: MAX_RECORD as u64 };

/// A cell of a row: its place in the text of the row, without quotes.
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    end: usize,
    how: How,
}

/// The way a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Bare,
    Quoted,
    /// In quotes, with doubled quotes inside. The place is in `Rows::unescaped`.
    Escaped,
}

/// The content of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written<'r> {
    pub(super) text: &'r str,
    pub(super) is_quoted: bool,
}

/// A row of a table.
pub(super) struct Row<'r> {
    /// The place of the row. An error has the number of the line that it is on.
    pub(super) place: Place,
    /// The text of the row with its line end, as far as it was kept.
    pub(super) written: &'r [u8],
    /// The cells, or the reason why there are none.
    pub(super) cells: Result<Cells<'r>, Code>,
}

/// The cells of a row.
#[derive(Clone, Copy)]
pub(super) struct Cells<'r> {
    /// The text of the row, as written.
    pub(super) text: &'r str,
    unescaped: &'r str,
    cells: &'r [Cell],
}

impl<'r> Cells<'r> {
    pub(super) fn iter(self) -> impl Iterator<Item = Written<'r>> + Clone {
        self.cells.iter().map(move |Cell { start, end, how }| {
            let text = if *how == How::Escaped { self.unescaped } else { self.text };
            Written { text: text.get(*start..*end).unwrap_or_default(), is_quoted: *how != How::Bare }
        })
    }
}

/// The cells of a row that are no part of a file's text.
#[derive(Default)]
pub(super) struct OwnedCells {
    text: String,
    cells: Vec<Cell>,
}

impl OwnedCells {
    pub(super) fn push(&mut self, Written { text, is_quoted }: Written<'_>) {
        let start = self.text.len();
        self.text.push_str(text);
        let how = if is_quoted { How::Quoted } else { How::Bare };
        self.cells.push(Cell { start, end: self.text.len(), how });
    }

    pub(super) fn cells(&self) -> Cells<'_> {
        Cells { text: &self.text, unescaped: "", cells: &self.cells }
    }
}

/// Reads rows from text that comes in pieces, which may end anywhere.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    separator: u8,
    /// True if the number of a line is that of its row, and every quote closes: the text of a workbook's sheet.
    is_sheet: bool,
    /// The place of the next row in the file, in bytes.
    offset: u64,
    /// The text that was not returned as rows.
    text: Vec<u8>,
    /// The place in it where the next row begins, and the number of its line.
    at: usize,
    line: u64,
    /// Without its end the row at `at` is not read again before the text has this length.
    retry: usize,
    cells: Vec<Cell>,
    unescaped: Vec<u8>,
    /// The error of a row of which only the end is missing.
    skipping: Option<Problem>,
}

/// The error of a row: the line it is on, counted from the row's first one.
#[derive(Clone, Copy, Debug)]
struct Problem {
    lines: u64,
    code: Code,
    /// The place of the row in the file, if a part of it was dropped.
    start: Option<u64>,
}

/// The result of reading a row.
enum Step {
    /// The row's end is not in the text so far.
    Unfinished,
    /// The text of the row ends here, after so many line ends inside it.
    Row { end: usize, lines: u64 },
    /// The row has an error; reading goes on after the first line end from this place on.
    Bad { from: usize, problem: Problem },
}

/// A line end: its place and its length. `None` if there is none, or if its second byte may follow later.
fn line_end(text: &[u8], from: usize, is_end: bool) -> Option<(usize, usize)> {
    let at = from + text.get(from..)?.iter().position(|b| matches!(b, b'\n' | b'\r'))?;
    line_end_at(text, at, is_end).map(|length| (at, length))
}

/// The length of the line end at a place.
fn line_end_at(text: &[u8], at: usize, is_end: bool) -> Option<usize> {
    match (text.get(at)?, text.get(at + 1)) {
        (b'\r', Some(b'\n')) => Some(2),
        (b'\r', None) if !is_end => None,
        (b'\r' | b'\n', _) => Some(1),
        _ => None,
    }
}

/// The number of line ends in whole rows.
fn line_ends(rows: &[u8]) -> u64 {
    let ends = count_of(rows, |b| matches!(b, b'\r' | b'\n'));
    let pairs = if rows.contains(&b'\r') { rows.windows(2).filter(|pair| pair == b"\r\n").count() } else { 0 };
    ends - pairs as u64
}

impl Rows {
    /// Starts at the beginning of the text, which is at `offset` in the file.
    pub(super) const fn new(separator: u8, offset: u64) -> Self {
        Self {
            separator,
            is_sheet: false,
            offset,
            text: Vec::new(),
            at: 0,
            line: 1,
            retry: 0,
            cells: Vec::new(),
            unescaped: Vec::new(),
            skipping: None,
        }
    }

    /// Reads the text of a workbook's sheet.
    pub(super) const fn of_sheet(mut self, is_sheet: bool) -> Self {
        self.is_sheet = is_sheet;
        self
    }

    /// The number of line ends of the rows returned.
    pub(super) const fn line_ends(&self) -> u64 {
        self.line - 1
    }

    /// Adds text.
    pub(super) fn push(&mut self, text: &[u8]) {
        self.text.drain(..self.at);
        self.at = 0;
        self.text.extend_from_slice(text);
    }

    /// Removes the signs at the end of the table that DOS wrote there (^Z).
    pub(super) fn drop_end_marks(&mut self) {
        while self.text.len() > self.at && self.text.last() == Some(&0x1A) {
            self.text.pop();
        }
    }

    /// Returns the next row; `None` if its end is not in the text, which was decoded from `encoding`.
    pub(super) fn next(&mut self, is_end: bool, encoding: Encoding) -> Option<Row<'_>> {
        let start = self.at;
        let left = self.text.len() - start;
        if left == 0 || (!is_end && self.skipping.is_none() && left < self.retry) {
            return None;
        }
        let step = match self.skipping {
            Some(problem) => Step::Bad { from: start, problem },
            None => self.read(is_end),
        };
        match step {
            Step::Unfinished => {
                // Short rows are tried with every piece of text, long ones when an eighth was added: so the work stays
                // linear even if the text comes byte by byte.
                self.retry = if left < 4096 { 0 } else { left + left / 8 };
                None
            }
            Step::Row { end, lines } => {
                let length = line_end_at(&self.text, end, is_end).unwrap_or_default();
                self.at = end + length;
                let inside = if self.is_sheet { 0 } else { lines };
                let place = self.pass(start, inside + u64::from(length > 0), encoding);
                let text = core::str::from_utf8(self.text.get(start..end).unwrap_or_default());
                let unescaped = core::str::from_utf8(&self.unescaped);
                let cells = match (text, unescaped) {
                    (Ok(text), Ok(unescaped)) => Ok(Cells { text, unescaped, cells: &self.cells }),
                    _ => Err(Code::FileEncoding),
                };
                let written = self.text.get(start..self.at).unwrap_or_default();
                Some(Row { place, written, cells })
            }
            Step::Bad { from, problem } => self.skip(from, problem, is_end, encoding),
        }
    }

    /// Proves the next row, if it is on a line behind this one.
    pub(super) fn prove(
        &mut self,
        columns: &Columns,
        header: u64,
        is_end: bool,
        encoding: Encoding,
        today: Fecha,
    ) -> Option<(Place, Checked<'_>)> {
        if self.skipping.is_some() || self.line <= header {
            return None;
        }
        let start = self.at;
        let (values, length) = columns.prove(self.text.get(start..)?, today)?;
        let end = start + length;
        self.at = end + line_end_at(&self.text, end, is_end)?;
        let place = self.pass(start, 1, encoding);
        Some((place, columns.record(self.text.get(start..end)?, values)))
    }

    /// Returns the place of the rows that begin a text and have `size` bytes together, and passes over them; `None` if the
    /// last of them does not end in the text, which is the rest of the file if `is_end`. A byte order mark of some length
    /// precedes the first row.
    pub(super) fn cut(&mut self, text: &[u8], size: usize, is_end: bool, mark: usize) -> Option<Place> {
        let (mut at, mut rows, mut cells, mut unescaped) = (mark, 0, Vec::new(), Vec::new());
        let size = size.max(mark + 1);
        while at < size.min(text.len()) {
            let ahead = text.get(at..size).unwrap_or_else(|| text.get(at..).unwrap_or_default());
            // Up to a quote, every line end ends a row.
            let quote = ahead.iter().position(|b| *b == b'"').unwrap_or(ahead.len());
            let lines = ahead.get(..quote).unwrap_or_default();
            let passed = lines.iter().rposition(|b| matches!(b, b'\r' | b'\n')).map_or(0, |end| end + 1);
            rows += line_ends(lines.get(..passed).unwrap_or_default()) + 1;
            at += passed;
            let rest = text.get(at..).unwrap_or_default();
            cells.clear();
            unescaped.clear();
            let mut scan =
                Scan { text: rest, separator: self.separator, is_sheet: self.is_sheet, is_end, at: 0, lines: 0 };
            let from = match scan.row(&mut cells, &mut unescaped) {
                Step::Row { end: from, .. } | Step::Bad { from, .. } => from,
                Step::Unfinished => return None,
            };
            match line_end(rest, from, is_end) {
                Some((end, length)) => at += end + length,
                None if is_end => at = text.len(),
                None => return None,
            }
        }
        let part = text.get(..at).filter(|part| !part.is_empty())?;
        let place = Place { line: self.line, start: self.offset, end: self.offset + (at - mark) as u64 };
        self.line += if self.is_sheet { rows } else { line_ends(part) };
        self.offset = place.end;
        Some(place)
    }

    /// Reads on at another place of the file, where a row begins.
    pub(super) fn go_to(&mut self, place: Place) {
        *self = Self { line: place.line, ..Self::new(self.separator, place.start).of_sheet(self.is_sheet) };
    }

    /// Counts the lines and bytes of the row that ends at `at`, and returns its place.
    fn pass(&mut self, start: usize, lines: u64, encoding: Encoding) -> Place {
        let length = encoding.length(self.text.get(start..self.at).unwrap_or_default()) as u64;
        let place = Place { line: self.line, start: self.offset, end: self.offset + length };
        self.line += lines;
        self.offset += length;
        self.retry = 0;
        place
    }

    /// Ends a row with an error at the next line end. Text of which the line end is missing is dropped.
    fn skip(&mut self, from: usize, problem: Problem, is_end: bool, encoding: Encoding) -> Option<Row<'_>> {
        let start = self.at;
        let end = line_end(&self.text, from, is_end);
        let after = match end {
            Some((at, length)) => at + length,
            None if is_end => self.text.len(),
            None => {
                // A carriage return at the end may be half of a line end.
                let kept = usize::from(self.text.last() == Some(&b'\r'));
                self.at = self.text.len() - kept;
                let begun = self.pass(start, 0, encoding);
                self.skipping = Some(Problem { start: problem.start.or(Some(begun.start)), ..problem });
                return None;
            }
        };
        self.skipping = None;
        self.at = after;
        let place = self.pass(start, problem.lines + u64::from(end.is_some()), encoding);
        let place = Place { line: place.line + problem.lines, start: problem.start.unwrap_or(place.start), ..place };
        let written = self.text.get(start..after).unwrap_or_default();
        Some(Row { place, written, cells: Err(problem.code) })
    }

    /// Reads the cells of the row at `at`. Places of cells are counted from the row's start.
    fn read(&mut self, is_end: bool) -> Step {
        self.cells.clear();
        self.unescaped.clear();
        let start = self.at;
        let text = self.text.get(start..).unwrap_or_default();
        let (separator, is_sheet) = (self.separator, self.is_sheet);
        let mut scan = Scan { text, separator, is_sheet, is_end, at: 0, lines: 0 };
        match scan.row(&mut self.cells, &mut self.unescaped) {
            Step::Row { end, lines } => Step::Row { end: start + end, lines },
            Step::Bad { from, problem } => Step::Bad { from: start + from, problem },
            Step::Unfinished => Step::Unfinished,
        }
    }
}

/// The reading of a row, cell by cell.
struct Scan<'t> {
    text: &'t [u8],
    separator: u8,
    is_sheet: bool,
    is_end: bool,
    at: usize,
    lines: u64,
}

impl Scan<'_> {
    /// Reads the cells of a row.
    fn row(&mut self, cells: &mut Vec<Cell>, unescaped: &mut Vec<u8>) -> Step {
        loop {
            match self.cell(unescaped) {
                Ok(cell) => cells.push(cell),
                Err(step) => return step,
            }
            if self.at > MAX_RECORD {
                return self.bad(self.at, TOO_LONG);
            }
            match self.text.get(self.at) {
                Some(b) if *b == self.separator => self.at += 1,
                Some(b'\r') if !self.is_end && self.at + 1 == self.text.len() => return Step::Unfinished,
                None if !self.is_end => return Step::Unfinished,
                _ => return Step::Row { end: self.at, lines: self.lines },
            }
        }
    }

    /// Reads a cell up to the separator or line end behind it.
    fn cell(&mut self, unescaped: &mut Vec<u8>) -> Result<Cell, Step> {
        match self.text.get(self.at..).unwrap_or_default() {
            [b'"', ..] => self.quoted(unescaped),
            [b'=', b'"', ..] => self.formula(),
            _ => self.bare(),
        }
    }

    fn is_end_of_cell(&self, at: usize) -> bool {
        self.text.get(at).is_none_or(|b| *b == self.separator || matches!(b, b'\r' | b'\n'))
    }

    const fn problem(&self, code: Code) -> Problem {
        Problem { lines: self.lines, code, start: None }
    }

    const fn bad(&self, from: usize, code: Code) -> Step {
        Step::Bad { from, problem: self.problem(code) }
    }

    fn bare(&mut self) -> Result<Cell, Step> {
        let start = self.at;
        let separator = self.separator;
        // Where the longest row allowed ends, reading ends as well.
        let text = self.text.get(start..self.text.len().min(MAX_RECORD + 1)).unwrap_or_default();
        let found = text.iter().position(|b| matches!(b, b'"' | b'\r' | b'\n') || *b == separator);
        let end = start + found.unwrap_or(text.len());
        if self.text.get(end) == Some(&b'"') {
            return Err(self.bad(end, Code::CsvQuote));
        }
        if end > MAX_RECORD {
            return Err(self.bad(end, TOO_LONG));
        }
        self.at = end;
        Ok(Cell { start, end, how: How::Bare })
    }

    /// Reads `="00123"`, by which programs keep a spreadsheet from taking a text for a number. The text is the cell.
    fn formula(&mut self) -> Result<Cell, Step> {
        let start = self.at;
        let rest = self.text.get(start + 2..).unwrap_or_default();
        let found = rest.iter().position(|b| matches!(b, b'"' | b'\r' | b'\n'));
        let end = start + 2 + found.unwrap_or(rest.len());
        if found.is_none_or(|at| at + 1 == rest.len()) && !self.is_end && rest.len() <= MAX_QUOTED {
            return Err(Step::Unfinished);
        }
        if self.text.get(end) != Some(&b'"') || !self.is_end_of_cell(end + 1) || end - start > MAX_QUOTED {
            return Err(self.bad(start + 1, Code::CsvQuote));
        }
        self.at = end + 1;
        Ok(Cell { start, end: end + 1, how: How::Bare })
    }

    /// Reads a cell in quotes. A quote that never closes, or with text behind it, is an error of the line it opens on.
    fn quoted(&mut self, unescaped: &mut Vec<u8>) -> Result<Cell, Step> {
        let start = self.at + 1;
        let (mut at, mut lines, mut is_escaped) = (start, 0, false);
        let end = loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let found = rest.iter().position(|b| matches!(b, b'"' | b'\r' | b'\n')).map(|place| at + place);
            let end = found.unwrap_or(self.text.len());
            let is_long = !self.is_sheet && (end - start > MAX_QUOTED || lines == MAX_QUOTED_LINES);
            let is_unclosed = is_long || (found.is_none() && self.is_end);
            if is_unclosed {
                return Err(self.bad(start - 1, Code::CsvQuote));
            }
            match (self.text.get(end), self.text.get(end + 1)) {
                (None, _) | (Some(b'"' | b'\r'), None) if !self.is_end => return Err(Step::Unfinished),
                (Some(b'"'), Some(b'"')) => (at, is_escaped) = (end + 2, true),
                (Some(b'"'), _) if self.is_end_of_cell(end + 1) => break end,
                (Some(b'"'), _) => return Err(self.bad(start - 1, Code::CsvQuote)),
                _ => {
                    at = end + line_end_at(self.text, end, self.is_end).unwrap_or(1);
                    lines += 1;
                }
            }
        };
        self.at = end + 1;
        self.lines += lines;
        if !is_escaped {
            return Ok(Cell { start, end, how: How::Quoted });
        }
        let begin = unescaped.len();
        let mut is_doubled = false;
        for byte in self.text.get(start..end).unwrap_or_default() {
            is_doubled = *byte == b'"' && !is_doubled;
            if !is_doubled {
                unescaped.push(*byte);
            }
        }
        Ok(Cell { start: begin, end: unescaped.len(), how: How::Escaped })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::string::{String, ToString};
    use std::vec;

    /// Each row as `line: cell|cell`; a quoted cell has an apostrophe on each side.
    fn rows(text: &str, chunk: usize) -> Vec<String> {
        let mut rows = Rows::new(b',', 0);
        let (mut shown, mut offset) = (Vec::new(), 0);
        let mut take = |rows: &mut Rows, is_end| {
            while let Some(Row { place, cells, .. }) = rows.next(is_end, Encoding::Utf8) {
                assert_eq!(place.start, offset, "{text:?}");
                offset = place.end;
                let cells = cells.map(|cells| {
                    let cells = cells.iter().map(
                        |Written { text, is_quoted }| {
                            if is_quoted { format!("'{text}'") } else { text.to_string() }
                        },
                    );
                    cells.collect::<Vec<_>>().join("|")
                });
                shown.push(format!("{}: {}", place.line, cells.unwrap_or_else(|code| code.to_string())));
            }
        };
        for chunk in text.as_bytes().chunks(chunk) {
            rows.push(chunk);
            take(&mut rows, false);
        }
        rows.drop_end_marks();
        take(&mut rows, true);
        shown.push(format!("{} line ends", rows.line_ends()));
        shown
    }

    #[test]
    fn rows_are_the_same_whatever_the_chunks() {
        let many = "x\n".repeat(120);
        let unclosed = format!("a,\"b\n{many}");
        let long = "y".repeat(MAX_RECORD + 1);
        let long_cell = format!("a,\"{}\",b\nc", "z".repeat(MAX_QUOTED + 1));
        let table = [
            ("", vec!["0 line ends"]),
            ("a,b\nc,", vec!["1: a|b", "2: c|", "1 line ends"]),
            ("a\r\nb\rc\n\nd\r", vec!["1: a", "2: b", "3: c", "4: ", "5: d", "5 line ends"]),
            ("\"a\",\"b,\"\"c\"\"\",\"\"\"\"\n", vec!["1: 'a'|'b,\"c\"'|'\"'", "1 line ends"]),
            ("\"a\nb\rc\r\nd\",e\nf", vec!["1: 'a\nb\rc\r\nd'|e", "5: f", "4 line ends"]),
            ("a\"b,c\nd", vec!["1: csv.quote", "2: d", "1 line ends"]),
            (" \"a\"\nb", vec!["1: csv.quote", "2: b", "1 line ends"]),
            ("\"a\" ,b\nc", vec!["1: csv.quote", "2: c", "1 line ends"]),
            ("\"a\nb\",\"c\nd,\"\ne", vec!["1: 'a\nb'|'c\nd,'", "4: e", "3 line ends"]),
            ("\"a\nb\",\"c\" x\nd", vec!["2: csv.quote", "3: d", "2 line ends"]),
            ("a,\"b\nc,d\n", vec!["1: csv.quote", "2: c|d", "2 line ends"]),
            ("=\"01\",b\n=\"01\"x\n=\"0", vec!["1: =\"01\"|b", "2: csv.quote", "3: csv.quote", "2 line ends"]),
            ("\"=\"\"01\"\"\"", vec!["1: '=\"01\"'", "0 line ends"]),
            ("a\n\u{1A}", vec!["1: a", "1 line ends"]),
            ("a\u{1A}\u{1A}", vec!["1: a", "0 line ends"]),
            ("a\u{1A}\nb", vec!["1: a\u{1A}", "2: b", "1 line ends"]),
            ("a\r\u{1A}", vec!["1: a", "1 line ends"]),
        ];
        for (text, expected) in table {
            for chunk in [1, 2, 3, 1 << 20] {
                assert_eq!(rows(text, chunk), expected, "{text:?}, {chunk} bytes a chunk");
            }
        }
        for chunk in [1, 4093, 1 << 20] {
            let found = rows(&unclosed, chunk);
            assert_eq!((found.len(), found[0].as_str(), found[1].as_str()), (122, "1: csv.quote", "2: x"));
            let found = rows(&format!("{long}\nb"), chunk);
            assert_eq!(found, ["1: line.too_long", "2: b", "1 line ends"]);
            assert_eq!(rows(&long_cell, chunk), ["1: csv.quote", "2: c", "1 line ends"]);
        }
        let bytes = [b"a\n".as_slice(), b"\xFF\n"].concat();
        let mut rows = Rows::new(b',', 7);
        rows.push(&bytes);
        assert!(rows.next(true, Encoding::Windows1252).is_some_and(|row| row.cells.is_ok() && row.place.start == 7));
        assert!(
            rows.next(true, Encoding::Windows1252)
                .is_some_and(|row| row.cells.is_err_and(|code| code == Code::FileEncoding))
        );
    }
}
