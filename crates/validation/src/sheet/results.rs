//! The cells of a checked row, as a file of results has them.

use super::cells::{Settings, Use, guarded, is_null};
use super::layout::is_blank;
use super::repair::Repair;
use super::rows::Cells;
use crate::reader::{Checked, Stored};
use crate::table::RowKind;
use crate::{Code, Issue, text};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// The most digits of a number that programs show whole.
const MAX_DIGITS: usize = 11;

/// A cell of a checked row.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultCell {
    /// The field of its column; `None` for a column that is not used.
    pub field: Option<&'static str>,
    /// The value in its normal form if it is good, else the text as written.
    pub text: String,
    /// True for a number to compute with, which no program shows otherwise than it is written.
    pub is_number: bool,
    /// The rule that it breaks.
    pub issue: Option<Code>,
    /// A doubt about it, or the name of the thing that the refused cell turned out to be.
    pub warning: Option<Code>,
    /// The text as written, if a repair made the value of it.
    pub before: Option<String>,
}

/// A checked row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ResultRow {
    /// Its cells, one for each column of the table.
    pub cells: Vec<ResultCell>,
    /// The rules that the row breaks, or fields that have no column.
    pub issues: Vec<Issue>,
}

impl Settings {
    /// The cells of a checked row.
    pub(super) fn results(&self, cells: Cells<'_>, checked: &Checked<'_>) -> ResultRow {
        let mut of_columns = Vec::new();
        let written = cells.iter().map(|cell| cell.text).chain(core::iter::repeat("")).take(self.columns.len());
        let cells = written.enumerate().map(|(column, written)| {
            let place = match self.columns.get(column) {
                Some(Use::Row(place)) => *place,
                Some(Use::Name(_) | Use::No) | None => return unused(written),
            };
            let Some(row) = self.table.rows.get(place) else { return unused(written) };
            of_columns.push(row.name);
            let of_field = |issue: &&Issue| issue.path.field() == Some(row.name);
            let value = checked.stored().get(place).copied().unwrap_or(Stored::Absent);
            let is_district = matches!(&row.kind, RowKind::One { rules, .. } if rules.is_padded());
            let text = match value {
                // The code of a district has six digits, the first of which may be zero.
                Stored::Integer(code) if is_district => alloc::format!("{code:06}"),
                _ => shown(written, value, checked),
            };
            let issue = checked.issues().iter().find(of_field).map(|issue| issue.code);
            let warning = checked.warnings().iter().find(of_field).map(|issue| issue.code);
            let is_repaired = issue.is_none() && Repair::ALL.iter().any(|repair| Some(repair.code()) == warning);
            let is_changed = is_repaired && text::trim(written) != text;
            ResultCell {
                field: Some(row.name),
                is_number: !is_district && matches!(value, Stored::Integer(_)) && is_plain_number(&text),
                before: is_changed.then(|| written.to_string()),
                text,
                issue,
                warning,
            }
        });
        let cells = cells.collect();
        let has_column = |issue: &&Issue| issue.path.field().is_some_and(|field| of_columns.contains(&field));
        ResultRow { cells, issues: checked.issues().iter().filter(|issue| !has_column(issue)).cloned().collect() }
    }
}

impl ResultRow {
    /// Adds a warning about a value that was found after the check, such as that an earlier row has it.
    pub fn warn(&mut self, issue: &Issue) {
        let cell = self.cells.iter_mut().find(|cell| cell.field.is_some() && cell.field == issue.path.field());
        if let Some(cell) = cell {
            cell.warning.get_or_insert(issue.code);
        }
    }

    /// A row that is refused as a whole: its cells as written, those beyond the columns among them.
    pub(super) fn refused(cells: &mut dyn Iterator<Item = &str>, columns: usize, code: Code) -> Self {
        let mut cells: Vec<ResultCell> = cells.map(unused).collect();
        while cells.len() < columns {
            cells.push(unused(""));
        }
        Self { cells, issues: alloc::vec![Issue::for_record(code)] }
    }
}

