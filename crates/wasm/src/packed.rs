//! A JavaScript value as `npm/src/pack.js` writes it: words of 32 bits, little endian, each text behind the
//! word that tells its length, filled up to the next word.
//!
//! ```text
//! value  = kind + 8 × length, then what the kind says
//! kinds  = null · text, bytes · broken text · number, bytes · other · list, values · record, fields · twice
//! fields = (place of a row, value)*, (STRANGER, text)*, END
//! ```
//!
//! Lists and records are told apart only where the table has them; anywhere else they are of a wrong type,
//! which is `other`.

use alloc::borrow::Cow;
use ficha::form::Kind;
use ficha::read::MAX_RECORD;
use ficha::{Code, Raw, Slots, Table};

const NULL: u32 = 0;
const TEXT: u32 = 1;
const BROKEN_TEXT: u32 = 2;
const NUMBER: u32 = 3;
const LIST: u32 = 5;
const RECORD: u32 = 6;
const TWICE: u32 = 7;

const END: u32 = u32::MAX;
const STRANGER: u32 = u32::MAX - 1;

/// Reads a record; bytes that `pack.js` does not write give some other record.
///
/// # Errors
/// [`Code::JsonNotObject`] if the value is no record; [`Code::JsonTooLong`] if there was too much to write.
pub(crate) fn record<'a>(bytes: &'a [u8], table: &'static Table) -> Result<Slots<'a>, Code> {
    let mut packed = Packed::of(bytes)?;
    match packed.word() {
        RECORD => Ok(packed.fields(table)),
        _ => Err(Code::JsonNotObject),
    }
}

/// Reads a value that stands alone.
///
/// # Errors
/// [`Code::JsonTooLong`] if there was too much to write.
pub(crate) fn value(bytes: &[u8]) -> Result<Raw<'_>, Code> {
    Packed::of(bytes).map(|mut packed| packed.value(None))
}

struct Packed<'a> {
    rest: &'a [u8],
}

impl<'a> Packed<'a> {
    /// Nothing at all stands for too much.
    fn of(rest: &'a [u8]) -> Result<Self, Code> {
        if rest.is_empty() { Err(Code::JsonTooLong { max: MAX_RECORD as u64 }) } else { Ok(Self { rest }) }
    }

    fn word(&mut self) -> u32 {
        let Some((word, rest)) = self.rest.split_first_chunk() else { return END };
        self.rest = rest;
        u32::from_le_bytes(*word)
    }

    fn text(&mut self, length: u32) -> &'a str {
        let length = length as usize;
        let text = self.rest.get(..length).unwrap_or_default();
        self.rest = self.rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        core::str::from_utf8(text).unwrap_or_default()
    }

    fn value(&mut self, items: Option<&'static Table>) -> Raw<'a> {
        let word = self.word();
        let length = word >> 3;
        match (word & 7, items) {
            (NULL, _) => Raw::Null,
            (TEXT, _) => Raw::Text(Cow::Borrowed(self.text(length))),
            (BROKEN_TEXT, _) => Raw::BrokenText,
            (TWICE, _) => Raw::Twice,
            (NUMBER, _) => Raw::Number(Cow::Borrowed(self.text(length))),
            (LIST, Some(table)) => Raw::List((0..length).map(|_| self.item(table)).collect()),
            _ => Raw::Bool,
        }
    }

    fn item(&mut self, table: &'static Table) -> Raw<'a> {
        let mut ahead = Self { rest: self.rest };
        if ahead.word() != RECORD {
            return self.value(None);
        }
        self.rest = ahead.rest;
        Raw::Object(self.fields(table))
    }

    fn fields(&mut self, table: &'static Table) -> Slots<'a> {
        let mut slots = Slots::of(table);
        loop {
            match self.word() {
                END => return slots,
                STRANGER => {
                    let length = self.word() >> 3;
                    slots.note_stranger(self.text(length));
                }
                place => {
                    let place = place as usize;
                    let items = table.rows.get(place).and_then(|row| match row.kind {
                        Kind::Many { item, .. } => Some(item),
                        Kind::One { .. } => None,
                    });
                    let value = self.value(items);
                    slots.set(place, value);
                }
            }
        }
    }
}
