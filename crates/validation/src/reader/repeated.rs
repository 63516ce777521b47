//! Warns of values that occur in several records of a file. An import refuses a repeated id besides.

use super::Checked;
use crate::{Code, Issue};
use alloc::collections::BTreeMap;

/// The fields of which a value should occur once in a file.
const FIELDS: [&str; 5] = ["id", "numero_documento", "email", "celular", "telefono"];

/// Remembers the values of records, and warns of a record that repeats one. It keeps the 64-bit hash of a text, not the
/// text, with its line. Two different texts can have the same hash, so this is a warning and never an error.
#[derive(Debug, Default)]
pub struct Repeated {
    lines: [BTreeMap<u64, u32>; FIELDS.len()],
}

impl Repeated {
    /// Nothing seen.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a warning [`Code::LineRepeated`] for each value of a record that an earlier one has.
    pub fn mark(&mut self, line: u64, checked: &mut Checked<'_>) {
        for (field, lines) in FIELDS.iter().zip(&mut self.lines) {
            let Some(place) = checked.table().find(field) else { continue };
            let Some(number) = number(checked, place) else { continue };
            match lines.get(&number) {
                Some(first) => {
                    let code = Code::LineRepeated { line: (*first).into() };
                    checked.warnings.push(Issue::for_field(field, code));
                }
                None => {
                    lines.insert(number, u32::try_from(line).unwrap_or(u32::MAX));
                }
            }
        }
    }
}

/// A number for the value of a row: the integer itself, or the FNV-1a hash of a text in lower case.
fn number(checked: &Checked<'_>, place: usize) -> Option<u64> {
    use super::Stored;
    match checked.stored().get(place)? {
        Stored::Integer(value) => Some(*value),
        Stored::Sent(..) | Stored::Made(..) => {
            let bytes = checked.text_at(place).bytes().map(|b| u64::from(b.to_ascii_lowercase()));
            Some(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ byte).wrapping_mul(0x0100_0000_01b3)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Fecha;
    use crate::form::UpdateCliente;
    use crate::reader::json;
    use crate::{Form, Host};
    use std::format;
    use std::vec::Vec;

    #[test]
    fn repeated_values_name_their_first_line() {
        let host = Host { today: Fecha::in_lima(0), nfc: |text| text.into() };
        let rows = [
            (r#"{"id":1,"celular":"987654321","email":"a@b.pe"}"#, ""),
            (r#"{"id":2,"celular":"+51 987 654 321","email":"c@b.pe"}"#, "celular 2"),
            (r#"{"id":1,"celular":"x","email":"A@B.pe"}"#, "id 2 email 2"),
            (r#"{"id":3,"celular":"x"}"#, ""),
        ];
        let mut repeated = Repeated::new();
        for (line, (row, expected)) in (2..).zip(rows) {
            let mut checked = json(row.as_bytes(), UpdateCliente::TABLE, &host).unwrap();
            repeated.mark(line, &mut checked);
            let found: Vec<_> = checked
                .warnings()
                .iter()
                .filter_map(|warning| match warning.code {
                    Code::LineRepeated { line } => Some(format!("{} {line}", warning.path)),
                    _ => None,
                })
                .collect();
            assert_eq!(found.join(" "), expected, "{row}");
        }
    }
}
