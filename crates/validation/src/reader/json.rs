//! Reads strict JSON (RFC 8259) straight into the rows of a table, without a tree in between.
//!
//! It is stricter than the RFC to protect a customer's record: a key occurs once in an object (I-JSON, RFC 7493), a
//! byte order mark is refused, nesting is bounded. Numbers never become floats, so 2^53 + 1 is read exactly and `1.0`
//! as a fraction.

use super::MAX_RECORD;
use crate::byte_classes::ByteClasses;
use crate::check::{Check, List, Record, Slot};
use crate::reader::{Checked, Raw, Text};
use crate::table::Table;
use crate::{Code, Host};
use alloc::borrow::Cow;
use alloc::collections::BinaryHeap;
use alloc::string::String;
use alloc::vec::Vec;

/// The maximum depth of nested objects and arrays.
pub const MAX_DEPTH: usize = 16;

/// Reads and checks a record: one object, or one value if the table is that of a field alone.
///
/// # Errors
/// A `json.*` code for the first error in the text.
///
/// ```
/// use ficha::{Form, Host, field::Fecha, form::UpdateClientePublico, reader};
/// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
/// let checked = reader::json(br#"{"email": "ana@example"}"#, UpdateClientePublico::TABLE, &host)?;
/// assert_eq!(checked.issues()[0].code.id(), "email.domain");
/// assert_eq!(reader::json(b"[]", UpdateClientePublico::TABLE, &host).unwrap_err().id(), "json.not_object");
/// # Ok::<(), ficha::Code>(())
/// ```
pub fn json<'a>(bytes: &'a [u8], table: &'static Table, host: &Host) -> Result<Checked<'a>, Code> {
    #[cfg(feature = "prove")]
    if let Some((checked, length)) = crate::prove::json(bytes, table, host.today)
        && length == bytes.len()
    {
        return Ok(checked);
    }
    judge(bytes, table, host)
}

/// True if [`json`] gives a record, or a value, that passes every rule. Quicker, because no record is made.
#[must_use]
pub fn is_json(bytes: &[u8], table: &'static Table, host: &Host) -> bool {
    #[cfg(feature = "prove")]
    if crate::prove::json_end(bytes, table, host.today) == Some(bytes.len()) {
        return true;
    }
    judge(bytes, table, host).is_ok_and(|checked| checked.issues.is_empty())
}

fn judge<'a>(bytes: &'a [u8], table: &'static Table, host: &Host) -> Result<Checked<'a>, Code> {
    if bytes.len() > MAX_RECORD {
        return Err(Code::JsonTooLong { max: MAX_RECORD as u64 });
    }
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        return Err(Code::JsonBom);
    }
    let text = core::str::from_utf8(bytes).map_err(|_| Code::JsonUtf8)?;
    let mut reader = Reader { text, bytes, flaw: None, check: Check::new(table, text, host) };
    let form = reader.check.record();
    let at = reader.white_space(0);
    let is_object = reader.is(at, b'{');
    let at = if table.is_alone() {
        reader.value(at, form.slot(0), 0)
    } else if is_object {
        reader.object(at, Some(form), 0)
    } else {
        reader.value(at, None, 0)
    };
    if reader.white_space(at) < bytes.len() {
        reader.fail(Flaw::Syntax);
    }
    match reader.flaw {
        Some(Flaw::Syntax) => Err(Code::JsonSyntax),
        Some(Flaw::DuplicateKey) => Err(Code::JsonDuplicateKey),
        Some(Flaw::Depth) => Err(Code::JsonDepth { max: MAX_DEPTH as u64 }),
        None if is_object || table.is_alone() => Ok(reader.check.finish()),
        None => Err(Code::JsonNotObject),
    }
}

/// The reason why a text is not read.
#[derive(Clone, Copy)]
enum Flaw {
    Syntax,
    DuplicateKey,
    Depth,
}

