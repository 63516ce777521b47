use super::{About, Field, Normal, Verdict, expect_text, proof::Proof, text_field};
use crate::{Code, Host, Raw, text};
use alloc::borrow::Cow;
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Celular(String);
text_field!(Celular);

impl Celular {
    /// With spaces, for people: `987 654 321`.
    #[must_use]
    pub fn formatted(&self) -> String {
        let part = |range: core::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        format!("{} {} {}", part(0..3), part(3..6), part(6..9))
    }
}

/// Digits of a mobile number without its country code.
const LENGTH: usize = 9;

impl Field for Celular {
    const ABOUT: About = About {
        input: "tel",
        inputmode: "tel",
        autocomplete: "tel-national",
        ..About::text(LENGTH, LENGTH, "^9[0-9]*$")
    };

    fn check<'r>(raw: &'r Raw<'_>, _: &Host) -> Verdict<'r> {
        let Some(number) = text::digits(expect_text(raw)?, true)? else { return Ok(None) };
        let codes: &[&str] = if number.plus { &["51"] } else { &["51", "0051"] };
        let has_country = |code: &&str| number.digits.len() == code.len() + LENGTH && number.digits.starts_with(*code);
        let digits = match codes.iter().find(|code| has_country(code)) {
            Some(code) => without_start(number.digits, code.len()),
            None if number.plus => return Err(Code::CelularCountry),
            None => number.digits,
        };
        if digits.len() != LENGTH {
            return Err(Code::CelularLength);
        }
        if !digits.starts_with('9') {
            return Err(Code::CelularPrefix);
        }
        Ok(Some(Normal::Text(digits)))
    }

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(Cow::into_owned).map(Self)
    }
}

fn without_start(digits: Cow<'_, str>, count: usize) -> Cow<'_, str> {
    match digits {
        Cow::Borrowed(digits) => Cow::Borrowed(digits.get(count..).unwrap_or_default()),
        Cow::Owned(mut digits) => {
            digits.drain(..count);
            Cow::Owned(digits)
        }
    }
}
