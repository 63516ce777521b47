use super::rules::{Becomes, BrokenRule, Kind, Reading, Rules, Seen};
use super::{About, Normal, Pattern, proof::Proof};
use crate::{Code, Field};
use core::fmt::{self, Write};

/// A day of the Gregorian calendar, years 0 to 9999.
///
/// ```
/// use ficha::field::Fecha;
/// assert!(Fecha::new(2024, 2, 29).is_some());
/// assert!(Fecha::new(2026, 2, 29).is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fecha {
    year: u16,
    month: u8,
    day: u8,
}

impl Fecha {
    /// The day, if it is in the calendar.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if is_day(year as u32, month as u32, day as u32) { Some(Self { year, month, day }) } else { None }
    }

    /// The day in Lima (UTC−5 all year) at a moment given in milliseconds since 1970 in UTC. A moment outside the years
    /// 0 to 9999 gives the nearest day inside.
    ///
    /// ```
    /// use ficha::field::Fecha;
    /// assert_eq!(Fecha::in_lima(0), Fecha::new(1969, 12, 31).ok_or("no such day")?);
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn in_lima(unix_millis: i64) -> Self {
        const FIVE_HOURS: i64 = 5 * 3_600_000;
        const FIRST: i64 = -62_167_219_200_000;
        const LAST: i64 = 253_402_300_799_999;
        let local = unix_millis.clamp(FIRST + FIVE_HOURS, LAST) - FIVE_HOURS;
        // Converts days to a civil date, in eras of 400 years that begin on 1 March. One extra era keeps year 0 above
        // zero.
        let days = (local.div_euclid(86_400_000) + 719_468 + 146_097) as u32;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + u32::from(month <= 2) - 400;
        Self { year: year as u16, month: month as u8, day: day as u8 }
    }

    /// `YYYYMMDD` as a number; a later day has a greater number.
    pub(crate) fn packed(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month) * 100 + u32::from(self.day)
    }

    /// Writes `YYYY-MM-DD` character by character, because the wasm modules have no code that prints numbers.
    pub(crate) fn write(self, mut put: impl FnMut(char)) {
        let digits = self.packed();
        for place in (0..8).rev() {
            if place == 3 || place == 1 {
                put('-');
            }
            put(char::from(b'0' + (digits / 10u32.pow(place) % 10) as u8));
        }
    }

    /// Reads `YYYY-MM-DD`.
    fn read(text: &str) -> Option<Self> {
        let (year, month, day) = parts(read(text).ok()?);
        Some(Self { year: year as u16, month: month as u8, day: day as u8 })
    }
}

/// Year, month and day of `YYYYMMDD`.
const fn parts(packed: u32) -> (u32, u32, u32) {
    (packed / 10_000, packed / 100 % 100, packed % 100)
}

/// True if the day is in the calendar.
pub(crate) const fn is_day(year: u32, month: u32, day: u32) -> bool {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + is_leap as u32,
        // Months of 31 and 30 days alternate up to July, and again from August.
        1..=12 => 30 + (month + month / 8) % 2,
        _ => 0,
    };
    year <= 9999 && 1 <= day && day <= days
}

/// Reads `YYYY-MM-DD` as `YYYYMMDD`.
fn read(text: &str) -> Result<u32, BrokenRule> {
    let mut packed = 0u32;
    let mut at = 0;
    for b in text.bytes() {
        match b {
            b'-' if at == 4 || at == 7 => {}
            b'0'..=b'9' if at != 4 && at != 7 && at < 10 => packed = packed * 10 + u32::from(b - b'0'),
            _ => return Err(&Code::DateSyntax),
        }
        at += 1;
    }
    if at != 10 {
        return Err(&Code::DateSyntax);
    }
    let (year, month, day) = parts(packed);
    if is_day(year, month, day) { Ok(packed) } else { Err(&Code::DateUnreal) }
}

/// Prints `YYYY-MM-DD`.
impl fmt::Display for Fecha {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = Ok(());
        self.write(|c| written = written.and_then(|()| f.write_char(c)));
        written
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Fecha {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A birth date: `YYYY-MM-DD` (RFC 3339 full-date), a real day from 1900-01-01 to today in Lima.
///
/// ```
/// use ficha::{Field, Host, field::{Fecha, FechaNacimiento}};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// assert_eq!(FechaNacimiento::parse("1990-01-15", &host)?.day().to_string(), "1990-01-15");
/// assert_eq!(FechaNacimiento::parse("1990-02-30", &host).unwrap_err().id(), "date.unreal");
/// # Ok::<(), ficha::Code>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FechaNacimiento(Fecha);

/// The earliest birth date allowed. The oldest birth date on a Peruvian DNI known from the press is in April 1900.
const EARLIEST: (u32, &str) = (19_000_101, "1900-01-01");

impl FechaNacimiento {
    /// The day.
    #[must_use]
    pub const fn day(self) -> Fecha {
        self.0
    }
}

impl fmt::Display for FechaNacimiento {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Field for FechaNacimiento {
    const ABOUT: About =
        About { input: "date", autocomplete: "bday", ..About::text(10, 10, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$") };

    const RULES: Rules = Rules(Kind::Text(Reading::Trimmed, |Seen { text, .. }, host| {
        let day = read(text)?;
        if day < EARLIEST.0 {
            return Err(&Code::DateTooEarly { min: EARLIEST.1 });
        }
        if day > host.today.packed() {
            return Err(&Code::DateFuture);
        }
        Ok(Becomes::Text(text))
    }));

    const PATTERN: Pattern = Pattern::Day { from: EARLIEST.0 / 10_000 };

    fn from_normal(normal: Normal<'_>, _: Proof) -> Option<Self> {
        normal.text().and_then(Fecha::read).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;

    #[test]
    fn days_in_lima() {
        const DAY: i64 = 86_400_000;
        const FIVE_HOURS: i64 = 5 * 3_600_000;
        let rows = [
            (FIVE_HOURS, "1970-01-01"),
            (FIVE_HOURS - 1, "1969-12-31"),
            (951_782_400_000 + FIVE_HOURS, "2000-02-29"),
            (951_782_400_000 + FIVE_HOURS + DAY, "2000-03-01"),
            (1_709_164_800_000 + FIVE_HOURS, "2024-02-29"),
            (4_107_542_400_000 + FIVE_HOURS, "2100-03-01"),
            (i64::MIN, "0000-01-01"),
            (-62_167_219_200_000, "0000-01-01"),
            (i64::MAX, "9999-12-31"),
        ];
        for (millis, day) in rows {
            assert_eq!(Fecha::in_lima(millis).to_string(), day, "{millis}");
        }
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut last = Fecha::in_lima(-2_208_988_800_000 + 5 * 3_600_000);
        assert_eq!(last.to_string(), "1900-01-01");
        for day in 1..80_000 {
            let next = Fecha::in_lima(-2_208_988_800_000 + 5 * 3_600_000 + day * 86_400_000);
            assert!(next > last && Fecha::new(next.year, next.month, next.day) == Some(next), "{last} {next}");
            last = next;
        }
    }
}
