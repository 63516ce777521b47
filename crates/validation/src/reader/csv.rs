//! Reads many records from a CSV table (RFC 4180, and the variants that spreadsheets write).

use super::pairs::put_pairs;
use super::{MAX_RECORD, Place, windows_1252};
use crate::reader::{Check, Checked, Raw};
use crate::sheet::{Spoiled, spoiled};
use crate::table::{Presence, RowKind, Table};
use crate::{Code, Host, Issue, text};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The encoding of a table's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Only ASCII so far, which is the same in both encodings.
    Ascii,
    /// UTF-8.
    Utf8,
    /// Windows-1252.
    Windows1252,
}

/// Reads records from chunks of bytes; a chunk may end anywhere.
///
/// - the first record is the header; its names are those of the form's fields
/// - the separator is `,`, `;` or tab: the one that occurs most in the header
/// - a byte order mark is skipped and means UTF-8; without one, the first record that is not ASCII decides between
///   UTF-8 and Windows-1252
/// - an empty cell is absent; the word `NULL` without quotes, in any case, clears the field; in quotes it is text
/// - an apostrophe before a formula is skipped
/// - if a refused cell looks changed by a spreadsheet, a warning says how
///
/// ```
/// use ficha::{Code, Form, Host, field::Fecha, form::UpdateClientePublico, reader::{Checked, Csv, Place}};
/// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
/// let mut table = Csv::new(UpdateClientePublico::TABLE);
/// let mut found = Vec::new();
/// let mut each = |place: Place, record: Result<Checked<'_>, Code>| found.push((place.line, record.is_ok()));
/// table.feed(b"nombres;email\nAna;ana@example.com\n\"Rosa\nMar\xEDa\";NULL\na;b;c", &host, &mut each);
/// table.finish(&host, &mut each);
/// assert_eq!(found, [(2, true), (3, true), (5, false)]);
/// ```
#[derive(Debug)]
pub struct Csv {
    settings: Settings,
    encoding: Encoding,
    /// The first line, until its end is read; then the separator is known.
    head: Vec<u8>,
    body: Option<Body>,
}

/// The options for reading a table.
#[derive(Debug)]
struct Settings {
    table: &'static Table,
    /// Names of the columns, instead of those in the header.
    columns: Option<Vec<String>>,
    is_partial: bool,
    is_mended: bool,
}

/// The state of reading once the separator is known.
#[derive(Debug)]
struct Body {
    separator: u8,
    reader: Reader,
    /// Names of the columns; `None` until the header is read. A column without a name is skipped.
    columns: Option<Vec<String>>,
    /// The bytes of the record being read, as written in the file.
    written: Vec<u8>,
    /// Its cells, one after the other, and the end of each.
    cells: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    ended: usize,
    is_too_long: bool,
    /// The number of the line being read, the number of bytes read, and the place where the record began.
    line: u64,
    offset: u64,
    record: Place,
    is_between: bool,
}

impl Csv {
    /// Starts a reader that has read nothing.
    #[must_use]
    pub const fn new(table: &'static Table) -> Self {
        let settings = Settings { table, columns: None, is_partial: false, is_mended: false };
        Self { settings, encoding: Encoding::Ascii, head: Vec::new(), body: None }
    }

