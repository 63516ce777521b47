//! Proves single values.

use super::address::address;
use super::byte;
use crate::check::Stored;
use crate::field::{Number, Pattern, is_day, is_district};

/// True for visible ASCII that needs no escape in JSON.
static SEEN: [bool; 256] = {
    let mut seen = [false; 256];
    let mut left = seen.as_mut_slice();
    let mut byte = 0;
    while let ([first, rest @ ..], 0..0x7F) = (left, byte) {
        *first = byte > b' ' && byte != b'"' && byte != b'\\';
        left = rest;
        byte += 1;
    }
    seen
};

/// What a value may look like where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// The byte that ends a text.
    pub(super) end: u8,
    /// Today, as `YYYYMMDD`.
    pub(super) today: u32,
    /// True if integers are written as text, where the code of a district may have a zero in front.
    pub(super) is_cell: bool,
}

/// Proves the value that begins at a position. Returns its end, which the caller must find to be the end of the value too.
///
/// The compiler knows the pattern, so only the code for that pattern remains.
#[inline(always)]
pub(super) fn value(pattern: Pattern, bytes: &[u8], at: usize, place: Place) -> Option<(usize, Stored)> {
    let end = match pattern {
        Pattern::Integer { min, max } => {
            let (end, value) = integer(bytes, at)?;
            return (min <= value && value <= max).then_some((end, Stored::Integer(value)));
        }
        Pattern::District => return district(bytes, at, place.is_cell),
        Pattern::Numbers(kinds) => number(kinds, bytes, at)?,
        Pattern::Line { min, max } => line(bytes, at, place.end, min, max)?,
        Pattern::Exact { min, max } => exact(bytes, at, place.end, min, max)?,
        Pattern::Address(limits) => address(limits, bytes, at, place.end)?,
        Pattern::Day { from } => day(bytes, at, from, place.today)?,
        Pattern::Words(words) => {
            let rest = bytes.get(at..)?;
            at + words.iter().find(|word| rest.starts_with(word.as_bytes()))?.len()
        }
    };
    Some((end, Stored::Sent(at, end - at)))
}

/// The value of an ASCII digit; 10 or more for any other byte.
const fn digit(byte: u8) -> u8 {
    byte.wrapping_sub(b'0')
}

/// An integer of at most 16 digits without a zero in front.
fn integer(bytes: &[u8], start: usize) -> Option<(usize, u64)> {
    let (mut length, mut value) = (0, 0u64);
    let rest = bytes.get(start..)?;
    for b in rest {
        let digit = digit(*b);
        if digit > 9 || length > 16 {
            break;
        }
        length += 1;
        value = value * 10 + u64::from(digit);
    }
    let is_zero = rest.first() == Some(&b'0');
    (matches!(length, 1..=16) && (!is_zero || length == 1)).then_some((start + length, value))
}

fn district(bytes: &[u8], at: usize, is_cell: bool) -> Option<(usize, Stored)> {
    let is_padded = is_cell && byte(bytes, at) == b'0';
    let (end, code) = integer(bytes, at + usize::from(is_padded))?;
    let is_good = is_district(i64::try_from(code).ok()?) && (!is_padded || end == at + 6);
    is_good.then_some((end, Stored::Integer(code)))
}

/// A number of one of these kinds.
#[inline(always)]
fn number(kinds: &[Number], bytes: &[u8], start: usize) -> Option<usize> {
    let rest = bytes.get(start..)?;
    let sign = usize::from(rest.first() == Some(&b'+'));
    let length = sign + rest.iter().skip(sign).take_while(|b| digit(**b) < 10).count();
    let number = rest.get(..length)?;
    for Number { prefixes, min, max, weights } in kinds {
        for prefix in *prefixes {
            let digits = length.wrapping_sub(prefix.len());
            if *min <= digits && digits <= *max && begins(number, prefix.as_bytes(), sign) {
                return (weights.is_empty() || is_checked(number, weights)).then_some(start + length);
            }
        }
    }
    None
}

/// True if a number, with or without a sign, begins with a prefix. Prefixes are too short for a call.
#[inline(always)]
fn begins(number: &[u8], prefix: &[u8], sign: usize) -> bool {
    let has_sign = usize::from(prefix.first() == Some(&b'+')) == sign;
    has_sign && number.iter().zip(prefix).all(|(a, b)| a == b)
}

/// True if the last digit follows from the others.
fn is_checked(number: &[u8], weights: &[u32]) -> bool {
    let sum: u32 = number.iter().zip(weights).map(|(b, weight)| u32::from(digit(*b)) * weight).sum();
    number.last().is_some_and(|last| u32::from(digit(*last)) == (11 - sum % 11) % 10)
}

/// Text of one line.
fn line(bytes: &[u8], start: usize, end: u8, min: usize, max: usize) -> Option<usize> {
    let (mut at, mut twos, mut last) = (start, 0, b' ');
    let mut rest = bytes.get(start..)?.iter();
    while let Some(&b) = rest.next() {
        if b == end {
            break;
        }
        if !SEEN.get(usize::from(b)).is_some_and(|seen| *seen) {
            match b {
                b' ' if last != b' ' => {}
                // A letter from U+00C0 to U+02FF has two bytes.
                0xC3..=0xCB if matches!(rest.as_slice().first(), Some(0x80..=0xBF)) => {
                    rest.next();
                    (at, twos) = (at + 1, twos + 1);
                }
                _ => break,
            }
        }
        (at, last) = (at + 1, b);
    }
    let length = at - start - twos;
    (min <= length && length <= max && last != b' ').then_some(at)
}

/// Text in which spaces may stand anywhere.
fn exact(bytes: &[u8], start: usize, end: u8, min: usize, max: usize) -> Option<usize> {
    let (mut at, mut twos, mut spaces) = (start, 0, 0);
    let mut rest = bytes.get(start..)?.iter();
    while let Some(&b) = rest.next() {
        if b == end {
            break;
        }
        if !SEEN.get(usize::from(b)).is_some_and(|seen| *seen) {
            match b {
                b' ' => spaces += 1,
                0xC3..=0xCB if matches!(rest.as_slice().first(), Some(0x80..=0xBF)) => {
                    rest.next();
                    (at, twos) = (at + 1, twos + 1);
                }
                _ => break,
            }
        }
        at += 1;
    }
    let length = at - start - twos;
    (min <= length && length <= max && spaces < length).then_some(at)
}

/// A day of the calendar.
fn day(bytes: &[u8], start: usize, from: u32, today: u32) -> Option<usize> {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = bytes.get(start..)?.first_chunk()? else { return None };
    let mut packed = 0;
    for digit in [a, b, c, d, e, f, g, h].map(digit) {
        if digit > 9 {
            return None;
        }
        packed = packed * 10 + u32::from(digit);
    }
    let (year, month, day) = (packed / 10_000, packed / 100 % 100, packed % 100);
    (from <= year && packed <= today && is_day(year, month, day)).then_some(start + 10)
}
