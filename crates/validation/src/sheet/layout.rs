//! Finds the layout of a table from its beginning: the separator, the row of headings, the field of each column.

use super::encoding::Encoding;
use super::headings::{matched, matched_by};
use super::rows::{Row, Rows};
use crate::table::Table;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The heading, as written.
    pub heading: String,
    /// The name of its field; `None` for a column that is not used.
    pub field: Option<String>,
}

/// The layout of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The separator.
    pub separator: char,
    /// The line of the headings; 0 for an empty table.
    pub header: u64,
    /// The columns.
    pub columns: Vec<Column>,
}

/// What the caller says about the layout.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    pub(super) separator: Option<u8>,
    /// The line of the headings.
    pub(super) header: Option<u64>,
    /// The names of the fields, one for each column; an empty one is not used.
    pub(super) columns: Option<Vec<String>>,
    /// Headings with the names of their fields; an empty one is not used.
    pub(super) headings: Vec<(String, String)>,
}

/// The separators, in the order that decides between equals.
const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// The headings are looked for in this many rows.
const ROWS: usize = 20;

/// A filled row of the beginning of a table.
struct Sample {
    line: u64,
    cells: Vec<String>,
}

impl Sample {
    /// The number of cells without the blank ones at the end.
    fn filled(&self) -> usize {
        self.cells.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1)
    }
}

pub(super) fn is_blank(cell: &str) -> bool {
    crate::text::trim(cell).is_empty()
}

/// The filled rows of the beginning of a table; `is_end` if it is the whole table.
fn samples(text: &[u8], separator: u8, is_end: bool) -> Vec<Sample> {
    let mut rows = Rows::new(separator, 0);
    rows.push(text);
    if is_end {
        rows.drop_end_marks();
    }
    let mut samples = Vec::new();
    while let Some(Row { place, cells }) = rows.next(is_end, Encoding::Utf8) {
        let Ok(cells) = cells else { continue };
        let cells: Vec<String> = cells.iter().map(|cell| cell.text.to_string()).collect();
        if cells.iter().any(|cell| !is_blank(cell)) {
            samples.push(Sample { line: place.line, cells });
        }
    }
    samples
}

/// The place of the row of headings: the first of which most filled cells are known, else the first.
fn header(samples: &[Sample], table: &'static Table, wish: &Wish) -> usize {
    if let Some(line) = wish.header {
        return samples.iter().position(|sample| sample.line >= line).unwrap_or_default();
    }
    let is_header = |sample: &Sample| {
        let filled = sample.cells.iter().filter(|cell| !is_blank(cell)).count();
        let is_wished = |cell: &&String| wish.headings.iter().any(|(heading, _)| heading == *cell);
        let wished = sample.cells.iter().filter(is_wished).count();
        let known = matched(table, sample.cells.iter().map(String::as_str)).known;
        known.max(wished) * 2 > filled
    };
    samples.iter().take(ROWS).position(is_header).unwrap_or_default()
}

/// The separator that a first line `sep=;` names, quoted or not.
fn named_separator(text: &[u8]) -> Option<u8> {
    let line = text.split(|b| matches!(b, b'\r' | b'\n')).next()?;
    let line = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    match line.split_at_checked(4)? {
        (sep, [separator]) if sep.eq_ignore_ascii_case(b"sep=") && separator.is_ascii() => Some(*separator),
        _ => None,
    }
}

/// Finds the separator with which most rows have as many cells as the headings.
fn separator(text: &[u8], is_end: bool, table: &'static Table, wish: &Wish) -> u8 {
    let mut best = (None, b',');
    for separator in SEPARATORS {
        let samples = samples(text, separator, is_end);
        let place = header(&samples, table, wish);
        let Some((header, rows)) = samples.get(place..).and_then(<[Sample]>::split_first) else { continue };
        let columns = header.filled();
        let agrees = |row: &&Sample| row.filled() == columns || row.cells.len() == header.cells.len();
        let agreeing = rows.iter().filter(agrees).count();
        if columns > 1 && best.0.is_none_or(|most| agreeing > most) {
            best = (Some(agreeing), separator);
        }
    }
    best.1
}

