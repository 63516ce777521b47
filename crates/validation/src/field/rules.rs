//! How what was sent becomes what a type keeps: first it is read, the same for all types that are read alike,
//! then the rules of the type look at it.

use super::{Normal, Verdict, telefono};
use crate::kinds::Kinds;
use crate::text::{self, Signs};
use crate::{Code, Host, Raw, Text};
use alloc::borrow::Cow;
use alloc::string::String;

/// Why a value is refused. A reference, since that is one word where a code with its parameter is four.
pub(crate) type Refusal = &'static Code;

/// What is done to text before the rules see it; nothing but a password is spared the trimming.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading {
    /// NFC and nothing else.
    Exact,
    /// NFC, without white space at either end.
    Trimmed,
    /// A number without its labels, of these kinds, and its separators; the code is for anything but these signs.
    Compact(Signs, u64, Refusal),
    /// A telephone number as people write it.
    Telephone,
}

/// A text, and what it is made of.
#[derive(Clone, Copy)]
pub(super) struct Seen<'t> {
    pub(super) text: &'t str,
    pub(super) kinds: Kinds,
}

/// The normal form of a text that the rules have seen.
#[derive(Clone, Copy)]
pub(super) enum Becomes<'t> {
    /// All of it or a part, or a word of the type's own.
    Text(&'t str),
    /// Something before a part of it.
    Prefixed(&'static str, &'t str),
    /// All of it, with ASCII letters in lower case from this byte on.
    LowerFrom(usize),
}

/// The rules of a type.
#[derive(Clone, Copy, Debug)]
pub struct Rules(pub(super) Kind);

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Text that is not blank.
    Text(Reading, for<'t> fn(Seen<'t>, &Host) -> Result<Becomes<'t>, Refusal>),
    /// Text of one line, of so many characters.
    Line { min: usize, max: usize, too_short: Refusal, too_long: Refusal },
    /// An integer, or the text of one; where it is `padded`, with one zero in front it may have six digits.
    Integer { padded: bool, check: fn(i64) -> Result<(), Refusal> },
}

/// What was found of a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found {
    /// Nothing.
    Blank,
    /// Text that is normal as it was sent.
    Same,
    /// Text that was made: where it begins, and its length.
    Made(usize, usize),
    /// An integer.
    Integer(u64),
}

impl Rules {
    /// Text of one line, of so many characters.
    pub(super) const fn line<const MIN: usize, const MAX: usize>() -> Self {
        let too_short = const { &Code::TextTooShort { min: MIN as u64 } };
        let too_long = const { &Code::TextTooLong { max: MAX as u64 } };
        Self(Kind::Line { min: MIN, max: MAX, too_short, too_long })
    }

    /// Normalises and checks. Text that is not normal as it was sent is made at the end of `made`, and the result
    /// points there. `null` is refused here; where it means something, it does not come here.
    ///
    /// # Errors
    /// The first rule broken, in the order type, characters, length, syntax, meaning.
    pub fn check<'m>(&self, raw: Raw<'m>, host: &Host, made: &'m mut String) -> Verdict<'m> {
        let found = match raw {
            Raw::Text(text) => self.find_text(text, host, made),
            Raw::Integer(value) => self.find_integer(value).map(Found::Integer),
            _ => Err(self.refusal(raw)),
        };
        Ok(match (found.map_err(|code| *code)?, raw) {
            (Found::Same, Raw::Text(text)) => Some(Normal::Text(text.as_str())),
            (Found::Made(start, length), _) => made.get(start..start + length).map(Normal::Text),
            (Found::Integer(value), _) => Some(Normal::Integer(value)),
            (Found::Same | Found::Blank, _) => None,
        })
    }

