//! Reads many records from a table of text.

use super::cells::Settings;
use super::dates::DateOrder;
use super::edits::Edits;
use super::encoding::{BLOCK, Decoder, Encoding};
use super::found::Found;
use super::layout::{Layout, NONE, Wish, is_blank};
use super::repair::Repairs;
use super::results::ResultRow;
use super::rows::{Cells, Row, Rows};
use crate::prove::Columns;
use crate::reader::{Outcome, Place};
use crate::table::Table;
use crate::{Code, Host};
use alloc::string::String;
use alloc::vec::Vec;

/// Reads records from chunks of bytes; a chunk may end anywhere.
///
/// - the encoding, the separator and the row of headings are found, unless the caller chooses them ([`Layout`])
/// - headings are understood as people write them; a column that is no field is not used
/// - lines end in LF, CR LF or CR; rows of nothing are skipped
/// - an empty cell is absent; the word `NULL` without quotes, in any case, clears the field; in quotes it is text
/// - an apostrophe before a formula is skipped
/// - a warning says what a refused cell turns out to be; a [repair](super::Repair) is applied if the caller chose it
///
/// ```
/// use ficha::form::UpdateClientePublico;
/// use ficha::reader::{Csv, Outcome, Place};
/// use ficha::{Form, Host, field::Fecha};
/// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
/// let mut table = Csv::new(UpdateClientePublico::TABLE);
/// let mut found = Vec::new();
/// let mut each = |place: Place, record: Outcome<'_>| found.push((place.line, record.is_ok()));
/// table.feed(b"Nombre;Correo\nAna;ana@example.com\n\"Rosa\nMar\xEDa\";NULL\na;b;c", &host, &mut each);
/// table.finish(&host, &mut each);
/// assert_eq!(found, [(2, true), (3, true), (5, false)]);
/// ```
#[derive(Debug)]
pub struct Csv {
    settings: Settings,
    wish: Wish,
    edits: Edits,
    decoder: Decoder,
    /// The decoded text that is not read yet. Before the layout is known it is the beginning of the table.
    text: Vec<u8>,
    body: Option<Body>,
}

/// The state of reading once the layout is known.
#[derive(Debug)]
struct Body {
    /// The place of the first row, behind a byte order mark.
    start: u64,
    layout: Layout,
    rows: Rows,
    /// The columns, if rows can be proven.
    columns: Option<Columns>,
    /// The repairs and names of cells so far.
    found: Vec<Found>,
}

impl Csv {
    /// Starts a reader that has read nothing.
    #[must_use]
    pub fn new(table: &'static Table) -> Self {
        Self {
            settings: Settings::new(table),
            wish: Wish::default(),
            edits: Edits::default(),
            decoder: Decoder::new(),
            text: Vec::new(),
            body: None,
        }
    }

