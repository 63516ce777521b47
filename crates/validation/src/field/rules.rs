//! How what was sent becomes what a type keeps: first it is read, the same for all types that are read alike,
//! then the rules of the type look at it.

use super::{Normal, Verdict};
use crate::text::{self, Signs};
use crate::{Code, Host, Raw};
use alloc::borrow::Cow;

/// Why a value is refused. A reference, since that is one word where a code with its parameter is four.
pub(super) type Refusal = &'static Code;

/// What is done to text before the rules see it; nothing but a password is spared the trimming.
#[derive(Clone, Copy, Debug)]
pub(super) enum Reading {
    /// NFC and nothing else.
    Exact,
    /// NFC, without white space at either end.
    Trimmed,
    /// A number without its separators; the code is for anything but these signs.
    Compact(Signs, Refusal),
}

/// The rules of a type.
#[derive(Clone, Copy, Debug)]
pub struct Rules(pub(super) Kind);

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Text that is not blank; the rules may put it in its normal form.
    Text(Reading, fn(&mut Cow<'_, str>, &Host) -> Result<(), Refusal>),
    /// Text of one line, of so many characters.
    Line { min: usize, max: usize },
    /// An integer, or the text of one; where it is `padded`, with one zero in front it may have six digits.
    Integer { padded: bool, check: fn(i64) -> Result<(), Refusal> },
}

impl Rules {
    /// Normalises and checks; `raw` is neither absent nor `null`.
    ///
    /// # Errors
    /// The first rule broken, in the order type, characters, length, syntax, meaning.
    pub fn check<'r>(&self, raw: &'r Raw<'_>, host: &Host) -> Verdict<'r> {
        let sent = match (raw, self.0) {
            (Raw::Text(text), _) => text,
            (Raw::BrokenText, _) => return Err(Code::TextForbidden),
            (Raw::Number(number), Kind::Integer { check, .. }) => return integer(number, true, check),
            (_, Kind::Integer { .. }) => return Err(Code::TypeInteger),
            _ => return Err(Code::TypeText),
        };
        let text = match self.0 {
            Kind::Integer { padded, check } => {
                let text = text::trim(sent);
                let after_zero = text.strip_prefix('0').filter(|rest| padded && rest.len() == 5);
                return if text.is_empty() { Ok(None) } else { integer(after_zero.unwrap_or(text), false, check) };
            }
            Kind::Line { min, max } => {
                let line = text::line(sent, host).ok_or(Code::TextForbidden)?;
                match text::length(&line) {
                    0 => {}
                    length if length < min => return Err(Code::TextTooShort { min: min as u64 }),
                    length if length > max => return Err(Code::TextTooLong { max: max as u64 }),
                    _ => {}
                }
                line
            }
            Kind::Text(reading, check) => {
                let mut text = match reading {
                    Reading::Exact => text::nfc(sent, host),
                    Reading::Trimmed => text::trimmed(sent, host),
                    Reading::Compact(..) => Cow::Borrowed(text::trim_marks(sent)),
                };
                if text.is_empty() {
                    return Ok(None);
                }
                if let Reading::Compact(signs, forbidden) = reading {
                    // Separators and nothing else are not blank: a number without digits is left, and is too short.
                    text = text::compact(text::trim_marks(sent), signs).ok_or(*forbidden)?;
                }
                check(&mut text, host).map_err(|code| *code)?;
                text
            }
        };
        Ok((!text.is_empty()).then_some(Normal::Text(text)))
    }
}

/// `-?` only in a number of JSON, then `0|[1-9][0-9]*`.
fn integer<'r>(digits: &str, may_be_negative: bool, check: fn(i64) -> Result<(), Refusal>) -> Verdict<'r> {
    let positive = digits.strip_prefix('-').filter(|_| may_be_negative);
    let value = natural(positive.unwrap_or(digits)).filter(|value| positive.is_none() || *value > 0);
    let value = value.ok_or(Code::IntegerSyntax)?;
    check(if positive.is_some() { -value } else { value }).map_err(|code| *code)?;
    Ok(Some(Normal::Integer(value.unsigned_abs())))
}

fn natural(digits: &str) -> Option<i64> {
    if matches!(digits.as_bytes(), [] | [b'0', _, ..]) {
        return None;
    }
    let mut sum = 0;
    for b in digits.bytes() {
        if !b.is_ascii_digit() {
            return None;
        }
        // Beyond every range it no longer matters by how much.
        sum = if sum < 1 << 53 { sum * 10 + i64::from(b - b'0') } else { sum };
    }
    Some(sum)
}
