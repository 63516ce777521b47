//! Proves single values.

use super::address::address;
use super::byte;
use super::classes::SEEN;
use crate::check::Stored;
use crate::field::{Number, Pattern, is_day, is_district};

/// The context of a value: the byte that ends it, and how it is written there.
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
    let (mut at, mut value) = (start, 0u64);
    loop {
        let digit = digit(byte(bytes, at));
        if digit > 9 {
            break;
        }
        // More digits overflow, and are too many anyway.
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
        at += 1;
    }
    let length = at - start;
    (length == 1 || length.wrapping_sub(2) < 15 && byte(bytes, start) != b'0').then_some((at, value))
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
    let digits = rest.get(sign..)?;
    let length = sign + digits.iter().position(|b| digit(*b) > 9).unwrap_or(digits.len());
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

/// Text of one line: words with single spaces between them.
fn line(bytes: &[u8], start: usize, end: u8, min: usize, max: usize) -> Option<usize> {
    let (mut at, mut twos) = (start, 0);
    loop {
        let word = at;
        (at, twos) = seen(bytes, at, end, twos);
        if at == word {
            return None;
        }
        if byte(bytes, at) != b' ' {
            break;
        }
        at += 1;
    }
    let length = at - start - twos;
    (min <= length && length <= max).then_some(at)
}

/// Text in which spaces may stand anywhere.
fn exact(bytes: &[u8], start: usize, end: u8, min: usize, max: usize) -> Option<usize> {
    let (mut at, mut twos, mut spaces) = (start, 0, 0);
    loop {
        (at, twos) = seen(bytes, at, end, twos);
        if byte(bytes, at) != b' ' {
            break;
        }
        (at, spaces) = (at + 1, spaces + 1);
    }
    let length = at - start - twos;
    (min <= length && length <= max && spaces < length).then_some(at)
}

/// The end of a run of visible ASCII and letters from U+00C0 to U+02FF, and the number of these letters, which have two
/// bytes each, with those before.
#[inline(always)]
fn seen(bytes: &[u8], start: usize, end: u8, mut twos: usize) -> (usize, usize) {
    let mut at = start;
    loop {
        let b = byte(bytes, at);
        if SEEN.has(b) {
            if b == end {
                break;
            }
            at += 1;
        } else if matches!((b, byte(bytes, at + 1)), (0xC3..=0xCB, 0x80..=0xBF)) {
            (at, twos) = (at + 2, twos + 1);
        } else {
            break;
        }
    }
    (at, twos)
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
