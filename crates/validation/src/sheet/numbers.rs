//! Reads numbers as spreadsheets write them.

use alloc::string::String;

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Adds zeros before the digits up to a length.
pub(super) fn padded(digits: &str, length: usize) -> String {
    let mut padded = String::new();
    for _ in digits.len()..length {
        padded.push('0');
    }
    padded + digits
}

/// The eight digits of a DNI that has lost up to three leading zeros.
pub(super) fn lost_zeros(text: &str) -> Option<String> {
    (is_digits(text) && (5..8).contains(&text.len())).then(|| padded(text, 8))
}

/// The integer before a point or a comma and zeros; three zeros would mean thousands.
pub(super) fn decimal(text: &str) -> Option<String> {
    let (whole, zeros) = text.split_once(['.', ','])?;
    let are_zeros = !zeros.is_empty() && zeros.len() != 3 && zeros.bytes().all(|b| b == b'0');
    (is_digits(whole) && are_zeros).then(|| String::from(whole))
}

/// The integer without the signs between its thousands: `1,234,567`, `1.234.567`, `1 234 567`, `1,234.00`.
pub(super) fn thousands(text: &str) -> Option<String> {
    let text = text.strip_suffix(".00").or_else(|| text.strip_suffix(",00")).unwrap_or(text);
    let separator =
        text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, ',' | '.' | ' ' | '\u{A0}' | '\''))?;
    let mut groups = text.split(separator);
    let first = groups.next().filter(|first| is_digits(first) && first.len() <= 3)?;
    let mut digits = String::from(first);
    for group in groups {
        if group.len() != 3 || !is_digits(group) {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

/// A number with an exponent: `2.0131E+10`.
pub(super) enum Exponent {
    /// All its digits are written.
    Whole(String),
    /// The last digits are lost.
    DigitsLost,
}

/// Reads a number with an exponent.
pub(super) fn exponent(text: &str) -> Option<Exponent> {
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let (whole, fraction) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let is_one = whole.len() == 1 && is_digits(whole) && (fraction.is_empty() || is_digits(fraction));
    if !is_one || !is_digits(exponent) || exponent.len() > 2 {
        return None;
    }
    let places: usize = exponent.parse().ok()?;
    // A spreadsheet writes no zeros at the end of a fraction, so a number with fewer digits may end in zeros or in
    // digits that are lost.
    let is_written = fraction.len() == places && places > 0;
    Some(if is_written { Exponent::Whole([whole, fraction].concat()) } else { Exponent::DigitsLost })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        type Read = fn(&str) -> Option<String>;
        let rows: [(Read, &str, Option<&str>); 17] = [
            (lost_zeros, "1234567", Some("01234567")),
            (lost_zeros, "1234", None),
            (decimal, "150102.0", Some("150102")),
            (decimal, "150102,00", Some("150102")),
            (decimal, "1.000", None),
            (decimal, "1.5", None),
            (decimal, "7.0000", Some("7")),
            (thousands, "20,131,312,955", Some("20131312955")),
            (thousands, "987.654.321", Some("987654321")),
            (thousands, "150,101", Some("150101")),
            (thousands, "1 234", Some("1234")),
            (thousands, "1,500.00", Some("1500")),
            (thousands, "1,23", None),
            (thousands, "1234,567", None),
            (thousands, "1,234.567", None),
            (thousands, "123", None),
            (thousands, "x", None),
        ];
        for (read, text, expected) in rows {
            assert_eq!(read(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_exponent_needs_all_its_digits() {
        let rows = [
            ("2.0131312955E+10", Some(Some("20131312955"))),
            ("1,50101E+05", Some(Some("150101"))),
            ("2,0131E+10", Some(None)),
            ("7.97E+7", Some(None)),
            ("2E10", Some(None)),
            ("9.87654321E8", Some(Some("987654321"))),
            ("20.1E+10", None),
            ("E10", None),
            ("2.E+10", Some(None)),
            ("2.5E-3", None),
            ("hotel", None),
        ];
        for (text, expected) in rows {
            let found = exponent(text).map(|exponent| match exponent {
                Exponent::Whole(digits) => Some(digits),
                Exponent::DigitsLost => None,
            });
            assert_eq!(found.as_ref().map(Option::as_deref), expected, "{text}");
        }
    }
}