    /// Uses these names of columns instead of those in the header, one for each column; a column whose name is empty is
    /// skipped.
    #[must_use]
    pub fn with_columns(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.settings.columns = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Accepts that a required field has no column.
    #[must_use]
    pub const fn partial(mut self) -> Self {
        self.settings.is_partial = true;
        self
    }

    /// Repairs what a spreadsheet did, where that is possible; the warning stays.
    #[must_use]
    pub const fn mended(mut self) -> Self {
        self.settings.is_mended = true;
        self
    }

    /// The encoding, as far as it is known from the bytes read.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The number of line ends read; 0 until the header is read.
    #[must_use]
    pub fn line_ends(&self) -> u64 {
        self.body.as_ref().map_or(0, |body| body.line - 1)
    }

    /// The separator; `None` until the header is read.
    #[must_use]
    pub fn separator(&self) -> Option<char> {
        self.body.as_ref().map(|body| char::from(body.separator))
    }

    /// Reads a chunk; calls `each` with the place of every record that ends in it, and the record.
    pub fn feed(&mut self, chunk: &[u8], host: &Host, each: &mut impl FnMut(Place, Result<Checked<'_>, Code>)) {
        if self.body.is_some() {
            return self.read(chunk, false, host, each);
        }
        self.head.extend_from_slice(chunk);
        if self.head.contains(&b'\n') || self.head.len() > MAX_RECORD {
            self.begin(host, each);
        }
    }

    /// Reads the last record, if it has no line end.
    pub fn finish(mut self, host: &Host, each: &mut impl FnMut(Place, Result<Checked<'_>, Code>)) {
        if self.body.is_none() {
            self.begin(host, each);
        }
        self.read(b"", true, host, each);
    }

    fn begin(&mut self, host: &Host, each: &mut impl FnMut(Place, Result<Checked<'_>, Code>)) {
        let head = core::mem::take(&mut self.head);
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
        if text.len() < head.len() {
            self.encoding = Encoding::Utf8;
        }
        self.body = Some(Body::new(separator(text), (head.len() - text.len()) as u64));
        self.read(text, false, host, each);
    }

    fn read(
        &mut self,
        mut chunk: &[u8],
        is_end: bool,
        host: &Host,
        each: &mut impl FnMut(Place, Result<Checked<'_>, Code>),
    ) {
        let Some(body) = &mut self.body else { return };
        loop {
            chunk = body.skip_line_ends(chunk);
            // An empty chunk would mean to the reader that the record ends.
            if chunk.is_empty() && (!is_end || body.is_between) {
                return;
            }
            if !body.read_record(&mut chunk) {
                return;
            }
            body.emit(&mut self.encoding, &self.settings, host, each);
            body.forget_record();
        }
    }
}

/// The separator that occurs most in the first line; the comma if none occurs.
fn separator(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |separator: &u8| line.iter().filter(|b| *b == separator).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

impl Body {
    fn new(separator: u8, offset: u64) -> Self {
        let mut reader = ReaderBuilder::new().delimiter(separator).build();
        // The reader skips a byte order mark at the start of its first chunk, but that need not be the start of the
        // table. This first read turns that off.
        reader.read_record(b"\n", &mut [0], &mut [0]);
        Self {
            separator,
            reader,
            columns: None,
            written: Vec::new(),
            cells: vec![0; 4096],
            ends: vec![0; 64],
            filled: 0,
            ended: 0,
            is_too_long: false,
            line: 1,
            offset,
            record: Place { line: 1, start: offset, end: offset },
            is_between: true,
        }
    }

    /// Skips the line ends between two records; else the reader would count them as part of the next record.
    fn skip_line_ends<'c>(&mut self, mut chunk: &'c [u8]) -> &'c [u8] {
        while self.is_between
            && let [end @ (b'\r' | b'\n'), rest @ ..] = chunk
        {
            self.line += u64::from(*end == b'\n');
            self.offset += 1;
            chunk = rest;
        }
        chunk
    }

    /// Reads one record from the chunk; `false` if its end is not in the chunk.
    fn read_record(&mut self, chunk: &mut &[u8]) -> bool {
        if self.is_between {
            self.record = Place { line: self.line, start: self.offset, end: self.offset };
            self.is_between = false;
        }
        loop {
            let cells = self.cells.get_mut(self.filled..).unwrap_or_default();
            let ends = self.ends.get_mut(self.ended..).unwrap_or_default();
            let (result, taken, filled, ended) = self.reader.read_record(chunk, cells, ends);
            let (read, rest) = chunk.split_at_checked(taken).unwrap_or((chunk, &[]));
            self.line += read.iter().filter(|b| **b == b'\n').count() as u64;
            self.offset += taken as u64;
            self.written.extend_from_slice(read);
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

    /// Doubles the space for the record up to the maximum; a longer record loses its cells.
    fn make_room(&mut self) {
        if self.cells.len() >= MAX_RECORD || self.ends.len() >= MAX_RECORD {
            self.is_too_long = true;
            self.written.clear();
            (self.filled, self.ended) = (0, 0);
        } else {
            self.cells.resize(self.cells.len() * 2, 0);
            self.ends.resize(self.ends.len() * 2, 0);
        }
    }

    fn forget_record(&mut self) {
        self.written.clear();
        (self.filled, self.ended, self.is_too_long, self.is_between) = (0, 0, false, true);
    }

    /// Checks the record just read; the first record is kept as the header.
    fn emit(
        &mut self,
        encoding: &mut Encoding,
        settings: &Settings,
        host: &Host,
        each: &mut impl FnMut(Place, Result<Checked<'_>, Code>),
    ) {
        let place = Place { end: self.offset, ..self.record };
        if self.is_too_long {
            return each(place, Err(Code::LineTooLong { max: MAX_RECORD as u64 }));
        }
        let cells = Cells {
            bytes: self.cells.get(..self.filled).unwrap_or_default(),
            ends: self.ends.get(..self.ended).unwrap_or_default(),
        };
        let (text, ends) = match cells.decoded(encoding) {
            Ok(decoded) => decoded,
            Err(code) => return each(place, Err(code)),
        };
        let cells = ends.iter().enumerate().scan(0, |start, (place, end)| {
            let cell = text.get(core::mem::replace(start, *end)..*end).unwrap_or_default();
            let is_word =
                text::trim(cell).eq_ignore_ascii_case(NULL) && !is_quoted(&self.written, self.separator, place);
            Some(if is_word { Cell::Null } else { Cell::Text(without_guard(cell)) })
        });
        let Some(columns) = &self.columns else {
            let named = || cells.map(|name| String::from(name.text().trim())).collect();
            self.columns = Some(settings.columns.clone().unwrap_or_else(named));
            return;
        };
        if ends.len() > columns.len() {
            return each(place, Err(Code::CsvCells));
        }
        let mut named = columns.iter().map(String::as_str).zip(cells);
        let mut checked = settings.check(&text, columns, &mut named.clone(), host);
        let spoiled = settings.spoiled(&checked.issues, &named, host);
        if settings.is_mended && spoiled.iter().any(|(_, spoiled)| spoiled.mended.is_some()) {
            let mut mended = named.by_ref().map(|(name, cell)| {
                let of_it = spoiled.iter().find(|(field, _)| *field == name);
                (name, of_it.and_then(|(_, spoiled)| spoiled.mended.as_deref()).map_or(cell, Cell::Text))
            });
            checked = settings.check(&text, columns, &mut mended, host);
        }
        checked.warnings.extend(spoiled.iter().map(|(field, spoiled)| Issue::for_field(field, spoiled.code)));
        each(place, Ok(checked));
    }
}

impl Settings {
    /// Checks the cells of a record, each with the name of its column. It takes a `dyn Iterator` so that it is compiled
    /// only once: in wasm it is the largest function of all.
    fn check<'t, 'n>(
        &self,
        text: &'t str,
        columns: &[String],
        named: &mut dyn Iterator<Item = (&'n str, Cell<'n>)>,
        host: &Host,
    ) -> Checked<'t> {
        let mut check = Check::new(self.table, text, host);
        if self.is_partial {
            let slots = check.record().slots().zip(self.table.rows);
            let missing = slots.filter(|(slot, row)| {
                row.presence == Presence::Required && !columns.iter().any(|name| name == slot.name())
            });
            missing.for_each(|(slot, _)| check.excuse(slot));
        }
        let values = named.filter_map(|(name, cell)| match cell {
            _ if name.is_empty() && self.columns.is_some() => None,
            Cell::Text("") => None,
            Cell::Text(text) => Some((name, Raw::from(text))),
            Cell::Null => Some((name, Raw::Null)),
        });
        put_pairs(&mut check, values, self.table);
        check.finish()
    }

    /// Finds what a spreadsheet did to the refused cells, by field.
    fn spoiled<'n>(
        &self,
        issues: &[Issue],
        named: &(impl Iterator<Item = (&'n str, Cell<'n>)> + Clone),
        host: &Host,
    ) -> Vec<(&'static str, Spoiled)> {
        let cause = |issue: &Issue| {
            let field = issue.path.field().filter(|_| issue.path.item().is_none())?;
            let row = self.table.rows.get(self.table.find(field)?)?;
            let RowKind::One { rules, .. } = &row.kind else { return None };
            let (_, cell) = named.clone().find(|(name, _)| *name == field)?;
            Some((row.name, spoiled(rules, cell.text(), host)?))
        };
        issues.iter().filter_map(cause).collect()
    }
}

/// The word that clears a field, if it is not in quotes.
const NULL: &str = "NULL";

/// The content of a cell.
#[derive(Clone, Copy)]
enum Cell<'t> {
    /// The word that clears a field.
    Null,
    Text(&'t str),
}

impl<'t> Cell<'t> {
    const fn text(self) -> &'t str {
        match self {
            Self::Null => NULL,
            Self::Text(text) => text,
        }
    }
}

/// Removes the apostrophe that keeps a spreadsheet from taking a cell for a formula (`'=SUM(1)`). A text that itself
/// begins with such an apostrophe is written with one more.
fn without_guard(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'').unwrap_or(cell);
    if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) { rest } else { cell }
}

/// True if the cell at an index of a record is written in quotes.
fn is_quoted(record: &[u8], separator: u8, place: usize) -> bool {
    enum At {
        Begin,
        Bare,
        Inside,
        /// After a quote, which ends the cell unless another quote follows.
        Behind,
    }
    let (mut at, mut passed) = (At::Begin, 0);
    for b in record {
        at = match (at, *b) {
            (At::Begin, b) if passed == place => return b == b'"',
            (At::Inside, b'"') => At::Behind,
            (At::Inside, _) | (At::Begin | At::Behind, b'"') => At::Inside,
            (_, b) if b == separator => {
                passed += 1;
                At::Begin
            }
            _ => At::Bare,
        };
    }
    false
}

/// The cells of a record, one after the other, and the end of each.
struct Cells<'c> {
    bytes: &'c [u8],
    ends: &'c [usize],
}

impl<'c> Cells<'c> {
    /// Decodes the cells in the encoding of the table, which the first record that is not ASCII decides.
    fn decoded(&self, encoding: &mut Encoding) -> Result<(Cow<'c, str>, Cow<'c, [usize]>), Code> {
        let text = core::str::from_utf8(self.bytes).ok();
        *encoding = match (*encoding, text) {
            (Encoding::Ascii, Some(text)) if text.is_ascii() => Encoding::Ascii,
            (Encoding::Ascii, Some(_)) => Encoding::Utf8,
            (Encoding::Ascii, None) => Encoding::Windows1252,
            (known, _) => known,
        };
        match (*encoding, text) {
            (Encoding::Windows1252, _) => {
                let mut decoded = String::new();
                let mut start = 0;
                let ends = self.ends.iter().map(|end| {
                    let cell = self.bytes.get(core::mem::replace(&mut start, *end)..*end);
                    decoded.push_str(&windows_1252::decode(cell.unwrap_or_default()));
                    decoded.len()
                });
                let ends = ends.collect();
                Ok((Cow::Owned(decoded), Cow::Owned(ends)))
            }
            (_, Some(text)) => Ok((Cow::Borrowed(text), Cow::Borrowed(self.ends))),
            (_, None) => Err(Code::CsvUtf8),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Form;
    use crate::field::Fecha;
    use crate::form::UpdateClientePublico;
    use crate::reader::Stored;

    type Found = Vec<(u64, Result<Vec<String>, &'static str>)>;

    fn host() -> Host {
        Host { today: Fecha::in_lima(0), nfc: |text| Cow::Borrowed(text) }
    }

    /// The results of the fields: a text, `-` for a field not sent, `null`, or a code.
    fn fields(checked: &Checked<'_>) -> Vec<String> {
        let shown = |stored: &Stored| match stored {
            Stored::Keep => String::from("-"),
            Stored::Clear => String::from("null"),
            Stored::Bad(code) => String::from(code.id()),
            text => String::from(checked.text(*text)),
        };
        checked.stored().iter().map(shown).collect()
    }

    /// Reads `text` in chunks of `size` bytes; gives the line and the four fields, or the code, of each record.
    fn read(text: &[u8], size: usize) -> (Found, Encoding, Option<char>) {
        let mut table = Csv::new(UpdateClientePublico::TABLE);
        let mut found = Found::new();
        let mut each = |place: Place, record: Result<Checked<'_>, Code>| {
            found.push((place.line, record.map(|checked| fields(&checked)).map_err(|code| code.id())));
        };
        for chunk in text.chunks(size) {
            table.feed(chunk, &host(), &mut each);
        }
        let seen = (table.encoding(), table.separator());
        table.finish(&host(), &mut each);
        (found, seen.0, seen.1)
    }

    /// The expected fields, separated by `|`.
    fn t(fields: &str) -> Result<Vec<String>, &'static str> {
        Ok(fields.split('|').map(String::from).collect())
    }

    #[test]
    fn records_do_not_depend_on_chunks() {
        let rows: [(&[u8], Found, Encoding, char); 12] = [
            (b"nombres,email\nAna,a@b.pe\n", vec![(2, t("Ana|-|-|a@b.pe"))], Encoding::Ascii, ','),
            (
                b"email;nombres\r\n;Ana\r\n\r\nNULL;\r\n",
                vec![(2, t("Ana|-|-|-")), (4, t("-|-|-|null"))],
                Encoding::Ascii,
                ';',
            ),
            (b"nombres\tapellidos\nJos\xC3\xA9\t\xC3\x91\n", vec![(2, t("José|Ñ|-|-"))], Encoding::Utf8, '\t'),
            (b"\xEF\xBB\xBFnombres,email\nAna,x", vec![(2, t("Ana|-|-|email.at"))], Encoding::Utf8, ','),
            (
                b"nombres,email\nJos\xE9,x\n\xC3\xA9,y\n",
                vec![(2, t("José|-|-|email.at")), (3, t("Ã©|-|-|email.at"))],
                Encoding::Windows1252,
                ',',
            ),
            (
                b"nombres\nJos\xC3\xA9\nJos\xE9\nAna\n",
                vec![(2, t("José|-|-|-")), (3, Err("csv.utf8")), (4, t("Ana|-|-|-"))],
                Encoding::Utf8,
                ',',
            ),
            (
                b"apellidos,nombres\n\"a\nb\",\"x\"\"y, z\"\nAna\na,b,c\n\"open,",
                vec![
                    (2, t("x\"y, z|text.forbidden|-|-")),
                    (4, t("-|Ana|-|-")),
                    (5, Err("csv.cells")),
                    (6, t("-|open,|-|-")),
                ],
                Encoding::Ascii,
                ',',
            ),
            (b"nombres, nombres ,email\na,b,c\n", vec![(2, t("field.duplicate|-|-|email.at"))], Encoding::Ascii, ','),
            (
                b"nombres,apellidos,email\n\"a, \"\"b\",\"NULL\",null\nNull,x,\"\"\n\"NULL\",\"null\",\"NULL\"\nx\"y,NULL,NULL\n",
                vec![
                    (2, t("a, \"b|NULL|-|null")),
                    (3, t("required|x|-|-")),
                    (4, t("NULL|null|-|email.at")),
                    (5, t("x\"y|required|-|null")),
                ],
                Encoding::Ascii,
                ',',
            ),
            (
                b"nombres,apellidos,email\n'=A, NULL ,'+b@c.pe\n''-A,'Ana,'@\n",
                vec![(2, t("=A|required|-|+b@c.pe")), (3, t("'-A|'Ana|-|email.local"))],
                Encoding::Ascii,
                ',',
            ),
            (b"nombres\n", vec![], Encoding::Ascii, ','),
            (b"\n\xEF\xBB\xBFnombres\nAna", vec![(3, t("-|-|-|-"))], Encoding::Utf8, ','),
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
        let mut each = |_, record: Result<Checked<'_>, Code>| {
            found += 1;
            assert_eq!(record.map(|checked| fields(&checked)), t("Ana|-|-|-").map_err(|_| Code::JsonSyntax));
        };
        for chunk in [&b"nombres\nA"[..], b"", b"na\n", b""] {
            table.feed(chunk, &host(), &mut each);
        }
        table.finish(&host(), &mut each);
        assert_eq!(found, 1);
    }

    #[test]
    fn long_records_and_many_columns_are_read() {
        let names: Vec<_> = (0..300).map(|n| alloc::format!("c{n}")).collect();
        let text = alloc::format!("{},nombres\n{}{}", names.join(","), ",".repeat(300), "x".repeat(20_000));
        let (found, ..) = read(text.as_bytes(), 1000);
        assert_eq!(found, [(2, t("text.too_long|-|-|-"))]);
    }

    #[test]
    fn a_header_without_end_is_not_kept() {
        let mut table = Csv::new(UpdateClientePublico::TABLE);
        let mut each = |_, _: Result<Checked<'_>, Code>| {};
        table.feed(&[b'x'; MAX_RECORD], &host(), &mut each);
        assert_eq!((table.separator(), table.head.len()), (None, MAX_RECORD));
        table.feed(b"xx", &host(), &mut each);
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
