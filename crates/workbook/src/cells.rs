//! Writes the values of cells as text of one line a row, with tabulators between the cells.

use calamine::{DataRef, ExcelDateTime};
use std::fmt::Write;

/// The separator of cells.
pub(crate) const SEPARATOR: char = '\t';

/// The text of a value, as a person reads it in the sheet but with all digits of a number.
pub(crate) fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(integer) => integer.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) => date(time),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A day as `1985-12-31`, with the time behind it if there is one.
fn date(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return time.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    // A time without a day.
    if (0.0..1.0).contains(&time.as_f64()) {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    let mut text = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) != (0, 0, 0) {
        let _ = write!(text, " {hour:02}:{minute:02}:{second:02}");
    }
    text
}

/// The same of a date and time in ISO 8601.
fn iso(text: &str) -> String {
    match text.split_once('T') {
        Some((day, time)) if time.trim_end_matches('Z').chars().all(|c| matches!(c, '0' | ':' | '.')) => day.to_owned(),
        Some((day, time)) => format!("{day} {time}"),
        None => text.to_owned(),
    }
}

/// Adds a cell to the text of a row, in quotes where it must be.
pub(crate) fn push(row: &mut String, cell: &str) {
    if !cell.contains([SEPARATOR, '"', '\n', '\r']) {
        row.push_str(cell);
        return;
    }
    row.push('"');
    for character in cell.chars() {
        if character == '"' {
            row.push('"');
        }
        row.push(character);
    }
    row.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{CellErrorType, ExcelDateTimeType};

    #[test]
    fn values_are_text() {
        let day = |value, is_1904| DataRef::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, is_1904));
        let rows = [
            (DataRef::Float(20_131_312_955.0), "20131312955"),
            (DataRef::Float(1e21), "1000000000000000000000"),
            (DataRef::Float(0.1), "0.1"),
            (DataRef::Float(-2.0), "-2"),
            (DataRef::Int(7), "7"),
            (DataRef::Bool(true), "TRUE"),
            (DataRef::Error(CellErrorType::NA), "#N/A"),
            (day(32_888.0, false), "1990-01-15"),
            (day(31_426.0, true), "1990-01-15"),
            (day(32_888.5, false), "1990-01-15 12:00:00"),
            (day(0.5, true), "12:00:00"),
            (DataRef::DateTimeIso("1990-01-15T00:00:00".into()), "1990-01-15"),
            (DataRef::DateTimeIso("1990-01-15T08:30:00".into()), "1990-01-15 08:30:00"),
            (DataRef::DateTimeIso("1990-01-15".into()), "1990-01-15"),
            (DataRef::String("a\tb".into()), "a\tb"),
            (DataRef::Empty, ""),
        ];
        for (value, text) in rows {
            assert_eq!(text_of(&value), text, "{value:?}");
        }
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (cell, row) in [("a b", "a b"), ("a\tb", "\"a\tb\""), ("la \"Reina\"", "\"la \"\"Reina\"\"\""), ("", "")] {
            let mut text = String::new();
            push(&mut text, cell);
            assert_eq!(text, row);
        }
    }
}
