use super::{About, Field, Normal, Verdict, expect_text, proof::Proof, text_field};
use crate::{Code, Host, Raw, text};
use alloc::borrow::Cow;
use alloc::string::String;

/// A DNI, the identity number of RENIEC (Peru).
///
/// - 8 digits, leading zeros included; spaces, hyphens, dots and parentheses between them are dropped
/// - the verification character may follow: a digit, or the letter of older cards; it must be right
///
/// Normal form: the 8 digits.
///
/// ```
/// use ficha::{Field, Host, field::{Dni, Fecha}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Dni::parse("05.414.828", &host)?.as_str(), "05414828");
/// assert_eq!(Dni::parse("10117410-2", &host)?.as_str(), "10117410");
/// assert_eq!(Dni::parse("10117410-3", &host).unwrap_err().id(), "dni.check_character");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dni(pub(super) String);
text_field!(Dni);

/// Digits without the verification character.
const LENGTH: usize = 8;

impl Dni {
    /// The verification digit and letter that RENIEC prints beside the number. The digit is also the
    /// last one of the person's RUC.
    #[must_use]
    pub fn check_characters(&self) -> (char, char) {
        check_characters(&self.0)
    }
}

impl Field for Dni {
    const ABOUT: About = About::digits(LENGTH, LENGTH, "^[0-9]*$");

    fn check<'r>(raw: &'r Raw<'_>, _: &Host) -> Verdict<'r> {
        let written = text::trim_marks(expect_text(raw)?);
        let without_letter = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let letter = written.get(without_letter.len()..).unwrap_or_default();
        let Some(number) = text::digits(without_letter, false)? else {
            return if letter.is_empty() { Ok(None) } else { Err(Code::DigitsForbidden) };
        };
        let (digits, check) = split(&number.digits, letter)?;
        let (digit, capital) = check_characters(digits);
        match check {
            None => Ok(Some(Normal::Text(number.digits))),
            Some(c) if c == digit || c.to_ascii_uppercase() == capital => Ok(Some(Normal::Text(first(number.digits)))),
            Some(_) => Err(Code::DniCheckCharacter),
        }
    }

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(Cow::into_owned).map(Self)
    }
}

/// The number and its verification character.
fn split<'d>(digits: &'d str, letter: &str) -> Result<(&'d str, Option<char>), Code> {
    let mut letters = letter.chars();
    match (digits.len(), letters.next(), letters.next()) {
        (LENGTH, letter, None) => Ok((digits, letter)),
        (9, None, _) => {
            digits.split_at_checked(LENGTH).map(|(dni, check)| (dni, check.chars().next())).ok_or(Code::DniLength)
        }
        (_, _, Some(_)) => Err(Code::DigitsForbidden),
        _ => Err(Code::DniLength),
    }
}

fn first(digits: Cow<'_, str>) -> Cow<'_, str> {
    match digits {
        Cow::Borrowed(digits) => Cow::Borrowed(digits.get(..LENGTH).unwrap_or_default()),
        Cow::Owned(mut digits) => {
            digits.truncate(LENGTH);
            Cow::Owned(digits)
        }
    }
}

/// RENIEC's verification characters: a weighted sum modulo 11 picks from two rows.
fn check_characters(digits: &str) -> (char, char) {
    const WEIGHTS: [usize; LENGTH] = [3, 2, 7, 6, 5, 4, 3, 2];
    const DIGITS: &[u8; 11] = b"65432110987";
    const LETTERS: &[u8; 11] = b"KJIHGFEDCBA";
    let sum: usize =
        digits.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit.wrapping_sub(b'0')) * weight).sum();
    let pick = |row: &[u8; 11]| row.get(sum % 11).copied().map_or('0', char::from);
    (pick(DIGITS), pick(LETTERS))
}
