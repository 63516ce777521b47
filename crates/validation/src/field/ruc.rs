use super::{Field, Normal, Shape, Verdict, expect_text, text_field};
use crate::{Code, Host, Raw, text};
use alloc::borrow::Cow;
use alloc::string::String;

/// A RUC, the tax number of SUNAT (Peru).
///
/// - 11 digits; spaces, hyphens, dots and parentheses between them are dropped
/// - prefix 10 (person), 15, 17 (others) or 20 (company)
/// - the last digit follows from the ten before it, modulo 11, weights 5 4 3 2 7 6 5 4 3 2
///
/// Normal form: the 11 digits. A right number need not exist.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, Ruc}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert!(Ruc::parse("20131312955", &host)?.is_company());
/// assert_eq!(Ruc::parse("16131312954", &host).unwrap_err().id(), "ruc.prefix");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Ruc(pub(super) String);
text_field!(Ruc);

impl Ruc {
    /// Prefix 20.
    #[must_use]
    pub fn is_company(&self) -> bool {
        self.0.starts_with("20")
    }

    /// Prefix 10.
    #[must_use]
    pub fn is_person(&self) -> bool {
        self.0.starts_with("10")
    }
}

impl Field for Ruc {
    const SHAPE: Shape = Shape::DIGITS;

    fn check<'r>(raw: &'r Raw<'_>, _: &Host) -> Verdict<'r> {
        let Some(number) = text::digits(expect_text(raw)?, false)? else { return Ok(None) };
        check_digits(&number.digits)?;
        Ok(Some(Normal::Text(number.digits)))
    }

    fn from_normal(normal: Normal<'_>) -> Option<Self> {
        normal.text().map(Cow::into_owned).map(Self)
    }
}

/// The rules once only digits are left.
pub(super) fn check_digits(digits: &str) -> Result<(), Code> {
    let digits: &[u8; 11] = digits.as_bytes().try_into().map_err(|_| Code::DocumentLength)?;
    if !matches!(digits, [b'1', b'0' | b'5' | b'7', ..] | [b'2', b'0', ..]) {
        return Err(Code::RucPrefix);
    }
    const WEIGHTS: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
    let sum: u32 = WEIGHTS.iter().zip(digits).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    let check_digit = (11 - sum % 11) % 10;
    let [.., last] = digits;
    if u32::from(last - b'0') == check_digit { Ok(()) } else { Err(Code::RucCheckDigit) }
}