    /// Uses these names of fields, one for each column, whatever the headings are; a column whose name is empty is not
    /// used.
    pub fn with_columns(&mut self, names: impl IntoIterator<Item = impl Into<String>>) -> &mut Self {
        self.wish.columns = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Takes a heading for a field; with an empty field the column is not used.
    pub fn with_heading(&mut self, heading: impl Into<String>, field: impl Into<String>) -> &mut Self {
        self.wish.headings.push((heading.into(), field.into()));
        self
    }

    /// Reads a word in the cells of a field as this value.
    pub fn with_value(&mut self, field: &str, word: &str, value: impl Into<String>) -> &mut Self {
        self.settings.add_value(field, word, value.into());
        self
    }

    /// Reads this text as the cell in a column, counted from 0, of the row that begins on a line.
    ///
    /// ```
    /// use ficha::form::UpdateClientePublico;
    /// use ficha::reader::{Csv, Outcome, Place};
    /// use ficha::{Form, Host, field::Fecha};
    /// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
    /// let mut table = Csv::new(UpdateClientePublico::TABLE);
    /// table.with_edit(2, 1, "ana@example.com");
    /// let mut each = |_: Place, record: Outcome<'_>| assert!(record.is_ok_and(|ana| ana.issues().is_empty()));
    /// table.feed(b"nombres;email\nAna;x\n", &host, &mut each);
    /// table.finish(&host, &mut each);
    /// ```
    pub fn with_edit(&mut self, line: u64, column: usize, text: impl Into<String>) -> &mut Self {
        self.edits.add(line, column, text.into());
        self
    }

    /// Takes the row that begins on this line, or the first filled one after it, for the headings.
    pub fn with_header(&mut self, line: u64) -> &mut Self {
        self.wish.header = Some(line);
        self
    }

    /// Reads the text of a workbook's sheet: in UTF-8, one line a row from the first row on, tabulators between the cells,
    /// cells in quotes where they must be. The number of a line is that of its row, whatever line ends the cells have.
    pub fn of_sheet(&mut self) -> &mut Self {
        self.wish.is_sheet = true;
        self.with_separator(b'\t').with_encoding(Encoding::Utf8)
    }

    /// Uses this separator.
    pub fn with_separator(&mut self, separator: u8) -> &mut Self {
        self.wish.separator = Some(separator);
        self
    }

    /// Decodes the bytes in this encoding.
    pub fn with_encoding(&mut self, encoding: Encoding) -> &mut Self {
        self.decoder.choose(encoding);
        self
    }

    /// Accepts that a required field has no column.
    pub fn partial(&mut self) -> &mut Self {
        self.settings.is_partial = true;
        self
    }

    /// Applies these repairs; the warnings stay.
    pub fn repaired(&mut self, repairs: Repairs) -> &mut Self {
        self.settings.repairs = repairs;
        self
    }

    /// Reads dates such as `3/4/1985` in this order.
    pub fn with_dates(&mut self, order: DateOrder) -> &mut Self {
        self.settings.order = order;
        self.settings.is_order_chosen = true;
        self
    }

    /// The encoding, as far as it is known from the bytes read.
    #[must_use]
    pub const fn encoding(&self) -> Encoding {
        self.decoder.encoding()
    }

    /// The number of line ends read; 0 until the layout is known.
    #[must_use]
    pub fn line_ends(&self) -> u64 {
        self.body.as_ref().map_or(0, |body| body.rows.line_ends())
    }

    /// The layout; `None` until enough of the table is read.
    #[must_use]
    pub fn layout(&self) -> Option<&Layout> {
        self.body.as_ref().map(|body| &body.layout)
    }

    /// The repairs and names of cells in the rows read so far.
    #[must_use]
    pub fn found(&self) -> &[Found] {
        self.body.as_ref().map_or(&[], |body| &body.found)
    }

    /// The repairs that were found and not applied.
    #[must_use]
    pub fn offered(&self) -> Repairs {
        let offered = self.found().iter().filter(|found| !found.is_applied).filter_map(|found| found.repair);
        offered.fold(Repairs::NONE, Repairs::with)
    }

    /// Takes the next part off the text that is left of a file, and returns it with a reader for it. A part has at least
    /// `size` bytes, unless the file ends before, and ends where a row ends. So several threads can read one file: their
    /// readers find the same records at the same places as one reader does.
    ///
    /// ```
    /// use ficha::form::UpdateClientePublico;
    /// use ficha::reader::{Csv, Outcome, Place};
    /// use ficha::{Form, Host, field::Fecha};
    /// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
    /// let mut rest = &b"nombres;email\nAna;x\n\"Rosa\nMar\xEDa\";NULL\nLuz;\n"[..];
    /// let mut table = Csv::new(UpdateClientePublico::TABLE);
    /// let mut found = Vec::new();
    /// while let Some((mut reader, text)) = table.part(&mut rest, 20) {
    ///     let mut each = |place: Place, record: Outcome<'_>| found.push((place.line, record.is_ok()));
    ///     reader.feed(text, &host, &mut each);
    ///     reader.finish(&host, &mut each);
    /// }
    /// assert_eq!(found, [(2, true), (3, true), (5, true)]);
    /// ```
    pub fn part<'t>(&mut self, rest: &mut &'t [u8], size: usize) -> Option<(Self, &'t [u8])> {
        if rest.is_empty() {
            return None;
        }
        let can_be_cut = if self.body.is_none() { self.open(rest, true) } else { true };
        let place = self.cut(rest, if can_be_cut { size } else { rest.len() }, true)?;
        let (text, after) = rest.split_at_checked(self.length(place))?;
        *rest = after;
        let body = self.body.as_ref()?;
        let begun = Body {
            start: body.start,
            layout: body.layout.clone(),
            rows: body.rows.clone(),
            columns: body.columns.clone(),
            found: Vec::new(),
        };
        let mut reader = Self {
            settings: self.settings.clone(),
            wish: Wish::default(),
            edits: self.edits.clone(),
            decoder: self.decoder.of_part(true),
            text: Vec::new(),
            body: Some(begun),
        };
        reader.go_to(place);
        Some((reader, text))
    }

