//! Reads a JavaScript value as `npm/src/pack.js` writes it: slots of three 32-bit words, and all texts concatenated as
//! UTF-8. The start and the length of a text are in UTF-16 units, as JavaScript counts them.
//!
//! ```text
//! value   = a slot: kind + 16 × length, where, more
//! kinds   = absent · null · text, where it begins · broken text · fraction · integer, its halves · other ·
//!           list, the slot of its first item · record · twice
//! record  = a slot of this kind, the slots of its rows, strangers
//! strangers = list, the slot of the first; each is the text of its name
//! ```
//!
//! `strangers` are the names of unknown fields. Lists and records have kinds of their own only where the table has
//! them; anywhere else they are of a wrong type, `other`.

use crate::memory;
use crate::wire::{
    SLOT_ABSENT, SLOT_BROKEN_TEXT, SLOT_FRACTION, SLOT_INTEGER, SLOT_LIST, SLOT_NULL, SLOT_RECORD, SLOT_TEXT,
    SLOT_TOO_LONG, SLOT_TWICE,
};
use ficha::reader::MAX_RECORD;
use ficha::reader::{Check, Checked, Raw, Record, Slot, Text};
use ficha::table::Table;
use ficha::{Code, Host};

/// Reads and checks a record, or a value if the table is that of a field alone. Words that `pack.js` would not write
/// give some other record.
///
/// # Errors
/// [`Code::JsonNotObject`] if the value is not a record; [`Code::JsonTooLong`] if it was too long to be written.
pub(crate) fn packed<'a>(
    words: &'a [u32],
    texts: &'a [u8],
    table: &'static Table,
    host: &Host,
) -> Result<Checked<'a>, Code> {
    let texts = Texts::new(memory::text(texts));
    let mut packed = Packed { slots: words.as_chunks().0, check: Check::new(table, texts.all, host), texts };
    let form = packed.check.record();
    match (packed.kind(0), form.slot(0)) {
        (SLOT_TOO_LONG, _) => return Err(Code::JsonTooLong { max: MAX_RECORD as u64 }),
        (_, Some(slot)) if table.is_alone() => packed.value(0, slot),
        (SLOT_RECORD, _) => packed.record(0, form),
        _ => return Err(Code::JsonNotObject),
    }
    Ok(packed.check.finish())
}

struct Packed<'a> {
    slots: &'a [[u32; 3]],
    texts: Texts<'a>,
    check: Check<'a>,
}

impl<'a> Packed<'a> {
    fn slot(&self, at: usize) -> [u32; 3] {
        self.slots.get(at).copied().unwrap_or_default()
    }

    fn kind(&self, at: usize) -> u32 {
        let [head, ..] = self.slot(at);
        head & 15
    }

    fn record(&mut self, at: usize, record: Record) {
        let mut next = at + 1;
        for slot in record.slots() {
            self.value(next, slot);
            next += 1;
        }
        let [head, first, _] = self.slot(next);
        for stranger in first..first + (head >> 4) {
            let [head, start, _] = self.slot(stranger as usize);
            match self.texts.text(start, head >> 4) {
                Some(Raw::Text(name)) => self.check.stranger(record, name.as_str()),
                _ => self.check.stranger(record, ""),
            }
        }
    }

    fn value(&mut self, at: usize, slot: Slot) {
        let [head, low, high] = self.slot(at);
        let raw = match head & 15 {
            SLOT_ABSENT => return,
            SLOT_NULL => Raw::Null,
            SLOT_TEXT => self.texts.text(low, head >> 4).unwrap_or(Raw::BrokenText),
            SLOT_BROKEN_TEXT => Raw::BrokenText,
            SLOT_FRACTION => Raw::Fraction,
            SLOT_INTEGER => Raw::Integer(i64::from(low) | i64::from(high) << 32),
            SLOT_TWICE => {
                self.check.put(slot, Raw::Null);
                Raw::Null
            }
            SLOT_LIST => return self.list(head >> 4, low as usize, slot),
            _ => Raw::Other,
        };
        self.check.put(slot, raw);
    }

    fn list(&mut self, count: u32, first: usize, slot: Slot) {
        let Some(list) = self.check.list(slot) else { return };
        let mut at = first;
        for _ in 0..count {
            let Some(item) = self.check.item(list) else { continue };
            if self.kind(at) == SLOT_RECORD {
                self.record(at, item);
            } else {
                self.check.no_record(item);
            }
            // An item has its own slot, the slots of its rows and one slot for its unknown fields.
            at += item.slots().len() + 2;
        }
        self.check.end_list(slot, list);
    }
}

/// The concatenated texts, and a place in them, in bytes and in UTF-16 units.
struct Texts<'a> {
    all: &'a str,
    byte: usize,
    unit: usize,
}

impl<'a> Texts<'a> {
    const fn new(all: &'a str) -> Self {
        Self { all, byte: 0, unit: 0 }
    }

    /// Reads a text; `None` if it begins or ends inside a surrogate pair that it shares with its neighbour.
    fn text(&mut self, start: u32, length: u32) -> Option<Raw<'a>> {
        let (start, end) = (start as usize, start as usize + length as usize);
        let first = self.byte_of(start)?;
        // In ASCII a unit is a byte. If this range cuts a character in two, the text is not ASCII.
        let text = self.all.get(first..first + length as usize).map(Text::of);
        if let Some(text) = text.filter(|text| text.is_ascii()) {
            (self.byte, self.unit) = (first + length as usize, end);
            return Some(Raw::Text(text));
        }
        let last = self.byte_of(end)?;
        self.all.get(first..last).map(Raw::from)
    }

    /// Goes to a UTF-16 unit and returns its byte. Texts are read in the order in which they lie, or nearly so.
    fn byte_of(&mut self, unit: usize) -> Option<usize> {
        if unit < self.unit {
            (self.byte, self.unit) = (0, 0);
        }
        while self.unit < unit {
            let (bytes, units) = match self.all.as_bytes().get(self.byte)? {
                ..0x80 => (1, 1),
                ..0xE0 => (2, 1),
                ..0xF0 => (3, 1),
                _ => (4, 2),
            };
            self.byte += bytes;
            self.unit += units;
        }
        (self.unit == unit).then_some(self.byte)
    }
}
