//! Many records as a table of text (RFC 4180, and what spreadsheets make of it).

use super::{MAX_RECORD, pairs, windows_1252};
use crate::Code;
use crate::form::Table;
use crate::raw::{Raw, Slots};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// How the bytes of a table stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// ASCII so far, which is the same in both.
    Ascii,
    /// UTF-8.
    Utf8,
    /// Windows-1252.
    Windows1252,
}

/// Reads records from chunks of bytes, whatever their borders.
///
/// - the first record is the header; its names are those of the form's fields
/// - the separator is the one of `,` `;` and tab that the header has most of
/// - a byte order mark is passed over; the first record that is not ASCII decides whether the table is
///   UTF-8 or Windows-1252
/// - an empty cell is absent, the word `NULL` clears
///
/// ```
/// use ficha::{Form, form::UpdateClientePublico, read::Csv};
/// let mut table = Csv::new(UpdateClientePublico::TABLE);
/// let mut found = Vec::new();
/// let mut each = |line, record: Result<ficha::Slots<'_>, ficha::Code>| found.push((line, record.is_ok()));
/// table.feed(b"nombres;email\nAna;ana@example.com\n\"Rosa\nMar\xEDa\";NULL\na;b;c", &mut each);
/// table.finish(&mut each);
/// assert_eq!(found, [(2, true), (3, true), (5, false)]);
/// ```
#[derive(Debug)]
pub struct Csv {
    table: &'static Table,
    encoding: Encoding,
    /// The first line, until its end has come; then the separator is known.
    head: Vec<u8>,
    body: Option<Body>,
}

/// What is read once the separator is known.
#[derive(Debug)]
struct Body {
    separator: u8,
    reader: Reader,
    /// Names of the columns; `None` until the header is read.
    columns: Option<Vec<String>>,
    /// The cells of the record being read, one after the other, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    ended: usize,
    is_too_long: bool,
    /// The line being read, and the one the record began on.
    line: u64,
    record_line: u64,
    is_between: bool,
}

impl Csv {
    /// Nothing read yet.
    #[must_use]
    pub const fn new(table: &'static Table) -> Self {
        Self { table, encoding: Encoding::Ascii, head: Vec::new(), body: None }
    }

    /// The encoding, as far as it is known.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The separator, once the header is read.
    #[must_use]
    pub fn separator(&self) -> Option<char> {
        self.body.as_ref().map(|body| char::from(body.separator))
    }

