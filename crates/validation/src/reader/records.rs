//! Reads a file of records: a table of text, or lines of JSON.

use super::{Csv, Ndjson, Outcome, Place};
use crate::Host;
use crate::sheet::{Decoder, Encoding};
use crate::table::Table;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// A reader of a file: a table of text, or lines of JSON. Lines of JSON may be in UTF-8 or UTF-16.
#[derive(Debug)]
pub enum Records {
    /// A table.
    Csv(Box<Csv>),
    /// Lines of JSON.
    Ndjson(Box<JsonLines>),
}

/// Lines of JSON. Their encoding is known when two bytes are read.
#[derive(Debug)]
pub struct JsonLines {
    lines: Ndjson,
    /// The first bytes, until there are two.
    begin: Option<Vec<u8>>,
    /// Decodes UTF-16; `None` for UTF-8, which needs no decoding.
    decoder: Option<Decoder>,
    /// True if a line feed was read: then carriage returns are no line ends.
    has_line_feeds: bool,
    /// A carriage return at the end of a chunk.
    held: Vec<u8>,
}

impl From<Csv> for Records {
    fn from(csv: Csv) -> Self {
        Self::Csv(Box::new(csv))
    }
}

impl Records {
    /// A reader of lines of JSON.
    #[must_use]
    pub fn ndjson(table: &'static Table) -> Self {
        Self::Ndjson(Box::new(JsonLines::new(Ndjson::new(table), true)))
    }

    /// The reader of a table, if it is one.
    #[must_use]
    pub fn csv(&self) -> Option<&Csv> {
        if let Self::Csv(csv) = self { Some(csv) } else { None }
    }

    /// The number of line ends read.
    #[must_use]
    pub fn line_ends(&self) -> u64 {
        match self {
            Self::Csv(csv) => csv.line_ends(),
            Self::Ndjson(json) => json.lines.line_ends(),
        }
    }

    /// Takes the next part off the text that is left of a file, and returns it with a reader for it: see [`Csv::part`].
    pub fn part<'t>(&mut self, rest: &mut &'t [u8], size: usize) -> Option<(Self, &'t [u8])> {
        Some(match self {
            Self::Csv(csv) => {
                let (reader, text) = csv.part(rest, size)?;
                (reader.into(), text)
            }
            Self::Ndjson(json) => {
                let (reader, text) = json.part(rest, size)?;
                (Self::Ndjson(Box::new(reader)), text)
            }
        })
    }

    /// Finds how a file is read from its beginning, so that parts of it can be read: see [`Csv::open`]. Returns false if it
    /// can only be read as a whole.
    pub fn open(&mut self, head: &[u8], is_whole: bool) -> bool {
        match self {
            Self::Csv(csv) => csv.open(head, is_whole),
            Self::Ndjson(json) => json.open(head),
        }
    }

    /// Finds the next part of an open file: see [`Csv::cut`].
    pub fn cut(&mut self, text: &[u8], size: usize, is_end: bool) -> Option<Place> {
        match self {
            Self::Csv(csv) => csv.cut(text, size, is_end),
            Self::Ndjson(json) => json.lines.cut(text, size, is_end),
        }
    }

    /// Reads on at another place of an open file: see [`Csv::go_to`].
    pub fn go_to(&mut self, place: Place) {
        match self {
            Self::Csv(csv) => csv.go_to(place),
            Self::Ndjson(json) => json.lines.go_to(place),
        }
    }

    /// Reads a chunk; calls `each` with the place of every record that ends in it, and the record.
    pub fn feed(&mut self, chunk: &[u8], host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        match self {
            Self::Csv(csv) => csv.feed(chunk, host, each),
            Self::Ndjson(json) => json.feed(chunk, false, host, each),
        }
    }

    /// Reads what is left.
    pub fn finish(&mut self, host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        match self {
            Self::Csv(csv) => csv.finish(host, each),
            Self::Ndjson(json) => {
                json.feed(b"", true, host, each);
                json.lines.finish(host, each);
            }
        }
    }
}

impl JsonLines {
    const fn new(lines: Ndjson, is_first: bool) -> Self {
        let begin = if is_first { Some(Vec::new()) } else { None };
        Self { lines, begin, decoder: None, has_line_feeds: !is_first, held: Vec::new() }
    }

