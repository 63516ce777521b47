//! Finds the layout of a table from its beginning: the separator, the row of headings, the field of each column.

use super::dates::{self, DateOrder};
use super::encoding::Encoding;
use super::headings::{is_same, matched, matched_by};
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
    /// The separator; `None` for a table of one column.
    pub separator: Option<char>,
    /// The line of the headings; 0 for an empty table.
    pub header: u64,
    /// The columns.
    pub columns: Vec<Column>,
    /// Headings that the caller named, and that no column has.
    pub absent: Vec<String>,
    /// The columns of which the beginning has more dates with the month first than with the day first.
    pub(super) month_first: Vec<usize>,
}

/// What the caller says about the layout.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    /// True for the text of a workbook's sheet.
    pub(super) is_sheet: bool,
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
/// Stands for the separator of a table of one column: no text has it.
pub(super) const NONE: u8 = 0x1F;
/// The headings are looked for in this many rows.
const ROWS: usize = 20;

/// A filled row of the beginning of a table.
struct Sample {
    line: u64,
    cells: Vec<String>,
}

impl Sample {
    /// The number of cells without the blank ones at the end.
    fn width(&self) -> usize {
        self.cells.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1)
    }
}

pub(super) fn is_blank(cell: &str) -> bool {
    crate::text::trim(cell).is_empty()
}

/// The filled rows of the beginning of a table; `is_end` if it is the whole table.
fn samples(text: &[u8], separator: u8, is_end: bool, is_sheet: bool) -> Vec<Sample> {
    let mut rows = Rows::new(separator, 0).of_sheet(is_sheet);
    rows.push(text);
    if is_end {
        rows.drop_end_marks();
    }
    let mut samples = Vec::new();
    while let Some(Row { place, cells, .. }) = rows.next(is_end, Encoding::Utf8) {
        let cells: Vec<String> = match cells {
            Ok(cells) => cells.iter().map(|cell| cell.text.to_string()).collect(),
            // A row with a quote too many may be the header all the same.
            Err(_) => split_plainly(text.get(place.start as usize..place.end as usize).unwrap_or_default(), separator),
        };
        if cells.iter().any(|cell| !is_blank(cell)) {
            samples.push(Sample { line: place.line, cells });
        }
    }
    samples
}

/// The cells of a row with an error, without regard to quotes.
fn split_plainly(row: &[u8], separator: u8) -> Vec<String> {
    let cells = row.trim_ascii_end().split(|b| *b == separator);
    cells.map(|cell| String::from_utf8_lossy(cell).trim_matches(['"', ' ', '\u{FEFF}']).to_string()).collect()
}

/// True for a row of which most filled cells are known headings. A single one is a header only in a table of one column:
/// beside wider rows it is a title.
fn is_header(sample: &Sample, widest: usize, table: &'static Table, wish: &Wish) -> bool {
    let (filled, known) = (filled(sample), known(sample, table, wish));
    known * 2 > filled && (known > 1 || widest == 1)
}

/// The number of filled cells in a row.
fn filled(sample: &Sample) -> usize {
    sample.cells.iter().filter(|cell| !is_blank(cell)).count()
}

/// The number of known headings in a row.
fn known(sample: &Sample, table: &'static Table, wish: &Wish) -> usize {
    let is_wished = |cell: &&String| wish.headings.iter().any(|(heading, _)| is_same(cell, heading));
    let wished = sample.cells.iter().filter(is_wished).count();
    matched(table, sample.cells.iter().map(String::as_str)).known.max(wished)
}

