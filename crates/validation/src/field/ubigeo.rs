use super::{About, Field, Normal, Verdict, entero, proof::Proof, ubigeo_table::RUNS};
use crate::{Code, Host, Raw, text};
use alloc::borrow::Cow;

/// A district of Peru by its INEI code (ubigeo), the coding SUNAT uses. RENIEC has another one.
///
/// - an integer, or its text; also the six digits with their leading zero (`"010101"`)
/// - one of the 1,892 districts there are
///
/// Normal form: the integer, so 010101 is 10101.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, Ubigeo}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(Ubigeo::parse("010101", &host)?.get(), 10101);
/// assert_eq!(Ubigeo::parse("150199", &host).unwrap_err().id(), "ubigeo.unknown");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Ubigeo(u32);

impl Ubigeo {
    /// A code of the data itself.
    #[cfg(feature = "distritos")]
    pub(crate) fn of_table(code: u32) -> Option<Self> {
        is_district(code.into()).then_some(Self(code))
    }

    /// The code as an integer; print it with six digits.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Field for Ubigeo {
    const ABOUT: About = About::integer(10_101, 250_401);

    fn check<'r>(raw: &'r Raw<'_>, _: &Host) -> Verdict<'r> {
        let written = match without_leading_zero(raw) {
            Some(digits) => entero::integer(&Raw::Text(Cow::Borrowed(digits)))?,
            None => entero::integer(raw)?,
        };
        match written {
            None => Ok(None),
            Some(entero::Written::Natural(code)) if is_district(code) => Ok(Some(Normal::Integer(code))),
            Some(_) => Err(Code::UbigeoUnknown),
        }
    }

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.integer().and_then(|code| u32::try_from(code).ok()).map(Self)
    }
}

/// The five digits after the zero, of six.
fn without_leading_zero<'r>(raw: &'r Raw<'_>) -> Option<&'r str> {
    let Raw::Text(text) = raw else { return None };
    text::trim(text).strip_prefix('0').filter(|rest| rest.len() == 5)
}

fn is_district(code: u64) -> bool {
    let after = RUNS.partition_point(|(first, _)| u64::from(*first) <= code);
    let run = after.checked_sub(1).and_then(|at| RUNS.get(at));
    run.is_some_and(|(first, count)| code - u64::from(*first) < u64::from(*count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::vec::Vec;

    #[test]
    fn exactly_the_districts_of_the_data() {
        let csv = include_str!("../../data/ubigeo_inei.csv");
        let codes: BTreeSet<u64> =
            csv.lines().skip(1).filter_map(|line| line.split(',').next()?.parse().ok()).collect();
        assert_eq!(codes.len(), 1892);
        let wrong: Vec<u64> = (0..300_000).filter(|code| is_district(*code) != codes.contains(code)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
