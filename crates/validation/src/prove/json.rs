//! Proves records as JSON. A key has at most one space behind its colon, and a comma at most one behind it, as
//! `JSON.stringify` of JavaScript and `json.dumps` of Python write them.

use super::value::{Place, value};
use super::{absent, byte, is_quiet};
use crate::Form;
use crate::check::Stored;
use crate::checked::Checked;
use crate::field::{Fecha, Pattern};
use crate::reader::MAX_RECORD;
use crate::table::{Presence, Table};
use alloc::vec::Vec;

/// Proves the object that begins the bytes. Returns the record and the number of its bytes.
pub(crate) fn json<'a>(bytes: &'a [u8], table: &'static Table, today: Fecha) -> Option<(Checked<'a>, usize)> {
    let (values, end) = values(bytes, table, today)?;
    let sent = bytes.get(..end)?;
    is_quiet(table, sent, &values).then(|| (Checked::proven(table, sent, values), end))
}

/// Proves the object that begins the bytes, which may have something to warn of. Returns the number of its bytes.
pub(crate) fn json_end(bytes: &[u8], table: &'static Table, today: Fecha) -> Option<usize> {
    values(bytes, table, today).map(|(_, end)| end)
}

#[inline(always)]
fn values(bytes: &[u8], table: &'static Table, today: Fecha) -> Option<(Vec<Stored>, usize)> {
    let prover = table.prover.as_ref()?;
    let json = Json { bytes, place: Place { end: b'"', today: today.packed(), is_cell: false } };
    let (mut values, mut items) = (Vec::with_capacity(table.rows.len()), Vec::new());
    let end = (prover.json)(json, 0, &mut values, &mut items)?;
    values.append(&mut items);
    (end <= MAX_RECORD).then_some((values, end))
}

/// The function that proves a record of a form which begins at a position. It appends the values of the form's rows to the
/// first list, and those of items to the second; it returns the record's end.
pub(crate) type Record = fn(Json<'_>, usize, &mut Vec<Stored>, &mut Vec<Stored>) -> Option<usize>;

/// The text of a record that is being proven. The function of a form calls its methods for one row after the other; each
/// takes the position where a member may stand, and returns the position of the next one and the member's value.
#[derive(Clone, Copy, Debug)]
pub struct Json<'a> {
    bytes: &'a [u8],
    place: Place,
}

impl Json<'_> {
    /// Begins a record; returns the position of its first member.
    #[inline(always)]
    pub(crate) fn open(self, at: usize) -> Option<usize> {
        (byte(self.bytes, at) == b'{').then_some(at + 1)
    }

    /// Ends a record; returns the position behind it.
    #[inline(always)]
    pub(crate) fn close(self, at: usize) -> Option<usize> {
        (byte(self.bytes, at) == b'}').then_some(at + 1)
    }

    /// Proves a member with one value; `key` is its key in JSON with the colon.
    #[inline(always)]
    pub(crate) fn one<const N: usize>(
        self,
        at: usize,
        key: &[u8; N],
        presence: Presence,
        pattern: Pattern,
    ) -> Option<(usize, Stored)> {
        match self.key(at, key) {
            Some(start) => {
                let (end, stored) = self.value(start, presence, pattern)?;
                Some((self.next(end, b'"', b'}')?, stored))
            }
            None => Some((at, absent(presence)?)),
        }
    }

    /// Proves a member with a list of records, which the values of `rows` rows precede.
    pub(crate) fn many<F: Form, const N: usize>(
        self,
        at: usize,
        key: &[u8; N],
        (min, max): (usize, usize),
        rows: usize,
        items: &mut Vec<Stored>,
    ) -> Option<(usize, Stored)> {
        let start = self.key(at, key)?;
        if byte(self.bytes, start) != b'[' {
            return None;
        }
        let first = rows + items.len();
        let (mut end, mut count) = (start + 1, 0);
        while byte(self.bytes, end) == b'{' && count < max {
            end = F::prove(self, end, items, &mut Vec::new())?;
            end = self.next(end, b'{', b']')?;
            count += 1;
        }
        if byte(self.bytes, end) != b']' || count < min {
            return None;
        }
        Some((self.next(end + 1, b'"', b'}')?, Stored::Items(first, count)))
    }

    /// The position behind a byte and at most one space.
    #[inline(always)]
    fn behind(self, at: usize) -> usize {
        at + 1 + usize::from(byte(self.bytes, at + 1) == b' ')
    }

    /// The position of the value, if this key stands here.
    #[inline(always)]
    fn key<const N: usize>(self, at: usize, key: &[u8; N]) -> Option<usize> {
        let here = self.bytes.get(at..)?.first_chunk::<N>()?;
        is_same(here, key).then(|| self.behind(at + N - 1))
    }

    /// The position of what follows a member or an item: the next one, which begins with `first`, or the closing bracket.
    #[inline(always)]
    fn next(self, at: usize, first: u8, close: u8) -> Option<usize> {
        match byte(self.bytes, at) {
            b',' => Some(self.behind(at)).filter(|next| byte(self.bytes, *next) == first),
            b => (b == close).then_some(at),
        }
    }

    #[inline(always)]
    fn value(self, at: usize, presence: Presence, pattern: Pattern) -> Option<(usize, Stored)> {
        match byte(self.bytes, at) {
            b'"' if matches!(presence, Presence::DefaultsToEmpty) && byte(self.bytes, at + 1) == b'"' => {
                Some((at + 2, Stored::Made(0, 0)))
            }
            b'"' if pattern.is_text() => {
                let (end, stored) = value(pattern, self.bytes, at + 1, self.place)?;
                (byte(self.bytes, end) == b'"').then_some((end + 1, stored))
            }
            b'0'..=b'9' if !pattern.is_text() => value(pattern, self.bytes, at, self.place),
            b'n' => {
                let stored = match presence {
                    Presence::Optional => Stored::Clear,
                    Presence::Secret => Stored::Keep,
                    _ => return None,
                };
                is_same(self.bytes.get(at..)?.first_chunk()?, b"null").then_some((at + 4, stored))
            }
            _ => None,
        }
    }
}

/// Compares eight bytes at a time, the last eight with an overlap; the compiler knows how many there are.
#[inline(always)]
fn is_same<const N: usize>(a: &[u8; N], b: &[u8; N]) -> bool {
    let mut different = 0;
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks().0) {
        different |= u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b);
    }
    match (a.last_chunk::<8>(), b.last_chunk::<8>(), a.first_chunk::<4>(), b.first_chunk::<4>()) {
        (Some(a), Some(b), ..) => different |= u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b),
        (_, _, Some(a), Some(b)) => different |= u64::from(u32::from_le_bytes(*a) ^ u32::from_le_bytes(*b)),
        _ => {}
    }
    if N < 8 {
        for (a, b) in a.iter().zip(b).skip(N & 4) {
            different |= u64::from(a ^ b);
        }
    }
    different == 0
}
