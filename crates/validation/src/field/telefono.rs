use super::{About, Field, Normal, Verdict, expect_text, proof::Proof, text_field};
use crate::{Code, Host, Raw, text};
use alloc::borrow::Cow;
use alloc::format;
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

    fn check<'r>(raw: &'r Raw<'_>, _: &Host) -> Verdict<'r> {
        let Some(number) = text::digits(expect_text(raw)?, true)? else { return Ok(None) };
        let digits = number.digits;
        if number.plus {
            if !(7..=15).contains(&digits.len()) {
                return Err(Code::TelefonoLength);
            }
            if digits.starts_with('0') {
                return Err(Code::TelefonoCountry);
            }
            return Ok(Some(Normal::Text(Cow::Owned(format!("+{digits}")))));
        }
        if digits.len() != 9 || !digits.starts_with('9') {
            return Err(Code::TelefonoPrefixMissing);
        }
        Ok(Some(Normal::Text(Cow::Owned(format!("+51{digits}")))))
    }

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(Cow::into_owned).map(Self)
    }
}