/// A cell that is no field.
fn unused(written: &str) -> ResultCell {
    let (text, is_number) = (written.to_string(), is_plain_number(written));
    ResultCell { field: None, text, is_number, issue: None, warning: None, before: None }
}

/// The text of a value; a number with zeros before it stays as written.
fn shown(written: &str, value: Stored, checked: &Checked<'_>) -> String {
    match value {
        Stored::Sent(..) | Stored::Made(..) => guarded(checked.text(value)),
        Stored::Integer(integer) => {
            let digits = integer.to_string();
            let bare = text::trim(written);
            if bare.trim_start_matches('0') == digits { bare.to_string() } else { digits }
        }
        Stored::Keep => String::new(),
        Stored::Clear if !is_blank(written) => String::from("NULL"),
        // A refused text: a bare word would clear.
        Stored::Bad(_) if is_null(text::trim(written)) => guarded(text::trim(written)),
        _ => written.to_string(),
    }
}

/// True for a number that is the same text again when a program read it as a number.
fn is_plain_number(text: &str) -> bool {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_whole = whole == "0" || (!whole.is_empty() && !whole.starts_with('0'));
    let is_part = part.is_empty() != text.contains('.') && !part.ends_with('0');
    is_whole && is_part && is_digits(whole) && is_digits(part) && whole.len() + part.len() <= MAX_DIGITS
}

#[cfg(test)]
mod tests {
    use super::super::Csv;
    use super::*;
    use crate::field::Fecha;
    use crate::form::UpdateCliente;
    use crate::reader::{Outcome, Place};
    use crate::{Form, Host};
    use alloc::borrow::Cow;
    use std::vec;

    #[test]
    fn plain_numbers() {
        for (text, expected) in [
            ("0", true),
            ("7", true),
            ("20131312955", true),
            ("3.5", true),
            ("0.5", true),
            ("3.50", false),
            ("007", false),
            ("201313129551", false),
            ("3.", false),
            (".5", false),
            ("", false),
            ("-1", false),
            ("1e3", false),
            ("1,5", false),
        ] {
            assert_eq!(is_plain_number(text), expected, "{text:?}");
        }
    }

    /// Each row of a table: its cells, each as `text`, `number#`, `text!code` or `text?warning`; then the codes of the row.
    #[test]
    fn rows_come_back() {
        let text = "DNI;Nombre;Ubigeo;Vendedor;Monto;Celular;Correo\n\
                    10117410; Ana  Paz ;010101;Eva;12.5;987 654 321;ANA@gmial.com\n\
                    1011741;Luz;150101;;;12;\n\
                    1;2;3;4;5;6;7;8\n\
                    \"abc\n";
        let mut table = Csv::new(UpdateCliente::TABLE);
        table.partial();
        let host = Host { today: Fecha::in_lima(0), nfc: |text| Cow::Borrowed(text) };
        let mut rows = vec![];
        let mut each = |_: Place, _: Outcome<'_>, row: ResultRow| {
            let cell = |cell: &ResultCell| {
                let issue = cell.issue.map_or(String::new(), |code| alloc::format!("!{code}"));
                let warning = cell.warning.map_or(String::new(), |code| alloc::format!("?{code}"));
                alloc::format!("{}{}{issue}{warning}", cell.text, if cell.is_number { "#" } else { "" })
            };
            let cells: Vec<String> = row.cells.iter().map(cell).collect();
            let issues: Vec<&str> = row.issues.iter().map(|issue| issue.code.id()).collect();
            rows.push(alloc::format!("{} | {}", cells.join("; "), issues.join(" ")));
        };
        table.feed_rows(text.as_bytes(), &host, &mut each);
        table.finish_rows(&host, &mut each);
        assert_eq!(
            rows,
            [
                "10117410; Ana Paz; 010101; Eva; 12.5#; 987654321; ANA@gmial.com?email.typo | ",
                "1011741!document.length?sheet.zero; Luz; 150101; ; ; 12!celular.length;  | ",
                "1#; 2#; 3#; 4#; 5#; 6#; 7#; 8# | csv.cells",
                "\"abc; ; ; ; ; ;  | csv.quote",
            ]
        );
    }
}
