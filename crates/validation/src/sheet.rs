//! Finds the changes that spreadsheets make to values, and repairs them.

use crate::field::Rules;
use crate::reader::Raw;
use crate::{Code, Host};
use alloc::string::String;

/// A value that a spreadsheet changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoiled {
    /// The code of the change.
    pub code: Code,
    /// The value before the change, if it can be found; the rules accept it.
    pub mended: Option<String>,
}

/// Gives the value that a changed value may have been before.
type Mend = fn(&str) -> Option<String>;

/// The repairs; the rules of the field decide which one fits.
const MENDS: [(Code, Mend); 4] = [
    (Code::SheetZero, lost_zero),
    (Code::SheetDate, written_date),
    (Code::SheetDate, serial_date),
    (Code::SheetDecimal, decimal),
];

/// Finds what a spreadsheet did to a value that the rules of its field refuse; `None` if the value shows no known
/// change.
///
/// - a DNI that was taken for a number has lost its leading zeros
/// - a date is written with the day first, or as the number of days since 1899-12-30
/// - an integer has a decimal point and zeros after it
/// - a long number is written as `2.01E+10`, and its last digits are lost
///
/// ```
/// use ficha::{Code, Field, Host, field::{Documento, Fecha, FechaNacimiento}, sheet};
/// # let host = Host::native(Fecha::new(2026, 11, 22).unwrap());
/// let spoiled = sheet::spoiled(&FechaNacimiento::RULES, "31/12/1985", &host).unwrap();
/// assert_eq!((spoiled.code, spoiled.mended.as_deref()), (Code::SheetDate, Some("1985-12-31")));
/// assert!(sheet::spoiled(&Documento::RULES, "123", &host).is_none());
/// ```
#[must_use]
pub fn spoiled(rules: &Rules, text: &str, host: &Host) -> Option<Spoiled> {
    let text = text.trim();
    let is_good = |text: &str| rules.check(Raw::from(text), host, &mut String::new()).is_ok();
    for (code, mend) in MENDS {
        if let Some(mended) = mend(text).filter(|mended| is_good(mended)) {
            return Some(Spoiled { code, mended: Some(mended) });
        }
    }
    is_scientific(text).then_some(Spoiled { code: Code::SheetScientific, mended: None })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Adds zeros before the digits up to a length.
fn padded(digits: &str, length: usize) -> String {
    let mut padded = String::new();
    for _ in digits.len()..length {
        padded.push('0');
    }
    padded + digits
}

/// The eight digits of a DNI that has lost up to three leading zeros.
fn lost_zero(text: &str) -> Option<String> {
    (is_digits(text) && (5..8).contains(&text.len())).then(|| padded(text, 8))
}

/// Reads a date as day, month and year, or as year, month and day.
fn written_date(text: &str) -> Option<String> {
    let separator = ['/', '-', '.'].into_iter().find(|separator| text.contains(*separator))?;
    let mut parts = text.split(separator);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let is_date = parts.next().is_none() && year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    let are_digits = [year, month, day].into_iter().all(is_digits);
    (is_date && are_digits).then(|| [year, &padded(month, 2), &padded(day, 2)].join("-"))
}

/// Reads a date as the number of days since 1899-12-30, as a spreadsheet stores it.
fn serial_date(text: &str) -> Option<String> {
    const FIRST: i64 = -25_569;
    const NOON: i64 = 12 * 3_600_000;
    if text.len() != 5 || !is_digits(text) {
        return None;
    }
    let days = text.bytes().fold(0, |days, digit| days * 10 + i64::from(digit - b'0'));
    let mut date = String::new();
    crate::field::Fecha::in_lima((FIRST + days) * 86_400_000 + NOON).write(|c| date.push(c));
    Some(date)
}

/// The integer before a point or a comma and one or two zeros; three zeros would mean thousands.
fn decimal(text: &str) -> Option<String> {
    let (whole, zeros) = text.split_once(['.', ','])?;
    (is_digits(whole) && matches!(zeros, "0" | "00")).then(|| String::from(whole))
}

/// `2.01E+10`
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    is_digits(whole) && is_digits(fraction) && is_digits(exponent.trim_start_matches('+'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Field;
    use crate::field::{Celular, Documento, Fecha, FechaNacimiento, Id, RazonSocial, Ubigeo};

    type Row = (&'static Rules, &'static str, Option<(Code, Option<&'static str>)>);

    #[test]
    fn what_was_done_is_named_and_undone() {
        use Code::{SheetDate, SheetDecimal, SheetScientific, SheetZero};
        let host = Host { today: Fecha::new(2026, 11, 22).unwrap(), nfc: |text| text.into() };
        let document = &Documento::RULES;
        let birth = &FechaNacimiento::RULES;
        let rows: [Row; 26] = [
            (document, "1234567", Some((SheetZero, Some("01234567")))),
            (document, " 12345 ", Some((SheetZero, Some("00012345")))),
            (document, "1234", None),
            (document, "123456789", None),
            (document, "12345678.0", Some((SheetDecimal, Some("12345678")))),
            (document, "2.01313E+10", Some((SheetScientific, None))),
            (document, "2E10", Some((SheetScientific, None))),
            (document, "E10", None),
            (document, "2.E+10", None),
            (birth, "31/12/1985", Some((SheetDate, Some("1985-12-31")))),
            (birth, "1.2.1985", Some((SheetDate, Some("1985-02-01")))),
            (birth, "1985/2/1", Some((SheetDate, Some("1985-02-01")))),
            (birth, "1985-2-1", Some((SheetDate, Some("1985-02-01")))),
            (birth, "12/31/1985", None),
            (birth, "31/12/85", None),
            (birth, "31/12/1985/1", None),
            (birth, "31/12/2985", None),
            (birth, "31412", Some((SheetDate, Some("1985-12-31")))),
            (birth, "2", None),
            (&Ubigeo::RULES, "150102.0", Some((SheetDecimal, Some("150102")))),
            (&Ubigeo::RULES, "150102,00", Some((SheetDecimal, Some("150102")))),
            (&Id::RULES, "1.5", None),
            (&Id::RULES, "1.000", None),
            (&Id::RULES, "250,000", None),
            (&Celular::RULES, "987654321.0", Some((SheetDecimal, Some("987654321")))),
            (&RazonSocial::RULES, "x", None),
        ];
        for (rules, text, expected) in rows {
            let found = spoiled(rules, text, &host);
            let found = found.as_ref().map(|spoiled| (spoiled.code, spoiled.mended.as_deref()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
