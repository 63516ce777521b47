use super::rules::{Kind, Rules};
use super::{
    About, Normal, Pattern, deserialize,
    proof::Proof,
    ubigeo_table::{DEPARTMENTS, MISSING, PROVINCES},
};
use crate::{Code, Field};
use core::fmt;

/// A district of Peru by its INEI code (ubigeo), the coding that SUNAT uses. RENIEC uses another coding.
///
/// - an integer, or its text; as text also the six digits with their leading zero (`"010101"`)
/// - one of the 1,892 districts of INEI; if a law replaced a code, the refusal names today's code
///
/// Normal form: the integer, so 010101 is 10101.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, Ubigeo}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Ubigeo::parse("010101", &host)?.get(), 10101);
/// assert_eq!(Ubigeo::parse("150199", &host).unwrap_err().id(), "ubigeo.unknown");
/// assert_eq!(Ubigeo::parse("160109", &host), Err(ficha::Code::UbigeoRetired { now: 160801 }));
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Ubigeo(u32);

impl Ubigeo {
    /// Builds the type from a code of the data; `None` if it is no district.
    #[cfg(feature = "distritos")]
    pub(crate) fn of_table(code: u32) -> Option<Self> {
        is_district(code.into()).then_some(Self(code))
    }

    /// The code as an integer; `Display` prints the six digits.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

deserialize!(Ubigeo);

/// Prints the six digits.
impl fmt::Display for Ubigeo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

impl Field for Ubigeo {
    const ABOUT: About = About::integer(10_101, 250_401);

    const RULES: Rules = Rules(Kind::Integer {
        padded: true,
        check: |code| {
            if is_district(code) {
                return Ok(());
            }
            let retired = RETIRED.iter().find(|(before, _)| i64::from(*before) == code);
            Err(retired.map_or(&Code::UbigeoUnknown, |(_, code)| code))
        },
    });

    const PATTERN: Pattern = Pattern::District;

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.integer().and_then(|code| u32::try_from(code).ok()).map(Self)
    }
}

/// Codes that a law replaced. Ley 28593 (2005) formed the province Datem del Marañón from five districts of Alto
/// Amazonas; Ley 30186 (2014) formed the province Putumayo from two districts of Maynas.
static RETIRED: [(u32, Code); 7] = [
    (160_109, Code::UbigeoRetired { now: 160_801 }),
    (160_114, Code::UbigeoRetired { now: 160_803 }),
    (160_203, Code::UbigeoRetired { now: 160_701 }),
    (160_204, Code::UbigeoRetired { now: 160_702 }),
    (160_207, Code::UbigeoRetired { now: 160_703 }),
    (160_208, Code::UbigeoRetired { now: 160_704 }),
    (160_209, Code::UbigeoRetired { now: 160_705 }),
];

/// Today's code, if a law replaced this one.
#[cfg(feature = "distritos")]
pub(crate) fn successor(code: u32) -> Option<u32> {
    let (_, retired) = RETIRED.iter().find(|(before, _)| *before == code)?;
    match retired {
        Code::UbigeoRetired { now } => u32::try_from(*now).ok(),
        _ => None,
    }
}

pub(crate) fn is_district(code: i64) -> bool {
    let Ok(code) = u32::try_from(code) else { return false };
    let (departamento, provincia, distrito) = (code / 10_000, code / 100 % 100, code % 100);
    // Departments, provinces and districts are all numbered from 1.
    let Some([before, end]) =
        DEPARTMENTS.get(departamento.wrapping_sub(1) as usize..).and_then(|ends| ends.first_chunk())
    else {
        return false;
    };
    let provinces = PROVINCES.get(usize::from(*before)..usize::from(*end)).unwrap_or_default();
    let count = provinces.get(provincia.wrapping_sub(1) as usize).copied().unwrap_or_default();
    (1..=u32::from(count)).contains(&distrito) && MISSING.binary_search(&code).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::vec::Vec;

    #[test]
    fn no_district_has_a_code_that_was_replaced_and_its_successor_is_one() {
        for (before, code) in &RETIRED {
            let Code::UbigeoRetired { now } = code else { panic!("{before}") };
            assert!(!is_district((*before).into()), "{before}");
            assert!(i64::try_from(*now).is_ok_and(is_district), "{before}");
        }
    }

    #[test]
    fn exactly_the_districts_of_the_data() {
        let csv = include_str!("../../data/ubigeo_inei.csv");
        let codes: BTreeSet<i64> =
            csv.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok()).collect();
        assert_eq!(codes.len(), 1892);
        let wrong: Vec<i64> = (0..300_000).filter(|code| is_district(*code) != codes.contains(code)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
