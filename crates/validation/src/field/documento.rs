use super::rules::{Becomes, Kind, Reading, Rules, Seen};
use super::{About, Dni, Normal, Pattern, Ruc, as_text, dni, proof::Proof, ruc};
use crate::text::{Signs, label};
use crate::{Code, Field};
use alloc::string::String;

/// The document of a customer: a [`Dni`] (8 digits) or a [`Ruc`] (11 digits); the length tells which.
///
/// - spaces, hyphens, dots and parentheses between the digits are dropped, and a label before them (`RUC:`, `DNI N°`)
/// - a DNI may have a hyphen and its verification character behind it; a wrong one is refused
///
/// Normal form: the digits.
///
/// ```
/// use ficha::{Field, Host, field::{Documento, Fecha}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert!(matches!(Documento::parse("12345678", &host)?, Documento::Dni(_)));
/// assert!(matches!(Documento::parse("20131312955", &host)?, Documento::Ruc(_)));
/// assert_eq!(Documento::parse("DNI 10117410-2", &host)?.as_str(), "10117410");
/// assert_eq!(Documento::parse("123456789", &host).unwrap_err().id(), "document.length");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Documento {
    /// An identity number.
    Dni(Dni),
    /// A tax number.
    Ruc(Ruc),
}

as_text!(Documento);

impl Documento {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Dni(dni) => dni.as_str(),
            Self::Ruc(ruc) => ruc.as_str(),
        }
    }
}

impl Field for Documento {
    const ABOUT: About = About::digits(8, 11, "^([0-9]{8}|(10|15|17|20)[0-9]{9})$");

    const RULES: Rules = Rules(Kind::Text(
        Reading::Compact(Signs::DigitsAndCheck, label::RUC | label::DNI, &Code::DigitsForbidden),
        |seen, _| {
            let Seen { text: digits, .. } = seen;
            let dni = digits.get(..8).unwrap_or_default();
            match digits.as_bytes() {
                [.., b'-', check] => dni::expect_check(dni, *check)?,
                _ if digits.len() == 8 => {}
                _ => return ruc::check_digits(digits, &Code::DocumentLength).map(|()| Becomes::Text(digits)),
            }
            Ok(Becomes::Text(dni))
        },
    ));

    const PATTERN: Pattern = Pattern::Numbers(&[dni::NUMBER, ruc::NUMBER]);

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        let digits = normal.text().map(String::from)?;
        Some(if digits.len() == 8 { Self::Dni(Dni(digits)) } else { Self::Ruc(Ruc(digits)) })
    }
}