    /// Reads a chunk; `each` gets the number of the line that every record in it begins on, from 1, and
    /// the record.
    pub fn feed(&mut self, chunk: &[u8], each: &mut impl FnMut(u64, Result<Slots<'_>, Code>)) {
        if self.body.is_some() {
            return self.read(chunk, false, each);
        }
        self.head.extend_from_slice(chunk);
        if self.head.contains(&b'\n') || self.head.len() > MAX_RECORD {
            self.begin(each);
        }
    }

    /// Reads the last record, if it has no end.
    pub fn finish(mut self, each: &mut impl FnMut(u64, Result<Slots<'_>, Code>)) {
        if self.body.is_none() {
            self.begin(each);
        }
        self.read(b"", true, each);
    }

    fn begin(&mut self, each: &mut impl FnMut(u64, Result<Slots<'_>, Code>)) {
        let head = core::mem::take(&mut self.head);
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
        self.body = Some(Body::new(separator(head)));
        self.read(head, false, each);
    }

    fn read(&mut self, mut chunk: &[u8], is_end: bool, each: &mut impl FnMut(u64, Result<Slots<'_>, Code>)) {
        let Some(body) = &mut self.body else { return };
        loop {
            chunk = body.skip_line_ends(chunk);
            // An empty chunk would tell the reader that the record ends.
            if chunk.is_empty() && (!is_end || body.is_between) {
                return;
            }
            if !body.read_record(&mut chunk) {
                return;
            }
            if let Some((line, record)) = body.record(&mut self.encoding, self.table) {
                each(line, record);
            }
            body.forget_record();
        }
    }
}

/// The separator that the first line has most of; the comma if it has none.
fn separator(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |separator: &u8| line.iter().filter(|b| *b == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

impl Body {
    fn new(separator: u8) -> Self {
        let mut reader = ReaderBuilder::new().delimiter(separator).build();
        // It would pass over a byte order mark at the beginning of the first chunk it gets, which need not be the
        // beginning of the table.
        reader.read_record(b"\n", &mut [0], &mut [0]);
        Self {
            separator,
            reader,
            columns: None,
            cells: vec![0; 4096],
            ends: vec![0; 64],
            filled: 0,
            ended: 0,
            is_too_long: false,
            line: 1,
            record_line: 1,
            is_between: true,
        }
    }

    /// Passes over the ends of lines between two records, which would otherwise be counted to the next.
    fn skip_line_ends<'c>(&mut self, mut chunk: &'c [u8]) -> &'c [u8] {
        while self.is_between
            && let [end @ (b'\r' | b'\n'), rest @ ..] = chunk
        {
            self.line += u64::from(*end == b'\n');
            chunk = rest;
        }
        chunk
    }

    /// Takes one record out of the chunk; `false` if its end is not in it.
    fn read_record(&mut self, chunk: &mut &[u8]) -> bool {
        if self.is_between {
            self.record_line = self.line;
            self.is_between = false;
        }
        loop {
            let cells = self.cells.get_mut(self.filled..).unwrap_or_default();
            let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
            let (result, taken, filled, ended) = self.reader.read_record(chunk, cells, ends);
            let (read, rest) = chunk.split_at_checked(taken).unwrap_or((chunk, &[]));
            self.line += read.iter().filter(|b| **b == b'\n').count() as u64;
            *chunk = rest;
            self.filled += filled;
            self.ended += ended;
            match result {
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return false,
                ReadRecordResult::Record => return true,
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => self.make_room(),
            }
        }
    }

    /// More room for the record, up to the greatest length; beyond that its cells are let go.
    fn make_room(&mut self) {
        if self.cells.len() >= MAX_RECORD || self.ends.len() >= MAX_RECORD {
            self.is_too_long = true;
            (self.filled, self.ended) = (0, 0);
        } else {
            self.cells.resize(self.cells.len() * 2, 0);
            self.ends.resize(self.ends.len() * 2, 0);
        }
    }

    fn forget_record(&mut self) {
        (self.filled, self.ended, self.is_too_long, self.is_between) = (0, 0, false, true);
    }

    /// The record just read; `None` for the header, which is kept.
    fn record(&mut self, encoding: &mut Encoding, table: &'static Table) -> Option<(u64, Result<Slots<'_>, Code>)> {
        let line = self.record_line;
        if self.is_too_long {
            return Some((line, Err(Code::LineTooLong { max: MAX_RECORD as u64 })));
        }
        let cells = match decoded(&self.cells, &self.ends, self.filled, self.ended, encoding) {
            Ok(cells) => cells,
            Err(code) => return Some((line, Err(code))),
        };
        let Some(columns) = &self.columns else {
            self.columns = Some(cells.into_iter().map(|name| String::from(name.trim())).collect());
            return None;
        };
        if cells.len() > columns.len() {
            return Some((line, Err(Code::CsvCells)));
        }
        let values = cells.into_iter().map(|cell| match cell.as_ref() {
            "" => Raw::Absent,
            "NULL" => Raw::Null,
            _ => Raw::Text(cell),
        });
        let sent = columns.iter().map(String::as_str).zip(values).filter(|(_, value)| *value != Raw::Absent);
        Some((line, Ok(pairs(sent, table))))
    }
}

/// The cells as text, in the encoding of the table, which the first record that is not ASCII decides.
fn decoded<'c>(
    cells: &'c [u8],
    ends: &[usize],
    filled: usize,
    ended: usize,
    encoding: &mut Encoding,
) -> Result<Vec<Cow<'c, str>>, Code> {
    let all = cells.get(..filled).unwrap_or_default();
    let text = core::str::from_utf8(all).ok();
    *encoding = match (*encoding, text) {
        (Encoding::Ascii, Some(text)) if text.is_ascii() => Encoding::Ascii,
        (Encoding::Ascii, Some(_)) => Encoding::Utf8,
        (Encoding::Ascii, None) => Encoding::Windows1252,
        (known, _) => known,
    };
    let mut start = 0;
    let ranges = ends.iter().take(ended).map(|end| core::mem::replace(&mut start, *end)..*end);
    match (*encoding, text) {
        (Encoding::Windows1252, _) => {
            Ok(ranges.map(|range| Cow::Owned(windows_1252::decode(all.get(range).unwrap_or_default()))).collect())
        }
        (_, Some(text)) => Ok(ranges.map(|range| Cow::Borrowed(text.get(range).unwrap_or_default())).collect()),
        (_, None) => Err(Code::CsvUtf8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Form;
    use crate::form::UpdateClientePublico;

    type Found = Vec<(u64, Result<Vec<Raw<'static>>, &'static str>)>;

    /// What becomes of `text` in chunks of `size` bytes: line, and the four fields or the code.
    fn read(text: &[u8], size: usize) -> (Found, Encoding, Option<char>) {
        let mut table = Csv::new(UpdateClientePublico::TABLE);
        let mut found = Found::new();
        let mut each = |line, record: Result<Slots<'_>, Code>| {
            let owned = |raw: Raw<'_>| match raw {
                Raw::Text(text) => Raw::Text(Cow::Owned(text.into_owned())),
                Raw::Null => Raw::Null,
                Raw::Twice => Raw::Twice,
                _ => Raw::Absent,
            };
            found.push((
                line,
                record.map(|slots| slots.values.into_iter().take(4).map(owned).collect()).map_err(|c| c.id()),
            ));
        };
        for chunk in text.chunks(size) {
            table.feed(chunk, &mut each);
        }
        let seen = (table.encoding(), table.separator());
        table.finish(&mut each);
        (found, seen.0, seen.1)
    }

    const A: Raw<'static> = Raw::Absent;
    const N: Raw<'static> = Raw::Null;
    fn t(text: &'static str) -> Raw<'static> {
        Raw::Text(Cow::Borrowed(text))
    }

    #[test]
    fn records_do_not_depend_on_chunks() {
        let rows: [(&[u8], Found, Encoding, char); 10] = [
            (b"nombres,email\nAna,a@b.pe\n", vec![(2, Ok(vec![t("Ana"), A, A, t("a@b.pe")]))], Encoding::Ascii, ','),
            (
                b"email;nombres\r\n;Ana\r\n\r\nNULL;\r\n",
                vec![(2, Ok(vec![t("Ana"), A, A, A])), (4, Ok(vec![A, A, A, N]))],
                Encoding::Ascii,
                ';',
            ),
            (
                b"nombres\tapellidos\nJos\xC3\xA9\t\xC3\x91\n",
                vec![(2, Ok(vec![t("José"), t("Ñ"), A, A]))],
                Encoding::Utf8,
                '\t',
            ),
            (b"\xEF\xBB\xBFnombres,email\nAna,x", vec![(2, Ok(vec![t("Ana"), A, A, t("x")]))], Encoding::Ascii, ','),
            (
                b"nombres,email\nJos\xE9,x\n\xC3\xA9,y\n",
                vec![(2, Ok(vec![t("José"), A, A, t("x")])), (3, Ok(vec![t("Ã©"), A, A, t("y")]))],
                Encoding::Windows1252,
                ',',
            ),
            (
                b"nombres\nJos\xC3\xA9\nJos\xE9\nAna\n",
                vec![(2, Ok(vec![t("José"), A, A, A])), (3, Err("csv.utf8")), (4, Ok(vec![t("Ana"), A, A, A]))],
                Encoding::Utf8,
                ',',
            ),
            (
                b"nombres,email\n\"a\nb\",\"x\"\"y, z\"\nAna\na,b,c\n\"open,",
                vec![
                    (2, Ok(vec![t("a\nb"), A, A, t("x\"y, z")])),
                    (4, Ok(vec![t("Ana"), A, A, A])),
                    (5, Err("csv.cells")),
                    (6, Ok(vec![t("open,"), A, A, A])),
                ],
                Encoding::Ascii,
                ',',
            ),
            (b"nombres, nombres ,email\na,b,c\n", vec![(2, Ok(vec![Raw::Twice, A, A, t("c")]))], Encoding::Ascii, ','),
            (b"nombres\n", vec![], Encoding::Ascii, ','),
            (b"\n\xEF\xBB\xBFnombres\nAna", vec![(3, Ok(vec![A, A, A, A]))], Encoding::Utf8, ','),
        ];
        for (row, (text, expected, encoding, separator)) in rows.into_iter().enumerate() {
            for size in [1, 2, 3, 5, text.len()] {
                let (found, seen, by) = read(text, size);
                assert_eq!(found, expected, "row {row}, chunks of {size}");
                assert_eq!((seen, by.unwrap_or(separator)), (encoding, separator), "row {row}, chunks of {size}");
            }
        }
        assert_eq!(read(b"", 1).0, []);
    }

    #[test]
    fn an_empty_chunk_is_not_the_end() {
        let mut table = Csv::new(UpdateClientePublico::TABLE);
        let mut found = 0;
        let mut each = |_, record: Result<Slots<'_>, Code>| {
            found += 1;
            assert_eq!(record.map(|slots| slots.values.into_iter().next()), Ok(Some(t("Ana"))));
        };
        for chunk in [&b"nombres\nA"[..], b"", b"na\n", b""] {
            table.feed(chunk, &mut each);
        }
        table.finish(&mut each);
        assert_eq!(found, 1);
    }

    #[test]
    fn long_records_and_many_columns_are_read() {
        let names: Vec<_> = (0..300).map(|n| alloc::format!("c{n}")).collect();
        let text = alloc::format!("{},nombres\n{}{}", names.join(","), ",".repeat(300), "x".repeat(20_000));
        let (found, ..) = read(text.as_bytes(), 1000);
        let lengths: Vec<_> = found
            .iter()
            .map(|(line, record)| {
                (
                    *line,
                    record.as_ref().map(|raws| match raws.first() {
                        Some(Raw::Text(text)) => text.len(),
                        _ => 0,
                    }),
                )
            })
            .collect();
        assert_eq!(lengths, [(2, Ok(20_000))]);
    }

    #[test]
    fn a_header_without_end_is_not_kept() {
        let mut table = Csv::new(UpdateClientePublico::TABLE);
        let mut each = |_, _: Result<Slots<'_>, Code>| {};
        table.feed(&[b'x'; MAX_RECORD], &mut each);
        assert_eq!((table.separator(), table.head.len()), (None, MAX_RECORD));
        table.feed(b"xx", &mut each);
        assert_eq!((table.separator(), table.head.len()), (Some(','), 0));
    }

    #[test]
    fn a_record_without_end_is_reported_and_memory_stays_bounded() {
        let text = alloc::format!("nombres\n\"{}\"\nAna\n{}", "x".repeat(3 * MAX_RECORD), ",".repeat(2 * MAX_RECORD));
        let (found, ..) = read(text.as_bytes(), 1000);
        let codes: Vec<_> = found.iter().map(|(line, record)| (*line, record.as_ref().err().copied())).collect();
        assert_eq!(codes, [(2, Some("line.too_long")), (3, None), (4, Some("line.too_long"))]);
    }
}
