use super::rules::{Becomes, BrokenRule, Kind, Reading, Rules, Seen};
use super::{About, Normal, Number, Pattern, proof::Proof, text_field};
use crate::text::{Signs, label};
use crate::{Code, Field};
use alloc::string::String;

/// A DNI, the identity number of RENIEC (Peru).
///
/// - 8 digits, leading zeros included; spaces, hyphens, dots and parentheses between them are dropped
/// - the verification character may follow: a digit, or the letter of older cards; a wrong one is refused
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dni(pub(super) String);
text_field!(Dni);

/// The number of digits, without the verification character.
const LENGTH: usize = 8;
/// The digits alone.
pub(super) const NUMBER: Number = Number::of(&[""], LENGTH);

impl Dni {
    /// The verification digit and letter that RENIEC prints beside the number. The digit is also the
    /// last one of the person's RUC.
    #[must_use]
    pub fn check_characters(&self) -> (char, char) {
        let [digit, letter] = check_characters(&self.0);
        (char::from(digit), char::from(letter))
    }
}

impl Field for Dni {
    const ABOUT: About = About::digits(LENGTH, LENGTH, "^[0-9]*$");

    const RULES: Rules = Rules(Kind::Text(
        Reading::Compact(Signs::DigitsAndLetters, label::DNI, &Code::DigitsForbidden),
        |Seen { text: number, .. }, _| {
            let digits = number.bytes().take_while(u8::is_ascii_digit).count();
            // Only one letter, and only at the end.
            if number.len() > digits + usize::from(digits > 0) {
                return Err(&Code::DigitsForbidden);
            }
            let (dni, check) = number.split_at_checked(LENGTH).unwrap_or_default();
            match check.as_bytes() {
                _ if digits < LENGTH => Err(&Code::DniLength),
                [] => Ok(Becomes::Text(dni)),
                [check] => expect_check(dni, *check).map(|()| Becomes::Text(dni)),
                _ => Err(&Code::DniLength),
            }
        },
    ));

    const PATTERN: Pattern = Pattern::Numbers(&[NUMBER]);

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}

/// Refuses a verification character, in upper case, that does not follow from the eight digits.
pub(super) fn expect_check(digits: &str, check: u8) -> Result<(), BrokenRule> {
    let [digit, letter] = check_characters(digits);
    if check == digit || check == letter { Ok(()) } else { Err(&Code::DniCheckCharacter) }
}

/// RENIEC's verification characters, the digit and the letter: a weighted sum modulo 11 picks them from two rows.
fn check_characters(digits: &str) -> [u8; 2] {
    const WEIGHTS: [u32; LENGTH] = [3, 2, 7, 6, 5, 4, 3, 2];
    const CHARACTERS: [[u8; 2]; 11] =
        [*b"6K", *b"5J", *b"4I", *b"3H", *b"2G", *b"1F", *b"1E", *b"0D", *b"9C", *b"8B", *b"7A"];
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit & 15) * weight).sum();
    CHARACTERS.get(sum as usize % 11).copied().unwrap_or_default()
}
