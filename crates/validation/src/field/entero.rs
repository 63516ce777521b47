use super::rules::{Kind, Rules};
use super::{About, Normal, Pattern, deserialize, proof::Proof};
use crate::{Code, Field};
use core::fmt;

/// The greatest integer that JavaScript and D1 keep exactly: 2^53 − 1.
pub const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// An integer from `MIN` to `MAX`, both at most 2^53 − 1.
///
/// - a JSON integer: no fraction, no exponent, no `-0`
/// - or the decimal text that a form sends: no sign, no leading zeros
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

/// The id of a row: 1 to 2^53 − 1.
pub type Id = Entero<1, MAX_SAFE_INTEGER>;

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

    const RULES: Rules = Rules(Kind::Integer {
        padded: false,
        check: |value| match u64::try_from(value) {
            Ok(value) if value > MAX => Err(&Code::IntegerTooLarge { max: MAX }),
            Ok(value) if value >= MIN => Ok(()),
            _ => Err(&Code::IntegerTooSmall { min: MIN }),
        },
    });

    const PATTERN: Pattern = Pattern::Integer { min: MIN, max: MAX };

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.integer().and_then(Self::new)
    }
}

deserialize!(Entero<const MIN: u64, const MAX: u64>);

impl<const MIN: u64, const MAX: u64> fmt::Display for Entero<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(feature = "serde")]
impl<const MIN: u64, const MAX: u64> serde::Serialize for Entero<MIN, MAX> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}
