use super::rules::{Becomes, Kind, Reading, Rules, Seen};
use super::{About, Field, Normal, proof::Proof, text_field};
use crate::Code;
use crate::text::Signs;
use alloc::string::String;

/// A telephone number of any country (ITU-T E.164).
///
/// - `+` and 7 to 15 digits, the first not 0
/// - without `+`, only a Peruvian mobile: nine digits, the first is 9
/// - spaces, hyphens, dots and parentheses between the digits are dropped
///
/// Normal form: `+` and the digits. Whether the number is in use is not asked.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, Telefono}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Telefono::parse("987 654 321", &host)?.as_str(), "+51987654321");
/// assert_eq!(Telefono::parse("51987654321", &host).unwrap_err().id(), "telefono.prefix_missing");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Telefono(String);
text_field!(Telefono);

impl Field for Telefono {
    const ABOUT: About =
        About { input: "tel", inputmode: "tel", autocomplete: "tel", ..About::text(8, 16, r"^\+[1-9][0-9]*$") };

    const RULES: Rules = Rules(Kind::Text(
        Reading::Compact(Signs::DigitsAfterPlus, &Code::DigitsForbidden),
        |Seen { text: number, .. }, _| {
            let [b'+', digits @ ..] = number.as_bytes() else {
                if number.len() != 9 || !number.starts_with('9') {
                    return Err(&Code::TelefonoPrefixMissing);
                }
                return Ok(Becomes::Prefixed("+51", number));
            };
            if !(7..=15).contains(&digits.len()) {
                return Err(&Code::TelefonoLength);
            }
            if digits.first() == Some(&b'0') {
                return Err(&Code::TelefonoCountry);
            }
            Ok(Becomes::Text(number))
        },
    ));

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}