    fn part<'t>(&mut self, rest: &mut &'t [u8], size: usize) -> Option<(Self, &'t [u8])> {
        let is_first = self.begin.is_some();
        let size = if is_first && !self.open(rest) { rest.len() } else { size };
        let (lines, text) = self.lines.part(rest, size)?;
        Some((Self::new(lines, is_first), text))
    }

    /// Returns false for a file of which lines do not end with the byte of LF alone.
    fn open(&mut self, head: &[u8]) -> bool {
        let can_be_cut = utf16(head).is_none() && !has_bare_return(head);
        if can_be_cut {
            (self.begin, self.has_line_feeds) = (None, true);
        }
        can_be_cut
    }

    fn feed(&mut self, chunk: &[u8], is_end: bool, host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        let joined;
        let mut chunk = chunk;
        if let Some(begin) = &mut self.begin {
            begin.extend_from_slice(chunk);
            if begin.len() < 2 && !is_end {
                return;
            }
            joined = self.begin.take().unwrap_or_default();
            chunk = &joined;
            if let Some(encoding) = utf16(chunk) {
                let mut decoder = Decoder::new();
                decoder.choose(encoding);
                self.decoder = Some(decoder);
                self.lines.measure(|line| Encoding::Utf16Le.length(line));
            }
        }
        match &mut self.decoder {
            None => self.line_ends(chunk, is_end, host, each),
            Some(decoder) => {
                let mut decoded = Vec::new();
                decoder.decode(chunk, is_end, &mut decoded);
                self.lines.begin(decoder.mark() as u64);
                self.line_ends(&decoded, is_end, host, each);
            }
        }
    }

    /// Hands a chunk to the reader of lines. Until a line feed is seen, carriage returns are line ends too.
    fn line_ends(&mut self, chunk: &[u8], is_end: bool, host: &Host, each: &mut dyn FnMut(Place, Outcome<'_>)) {
        if self.has_line_feeds {
            return self.lines.feed(chunk, host, each);
        }
        let mut text = core::mem::take(&mut self.held);
        text.extend_from_slice(chunk);
        self.has_line_feeds = text.contains(&b'\n');
        let first = text.iter().position(|b| *b == b'\n').unwrap_or(text.len());
        // The last byte may be half of a line end.
        if !is_end && !self.has_line_feeds && text.last() == Some(&b'\r') {
            self.held.extend(text.pop());
        }
        for at in 0..first.min(text.len()) {
            if text.get(at + 1) != Some(&b'\n')
                && let Some(byte @ b'\r') = text.get_mut(at)
            {
                *byte = b'\n';
            }
        }
        self.lines.feed(&text, host, each);
    }
}

/// True if a carriage return before the first line feed is a line end of its own.
fn has_bare_return(text: &[u8]) -> bool {
    let first = text.iter().position(|b| matches!(b, b'\r' | b'\n'));
    first.is_some_and(|at| !matches!(text.get(at..), Some([b'\n', ..] | [b'\r', b'\n', ..])))
}

/// The encoding of text whose first character is ASCII or a byte order mark, if it is UTF-16.
fn utf16(begin: &[u8]) -> Option<Encoding> {
    match begin {
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        [1..=255, 0, ..] => Some(Encoding::Utf16Le),
        [0, 1..=255, ..] => Some(Encoding::Utf16Be),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Form;
    use crate::field::Fecha;
    use crate::form::UpdateClientePublico;
    use std::string::String;
    use std::vec;

    #[test]
    fn lines_of_json_in_other_encodings() {
        let host = Host { today: Fecha::in_lima(0), nfc: |text| text.into() };
        let text = "{\"nombres\":\"Peña\"}\n[]\n{\"nombres\":\"😀 x\"}";
        let le = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let be = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let marked = ["\u{FEFF}", text].concat();
        let dos = [text, "\n\u{1A}\r\n\0"].concat();
        let mac = text.replace('\n', "\r");
        for file in
            [text.into(), marked.clone().into(), dos.into(), mac.into(), le(text), be(text), le(&marked), be(&marked)]
        {
            for chunk in [1, 2, 3, 1 << 20] {
                let mut records = Records::ndjson(UpdateClientePublico::TABLE);
                let mut found = vec![];
                let mut offset = 0;
                let mark = if file.starts_with(&[0xFF, 0xFE]) || file.starts_with(&[0xFE, 0xFF]) { 2 } else { 0 };
                let mut each = |place: Place, record: Outcome<'_>| {
                    assert_eq!(place.start, if offset == 0 { mark } else { offset });
                    offset = place.end;
                    let name = record.map(|checked| String::from(checked.text_at(0)));
                    found.push((place.line, name.map_err(|code| code.id())));
                };
                for chunk in file.chunks(chunk) {
                    records.feed(chunk, &host, &mut each);
                }
                records.finish(&host, &mut each);
                let expected = [(1, Ok("Peña".into())), (2, Err("json.not_object")), (3, Ok("😀 x".into()))];
                assert_eq!(found, expected, "{file:?}, {chunk}");
            }
        }
    }
}
