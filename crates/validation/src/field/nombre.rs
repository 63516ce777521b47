use super::rules::Rules;
use super::{About, Normal, Pattern, proof::Proof, text_field};
use crate::Field;
use alloc::string::String;

/// A name on one line, of `MIN` to `MAX` characters (Unicode scalar values).
///
/// - any letter of any script, digits and signs: there is no list of allowed characters
/// - no control characters, line breaks or bidirectional controls
/// - white space at both ends is removed; inside it becomes one space
///
/// Normal form: the trimmed text in NFC; accents and case are kept.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, RazonSocial}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(RazonSocial::parse(" Ñusta  O’Higgins ", &host)?.as_str(), "Ñusta O’Higgins");
/// assert_eq!(RazonSocial::parse("Yo", &host).unwrap_err().id(), "text.too_short");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nombre<const MIN: usize, const MAX: usize>(String);
text_field!(Nombre<const MIN: usize, const MAX: usize>);

/// The full name of a person or a company; the lengths are SUNAT's for the receiver of an
/// invoice (error 2022).
pub type RazonSocial = Nombre<3, 1500>;

/// A first name or a surname.
pub type NombreCorto = Nombre<1, 100>;

impl<const MIN: usize, const MAX: usize> Field for Nombre<MIN, MAX> {
    const ABOUT: About = About::text(MIN, MAX, "");

    const RULES: Rules = Rules::line::<MIN, MAX>();

    const PATTERN: Pattern = Pattern::Line { min: MIN, max: MAX };

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}