impl Layout {
    /// Finds the layout from the beginning of a table.
    #[cold]
    pub(super) fn find(text: &[u8], is_end: bool, table: &'static Table, wish: &Wish) -> Self {
        let named = named_separator(text);
        let separator = wish.separator.or(named).unwrap_or_else(|| separator(text, is_end, table, wish));
        let mut samples = samples(text, separator, is_end);
        if named.is_some() && samples.first().is_some_and(|first| first.line == 1) {
            samples.remove(0);
        }
        let mut layout = Self { separator: char::from(separator), header: 0, columns: Vec::new() };
        let place = header(&samples, table, wish);
        let Some(header) = samples.into_iter().nth(place) else { return layout };
        layout.header = header.line;
        let filled = header.filled();
        let headings = || header.cells.iter().take(filled).map(String::as_str);
        let fields = match &wish.columns {
            Some(names) => names.iter().map(|name| (!name.is_empty()).then(|| name.clone())).collect(),
            None => matched_by(table, headings(), &wish.headings),
        };
        let columns = filled.max(fields.len());
        let heading = |column: usize| header.cells.get(column).map(|cell| crate::text::trim(cell).to_string());
        layout.columns = (0..columns)
            .map(|column| Column {
                heading: heading(column).unwrap_or_default(),
                field: fields.get(column).cloned().flatten(),
            })
            .collect();
        layout
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Form;
    use crate::form::UpdateCliente;
    use std::format;

    /// Each row: a text, and `separator header: fields`.
    #[test]
    fn the_layout_is_found() {
        let rows = [
            ("id;nombres\n1;Ana", "; 1: id nombres"),
            ("id|nombres\n1|Ana", "| 1: id nombres"),
            ("id\tnombres, apellidos\n1\tAna", "\t 1: id nombres"),
            ("sep=;\nid;nombres\n1;Ana", "; 2: id nombres"),
            ("\"sep=,\"\nid;x,nombres\n1;2,Ana", ", 2: - nombres"),
            ("SEP=|\r\nid|nombres", "| 2: id nombres"),
            ("\n\nid,nombres\n1,Ana", ", 3: id nombres"),
            (",,\n ,\nid,nombres\n", ", 3: id nombres"),
            ("Clientes de 2026;;\n\nDNI;Nombre;Celular\n1;a;2\n", "; 3: numero_documento nombres celular"),
            ("Lima, 3 de mayo\nDNI;Nombre\n1;Ana, Luz\n2;Rosa", "; 2: numero_documento nombres"),
            ("id;nombres;;;\n1;Ana\n", "; 1: id nombres"),
            ("nombres\nAna, Luz; Eva\n", ", 1: nombres"),
            ("Nombre (obligatorio, hasta 100);DNI\nAna;1\nLuz;2\n", "; 1: nombres numero_documento"),
            ("\"Código\ninterno\";nombres\n7;Ana\n", "; 1: id nombres"),
            ("a;b\n1;2\n", "; 1: - -"),
            ("", ", 0: "),
        ];
        for (text, expected) in rows {
            let Layout { separator, header, columns } =
                Layout::find(text.as_bytes(), true, UpdateCliente::TABLE, &Wish::default());
            let fields: Vec<&str> = columns.iter().map(|column| column.field.as_deref().unwrap_or("-")).collect();
            assert_eq!(format!("{separator} {header}: {}", fields.join(" ")), expected, "{text:?}");
        }
    }

    #[test]
    fn the_caller_decides() {
        let text = b"Lista;2026\nX;Vendedor\n1;Ana\n";
        let find = |wish| Layout::find(text, true, UpdateCliente::TABLE, &wish);
        let fields = |layout: &Layout| layout.columns.iter().map(|column| column.field.clone()).collect::<Vec<_>>();
        let named = |name: &str| Some(String::from(name));
        let layout =
            find(Wish { header: Some(2), columns: Some(vec!["id".into(), "nombres".into()]), ..Wish::default() });
        assert_eq!((layout.header, fields(&layout)), (2, vec![named("id"), named("nombres")]));
        let headings = vec![("X".into(), "id".into()), ("Vendedor".into(), "nombres".into())];
        let layout = find(Wish { headings, ..Wish::default() });
        assert_eq!((layout.header, fields(&layout)), (2, vec![named("id"), named("nombres")]));
        let layout = find(Wish { separator: Some(b'/'), header: Some(1), ..Wish::default() });
        assert_eq!((layout.columns.len(), layout.columns[0].heading.as_str()), (1, "Lista;2026"));
    }

    use alloc::vec;
}
