//! Strict JSON (RFC 8259) straight into the rows of a table, without a tree in between.
//!
//! Stricter than the RFC where a customer's record would suffer: a key may stand once in an object
//! (I-JSON, RFC 7493), there is no byte order mark, nesting is bounded. Numbers keep their text, so
//! `1.0` and 2^53 + 1 are seen as what they are.

use super::MAX_RECORD;
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
    let is_object = reader.peek() == Some(b'{');
    if !is_object {
        reader.value(None, 0);
        reader.finish()?;
        return Err(Code::JsonNotObject);
    }
    let slots = reader.object(Some(table), 0);
    reader.finish()?;
    Ok(slots)
}

/// Reads one value by itself; of a list or an object only that it is one.
///
/// # Errors
/// A `json.*` code for the first thing that is not as it must be.
pub fn json_value(bytes: &[u8]) -> Result<Raw<'_>, Code> {
    let mut reader = Reader::of(bytes)?;
    let value = reader.value(None, 0);
    reader.finish()?;
    Ok(value)
}

/// Why a text is not read.
#[derive(Clone, Copy)]
enum Flaw {
    Syntax,
    DuplicateKey,
    Depth,
}

/// The text and how far it is read.
///
/// Every step takes what it names. One that cannot notes the flaw and goes to the end of the text, where
/// nothing is left to take; so all loops end, and only [`Reader::finish`] has to ask.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    flaw: Option<Flaw>,
}

