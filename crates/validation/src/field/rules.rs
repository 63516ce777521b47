//! Turns a sent value into the value that a type keeps. The value is first read, in one of the ways of `Reading`; then
//! the rules of the type check it.

use super::{Normal, Verdict, telefono};
use crate::byte_classes::ByteClasses;
use crate::reader::{Raw, Text};
use crate::text::{self, Signs};
use crate::{Code, Host};
use alloc::borrow::Cow;
use alloc::string::String;

/// The reason for refusing a value. A reference takes one machine word, a code with its parameter takes four.
pub(crate) type BrokenRule = &'static Code;

/// The preparation of text before the rules see it. Every text except a password is trimmed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading {
    /// NFC only.
    Exact,
    /// NFC, then trimmed at both ends.
    Trimmed,
    /// A number without separators and without labels of these classes; the code is for any other sign.
    Compact(Signs, u64, BrokenRule),
    /// A telephone number as people write it.
    Telephone,
}

/// A text, and the classes of bytes in it.
#[derive(Clone, Copy)]
pub(super) struct Seen<'t> {
    pub(super) text: &'t str,
    pub(super) classes: ByteClasses,
}

/// The normal form of a text, as the rules return it.
#[derive(Clone, Copy)]
pub(super) enum Becomes<'t> {
    /// The whole text, a part of it, or a word of the type's own.
    Text(&'t str),
    /// A prefix, then a part of the text.
    Prefixed(&'static str, &'t str),
    /// The whole text, with ASCII letters in lower case from this byte on.
    LowerFrom(usize),
}

/// The rules of a type.
#[derive(Clone, Copy, Debug)]
pub struct Rules(pub(super) Kind);

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Text that is not blank.
    Text(Reading, for<'t> fn(Seen<'t>, &Host) -> Result<Becomes<'t>, BrokenRule>),
    /// Text of one line, of `min` to `max` characters.
    Line { min: usize, max: usize, too_short: BrokenRule, too_long: BrokenRule },
    /// An integer, or the text of one. If `padded`, six digits with one zero in front are accepted too.
    Integer { padded: bool, check: fn(i64) -> Result<(), BrokenRule> },
}

/// The result of reading and checking a value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Found {
    /// The value is blank.
    Blank,
    /// The text sent is in its normal form.
    Same,
    /// The normal form was made: its start among the text made, and its length.
    Made(usize, usize),
    /// An integer.
    Integer(u64),
}

impl Rules {
    /// True for an integer of six digits that may begin with a zero.
    #[cfg(feature = "csv")]
    pub(crate) const fn is_padded(self) -> bool {
        matches!(self.0, Kind::Integer { padded: true, .. })
    }

    /// Text of one line, of `MIN` to `MAX` characters.
    pub(super) const fn line<const MIN: usize, const MAX: usize>() -> Self {
        let too_short = const { &Code::TextTooShort { min: MIN as u64 } };
        let too_long = const { &Code::TextTooLong { max: MAX as u64 } };
        Self(Kind::Line { min: MIN, max: MAX, too_short, too_long })
    }

    /// True for documents and telephones, between whose digits points are dropped.
    #[cfg(feature = "csv")]
    pub(crate) const fn drops_points(&self) -> bool {
        matches!(self.0, Kind::Text(Reading::Compact(..) | Reading::Telephone, _))
    }

    /// True for names and addresses, which may be any words.
    #[cfg(feature = "csv")]
    pub(crate) const fn is_line(&self) -> bool {
        matches!(self.0, Kind::Line { .. })
    }

    /// Normalises and checks a value. If the normal form differs from the text sent, it is appended to `made` and the
    /// result points there. `null` is refused here; a caller for which `null` has a meaning handles it first.
    ///
    /// # Errors
    /// The first rule broken, in this order: type, characters, length, syntax, meaning.
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

    /// Like [`Rules::check`], for text.
    pub(crate) fn find_text(&self, sent: Text<'_>, host: &Host, made: &mut String) -> Result<Found, BrokenRule> {
        let (text, classes) = (sent.as_str(), sent.classes());
        match &self.0 {
            Kind::Text(reading, check) => {
                let read;
                let mut seen = Seen { text, classes };
                if !reading.leaves(classes) || text.is_empty() {
                    let Some(found) = reading.read(text, host)? else { return Ok(Found::Blank) };
                    read = found;
                    seen = Seen { text: &read, classes: ByteClasses::of(read.as_bytes()) };
                }
                Ok(keep(seen.text, check(seen, host)?, text, made))
            }
            Kind::Line { min, max, too_short, too_long } => {
                let line = text::line(text, classes, host).ok_or(&Code::TextForbidden)?;
                match if classes.intersects(ByteClasses::HIGH) { text::length(&line) } else { line.len() } {
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

    /// Like [`Rules::check`], for an integer.
    pub(crate) fn find_integer(&self, value: i64) -> Result<u64, BrokenRule> {
        let Kind::Integer { check, .. } = &self.0 else { return Err(&Code::TypeText) };
        check(value)?;
        Ok(value.unsigned_abs())
    }

    /// The refusal of [`Rules::check`] for any other value.
    pub(crate) const fn refusal(&self, raw: Raw<'_>) -> BrokenRule {
        match (raw, &self.0) {
            (Raw::BrokenText, _) => &Code::TextForbidden,
            (Raw::Fraction, Kind::Integer { .. }) => &Code::IntegerSyntax,
            (_, Kind::Integer { .. }) => &Code::TypeInteger,
            _ => &Code::TypeText,
        }
    }
}

impl Reading {
    /// True if a text of these classes of bytes needs no preparation.
    const fn leaves(self, classes: ByteClasses) -> bool {
        match self {
            Self::Exact => !classes.intersects(ByteClasses::HIGH),
            Self::Trimmed => {
                !classes.intersects(ByteClasses::HIGH.union(ByteClasses::SPACE).union(ByteClasses::ESCAPED))
            }
            Self::Compact(..) | Self::Telephone => classes.is_subset_of(ByteClasses::DIGIT),
        }
    }

    /// Prepares a text for the rules; `None` if it is blank.
    fn read<'t>(self, text: &'t str, host: &Host) -> Result<Option<Cow<'t, str>>, BrokenRule> {
        let read = match self {
            Self::Exact => text::nfc(text, host),
            Self::Trimmed => text::trimmed(text, host),
            Self::Compact(..) | Self::Telephone if text::trim(text).is_empty() => Cow::Borrowed(""),
            // Separators only are not blank: they give a number without digits, which is too short.
            Self::Compact(signs, labels, forbidden) => {
                return text::compact(text::trim(text), signs, labels).ok_or(forbidden).map(Some);
            }
            Self::Telephone => return telefono::read(text::trim(text)).map(|number| Some(Cow::Owned(number))),
        };
        Ok(if read.is_empty() { None } else { Some(read) })
    }
}

/// Gives the place of a normal form; appends it to `made` unless it is the text sent.
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
        // The value is above every range already, so its exact size does not matter.
        sum = if sum < 1 << 53 { sum * 10 + i64::from(b - b'0') } else { sum };
    }
    Some(sum)
}
