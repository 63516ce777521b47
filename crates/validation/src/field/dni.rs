use super::{Field, Normal, Shape, Verdict, expect_text, text_field};
use crate::{Code, Host, Raw, text};
use alloc::borrow::Cow;
use alloc::string::String;

/// A DNI, the identity number of RENIEC (Peru).
///
/// - 8 digits, leading zeros included; spaces, hyphens, dots and parentheses between them are dropped
///
/// Normal form: the 8 digits.
///
/// ```
/// use ficha::{Field, Host, field::{Dni, Fecha}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Dni::parse("05.414.828", &host)?.as_str(), "05414828");
/// assert_eq!(Dni::parse("5414828", &host).unwrap_err().id(), "document.length");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dni(pub(super) String);
text_field!(Dni);

impl Dni {
    /// `00000000`, which nobody has and anonymous sales use.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        self.0 == "00000000"
    }
}

impl Field for Dni {
    const SHAPE: Shape = Shape::DIGITS;

    fn check<'r>(raw: &'r Raw<'_>, _: &Host) -> Verdict<'r> {
        let Some(number) = text::digits(expect_text(raw)?, false)? else { return Ok(None) };
        if number.digits.len() != 8 {
            return Err(Code::DocumentLength);
        }
        Ok(Some(Normal::Text(number.digits)))
    }

    fn from_normal(normal: Normal<'_>) -> Option<Self> {
        normal.text().map(Cow::into_owned).map(Self)
    }
}