/// The text, and the state of reading it.
///
/// Every step takes the position where it begins and returns the position where it ends, so that the position stays in
/// a register. A step that does not find what it expects records the flaw and returns the end of the text, where no
/// step finds anything. So all loops end, and only [`json`] checks for a flaw.
struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    flaw: Option<Flaw>,
    check: Check<'a>,
}

impl<'a> Reader<'a> {
    /// Records the flaw, if it is the first.
    #[cold]
    fn fail(&mut self, flaw: Flaw) -> usize {
        self.flaw = self.flaw.or(Some(flaw));
        self.bytes.len()
    }

    /// The byte at a position; 0 after the end, which no step accepts.
    fn peek(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }

    fn is(&self, at: usize, expected: u8) -> bool {
        self.peek(at) == expected
    }

    fn expect(&mut self, at: usize, expected: u8) -> usize {
        if self.is(at, expected) { at + 1 } else { self.fail(Flaw::Syntax) }
    }

    #[inline]
    fn white_space(&self, at: usize) -> usize {
        // Usually there is none: every character that begins or ends something is greater than the space.
        if self.peek(at) > b' ' { at } else { self.skip(at) }
    }

    fn skip(&self, mut at: usize) -> usize {
        while matches!(self.peek(at), b' ' | b'\t' | b'\n' | b'\r') {
            at += 1;
        }
        at
    }

    fn between(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Reads an opening bracket; gives the position behind it, and true if an item follows.
    fn open(&mut self, at: usize, brackets: Brackets, depth: usize) -> (usize, bool) {
        if depth == MAX_DEPTH {
            return (self.fail(Flaw::Depth), false);
        }
        let at = self.white_space(at + 1);
        if self.is(at, brackets.1) { (at + 1, false) } else { (at, true) }
    }

    /// Reads what follows an item, a comma or a closing bracket; gives the position behind it, and true if an item
    /// follows.
    fn goes_on(&mut self, at: usize, brackets: Brackets) -> (usize, bool) {
        let at = self.white_space(at);
        match self.peek(at) {
            b',' => (self.white_space(at + 1), true),
            last if last == brackets.1 => (at + 1, false),
            _ => (self.fail(Flaw::Syntax), false),
        }
    }

    /// The position after a key, if the key is this name and has no escapes.
    fn key(&self, at: usize, name: &str) -> Option<usize> {
        let end = at + 1 + name.len();
        let key = self.bytes.get(at + 1..end)?;
        (self.is(at, b'"') && self.is(end, b'"') && is_same(key, name.as_bytes())).then_some(end + 1)
    }

    /// Reads an object into the rows of a record; without a record, only checks its syntax and keys.
    fn object(&mut self, at: usize, record: Option<Record>, depth: usize) -> usize {
        let mut others = Vec::new();
        let mut next = 0;
        let (mut at, mut is_open) = self.open(at, OBJECT, depth);
        while is_open {
            // The keys of a record usually come in the order of the table.
            let mut slot = record.and_then(|record| record.slot(next));
            match slot.and_then(|slot| self.key(at, slot.name())) {
                Some(after) => at = after,
                None => {
                    let (after, key) = self.string(at);
                    at = after;
                    let place = record.and_then(|record| record.find(&key.text));
                    slot = record.zip(place).and_then(|(record, place)| record.slot(place));
                    next = place.unwrap_or(next);
                    if slot.is_none() {
                        if let Some(record) = record {
                            self.check.stranger(record, &key.text);
                        }
                        others.push(key.text);
                    }
                }
            }
            next += usize::from(slot.is_some());
            at = self.white_space(at);
            at = self.expect(at, b':');
            at = self.white_space(at);
            at = self.value(at, slot, depth + 1);
            (at, is_open) = self.goes_on(at, OBJECT);
        }
        // Sorting keeps this quick even for an object of ten thousand unknown keys.
        let sorted = BinaryHeap::from(others).into_sorted_vec();
        if sorted.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
            return self.fail(Flaw::DuplicateKey);
        }
        at
    }

