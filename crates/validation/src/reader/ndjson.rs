//! Reads many records, one JSON object on each line.

use super::{MAX_RECORD, Outcome, Place, json};
use crate::table::Table;
use crate::{Code, Host};
use alloc::vec::Vec;

/// Reads lines of JSON from chunks of bytes; a chunk may end anywhere.
///
/// Lines end with LF or CRLF; blank lines, a byte order mark and the ^Z of DOS are skipped. The reader keeps at most one line in memory.
///
/// ```
/// use ficha::{Form, Host, field::Fecha, form::UpdateClientePublico, reader::{Ndjson, Outcome, Place}};
/// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
/// let mut lines = Ndjson::new(UpdateClientePublico::TABLE);
/// let mut found = Vec::new();
/// let mut each = |place: Place, record: Outcome<'_>| found.push((place.line, record.is_ok()));
/// lines.feed(b"{\"nombres\": \"A", &host, &mut each);
/// lines.feed(b"na\"}\n\n[]", &host, &mut each);
/// lines.finish(&host, &mut each);
/// assert_eq!(found, [(1, true), (3, false)]);
/// ```
#[derive(Debug)]
pub struct Ndjson {
    table: &'static Table,
    /// The beginning of a line whose end is not read yet, up to one byte more than allowed; that byte shows that it is
    /// too long.
    rest: Vec<u8>,
    /// The number of the line in `rest`, and the position of its first byte.
    line: u64,
    start: u64,
    /// The number of bytes of that line read so far, including those that do not fit into `rest`.
    read: u64,
    /// The length in the file of bytes that were decoded.
    length: fn(&[u8]) -> usize,
}

impl Ndjson {
    /// Starts a reader that has read nothing.
    #[must_use]
    pub const fn new(table: &'static Table) -> Self {
        Self { table, rest: Vec::new(), line: 1, start: 0, read: 0, length: <[u8]>::len }
    }

    /// Counts the places of lines by the length that their bytes have in the file.
    #[cfg(feature = "csv")]
    pub(crate) fn measure(&mut self, length: fn(&[u8]) -> usize) {
        self.length = length;
    }

    /// Begins at this place of the file, if nothing was read.
    #[cfg(feature = "csv")]
    pub(crate) fn begin(&mut self, start: u64) {
        if self.line == 1 && self.read == 0 {
            self.start = start;
        }
    }

    /// Takes the next part off the text that is left of a file, and returns it with a reader for it. A part has at least
    /// `size` bytes, unless the file ends before, and ends where a line ends. So several threads can read one file: their
    /// readers find the same records at the same places as one reader does.
    pub fn part<'t>(&mut self, rest: &mut &'t [u8], size: usize) -> Option<(Self, &'t [u8])> {
        let place = self.cut(rest, size, true)?;
        let (text, after) = rest.split_at_checked((place.end - place.start) as usize)?;
        *rest = after;
        let mut reader = Self::new(self.table);
        reader.go_to(place);
        Some((reader, text))
    }

    /// Returns the place of the lines that begin a text and have `size` bytes together, and passes over them; `None` if
    /// the last of them does not end in the text, which is the rest of the file if `is_end`.
    pub(crate) fn cut(&mut self, text: &[u8], size: usize, is_end: bool) -> Option<Place> {
        text.first()?;
        let last = size.min(text.len()).saturating_sub(1);
        let found = text.get(last..)?.iter().position(|b| *b == b'\n').map(|at| last + at + 1);
        let length = found.or(is_end.then_some(text.len()))?;
        let place = Place { line: self.line, start: self.start, end: self.start + length as u64 };
        self.line += count_of(text.get(..length)?, |b| b == b'\n');
        self.start = place.end;
        Some(place)
    }

    /// Reads on at another place of the file, where a line begins.
    pub(crate) const fn go_to(&mut self, place: Place) {
        (self.line, self.start, self.read) = (place.line, place.start, 0);
    }

    /// The number of line ends read.
    #[must_use]
    pub const fn line_ends(&self) -> u64 {
        self.line - 1
    }

    /// Reads a chunk; calls `each` with the place of every line that ends in it, and its record.
    pub fn feed(&mut self, chunk: &[u8], host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        let mut more = Some(chunk);
        while let Some(left) = more {
            #[cfg(feature = "prove")]
            if let Some(after) = self.prove(left, host, each) {
                more = Some(after);
                continue;
            }
            let (line, after) = first_line(left);
            let is_whole = after.is_some();
            more = after;
            self.read += (self.length)(line) as u64;
            if is_whole {
                self.read += (self.length)(b"\n") as u64;
            }
            if is_whole && self.rest.is_empty() {
                self.emit(line, host, each);
            } else {
                let room = (MAX_RECORD + 1).saturating_sub(self.rest.len());
                self.rest.extend_from_slice(line.get(..room).unwrap_or(line));
                if is_whole {
                    self.flush(host, each);
                }
            }
            if is_whole {
                self.line += 1;
                self.start += core::mem::take(&mut self.read);
            }
        }
    }

    /// Proves the record of the line that begins the text; returns what follows the line.
    #[cfg(feature = "prove")]
    fn prove<'c>(&mut self, text: &'c [u8], host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) -> Option<&'c [u8]> {
        if !self.rest.is_empty() || self.read > 0 {
            return None;
        }
        let (checked, length) = crate::prove::json(text, self.table, host.today)?;
        let rest = text.get(length..)?;
        let after = rest.strip_prefix(b"\n").or_else(|| rest.strip_prefix(b"\r\n"))?;
        let line = text.get(..text.len() - after.len())?;
        let end = self.start + (self.length)(line) as u64;
        each(Place { line: self.line, start: self.start, end }, Ok(checked));
        self.line += 1;
        self.start = end;
        Some(after)
    }

    /// Reads the last line, if it has no line end.
    pub fn finish(&mut self, host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        // DOS programs end a file with ^Z.
        while self.rest.last() == Some(&0x1A) {
            self.rest.pop();
        }
        self.flush(host, each);
    }

    fn flush(&mut self, host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        let rest = core::mem::take(&mut self.rest);
        self.emit(&rest, host, each);
        self.rest = rest;
        self.rest.clear();
    }

    fn emit(&self, line: &[u8], host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        let line = if self.line == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
        let place = Place { line: self.line, start: self.start, end: self.start + self.read };
        if line.len() > MAX_RECORD {
            each(place, Err(Code::LineTooLong { max: MAX_RECORD as u64 }));
        } else if !line.iter().all(|b| b.is_ascii_whitespace() || matches!(b, 0 | 0x1A)) {
            each(place, json(line, self.table, host));
        }
    }
}

