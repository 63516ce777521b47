use super::{About, Field, Normal, Verdict, expect_text, proof::Proof, text_field};
use crate::{Code, Host, Raw, text};
use alloc::borrow::Cow;
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CarneExtranjeria(String);
text_field!(CarneExtranjeria);

const MAX: usize = 15;

impl Field for CarneExtranjeria {
    const ABOUT: About = About { autocomplete: "off", ..About::text(1, MAX, r"^[0-9A-Z]*$") };

    fn check<'r>(raw: &'r Raw<'_>, _: &Host) -> Verdict<'r> {
        let written = text::trim_marks(expect_text(raw)?);
        if written.is_empty() {
            return Ok(None);
        }
        let kept = || written.chars().filter(|c| !text::is_separator(*c));
        if kept().next().is_none() || !kept().all(|c| c.is_ascii_alphanumeric()) {
            return Err(Code::CarneCharacters);
        }
        let card: String = kept().map(|c| c.to_ascii_uppercase()).collect();
        text::length(&card, 1, MAX)?;
        Ok(Some(Normal::Text(Cow::Owned(card))))
    }

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(Cow::into_owned).map(Self)
    }
}
