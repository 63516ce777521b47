//! Strict JSON (RFC 8259) straight into the rows of a table, without a tree in between.
//!
//! Stricter than the RFC where a customer's record would suffer: a key may stand once in an object
//! (I-JSON, RFC 7493), there is no byte order mark, nesting is bounded. Numbers keep their text, so
//! `1.0` and 2^53 + 1 are seen as what they are.

use crate::Code;
use crate::form::{Kind, Table};
use crate::raw::{Raw, Slots};
use alloc::borrow::Cow;
use alloc::collections::BinaryHeap;
use alloc::string::String;
use alloc::vec::Vec;

/// Objects and arrays may lie this deep in one another.
pub const MAX_DEPTH: usize = 16;

/// Reads one object into the rows of `table`.
///
/// # Errors
/// A `json.*` code for the first thing that is not as it must be.
pub fn json<'a>(bytes: &'a [u8], table: &'static Table) -> Result<Slots<'a>, Code> {
    let mut reader = Reader::of(bytes)?;
    if reader.peek() != Some(b'{') {
        reader.skip(0)?;
        reader.end()?;
        return Err(Code::JsonNotObject);
    }
    let slots = reader.record(table, 0)?;
    reader.end()?;
    Ok(slots)
}

/// Reads one value by itself; of a list or an object only that it is one.
///
/// # Errors
/// A `json.*` code for the first thing that is not as it must be.
pub fn json_value(bytes: &[u8]) -> Result<Raw<'_>, Code> {
    let mut reader = Reader::of(bytes)?;
    let value = reader.value(0)?;
    reader.end()?;
    Ok(value)
}

/// A string of JSON.
enum Quoted<'a> {
    Text(Cow<'a, str>),
    /// It has half of a surrogate pair. The text tells such strings apart and is not shown.
    Broken(String),
}

impl<'a> Quoted<'a> {
    fn into_text(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            Self::Broken(text) => Cow::Owned(text),
        }
    }
}

