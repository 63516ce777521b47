use super::rules::{Becomes, Kind, Reading, Rules, Seen};
use super::{About, Normal, Pattern, proof::Proof};
use crate::{Code, Field, text};
use alloc::string::String;
use core::fmt;

/// A new password: 12 to 128 characters, which is at most 512 bytes of UTF-8.
///
/// - nothing is trimmed; a password of white space only is refused
///
/// Normal form: NFC, so that the same keys give the same password on every platform. `Debug` does not show the
/// password, and the type has no other way to print it.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, Password}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Password::parse(" cuy con papas ", &host)?.expose(), " cuy con papas ");
/// assert_eq!(Password::parse("corta", &host).unwrap_err().id(), "text.too_short");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

const MIN: usize = 12;
const MAX: usize = 128;

impl Password {
    /// The password itself, for hashing.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Field for Password {
    const ABOUT: About = About { input: "password", autocomplete: "new-password", ..About::text(MIN, MAX, "") };

    const RULES: Rules = Rules(Kind::Text(Reading::Exact, |Seen { text: password, .. }, _| {
        if text::trim(password).is_empty() {
            return Err(&Code::PasswordBlank);
        }
        match text::length(password) {
            ..MIN => Err(&Code::TextTooShort { min: MIN as u64 }),
            MIN..=MAX => Ok(Becomes::Text(password)),
            _ => Err(&Code::TextTooLong { max: MAX as u64 }),
        }
    }));

    const PATTERN: Pattern = Pattern::Exact { min: MIN, max: MAX };

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}
