use super::rules::{Becomes, BrokenRule, Kind, Reading, Rules, Seen};
use super::{About, Dni, Normal, Number, Pattern, proof::Proof, text_field};
use crate::text::{Signs, label};
use crate::{Code, Field};
use alloc::format;
use alloc::string::String;

/// A RUC, the tax number of SUNAT (Peru).
///
/// - 11 digits; spaces, hyphens, dots and parentheses between them are dropped
/// - prefix 10 (person), 15, 17 (others) or 20 (company)
/// - the last digit follows from the ten before it, modulo 11, weights 5 4 3 2 7 6 5 4 3 2
///
/// Normal form: the 11 digits. A valid number does not prove that SUNAT has issued it.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, Ruc, TaxpayerKind}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// let ruc = Ruc::parse("20131312955", &host)?;
/// assert_eq!((ruc.kind(), ruc.formatted().as_str()), (TaxpayerKind::Company, "20-13131295-5"));
/// let person = Ruc::parse("10-10117410-2", &host)?;
/// assert_eq!(person.dni().map(|dni| Ruc::from_dni(&dni)), Some(person));
/// assert_eq!(Ruc::parse("16131312954", &host).unwrap_err().id(), "ruc.prefix");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ruc(pub(super) String);
text_field!(Ruc);

/// The kind of taxpayer, given by the prefix of the RUC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaxpayerKind {
    /// Prefix 10: a natural person; the RUC contains the person's DNI.
    Person,
    /// Prefix 20: a company or another entity.
    Company,
    /// Prefix 15 or 17: foreigners, undivided estates and old numbers; a person or a company.
    Other,
}

impl Ruc {
    /// The kind of taxpayer.
    #[must_use]
    pub fn kind(&self) -> TaxpayerKind {
        match self.0.get(..2) {
            Some("10") => TaxpayerKind::Person,
            Some("20") => TaxpayerKind::Company,
            _ => TaxpayerKind::Other,
        }
    }

    /// The RUC of a natural person: 10, the DNI and its verification digit.
    #[must_use]
    pub fn from_dni(dni: &Dni) -> Self {
        let (digit, _) = dni.check_characters();
        Self(format!("10{dni}{digit}"))
    }

    /// The DNI inside the RUC of a natural person.
    #[must_use]
    pub fn dni(&self) -> Option<Dni> {
        let digits = self.0.strip_prefix("10")?.get(..8)?;
        Some(Dni(String::from(digits)))
    }

    /// Formats the RUC with hyphens, for people: `20-13131295-5`.
    #[must_use]
    pub fn formatted(&self) -> String {
        let part = |range: core::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        format!("{}-{}-{}", part(0..2), part(2..10), part(10..11))
    }
}

impl Field for Ruc {
    const ABOUT: About = About::digits(11, 11, "^(10|15|17|20)[0-9]*$");

    const RULES: Rules = Rules(Kind::Text(
        Reading::Compact(Signs::Digits, label::RUC, &Code::DigitsForbidden),
        |Seen { text: digits, .. }, _| {
            check_digits(digits, &Code::RucLength)?;
            Ok(Becomes::Text(digits))
        },
    ));

    const PATTERN: Pattern = Pattern::Numbers(&[NUMBER]);

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().map(String::from).map(Self)
    }
}

/// The weights of the first ten digits.
const WEIGHTS: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/// The digits alone.
pub(super) const NUMBER: Number = Number { weights: &WEIGHTS, ..Number::of(&["10", "15", "17", "20"], 9) };

/// Checks digits by the rules of a RUC; `length` is the code if there are not eleven.
pub(super) fn check_digits(digits: &str, length: BrokenRule) -> Result<(), BrokenRule> {
    let Ok(digits) = <&[u8; 11]>::try_from(digits.as_bytes()) else { return Err(length) };
    if !matches!(digits, [b'1', b'0' | b'5' | b'7', ..] | [b'2', b'0', ..]) {
        return Err(&Code::RucPrefix);
    }
    let sum: u32 = WEIGHTS.iter().zip(digits).map(|(weight, digit)| weight * u32::from(digit - b'0')).sum();
    let check_digit = (11 - sum % 11) % 10;
    let [.., last] = digits;
    if u32::from(last - b'0') == check_digit { Ok(()) } else { Err(&Code::RucCheckDigit) }
}