/// The text and how far it is read. Every step either takes what it names or fails.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// At the first byte that is not white space.
    fn of(bytes: &'a [u8]) -> Result<Self, Code> {
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            return Err(Code::JsonBom);
        }
        let text = core::str::from_utf8(bytes).map_err(|_| Code::JsonUtf8)?;
        let mut reader = Self { text, at: 0 };
        reader.white_space();
        Ok(reader)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes `expected` if it is next.
    fn take(&mut self, expected: u8) -> bool {
        let is_next = self.peek() == Some(expected);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, expected: u8) -> Result<(), Code> {
        if self.take(expected) { Ok(()) } else { Err(Code::JsonSyntax) }
    }

    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn end(&mut self) -> Result<(), Code> {
        self.white_space();
        if self.at == self.text.len() { Ok(()) } else { Err(Code::JsonSyntax) }
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Takes what lies between brackets, item by item, with the commas.
    fn items(
        &mut self,
        (open, close): (u8, u8),
        depth: usize,
        mut item: impl FnMut(&mut Self) -> Result<(), Code>,
    ) -> Result<(), Code> {
        if depth == MAX_DEPTH {
            return Err(Code::JsonDepth { max: MAX_DEPTH as u64 });
        }
        self.expect(open)?;
        self.white_space();
        if self.take(close) {
            return Ok(());
        }
        loop {
            self.white_space();
            item(self)?;
            self.white_space();
            if self.take(close) {
                return Ok(());
            }
            self.expect(b',')?;
        }
    }

    fn key(&mut self) -> Result<Cow<'a, str>, Code> {
        let key = self.string()?.into_text();
        self.white_space();
        self.expect(b':')?;
        self.white_space();
        Ok(key)
    }

    /// An object whose members are the rows of a table.
    fn record(&mut self, table: &'static Table, depth: usize) -> Result<Slots<'a>, Code> {
        let mut slots = Slots::of(table);
        let mut strangers = Vec::new();
        let mut hint = 0;
        self.items((b'{', b'}'), depth, |reader| {
            let key = reader.key()?;
            let Some((place, row)) = table.find(&key, hint) else {
                slots.note_stranger(&key);
                strangers.push(key);
                return reader.skip(depth + 1);
            };
            hint = place + 1;
            let value = match row.kind {
                Kind::One { .. } => reader.value(depth + 1)?,
                Kind::Many { item, max, .. } => reader.list(item, max, depth + 1)?,
            };
            if slots.set(place, value) { Ok(()) } else { Err(Code::JsonDuplicateKey) }
        })?;
        refuse_duplicates(strangers)?;
        Ok(slots)
    }

    /// A list of records; one item more than allowed is kept as the proof that there are too many.
    fn list(&mut self, table: &'static Table, max: usize, depth: usize) -> Result<Raw<'a>, Code> {
        if self.peek() != Some(b'[') {
            return self.value(depth);
        }
        let mut items = Vec::new();
        self.items((b'[', b']'), depth, |reader| {
            if items.len() > max {
                return reader.skip(depth + 1);
            }
            items.push(match reader.peek() {
                Some(b'{') => Raw::Object(reader.record(table, depth + 1)?),
                _ => reader.value(depth + 1)?,
            });
            Ok(())
        })?;
        Ok(Raw::List(items))
    }

    /// One value; of a list or an object only that it is one.
    fn value(&mut self, depth: usize) -> Result<Raw<'a>, Code> {
        match self.peek() {
            Some(b'"') => Ok(match self.string()? {
                Quoted::Text(text) => Raw::Text(text),
                Quoted::Broken(_) => Raw::BrokenText,
            }),
            Some(b'-' | b'0'..=b'9') => self.number().map(|number| Raw::Number(Cow::Borrowed(number))),
            Some(b'[') => self.skip_list(depth).map(|()| Raw::List(Vec::new())),
            Some(b'{') => self.skip_object(depth).map(|()| Raw::Object(Slots::default())),
            Some(b'n') => self.word("null").map(|()| Raw::Null),
            Some(b't') => self.word("true").map(|()| Raw::Bool),
            _ => self.word("false").map(|()| Raw::Bool),
        }
    }

    fn skip(&mut self, depth: usize) -> Result<(), Code> {
        self.value(depth).map(drop)
    }

    fn skip_list(&mut self, depth: usize) -> Result<(), Code> {
        self.items((b'[', b']'), depth, |reader| reader.skip(depth + 1))
    }

    fn skip_object(&mut self, depth: usize) -> Result<(), Code> {
        let mut keys = Vec::new();
        self.items((b'{', b'}'), depth, |reader| {
            keys.push(reader.key()?);
            reader.skip(depth + 1)
        })?;
        refuse_duplicates(keys)
    }

    fn word(&mut self, word: &str) -> Result<(), Code> {
        word.bytes().try_for_each(|b| self.expect(b))
    }

    /// `-? (0 | [1-9][0-9]*) (\. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    fn number(&mut self) -> Result<&'a str, Code> {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Ok(self.since(start))
    }

    /// At least one digit.
    fn digits(&mut self) -> Result<(), Code> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(Code::JsonSyntax) }
    }

    fn string(&mut self) -> Result<Quoted<'a>, Code> {
        self.expect(b'"')?;
        let plain = self.plain_text();
        if self.take(b'"') {
            return Ok(Quoted::Text(Cow::Borrowed(plain)));
        }
        let mut text = String::from(plain);
        let mut is_broken = false;
        while !self.take(b'"') {
            self.expect(b'\\')?;
            is_broken |= !self.escape(&mut text)?;
            text.push_str(self.plain_text());
        }
        Ok(if is_broken { Quoted::Broken(text) } else { Quoted::Text(Cow::Owned(text)) })
    }

    /// Up to the next quote, backslash or control character.
    fn plain_text(&mut self) -> &'a str {
        let start = self.at;
        while matches!(self.peek(), Some(b) if b >= 0x20 && b != b'"' && b != b'\\') {
            self.at += 1;
        }
        self.since(start)
    }

    /// What follows a backslash; `false` if it is half of a surrogate pair.
    fn escape(&mut self, text: &mut String) -> Result<bool, Code> {
        let escaped = self.peek().ok_or(Code::JsonSyntax)?;
        self.at += 1;
        text.push(match escaped {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(text),
            _ => return Err(Code::JsonSyntax),
        });
        Ok(true)
    }

    fn unicode_escape(&mut self, text: &mut String) -> Result<bool, Code> {
        let first = self.hex4()?;
        if let Some(c) = char::from_u32(first) {
            text.push(c);
            return Ok(true);
        }
        let after_first = self.at;
        if first < 0xDC00 && self.take(b'\\') && self.take(b'u') {
            let second = self.hex4()?;
            if (0xDC00..0xE000).contains(&second) {
                let joined = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                text.extend(char::from_u32(joined));
                return Ok(true);
            }
        }
        self.at = after_first;
        // Two private characters stand for the half, so that different broken keys stay different.
        text.extend(['\u{10F7FF}', char::from_u32(first + 0x10_2000).unwrap_or_default()]);
        Ok(false)
    }

    fn hex4(&mut self) -> Result<u32, Code> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4).ok_or(Code::JsonSyntax)?;
        self.at += 4;
        digits.iter().try_fold(0, |sum, digit| {
            char::from(*digit).to_digit(16).map(|value| sum * 16 + value).ok_or(Code::JsonSyntax)
        })
    }
}

/// Sorting keeps this quick for an object of ten thousand odd keys too.
fn refuse_duplicates(keys: Vec<Cow<'_, str>>) -> Result<(), Code> {
    if keys.len() < 2 {
        return Ok(());
    }
    let sorted = BinaryHeap::from(keys).into_sorted_vec();
    let has_twins = sorted.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
    if has_twins { Err(Code::JsonDuplicateKey) } else { Ok(()) }
}
