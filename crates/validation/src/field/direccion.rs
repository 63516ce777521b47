use super::rules::Rules;
use super::{About, Normal, Pattern, proof::Proof, text_field};
use crate::Field;
use alloc::string::String;

/// A street address on one line, 3 to 200 characters (SUNAT's lengths, observation 4094).
///
/// Characters and normal form are those of a [`Nombre`](super::Nombre).
///
/// ```
/// use ficha::{Field, Host, field::{Direccion, Fecha}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Direccion::parse("Av. Arequipa  890", &host)?.as_str(), "Av. Arequipa 890");
/// assert_eq!(Direccion::parse("Av. Arequipa\n890", &host).unwrap_err().id(), "text.forbidden");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Direccion(String);
text_field!(Direccion);

/// Directions that help to find an address: up to 200 characters, may be empty.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, Referencia}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Referencia::parse("Casa con reja blanca", &host)?.as_str(), "Casa con reja blanca");
/// assert_eq!(Referencia::parse(&"x".repeat(201), &host).unwrap_err().id(), "text.too_long");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Referencia(String);
text_field!(Referencia);

const MIN: usize = 3;
const MAX: usize = 200;

impl Field for Direccion {
    const ABOUT: About = About { autocomplete: "street-address", ..About::text(MIN, MAX, "") };

    const RULES: Rules = Rules::line::<MIN, MAX>();

    const PATTERN: Pattern = Pattern::Line { min: MIN, max: MAX };

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}

impl Field for Referencia {
    const ABOUT: About = About::text(0, MAX, "");

    const RULES: Rules = Rules::line::<0, MAX>();

    const PATTERN: Pattern = Pattern::Line { min: 1, max: MAX };

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}
