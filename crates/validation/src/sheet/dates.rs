//! Reads dates as people and spreadsheets write them.

use super::numbers::{is_digits, padded};
use crate::field::Fecha;
use alloc::string::String;
use alloc::vec::Vec;

/// The order of day and month in dates such as `3/4/1985`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// The day comes first, as people in Peru write.
    #[default]
    DayFirst,
    /// The month comes first, as a spreadsheet set to English writes.
    MonthFirst,
}

impl DateOrder {
    pub(super) const fn other(self) -> Self {
        match self {
            Self::DayFirst => Self::MonthFirst,
            Self::MonthFirst => Self::DayFirst,
        }
    }
}

/// The first three letters of the months in Spanish, then those that English has instead.
const MONTHS: [&str; 12] = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "set", "oct", "nov", "dic"];
const OTHER_MONTHS: [(&str, usize); 5] = [("sep", 9), ("jan", 1), ("apr", 4), ("aug", 8), ("dec", 12)];

/// Reads a date; gives `YYYY-MM-DD`, which need not be a day of the calendar.
pub(super) fn date(text: &str, order: DateOrder, today: Fecha) -> Option<String> {
    let day = without_time(text);
    serial(day).or_else(|| compact(day)).or_else(|| written(day, order, today))
}

/// True for a date that is a day of the calendar in this order alone.
pub(super) fn is_only(text: &str, order: DateOrder) -> bool {
    let parts = parts(without_time(text));
    let [first, second, year] = parts.as_slice() else { return false };
    let number = |digits: &str| if is_digits(digits) && digits.len() <= 2 { digits.parse::<u8>().ok() } else { None };
    let (Some(first), Some(second)) = (number(first), number(second)) else { return false };
    let (day, month) = if order == DateOrder::DayFirst { (first, second) } else { (second, first) };
    matches!(year.len(), 2 | 4) && is_digits(year) && (13..=31).contains(&day) && (1..=12).contains(&month)
}

/// Removes the time of day behind a date.
fn without_time(text: &str) -> &str {
    let is_time = |time: &str| {
        time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || " \u{A0}\u{202F}:.TZapmAPM+-".contains(c))
    };
    match text.split_once([' ', 'T']) {
        Some((day, time)) if is_time(time) => day,
        _ => text,
    }
}

/// Words in dates that say nothing more.
const WORDS: [&str; 11] =
    ["de", "del", "lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo"];

/// The parts of a date, between signs or the words that people put there.
fn parts(text: &str) -> Vec<&str> {
    let is_between = |c: char| matches!(c, '/' | '-' | '.' | ' ' | ',');
    let is_word = |part: &str| WORDS.iter().any(|word| word.eq_ignore_ascii_case(part));
    text.split(is_between).filter(|part| !part.is_empty() && !is_word(part)).collect()
}

/// The number of a month that is written as a word of at least three letters.
fn month_of(word: &str) -> Option<usize> {
    let begin = word.get(..3)?.to_ascii_lowercase();
    let is_word = word.bytes().all(|b| b.is_ascii_alphabetic()) && word.len() <= 10;
    let place = MONTHS.iter().position(|month| *month == begin).map(|place| place + 1);
    let other = || OTHER_MONTHS.iter().find(|(month, _)| *month == begin).map(|(_, number)| *number);
    place.or_else(other).filter(|_| is_word)
}

/// Reads a date of three parts: year first, or year last.
fn written(text: &str, order: DateOrder, today: Fecha) -> Option<String> {
    let parts = parts(text);
    let [first, second, third] = parts.as_slice() else { return None };
    let by_name = |month: &str| month_of(month).map(|month| padded(&alloc::format!("{month}"), 2));
    let (year, month, day) = match (first.len(), by_name(second), order) {
        (4, Some(month), _) => (*first, month, *third),
        (4, None, _) => (*first, String::from(*second), *third),
        (_, None, _) if month_of(first).is_some() => (*third, by_name(first).unwrap_or_default(), *second),
        (_, Some(month), _) => (*third, month, *first),
        (_, None, DateOrder::DayFirst) => (*third, String::from(*second), *first),
        (_, None, DateOrder::MonthFirst) => (*third, String::from(*first), *second),
    };
    let are_digits = [year, &month, day].into_iter().all(is_digits);
    if !are_digits || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let rest = alloc::format!("-{}-{}", padded(&month, 2), padded(day, 2));
    match year.len() {
        4 => Some(String::from(year) + &rest),
        // A year of two digits is the latest that is not in the future.
        2 => {
            let recent = alloc::format!("20{year}{rest}");
            let is_past = recent <= alloc::format!("{today}");
            Some(if is_past { recent } else { alloc::format!("19{year}{rest}") })
        }
        _ => None,
    }
}

/// `19850131`
fn compact(text: &str) -> Option<String> {
    let is_date = text.len() == 8 && is_digits(text);
    let (year, rest) = text.split_at_checked(4).filter(|_| is_date)?;
    let (month, day) = rest.split_at_checked(2)?;
    ("01".."13").contains(&month).then(|| [year, month, day].join("-"))
}

/// Reads the number of days since 1899-12-30, as a spreadsheet stores a date; a fraction is the time of day.
fn serial(text: &str) -> Option<String> {
    const FIRST: i64 = -25_569;
    const NOON: i64 = 12 * 3_600_000;
    let (days, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if days.len() != 5 || !is_digits(days) || !is_digits(fraction) {
        return None;
    }
    let days: i64 = days.parse().ok()?;
    Some(alloc::format!("{}", Fecha::in_lima((FIRST + days) * 86_400_000 + NOON)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        let today = Fecha::new(2026, 11, 22).unwrap();
        let rows = [
            ("31/12/1985", Some("1985-12-31")),
            ("1.2.1985", Some("1985-02-01")),
            ("1985/2/1", Some("1985-02-01")),
            ("1985-2-1", Some("1985-02-01")),
            ("1990-01-15 00:00:00", Some("1990-01-15")),
            ("1990-01-15T05:00:00.000Z", Some("1990-01-15")),
            ("15/01/1990 0:00", Some("1990-01-15")),
            ("15/01/1990 12:00:00 a.m.", Some("1990-01-15")),
            ("15-ene-90", Some("1990-01-15")),
            ("15-SET-1990", Some("1990-09-15")),
            ("15-Sep-90", Some("1990-09-15")),
            ("15 de enero de 1990", Some("1990-01-15")),
            ("15 de setiembre del 1990", Some("1990-09-15")),
            ("15/01/90", Some("1990-01-15")),
            ("22/11/26", Some("2026-11-22")),
            ("23/11/26", Some("1926-11-23")),
            ("31412", Some("1985-12-31")),
            ("32888.5", Some("1990-01-15")),
            ("19900115", Some("1990-01-15")),
            ("15/01/1990 12:00:00 a.\u{A0}m.", Some("1990-01-15")),
            ("jueves, 15 de enero de 1990", Some("1990-01-15")),
            ("15 De Enero De 1990", Some("1990-01-15")),
            ("January 15, 1990", Some("1990-01-15")),
            ("19901315", None),
            ("1985", None),
            ("enero 1990", None),
            ("15/enfermo/1990", None),
            ("1/2/3/4", None),
            ("12345678", None),
        ];
        for (text, expected) in rows {
            assert_eq!(date(text, DateOrder::DayFirst, today).as_deref(), expected, "{text}");
        }
        assert_eq!(date("8/15/48", DateOrder::MonthFirst, today).as_deref(), Some("1948-08-15"));
    }
}
