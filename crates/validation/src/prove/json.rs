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
    let prover = table.prover.as_ref()?;
    let place = Place { end: b'"', today: today.packed(), is_cell: false };
    let mut json = Json { bytes, place, values: Vec::with_capacity(table.rows.len()) };
    let end = (prover.json)(&mut json, 0)?;
    let sent = bytes.get(..end)?;
    let is_good = end <= MAX_RECORD && is_quiet(table, sent, &json.values);
    is_good.then(|| (Checked::proven(table, sent, json.values), end))
}

/// A record that is being proven. The functions of a form call its methods for one row after the other; each takes the
/// position where a member may stand and returns the position of the next one.
#[derive(Debug)]
pub struct Json<'a> {
    bytes: &'a [u8],
    place: Place,
    values: Vec<Stored>,
}

impl Json<'_> {
    /// Begins a record of so many rows. Returns the position of its first member, and the slot of its first row.
    pub(crate) fn open(&mut self, at: usize, rows: usize) -> Option<(usize, usize)> {
        let first = self.values.len();
        self.values.resize(first + rows, Stored::Keep);
        (byte(self.bytes, at) == b'{').then_some((at + 1, first))
    }

    /// Ends a record; returns the position behind it.
    pub(crate) fn close(&self, at: usize) -> Option<usize> {
        (byte(self.bytes, at) == b'}').then_some(at + 1)
    }

    /// Proves a member with one value; `key` is its key in JSON with the colon.
    #[inline(always)]
    pub(crate) fn one<const N: usize>(
        &mut self,
        at: usize,
        slot: usize,
        key: &[u8; N],
        presence: Presence,
        pattern: Pattern,
    ) -> Option<usize> {
        let (end, stored) = match self.key(at, key) {
            Some(start) => {
                let (end, stored) = self.value(start, presence, pattern)?;
                (self.next(end, b'"', b'}')?, stored)
            }
            None => (at, absent(presence)?),
        };
        *self.values.get_mut(slot)? = stored;
        Some(end)
    }

    /// Proves a member with a list of records.
    pub(crate) fn many<F: Form, const N: usize>(
        &mut self,
        at: usize,
        slot: usize,
        key: &[u8; N],
        min: usize,
        max: usize,
    ) -> Option<usize> {
        let start = self.key(at, key)?;
        if byte(self.bytes, start) != b'[' {
            return None;
        }
        let first = self.values.len();
        let (mut end, mut count) = (start + 1, 0);
        while byte(self.bytes, end) == b'{' && count < max {
            end = F::prove(self, end)?;
            end = self.next(end, b'{', b']')?;
            count += 1;
        }
        *self.values.get_mut(slot)? = Stored::Items(first, count);
        if byte(self.bytes, end) == b']' && min <= count { self.next(end + 1, b'"', b'}') } else { None }
    }

    /// The position behind a byte and at most one space.
    #[inline(always)]
    fn behind(&self, at: usize) -> usize {
        at + 1 + usize::from(byte(self.bytes, at + 1) == b' ')
    }

    /// The position of the value, if this key stands here.
    #[inline(always)]
    fn key<const N: usize>(&self, at: usize, key: &[u8; N]) -> Option<usize> {
        let here = self.bytes.get(at..)?.first_chunk::<N>()?;
        is_same(here, key).then(|| self.behind(at + N - 1))
    }

    /// The position of what follows a member or an item: the next one, which begins with `first`, or the closing bracket.
    #[inline(always)]
    fn next(&self, at: usize, first: u8, close: u8) -> Option<usize> {
        match byte(self.bytes, at) {
            b',' => Some(self.behind(at)).filter(|next| byte(self.bytes, *next) == first),
            b => (b == close).then_some(at),
        }
    }

    #[inline(always)]
    fn value(&self, at: usize, presence: Presence, pattern: Pattern) -> Option<(usize, Stored)> {
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
