use super::{About, Field, Normal, Verdict, proof::Proof};
use crate::{Code, Host, Raw, text};

/// The greatest integer that JavaScript and D1 keep exactly: 2^53 − 1.
pub const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// An integer from `MIN` to `MAX`, both at most 2^53 − 1.
///
/// - a JSON integer: no fraction, no exponent, no `-0`
/// - or the decimal text a form sends: no sign, no leading zeros
///
/// Normal form: the integer.
///
/// ```
/// use ficha::{Field, Host, field::{Extra, Fecha}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Extra::parse(" 8 ", &host)?.get(), 8);
/// assert_eq!(Extra::parse("8.0", &host).unwrap_err().id(), "integer.syntax");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entero<const MIN: u64, const MAX: u64>(u64);

/// The key of a row: 1 to 2^53 − 1.
pub type Clave = Entero<1, MAX_SAFE_INTEGER>;

/// An extra charge: 0 to 1 000 000.
pub type Extra = Entero<0, 1_000_000>;

impl<const MIN: u64, const MAX: u64> Entero<MIN, MAX> {
    /// The integer, if it lies in the range.
    #[must_use]
    pub const fn new(value: u64) -> Option<Self> {
        if MIN <= value && value <= MAX { Some(Self(value)) } else { None }
    }

    /// The integer.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl<const MIN: u64, const MAX: u64> Field for Entero<MIN, MAX> {
    const ABOUT: About = About::integer(MIN, MAX);

    fn check<'r>(raw: &'r Raw<'_>, _: &Host) -> Verdict<'r> {
        let Some(value) = integer(raw)? else { return Ok(None) };
        in_range(value, MIN, MAX).map(|value| Some(Normal::Integer(value)))
    }

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.integer().and_then(Self::new)
    }
}

#[cfg(feature = "serde")]
impl<const MIN: u64, const MAX: u64> serde::Serialize for Entero<MIN, MAX> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

/// An integer as it was written.
#[derive(Clone, Copy)]
pub(super) enum Written {
    Negative,
    /// Saturated: anything above 2^53 − 1 is out of every range.
    Natural(u64),
}

/// Reads an integer from a JSON number or from text; `None` for blank text.
pub(super) fn integer(raw: &Raw<'_>) -> Result<Option<Written>, Code> {
    match raw {
        Raw::Number(number) => match number.strip_prefix('-') {
            Some(rest) if natural(rest)? > 0 => Ok(Some(Written::Negative)),
            Some(_) => Err(Code::IntegerSyntax),
            None => natural(number).map(|value| Some(Written::Natural(value))),
        },
        Raw::Text(text) => match text::trim(text) {
            "" => Ok(None),
            digits => natural(digits).map(|value| Some(Written::Natural(value))),
        },
        Raw::BrokenText => Err(Code::TextForbidden),
        _ => Err(Code::TypeInteger),
    }
}

/// `0|[1-9][0-9]*`
fn natural(digits: &str) -> Result<u64, Code> {
    match digits.as_bytes() {
        [] | [b'0', _, ..] => Err(Code::IntegerSyntax),
        bytes => bytes.iter().try_fold(0u64, |sum, b| match b {
            b'0'..=b'9' => Ok(sum.saturating_mul(10).saturating_add(u64::from(b - b'0'))),
            _ => Err(Code::IntegerSyntax),
        }),
    }
}

pub(super) fn in_range(written: Written, min: u64, max: u64) -> Result<u64, Code> {
    match written {
        Written::Natural(value) if value > max => Err(Code::IntegerTooLarge { max }),
        Written::Natural(value) if value >= min => Ok(value),
        Written::Natural(_) | Written::Negative => Err(Code::IntegerTooSmall { min }),
    }
}