/// Splits at the first line end. Compares eight bytes at a time, because every byte of a file passes here.
fn first_line(bytes: &[u8]) -> (&[u8], Option<&[u8]>) {
    const ONES: u64 = u64::MAX / 0xFF;
    let has_end = |eight: &[u8; 8]| {
        // A line end becomes a zero byte. Subtracting 1 from each byte borrows from the next byte only after a zero
        // byte.
        let differences = u64::from_ne_bytes(*eight) ^ (ONES * u64::from(b'\n'));
        (differences.wrapping_sub(ONES) & !differences & (ONES << 7)) != 0
    };
    let (eights, _) = bytes.as_chunks();
    let passed = 8 * eights.iter().position(has_end).unwrap_or(eights.len());
    let rest = bytes.get(passed..).unwrap_or_default();
    match rest.iter().position(|b| *b == b'\n') {
        Some(at) => (bytes.get(..passed + at).unwrap_or_default(), rest.get(at + 1..)),
        None => (bytes, None),
    }
}

/// Counts the bytes that are such. The compiler makes few instructions of short sums of bytes.
pub(crate) fn count_of(text: &[u8], is_such: impl Fn(u8) -> bool) -> u64 {
    let short = |chunk: &[u8]| chunk.iter().fold(0_u8, |sum, b| sum + u8::from(is_such(*b)));
    text.chunks(usize::from(u8::MAX)).map(|chunk| u64::from(short(chunk))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Form;
    use crate::field::Fecha;
    use crate::form::UpdateClientePublico;

    /// Reads `text` in chunks of `size` bytes; gives the line and the code of each record. Asserts that each place is
    /// that of its line.
    fn read(text: &[u8], size: usize) -> Vec<(u64, Option<&'static str>)> {
        let line = |place: Place| text.get(place.start as usize..place.end as usize).unwrap();
        let mut lines = Ndjson::new(UpdateClientePublico::TABLE);
        let mut found = Vec::new();
        let host = Host { today: Fecha::in_lima(0), nfc: |text| text.into() };
        let mut each = |place: Place, record: Outcome<'_>| {
            assert!(line(place).iter().filter(|b| **b == b'\n').count() <= 1);
            assert_eq!(text.iter().take(place.start as usize).filter(|b| **b == b'\n').count() as u64, place.line - 1);
            found.push((place.line, record.err().map(|code| code.id())));
        };
        for chunk in text.chunks(size) {
            lines.feed(chunk, &host, &mut each);
        }
        lines.finish(&host, &mut each);
        found
    }

    #[test]
    fn lines_do_not_depend_on_chunks() {
        let long = alloc::format!("{{\"x\":\"{}\"}}", "y".repeat(MAX_RECORD));
        let text = alloc::format!("{{}}\r\n\n{{\"nombres\":\"ñ\"}}\n{long}\n  \n[]\n{{}}");
        let expected = [(1, None), (3, None), (4, Some("line.too_long")), (6, Some("json.not_object")), (7, None)];
        for size in [1, 2, 3, 7, 64, 1000, text.len()] {
            assert_eq!(read(text.as_bytes(), size), expected, "chunks of {size}");
        }
        let longest = alloc::format!("{{}}{}", " ".repeat(MAX_RECORD - 2));
        assert_eq!(read(longest.as_bytes(), 1000), [(1, None)]);
        assert_eq!(read(alloc::format!("{longest} ").as_bytes(), 1000), [(1, Some("line.too_long"))]);
        assert_eq!(read(b"", 1), []);
        assert_eq!(read(b"\n\n", 1), []);
    }
}