impl<'a> Reader<'a> {
    /// At the first byte that is not white space.
    fn of(bytes: &'a [u8]) -> Result<Self, Code> {
        if bytes.len() > MAX_RECORD {
            return Err(Code::JsonTooLong { max: MAX_RECORD as u64 });
        }
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            return Err(Code::JsonBom);
        }
        let text = core::str::from_utf8(bytes).map_err(|_| Code::JsonUtf8)?;
        let mut reader = Self { text, at: 0, flaw: None };
        reader.white_space();
        Ok(reader)
    }

    /// That everything was read.
    fn finish(&mut self) -> Result<(), Code> {
        self.white_space();
        if self.at < self.text.len() {
            self.fail(Flaw::Syntax);
        }
        match self.flaw {
            None => Ok(()),
            Some(Flaw::Syntax) => Err(Code::JsonSyntax),
            Some(Flaw::DuplicateKey) => Err(Code::JsonDuplicateKey),
            Some(Flaw::Depth) => Err(Code::JsonDepth { max: MAX_DEPTH as u64 }),
        }
    }

    /// Notes the first flaw.
    fn fail(&mut self, flaw: Flaw) {
        self.flaw = self.flaw.or(Some(flaw));
        self.at = self.text.len();
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

    fn expect(&mut self, expected: u8) {
        if !self.take(expected) {
            self.fail(Flaw::Syntax);
        }
    }

    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Takes an opening bracket; whether an item follows, or else takes the closing one.
    fn open(&mut self, brackets: Brackets, depth: usize) -> bool {
        if depth == MAX_DEPTH {
            self.fail(Flaw::Depth);
        }
        self.expect(brackets.0);
        self.white_space();
        !self.take(brackets.1) && self.flaw.is_none()
    }

    /// After an item: takes the comma before another one, or the closing bracket.
    fn goes_on(&mut self, brackets: Brackets) -> bool {
        self.white_space();
        if self.take(brackets.1) {
            return false;
        }
        self.expect(b',');
        self.white_space();
        self.flaw.is_none()
    }

    /// Takes a key if it is this one, written plainly.
    fn take_key(&mut self, name: &str) -> bool {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let is_next =
            matches!(rest, [b'"', key @ ..] if key.starts_with(name.as_bytes()) && key.get(name.len()) == Some(&b'"'));
        if is_next {
            self.at += name.len() + 2;
        }
        is_next
    }

    /// An object whose members are the rows of a table; without one, only that it is an object.
    fn object(&mut self, table: Option<&'static Table>, depth: usize) -> Slots<'a> {
        let mut slots = table.map_or_else(Slots::default, Slots::of);
        let rows = table.map_or(&[][..], |table| table.rows);
        let mut others = Vec::new();
        let mut next = 0;
        let mut is_open = self.open(OBJECT, depth);
        while is_open {
            // Records usually come in the order of the table.
            let mut place = next;
            if !rows.get(next).is_some_and(|row| self.take_key(row.name)) {
                let (key, _) = self.string();
                place = rows.iter().position(|row| row.name == key).unwrap_or(usize::MAX);
                if place == usize::MAX {
                    slots.note_stranger(&key);
                    others.push(key);
                }
            }
            self.white_space();
            self.expect(b':');
            self.white_space();
            let row = rows.get(place);
            let value = self.value(row.map(|row| row.kind), depth + 1);
            if row.is_some() {
                next = place + 1;
                if !slots.set(place, value) {
                    self.fail(Flaw::DuplicateKey);
                }
            }
            is_open = self.goes_on(OBJECT);
        }
        // Sorting keeps this quick for an object of ten thousand odd keys too.
        let sorted = BinaryHeap::from(others).into_sorted_vec();
        if sorted.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            self.fail(Flaw::DuplicateKey);
        }
        slots
    }

    /// A list of records, of which one more than `max` is kept as the proof that there are too many.
    fn list(&mut self, table: Option<&'static Table>, max: usize, depth: usize) -> Vec<Raw<'a>> {
        let mut items = Vec::new();
        let mut is_open = self.open(LIST, depth);
        while is_open {
            let is_record = table.is_some() && self.peek() == Some(b'{');
            let item = if is_record { Raw::Object(self.object(table, depth + 1)) } else { self.value(None, depth + 1) };
            if items.len() <= max {
                items.push(item);
            }
            is_open = self.goes_on(LIST);
        }
        items
    }

    /// One value. What is inside of a list or an object counts only where a row says what it is.
    fn value(&mut self, kind: Option<Kind>, depth: usize) -> Raw<'a> {
        match self.peek() {
            Some(b'"') => match self.string() {
                (text, false) => Raw::Text(text),
                (_, true) => Raw::BrokenText,
            },
            Some(b'-' | b'0'..=b'9') => Raw::Number(Cow::Borrowed(self.number())),
            Some(b'[') => Raw::List(match kind {
                Some(Kind::Many { item, max, .. }) => self.list(Some(item), max, depth),
                _ => self.list(None, 0, depth),
            }),
            Some(b'{') => Raw::Object(self.object(None, depth)),
            Some(b'n') => {
                self.word("null");
                Raw::Null
            }
            first => {
                self.word(if first == Some(b't') { "true" } else { "false" });
                Raw::Bool
            }
        }
    }

    fn word(&mut self, word: &str) {
        for b in word.bytes() {
            self.expect(b);
        }
    }

    /// `-? (0 | [1-9][0-9]*) (\. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    fn number(&mut self) -> &'a str {
        let start = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits();
        }
        if self.take(b'.') {
            self.digits();
        }
        if self.take(b'e') || self.take(b'E') {
            let _sign = self.take(b'+') || self.take(b'-');
            self.digits();
        }
        self.since(start)
    }

    /// At least one digit.
    fn digits(&mut self) {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start {
            self.fail(Flaw::Syntax);
        }
    }

    /// A string, and whether it has half of a surrogate pair. The text of such a string tells it apart from
    /// others and is not shown.
    fn string(&mut self) -> (Cow<'a, str>, bool) {
        self.expect(b'"');
        let plain = self.plain_text();
        if self.take(b'"') {
            return (Cow::Borrowed(plain), false);
        }
        let mut text = String::from(plain);
        let mut is_broken = false;
        while self.take(b'\\') {
            let (c, is_half) = self.escape();
            text.push(c);
            is_broken |= is_half;
            text.push_str(self.plain_text());
        }
        self.expect(b'"');
        (Cow::Owned(text), is_broken)
    }

    /// Up to the next quote, backslash or control character.
    fn plain_text(&mut self) -> &'a str {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        self.at += rest.iter().take_while(|b| **b >= 0x20 && **b != b'"' && **b != b'\\').count();
        self.since(start)
    }

    /// What follows a backslash, and whether it is half of a surrogate pair; a private character then stands
    /// for it, so that different keys stay different.
    fn escape(&mut self) -> (char, bool) {
        let escaped = self.peek().unwrap_or_default();
        self.at += 1;
        let c = match escaped {
            b'"' | b'\\' | b'/' => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => {
                self.fail(Flaw::Syntax);
                ' '
            }
        };
        (c, false)
    }

    fn unicode_escape(&mut self) -> (char, bool) {
        let first = self.hex4();
        let after_first = self.at;
        let mut code = first;
        if (0xD800..0xDC00).contains(&first) && self.take(b'\\') && self.take(b'u') {
            // Wraps for anything but the other half.
            let low = self.hex4().wrapping_sub(0xDC00);
            if low < 0x400 {
                code = 0x10000 + ((first - 0xD800) << 10) + low;
            }
        }
        match char::from_u32(code) {
            Some(c) => (c, false),
            None => {
                if self.flaw.is_none() {
                    self.at = after_first;
                }
                (char::from_u32(first + 0x10_2000).unwrap_or_default(), true)
            }
        }
    }

    fn hex4(&mut self) -> u32 {
        let mut value = 0;
        for _ in 0..4 {
            match char::from(self.peek().unwrap_or_default()).to_digit(16) {
                Some(digit) => {
                    value = value * 16 + digit;
                    self.at += 1;
                }
                None => self.fail(Flaw::Syntax),
            }
        }
        value
    }
}

/// What opens and what closes.
type Brackets = (u8, u8);
const OBJECT: Brackets = (b'{', b'}');
const LIST: Brackets = (b'[', b']');