    /// Finds the encoding and the layout of a file from its first bytes, 128 KiB of them or the whole file, without reading
    /// its records. Parts of it can then be found by [`cut`](Self::cut) and read after [`go_to`](Self::go_to). The caller
    /// chooses the encoding if the first bytes are ASCII and others are not. Returns false for a file that cannot be cut.
    pub fn open(&mut self, head: &[u8], is_whole: bool) -> bool {
        self.decoder.decide_all(head, is_whole);
        // A character has at most two bytes more in the file than decoded.
        let begin = head.get(..2 * BLOCK).unwrap_or(head);
        let mut text = Vec::new();
        self.decoder.of_part(true).decode(begin, true, &mut text);
        let is_end = is_whole && begin.len() == head.len();
        self.body = Some(Body::open(&mut self.settings, &self.wish, self.decoder.mark(), &text, is_end));
        // In UTF-16 the places of rows are not those of bytes.
        !matches!(self.decoder.encoding(), Encoding::Utf16Le | Encoding::Utf16Be)
    }

    /// Returns the place of the rows that begin a text and have `size` bytes together, and passes over them. The text is
    /// what follows the last part in the file, all of it if `is_end`. `None` if the end of the last row is not in the text.
    pub fn cut(&mut self, text: &[u8], size: usize, is_end: bool) -> Option<Place> {
        let Self { body, decoder, .. } = self;
        let rows = &mut body.as_mut()?.rows;
        let mark = if rows.line_ends() == 0 { decoder.mark() } else { 0 };
        rows.cut(text, size.max(1), is_end, mark)
    }

    /// The number of bytes of a part; a byte order mark belongs to the first.
    fn length(&self, part: Place) -> usize {
        let mark = if part.line == 1 { self.decoder.mark() } else { 0 };
        (part.end - part.start) as usize + mark
    }

    /// Reads on at the place of a part of the file; the next chunk is its first one.
    pub fn go_to(&mut self, part: Place) {
        self.decoder = self.decoder.of_part(part.line == 1);
        self.text.clear();
        if let Some(body) = &mut self.body {
            let start = if part.line == 1 { part.start.max(body.start) } else { part.start };
            body.rows.go_to(Place { start, ..part });
        }
    }

    /// Reads a chunk; calls `each` with the place of every record that ends in it, and the record.
    pub fn feed(&mut self, chunk: &[u8], host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        self.decoder.decode(chunk, false, &mut self.text);
        if self.body.is_some() || self.text.len() >= BLOCK {
            self.read(false, host, false, &mut |place, record, _| each(place, record));
        }
    }

    /// Reads what is left.
    pub fn finish(&mut self, host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        self.decoder.decode(b"", true, &mut self.text);
        self.read(true, host, false, &mut |place, record, _| each(place, record));
    }

