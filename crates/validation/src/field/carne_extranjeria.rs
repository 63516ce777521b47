use super::rules::{Becomes, Kind, Reading, Rules, Seen};
use super::{About, Normal, Number, Pattern, proof::Proof, text_field};
use crate::text::{Signs, label};
use crate::{Code, Field};
use alloc::string::String;

/// A carné de extranjería, the identity card of foreigners in Peru (SUNAT catalogue 06, type 4).
///
/// - 1 to 15 letters and digits, leading zeros included; in practice nine digits
/// - spaces, hyphens, dots and parentheses between them are dropped
///
/// Normal form: letters in upper case. SUNAT checks no more than this (error 2802), so neither do we.
///
/// ```
/// use ficha::{Field, Host, field::{CarneExtranjeria, Fecha}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(CarneExtranjeria::parse("000-123-456", &host)?.as_str(), "000123456");
/// assert_eq!(CarneExtranjeria::parse("N° 123", &host).unwrap_err().id(), "carne.characters");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CarneExtranjeria(String);
text_field!(CarneExtranjeria);

const MAX: usize = 15;

impl Field for CarneExtranjeria {
    const ABOUT: About = About { autocomplete: "off", ..About::text(1, MAX, r"^[0-9A-Z]*$") };

    const RULES: Rules = Rules(Kind::Text(
        Reading::Compact(Signs::DigitsAndLetters, label::CARD, &Code::CarneCharacters),
        |Seen { text: card, .. }, _| match card.len() {
            0 => Err(&Code::CarneCharacters),
            1..=MAX => Ok(Becomes::Text(card)),
            _ => Err(&Code::TextTooLong { max: MAX as u64 }),
        },
    ));

    const PATTERN: Pattern = Pattern::Numbers(&[Number { max: MAX, ..Number::of(&[""], 1) }]);

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}