    /// As [`Rules::check`] for text.
    pub(crate) fn find_text(&self, sent: Text<'_>, host: &Host, made: &mut String) -> Result<Found, Refusal> {
        let (text, kinds) = (sent.as_str(), sent.kinds());
        match &self.0 {
            Kind::Text(reading, check) => {
                let read;
                let mut seen = Seen { text, kinds };
                if !reading.leaves(kinds) || text.is_empty() {
                    let Some(found) = reading.read(text, host)? else { return Ok(Found::Blank) };
                    read = found;
                    seen = Seen { text: &read, kinds: Kinds::of(read.as_bytes()) };
                }
                Ok(keep(seen.text, check(seen, host)?, text, made))
            }
            Kind::Line { min, max, too_short, too_long } => {
                let line = text::line(text, kinds, host).ok_or(&Code::TextForbidden)?;
                match if kinds.has(Kinds::HIGH) { text::length(&line) } else { line.len() } {
                    0 => Ok(Found::Blank),
                    length if length < *min => Err(too_short),
                    length if length > *max => Err(too_long),
                    _ => Ok(keep(&line, Becomes::Text(&line), text, made)),
                }
            }
            Kind::Integer { padded, check } => {
                let digits = match text::trim(text).as_bytes() {
                    [] => return Ok(Found::Blank),
                    [b'0', digits @ ..] if *padded && digits.len() == 5 => digits,
                    digits => digits,
                };
                let value = natural(digits).ok_or(&Code::IntegerSyntax)?;
                check(value)?;
                Ok(Found::Integer(value.unsigned_abs()))
            }
        }
    }

    /// As [`Rules::check`] for an integer.
    pub(crate) fn find_integer(&self, value: i64) -> Result<u64, Refusal> {
        let Kind::Integer { check, .. } = &self.0 else { return Err(&Code::TypeText) };
        check(value)?;
        Ok(value.unsigned_abs())
    }

    /// As [`Rules::check`] for what is neither.
    pub(crate) const fn refusal(&self, raw: Raw<'_>) -> Refusal {
        match (raw, &self.0) {
            (Raw::BrokenText, _) => &Code::TextForbidden,
            (Raw::Fraction, Kind::Integer { .. }) => &Code::IntegerSyntax,
            (_, Kind::Integer { .. }) => &Code::TypeInteger,
            _ => &Code::TypeText,
        }
    }
}

impl Reading {
    /// Whether a text of these kinds of bytes is left as it is.
    const fn leaves(self, kinds: Kinds) -> bool {
        match self {
            Self::Exact => !kinds.has(Kinds::HIGH),
            Self::Trimmed => !kinds.has(Kinds::HIGH.and(Kinds::SPACE).and(Kinds::ESCAPED)),
            Self::Compact(..) | Self::Telephone => kinds.within(Kinds::DIGIT),
        }
    }

    /// What the rules get to see; `None` if that is nothing.
    fn read<'t>(self, text: &'t str, host: &Host) -> Result<Option<Cow<'t, str>>, Refusal> {
        let read = match self {
            Self::Exact => text::nfc(text, host),
            Self::Trimmed => text::trimmed(text, host),
            Self::Compact(..) | Self::Telephone if text::trim(text).is_empty() => Cow::Borrowed(""),
            // Separators and nothing else are not blank: a number without digits is left, and is too short.
            Self::Compact(signs, labels, forbidden) => {
                return text::compact(text::trim(text), signs, labels).ok_or(forbidden).map(Some);
            }
            Self::Telephone => return telefono::read(text::trim(text)).map(|number| Some(Cow::Owned(number))),
        };
        Ok(if read.is_empty() { None } else { Some(read) })
    }
}

/// Where the normal form of a text is.
fn keep(text: &str, becomes: Becomes<'_>, sent: &str, made: &mut String) -> Found {
    let (prefix, part, lower) = match becomes {
        Becomes::Text(part) if core::ptr::eq(part, sent) => return Found::Same,
        Becomes::Text(part) => ("", part, part.len()),
        Becomes::Prefixed(prefix, part) => (prefix, part, part.len()),
        Becomes::LowerFrom(at) => ("", text, at),
    };
    let start = made.len();
    made.push_str(prefix);
    made.push_str(part);
    if let Some(part) = made.get_mut(start + prefix.len() + lower..) {
        part.make_ascii_lowercase();
    }
    Found::Made(start, made.len() - start)
}

/// `0|[1-9][0-9]*`
fn natural(digits: &[u8]) -> Option<i64> {
    if matches!(digits, [] | [b'0', _, ..]) {
        return None;
    }
    let mut sum = 0;
    for b in digits {
        if !b.is_ascii_digit() {
            return None;
        }
        // Beyond every range it no longer matters by how much.
        sum = if sum < 1 << 53 { sum * 10 + i64::from(b - b'0') } else { sum };
    }
    Some(sum)
}