/// The place of the row of headings: the first that is a header, else the first of all. Of two that follow one another,
/// as group headings above headings, it is the second if more of it is known.
fn header(samples: &[Sample], table: &'static Table, wish: &Wish) -> usize {
    if let Some(line) = wish.header {
        return samples.iter().position(|sample| sample.line >= line).unwrap_or(samples.len());
    }
    let first = samples.get(..ROWS).unwrap_or(samples);
    let widest = first.iter().map(filled).max().unwrap_or_default();
    let is_header = |sample: &Sample| is_header(sample, widest, table, wish);
    let Some(mut place) = first.iter().position(is_header) else { return 0 };
    while let Some(next) = first.get(place + 1).filter(|next| is_header(next))
        && first.get(place).is_some_and(|row| known(row, table, wish) < known(next, table, wish))
    {
        place += 1;
    }
    place
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

/// Finds the separator with which most rows have as many cells as the headings; one whose headings are known goes before
/// others. [`NONE`] if the table has one column.
fn separator(text: &[u8], is_end: bool, table: &'static Table, wish: &Wish) -> u8 {
    let mut best = (None, NONE);
    for separator in SEPARATORS {
        let samples = samples(text, separator, is_end, wish.is_sheet);
        let place = header(&samples, table, wish);
        let Some((header, rows)) = samples.get(place..).and_then(<[Sample]>::split_first) else { continue };
        let columns = header.width();
        let agrees = |row: &&Sample| row.width() == columns || row.cells.len() == header.cells.len();
        let score = (is_header(header, header.cells.len(), table, wish), rows.iter().filter(agrees).count());
        if columns > 1 && best.0.is_none_or(|best| score > best) {
            best = (Some(score), separator);
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
        let mut samples = samples(text, separator, is_end, wish.is_sheet);
        if named.is_some() && samples.first().is_some_and(|first| first.line == 1) {
            samples.remove(0);
        }
        let mut layout = Self {
            separator: (separator != NONE).then(|| char::from(separator)),
            header: 0,
            columns: Vec::new(),
            absent: Vec::new(),
            month_first: Vec::new(),
        };
        let place = header(&samples, table, wish);
        let rows = samples.split_off(samples.len().min(place + 1));
        let Some(header) = samples.into_iter().nth(place) else { return layout };
        layout.header = header.line;
        let filled = header.width();
        let headings = || header.cells.iter().take(filled).map(String::as_str);
        let fields = match &wish.columns {
            Some(names) => names.iter().map(|name| (!name.is_empty()).then(|| name.clone())).collect(),
            None => matched_by(table, &headings(), &wish.headings),
        };
        let has = |wished: &str| headings().any(|heading| is_same(heading, wished));
        layout.absent = wish.headings.iter().map(|(heading, _)| heading.clone()).filter(|it| !has(it)).collect();
        let dates = |column: usize, order| {
            let is_in = |row: &&Sample| row.cells.get(column).is_some_and(|cell| dates::is_only(cell, order));
            rows.iter().filter(is_in).count()
        };
        let is_month_first =
            |column: &usize| dates(*column, DateOrder::MonthFirst) > dates(*column, DateOrder::DayFirst);
        layout.month_first = (0..filled).filter(is_month_first).collect();
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
            ("nombres\nAna, Luz; Eva\n", "none 1: nombres"),
            ("Nombre (obligatorio, hasta 100);DNI\nAna;1\nLuz;2\n", "; 1: nombres numero_documento"),
            ("\"Código\ninterno\";nombres\n7;Ana\n", "; 1: id nombres"),
            ("a;b\n1;2\n", "; 1: - -"),
            ("", "none 0: "),
            ("id;nombre \"legal\";celular\n1;Ana;987654321\n2;Luz;987654322\n", "; 1: id - celular"),
            ("\"id\" ;\"nombres\"\n1;Ana\n", "; 1: id nombres"),
            ("Clientes;;\n;;\nDNI;Nombre;Celular\n10117410;Ana;987654321\n", "; 3: numero_documento nombres celular"),
            ("Ana Paz;987654321;Lima\n;;Cliente\nLuz Paz;987654322;Vendedor\n", "; 1: - - -"),
            (
                "Cliente;;;Contacto;;\nDNI;Nombre;Celular;Correo;Zona;Rubro\n1;a;2;;;\n",
                "; 2: numero_documento nombres celular email - -",
            ),
            ("Clientes, 2026\nDNI;Apellidos, Nombres\n10117410;Pérez, Ana\n", "; 2: numero_documento nombres"),
        ];
        for (text, expected) in rows {
            let Layout { separator, header, columns, .. } =
                Layout::find(text.as_bytes(), true, UpdateCliente::TABLE, &Wish::default());
            let fields: Vec<&str> = columns.iter().map(|column| column.field.as_deref().unwrap_or("-")).collect();
            let separator = separator.map_or_else(|| String::from("none"), String::from);
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
        let headings = vec![("x".into(), "id".into()), ("Zona".into(), String::new())];
        assert_eq!(find(Wish { headings, header: Some(2), ..Wish::default() }).absent, ["Zona"]);
        let layout = find(Wish { header: Some(9), ..Wish::default() });
        assert_eq!((layout.header, layout.columns.len()), (0, 0));
        let layout = find(Wish { separator: Some(b'/'), header: Some(1), ..Wish::default() });
        assert_eq!((layout.columns.len(), layout.columns[0].heading.as_str()), (1, "Lista;2026"));
    }

    use alloc::vec;
}