    /// Reads a chunk like [`feed`](Self::feed); `each` gets the cells of every row as well, as a file of results has them.
    pub fn feed_rows(&mut self, chunk: &[u8], host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>, ResultRow)) {
        self.decoder.decode(chunk, false, &mut self.text);
        if self.body.is_some() || self.text.len() >= BLOCK {
            self.read(false, host, true, &mut |place, record, row| each(place, record, row));
        }
    }

    /// Reads what is left, like [`finish`](Self::finish), with the cells.
    pub fn finish_rows(&mut self, host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>, ResultRow)) {
        self.decoder.decode(b"", true, &mut self.text);
        self.read(true, host, true, &mut |place, record, row| each(place, record, row));
    }

    /// Reads the text so far. With `has_rows`, `each` gets the cells of every row.
    fn read(&mut self, is_end: bool, host: &Host, has_rows: bool, each: &mut dyn FnMut(Place, Outcome<'_>, ResultRow)) {
        let Self { settings, wish, edits, decoder, text, body } = self;
        let Body { layout, rows, columns, found, .. } = match body {
            Some(body) => body,
            None => body.insert(Body::open(settings, wish, decoder.mark(), text, is_end)),
        };
        rows.push(text);
        text.clear();
        if is_end {
            rows.drop_end_marks();
        }
        let encoding = decoder.encoding();
        loop {
            if !has_rows
                && !edits.has(rows.line_ends() + 1)
                && let Some(columns) = columns
                && let Some((place, checked)) = rows.prove(columns, layout.header, is_end, encoding, host.today)
            {
                each(place, Ok(checked), ResultRow::default());
                continue;
            }
            let Some(Row { place, written, cells }) = rows.next(is_end, encoding) else { break };
            let refused = |cells: &mut dyn Iterator<Item = &str>, code| {
                if has_rows { ResultRow::refused(cells, layout.columns.len(), code) } else { ResultRow::default() }
            };
            let edited = cells.as_ref().ok().and_then(|cells| edits.apply(place.line, *cells));
            let cells = edited.as_ref().map_or(cells, |edited| Ok(edited.cells()));
            let cells = match cells {
                Ok(cells) if place.line <= layout.header || is_nothing(cells) => continue,
                Ok(cells) => cells,
                // The header was read without regard to its quotes.
                Err(_) if place.line == layout.header => continue,
                Err(code) => {
                    let text = String::from_utf8_lossy(written);
                    each(place, Err(code), refused(&mut core::iter::once(text.trim_end()), code));
                    continue;
                }
            };
            if cells.iter().skip(layout.columns.len()).any(|cell| !is_blank(cell.text)) {
                let mut texts = cells.iter().map(|cell| cell.text);
                each(place, Err(Code::CsvCells), refused(&mut texts, Code::CsvCells));
                continue;
            }
            let checked = settings.check(place.line, cells, host, found);
            let row = if has_rows { settings.results(cells, &checked) } else { ResultRow::default() };
            each(place, Ok(checked), row);
        }
    }
}

impl Body {
    /// Finds the layout of a table from its text, whose first row is at `start` in the file.
    fn open(settings: &mut Settings, wish: &Wish, start: usize, text: &[u8], is_end: bool) -> Self {
        let sample = text.get(..BLOCK).unwrap_or(text);
        let layout = Layout::find(sample, is_end && sample.len() == text.len(), settings.table, wish);
        settings.open(&layout);
        let separator = layout.separator.map_or(NONE, |separator| separator as u8);
        let start = start as u64;
        let rows = Rows::new(separator, start).of_sheet(wish.is_sheet);
        Self { start, layout, rows, columns: settings.provable(separator), found: Vec::new() }
    }
}

/// True for a row of blank cells, or of what DOS wrote at the end of a file.
fn is_nothing(cells: Cells<'_>) -> bool {
    cells.iter().all(|cell| is_blank(cell.text)) || cells.text.trim_matches(['\u{1A}', '\0', ' ']).is_empty()
}

#[cfg(test)]
mod tests {
    use super::{Csv, Encoding, Found, Repairs};
    use crate::Form;
    use crate::field::Fecha;
    use crate::form::{UpdateCliente, UpdateClientePublico};
    use crate::reader::{Checked, MAX_RECORD, Stored};
    use crate::reader::{Outcome, Place};
    use crate::{Code, Host};
    use alloc::borrow::Cow;
    use alloc::string::String;
    use alloc::vec::Vec;
    use std::vec;

    type Rows = Vec<(u64, Result<Vec<String>, &'static str>)>;

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
    fn read(text: &[u8], size: usize) -> (Rows, Encoding, Option<char>) {
        let mut table = Csv::new(UpdateClientePublico::TABLE);
        let mut found = Rows::new();
        let mut each = |place: Place, record: Outcome<'_>| {
            found.push((place.line, record.map(|checked| fields(&checked)).map_err(|code| code.id())));
        };
        for chunk in text.chunks(size) {
            table.feed(chunk, &host(), &mut each);
        }
        table.finish(&host(), &mut each);
        (found, table.encoding(), table.layout().and_then(|layout| layout.separator))
    }

