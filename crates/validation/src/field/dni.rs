use super::rules::{Becomes, Kind, Reading, Rules, Seen};
use super::{About, Field, Normal, proof::Proof, text_field};
use crate::Code;
use crate::text::Signs;
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

    const RULES: Rules = Rules(Kind::Text(
        Reading::Compact(Signs::DigitsAndLetters, &Code::DigitsForbidden),
        |Seen { text: number, .. }, _| {
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            // Only one letter, and only at the end.
            if number.len() > digits + usize::from(digits > 0) {
                return Err(&Code::DigitsForbidden);
            }
            let (dni, check) = number.split_at_checked(LENGTH).unwrap_or_default();
            if digits < LENGTH || check.len() > 1 {
                return Err(&Code::DniLength);
            }
            let (digit, letter) = check_characters(dni);
            if check.is_empty() || check.starts_with([digit, letter]) {
                Ok(Becomes::Text(dni))
            } else {
                Err(&Code::DniCheckCharacter)
            }
        },
    ));

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
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
