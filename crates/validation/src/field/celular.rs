use super::rules::{Becomes, Kind, Reading, Rules, Seen};
use super::{About, Normal, Number, Pattern, proof::Proof, text_field};
use crate::text::{Signs, label};
use crate::{Code, Field};
use alloc::format;
use alloc::string::String;

/// A Peruvian mobile number.
///
/// - 9 digits, the first is 9; spaces, hyphens, dots and parentheses between them are dropped
/// - `+51`, `51` or `0051` before the nine digits is dropped
///
/// Normal form: the nine digits.
///
/// ```
/// use ficha::{Field, Host, field::{Celular, Fecha}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Celular::parse("(+51) 987-654-321", &host)?.as_str(), "987654321");
/// assert_eq!(Celular::parse("51987654321", &host)?.formatted(), "987 654 321");
/// assert_eq!(Celular::parse("014567890", &host).unwrap_err().id(), "celular.prefix");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Celular(String);
text_field!(Celular);

impl Celular {
    /// Formats the number with spaces, for people: `987 654 321`.
    #[must_use]
    pub fn formatted(&self) -> String {
        let part = |range: core::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        format!("{} {} {}", part(0..3), part(3..6), part(6..9))
    }
}

/// Digits of a mobile number without its country code.
const LENGTH: usize = 9;
/// The ways people write the country code of Peru.
const COUNTRY: [&str; 3] = ["+51", "51", "0051"];

impl Field for Celular {
    const ABOUT: About = About {
        input: "tel",
        inputmode: "tel",
        autocomplete: "tel-national",
        ..About::text(LENGTH, LENGTH, "^9[0-9]*$")
    };

    const RULES: Rules = Rules(Kind::Text(
        Reading::Compact(Signs::DigitsAfterPlus, label::PHONE, &Code::DigitsForbidden),
        |Seen { text: number, .. }, _| {
            let has_country = |code: &&&str| number.len() == code.len() + LENGTH && number.starts_with(**code);
            let country = COUNTRY.iter().find(has_country).copied().unwrap_or_default();
            let digits = number.get(country.len()..).unwrap_or_default();
            if digits.starts_with('+') {
                return Err(&Code::CelularCountry);
            }
            if digits.len() != LENGTH {
                return Err(&Code::CelularLength);
            }
            if !digits.starts_with('9') {
                return Err(&Code::CelularPrefix);
            }
            Ok(Becomes::Text(digits))
        },
    ));

    const PATTERN: Pattern = Pattern::Numbers(&[Number::of(&["9"], LENGTH - 1)]);

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}