    /// The expected fields, separated by `|`.
    fn t(fields: &str) -> Result<Vec<String>, &'static str> {
        Ok(fields.split('|').map(String::from).collect())
    }

    #[test]
    fn records_do_not_depend_on_chunks() {
        let rows: [(&[u8], Rows, Encoding, char); 12] = [
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
                b"nombres,email\nJos\xE9 \xD1,x\n\xC3\xA9,y\n",
                vec![(2, t("José Ñ|-|-|email.at")), (3, t("Ã©|-|-|email.at"))],
                Encoding::Windows1252,
                ',',
            ),
            (
                b"nombres\nJos\xC3\xA9\nJos\xE9\nAna\n",
                vec![(2, t("José|-|-|-")), (3, Err("file.encoding")), (4, t("Ana|-|-|-"))],
                Encoding::Utf8,
                ',',
            ),
            (
                b"apellidos,nombres\n\"a\nb\",\"x\"\"y, z\"\nAna\na,b,c\n\"open,",
                vec![
                    (2, t("x\"y, z|text.forbidden|-|-")),
                    (4, t("-|Ana|-|-")),
                    (5, Err("csv.cells")),
                    (6, Err("csv.quote")),
                ],
                Encoding::Ascii,
                ',',
            ),
            (b"nombres, nombres ,email\na,b,c\n", vec![(2, t("a|-|-|email.at"))], Encoding::Ascii, ','),
            (
                b"nombres,apellidos,email\n\"a, \"\"b\",\"NULL\",null\nNull,x,\"\"\n\"NULL\",\"null\",\"NULL\"\nx\"y,NULL,NULL\n",
                vec![
                    (2, t("a, \"b|NULL|-|null")),
                    (3, t("required|x|-|-")),
                    (4, t("NULL|null|-|email.at")),
                    (5, Err("csv.quote")),
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
            (b"\nnombres\nAna", vec![(3, t("Ana|-|-|-"))], Encoding::Ascii, ','),
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
        let mut each = |_, record: Outcome<'_>| {
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
    fn a_record_without_end_is_reported_and_memory_stays_bounded() {
        let text = alloc::format!("nombres\n\"{}\"\nAna\n{}", "x".repeat(3 * MAX_RECORD), ",".repeat(2 * MAX_RECORD));
        let (found, ..) = read(text.as_bytes(), 1000);
        let codes: Vec<_> = found.iter().map(|(line, record)| (*line, record.as_ref().err().copied())).collect();
        assert_eq!(codes, [(2, Some("csv.quote")), (3, None), (4, Some("line.too_long"))]);
    }

    /// Each entry of `found` as `field code applied count before > after`, with its first example.
    fn found(table: &Csv) -> Vec<String> {
        let shown = |found: &Found| {
            let example = &found.examples[0];
            let after = example.after.as_deref().unwrap_or("?");
            let applied = if found.is_applied { "applied" } else { "offered" };
            alloc::format!("{} {} {applied} {} {} > {after}", found.field, found.code, found.count, example.before)
        };
        table.found().iter().map(shown).collect()
    }

    #[test]
    fn repairs_are_offered_and_applied_as_a_set() {
        let text = b"DNI;Nombre;Forma de pago;Correo\n1234567;Ana;30 d\xEDas;ana@gmial.com\n12345;-;Fiado;-\n";
        let read = |repairs| {
            let mut table = Csv::new(UpdateCliente::TABLE);
            table.partial().repaired(repairs);
            let mut values = vec![];
            let mut each = |_: Place, record: Outcome<'_>| values.push(record.map(|checked| fields(&checked)).unwrap());
            table.feed(text, &host(), &mut each);
            table.finish(&host(), &mut each);
            (values, found(&table))
        };
        let (values, shown) = read(Repairs::NONE);
        assert_eq!(values[0][1], "document.length");
        assert_eq!(
            shown,
            [
                "numero_documento sheet.zero offered 2 1234567 > 01234567",
                "tipo_pago sheet.word offered 1 30 días > Crédito",
                "email sheet.email offered 1 ana@gmial.com > ana@gmail.com",
                "nombres sheet.nothing offered 1 - > ",
                "tipo_pago sheet.word_unknown offered 1 Fiado > ?",
                "email sheet.nothing offered 1 - > ",
            ]
        );
        let (values, shown) = read(Repairs::ALL);
        assert_eq!((values[0][1].as_str(), values[0][4].as_str()), ("01234567", "ana@gmail.com"));
        assert_eq!((values[1][1].as_str(), values[1][2].as_str()), ("00012345", "required"));
        let is_word = |found: &String| found.contains("sheet.word_unknown");
        assert!(shown.iter().all(|found| found.contains("applied") || is_word(found)), "{shown:?}");
        let (values, _) = read(Repairs::NONE.with(super::super::repair::Repair::Word));
        assert_eq!((values[0][1].as_str(), values[1][2].as_str()), ("document.length", "text.too_short"));
    }

    #[test]
    fn each_unknown_word_is_counted_by_itself() {
        let words = (0..60).map(|n| {
            let letters = [b'a' + n / 26, b'a' + n % 26].map(char::from);
            alloc::format!("Fiado {}{}\nAL FIADO\n", letters[0], letters[1])
        });
        let text = ["Forma de pago\n", &words.collect::<Vec<_>>().concat(), "al fiado\n"].concat();
        let mut table = Csv::new(UpdateCliente::TABLE);
        table.partial();
        let mut each = |_: Place, _: Outcome<'_>| {};
        table.feed(text.as_bytes(), &host(), &mut each);
        table.finish(&host(), &mut each);
        assert_eq!(table.found().len(), Found::WORDS);
        assert_eq!((table.found()[1].count, table.found()[1].examples[0].before.as_str()), (61, "AL FIADO"));
    }

    #[test]
    fn what_the_rules_drop_is_counted() {
        let text = "DNI;Nombre;Cel.\nDNI 10117410;Ana\u{200B};987654321\n1011 7410;Luz;Cel: 987654321\n";
        let mut table = Csv::new(UpdateCliente::TABLE);
        table.partial();
        let mut each = |_: Place, record: Outcome<'_>| assert!(record.unwrap().warnings().is_empty());
        table.feed(text.as_bytes(), &host(), &mut each);
        table.finish(&host(), &mut each);
        assert_eq!(
            found(&table),
            [
                "numero_documento sheet.label applied 1 DNI 10117410 > 10117410",
                "nombres sheet.marks applied 1 Ana\u{200B} > Ana",
                "celular sheet.label applied 1 Cel: 987654321 > 987654321",
            ]
        );
    }

    #[test]
    fn digits_of_a_foreign_document_are_no_dni() {
        let text = "Tipo Doc.;Nro. Documento;Nombre\nCE;5821585;Ana\nDNI;5821585;Luz\n7;12345;Eva\nCE;10117410;Ivo\n";
        let mut table = Csv::new(UpdateCliente::TABLE);
        table.partial().repaired(Repairs::ALL);
        let mut values = vec![];
        let mut each = |_: Place, record: Outcome<'_>| values.push(record.map(|checked| fields(&checked)).unwrap());
        table.feed(text.as_bytes(), &host(), &mut each);
        table.finish(&host(), &mut each);
        let documents: Vec<&str> = values.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(documents, ["document.length", "05821585", "document.length", "10117410"]);
        assert_eq!(
            found(&table),
            [
                "numero_documento sheet.carne offered 1 5821585 > ?",
                "numero_documento sheet.zero applied 1 5821585 > 05821585",
                "numero_documento sheet.passport offered 1 12345 > ?",
            ]
        );
    }

    #[test]
    fn the_caller_maps_headings_and_words() {
        let text = b"Clase,Quien,Monto\nEIRL,Ana,5\nnatural,Luz,6\n";
        let mut table = Csv::new(UpdateCliente::TABLE);
        table
            .partial()
            .with_heading("Clase", "tipo_cliente")
            .with_heading("Quien", "nombres")
            .with_heading("Monto", "")
            .with_value("tipo_cliente", "E.I.R.L.", "Jur\u{ED}dico")
            .with_value("tipo_cliente", "eirl", "Jur\u{ED}dico");
        let mut values = vec![];
        let mut each = |_: Place, record: Outcome<'_>| values.push(record.map(|checked| fields(&checked)).unwrap());
        table.feed(text, &host(), &mut each);
        table.finish(&host(), &mut each);
        let place = UpdateCliente::TABLE.find("tipo_cliente").unwrap();
        assert_eq!((values[0][place].as_str(), values[1][place].as_str()), ("Jur\u{ED}dico", "Natural"));
        assert_eq!((values[0][2].as_str(), values[1][2].as_str()), ("Ana", "Luz"));
    }
}