    /// Reads a list, of records if `list` is given, else of anything.
    fn items(&mut self, at: usize, list: Option<List>, depth: usize) -> usize {
        let (mut at, mut is_open) = self.open(at, LIST, depth);
        while is_open {
            let item = list.and_then(|list| self.check.item(list));
            if self.is(at, b'{') {
                at = self.object(at, item, depth + 1);
            } else {
                at = self.value(at, None, depth + 1);
                if let Some(item) = item {
                    self.check.no_record(item);
                }
            }
            (at, is_open) = self.goes_on(at, LIST);
        }
        at
    }

    /// Reads one value. The content of a list counts only if the row of the slot is a list; without a slot nothing
    /// counts.
    fn value(&mut self, at: usize, slot: Option<Slot>, depth: usize) -> usize {
        let (end, raw) = match self.peek(at) {
            b'"' => return self.text(at, slot),
            b'-' | b'0'..=b'9' => return self.number(at, slot),
            b'[' => match slot.and_then(|slot| Some((slot, self.check.list(slot)?))) {
                Some((slot, list)) => {
                    let end = self.items(at, Some(list), depth);
                    return if self.check.end_list(slot, list) { end } else { self.fail(Flaw::DuplicateKey) };
                }
                None => (self.items(at, None, depth), Raw::Other),
            },
            b'{' => (self.object(at, None, depth), Raw::Other),
            b'n' => (self.word(at, "null"), Raw::Null),
            b't' => (self.word(at, "true"), Raw::Other),
            _ => (self.word(at, "false"), Raw::Other),
        };
        self.put(end, slot, raw)
    }

    /// Reads a text.
    fn text(&mut self, at: usize, slot: Option<Slot>) -> usize {
        let (end, classes) = self.plain_text(at + 1);
        if self.is(end, b'"') {
            return self.put(end + 1, slot, Raw::Text(Text::scanned(self.between(at + 1, end), classes)));
        }
        let (end, string) = self.string(at);
        self.put(end, slot, if string.is_broken { Raw::BrokenText } else { Raw::from(string.text.as_ref()) })
    }

    /// Hands the value that ends here to the check.
    #[inline]
    fn put(&mut self, end: usize, slot: Option<Slot>, raw: Raw<'_>) -> usize {
        match slot {
            Some(slot) if !self.check.put(slot, raw) => self.fail(Flaw::DuplicateKey),
            _ => end,
        }
    }

    fn word(&mut self, at: usize, word: &str) -> usize {
        word.bytes().fold(at, |at, b| self.expect(at, b))
    }

    /// `-? (0 | [1-9][0-9]*) (\. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    fn number(&mut self, at: usize, slot: Option<Slot>) -> usize {
        let is_negative = self.is(at, b'-');
        let at = at + usize::from(is_negative);
        let (end, value) = if self.is(at, b'0') { (at + 1, 0) } else { self.digits(at) };
        if matches!(self.peek(end), b'.' | b'e' | b'E') || is_negative && value == 0 {
            let end = self.fraction(end);
            return self.put(end, slot, Raw::Fraction);
        }
        self.put(end, slot, Raw::Integer(if is_negative { -value } else { value }))
    }

    fn fraction(&mut self, mut at: usize) -> usize {
        if self.is(at, b'.') {
            (at, _) = self.digits(at + 1);
        }
        if matches!(self.peek(at), b'e' | b'E') {
            let is_signed = matches!(self.peek(at + 1), b'+' | b'-');
            (at, _) = self.digits(at + 1 + usize::from(is_signed));
        }
        at
    }

    /// Reads at least one digit; gives the end and the number.
    fn digits(&mut self, start: usize) -> (usize, i64) {
        let (mut at, mut value) = (start, 0);
        while let digit @ b'0'..=b'9' = self.peek(at) {
            // The value is above every range already, so its exact size does not matter.
            value = if value < 1 << 53 { value * 10 + i64::from(digit - b'0') } else { value };
            at += 1;
        }
        (if at == start { self.fail(Flaw::Syntax) } else { at }, value)
    }

    /// Reads a string; gives its end and its text.
    fn string(&mut self, at: usize) -> (usize, JsonString<'a>) {
        let start = self.expect(at, b'"');
        let (mut at, _) = self.plain_text(start);
        let plain = self.between(start, at);
        if self.is(at, b'"') {
            return (at + 1, JsonString { text: Cow::Borrowed(plain), is_broken: false });
        }
        let (mut text, mut is_broken) = (String::from(plain), false);
        while self.is(at, b'\\') {
            let (after, c, is_half) = self.escape(at + 1);
            (at, _) = self.plain_text(after);
            text.push(c);
            text.push_str(self.between(after, at));
            is_broken |= is_half;
        }
        (self.expect(at, b'"'), JsonString { text: Cow::Owned(text), is_broken })
    }

    /// Finds the next quote, backslash or control character; gives its position and the classes of bytes before it.
    #[inline]
    fn plain_text(&self, start: usize) -> (usize, ByteClasses) {
        let mut classes = ByteClasses::NONE;
        let mut at = start;
        while let Some(b) = self.bytes.get(at) {
            let kind = ByteClasses::of_byte(*b);
            if kind.intersects(ByteClasses::ESCAPED) {
                break;
            }
            classes = classes.union(kind);
            at += 1;
        }
        (at, classes)
    }

    /// Reads what follows a backslash; gives its end, the character, and true if it is half of a surrogate pair. A
    /// private-use character then stands for the half, so that different keys stay different.
    fn escape(&mut self, at: usize) -> (usize, char, bool) {
        let escaped = self.peek(at);
        let c = match escaped {
            b'"' | b'\\' | b'/' => char::from(escaped),
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(at + 1),
            _ => return (self.fail(Flaw::Syntax), ' ', false),
        };
        (at + 1, c, false)
    }

    fn unicode_escape(&mut self, at: usize) -> (usize, char, bool) {
        let (end, first) = self.hex4(at);
        if let 0xD800..0xDC00 = first
            && self.is(end, b'\\')
            && self.is(end + 1, b'u')
        {
            let (end, second) = self.hex4(end + 2);
            // Wraps around to a great number unless it is the second half of a pair.
            let low = second.wrapping_sub(0xDC00);
            if low < 0x400 {
                return (end, char::from_u32(0x10000 + ((first - 0xD800) << 10) + low).unwrap_or_default(), false);
            }
        }
        match char::from_u32(first) {
            Some(c) => (end, c, false),
            None => (end, char::from_u32(first + 0x10_2000).unwrap_or_default(), true),
        }
    }

    fn hex4(&mut self, at: usize) -> (usize, u32) {
        let digit = |b: &u8| char::from(*b).to_digit(16);
        let digits = self.bytes.get(at..at + 4).unwrap_or_default();
        match digits.iter().try_fold(0, |sum, b| Some(sum * 16 + digit(b)?)) {
            Some(value) if digits.len() == 4 => (at + 4, value),
            _ => (self.fail(Flaw::Syntax), 0),
        }
    }
}

/// The text of a string. If `is_broken`, it has half of a surrogate pair; then the text only serves to compare keys and
/// is not shown.
struct JsonString<'a> {
    text: Cow<'a, str>,
    is_broken: bool,
}

/// The opening and the closing bracket.
type Brackets = (u8, u8);
const OBJECT: Brackets = (b'{', b'}');
const LIST: Brackets = (b'[', b']');

/// True if two names of the same length are equal. Compares eight bytes at a time, because this takes most of the
/// reading time if the keys come in the order of the table.
fn is_same(a: &[u8], b: &[u8]) -> bool {
    let (Some(last_a), Some(last_b)) = (a.last_chunk::<8>(), b.last_chunk::<8>()) else {
        return a.iter().zip(b).all(|(a, b)| a == b);
    };
    let is_same = |(a, b): (&[u8; 8], &[u8; 8])| u64::from_ne_bytes(*a) == u64::from_ne_bytes(*b);
    is_same((last_a, last_b)) && a.as_chunks().0.iter().zip(b.as_chunks().0).all(is_same)
}
