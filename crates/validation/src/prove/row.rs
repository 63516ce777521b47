//! Proves rows of a table of text, cell by cell in place.

use super::{Cell, Place, absent, byte, is_quiet};
use crate::byte_classes::ByteClasses;
use crate::check::Stored;
use crate::checked::Checked;
use crate::field::Fecha;
use crate::reader::MAX_RECORD;
use crate::sheet::words;
use crate::table::{RowKind, Table};
use alloc::vec::Vec;

/// The columns of a table whose rows can be proven.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    table: &'static Table,
    columns: Vec<Column>,
    /// The values of a row of empty cells.
    empty: Vec<Stored>,
    separator: u8,
}

/// A column, and the row of the form whose value it has.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// The row of the form; `None` if the column is not used.
    row: Option<usize>,
    prove: Cell,
    /// True for names and addresses, which may be any words.
    is_line: bool,
}

impl Column {
    /// A column that is not used.
    pub(crate) const UNUSED: Self = Self { row: None, prove: unused, is_line: false };

    /// The column of a row; `None` if it is a list.
    pub(crate) fn of(table: &'static Table, row: usize) -> Option<Self> {
        let RowKind::One { rules, .. } = &table.rows.get(row)?.kind else { return None };
        let prove = *table.prover.as_ref()?.cells.get(row)?;
        Some(Self { row: Some(row), prove, is_line: rules.is_line() })
    }
}

impl Columns {
    /// Prepares the proof of a table's rows; `None` if none can be proven. If `is_partial`, required columns may be missing.
    pub(crate) fn new(table: &'static Table, columns: Vec<Column>, separator: u8, is_partial: bool) -> Option<Self> {
        let columns_of = |place| columns.iter().filter(|column| column.row == Some(place)).count();
        let mut empty = Vec::new();
        for (place, row) in table.rows.iter().enumerate() {
            empty.push(match (columns_of(place), absent(row.presence)) {
                (0, None) if is_partial => Stored::Keep,
                (0 | 1, Some(value)) => value,
                // Without a value in its column the row is not proven.
                (1, None) => Stored::Absent,
                _ => return None,
            });
        }
        Some(Self { table, columns, empty, separator })
    }

    /// Proves the row that begins the text. Returns its values and its length without the line end, of which only the
    /// first byte is looked at.
    pub(crate) fn prove(&self, text: &[u8], today: Fecha) -> Option<(Vec<Stored>, usize)> {
        let place = Place { end: self.separator, today: today.packed(), is_cell: true };
        let mut values = self.empty.clone();
        let (mut at, mut filled, mut left) = (0, 0, self.columns.len());
        for column in &self.columns {
            left -= 1;
            let mut end = at;
            match byte(text, at) {
                b if b == self.separator || is_line_end(b) => {}
                // A formula, its error, and the apostrophe before it are not what they look like.
                b'\'' | b'=' | b'#' => return None,
                first => {
                    let is_quoted = first == b'"';
                    let start = at + usize::from(is_quoted);
                    let place = if is_quoted { quoted(text, start, place)? } else { place };
                    let mut unused = Stored::Absent;
                    let value = column.row.map_or(Some(&mut unused), |row| values.get_mut(row))?;
                    end = (column.prove)(text, start, place, value)?;
                    if column.is_line && is_nothing(text.get(start..end)?) {
                        return None;
                    }
                    if is_quoted {
                        end = behind_quote(text, end)?;
                    }
                    filled += usize::from(column.row.is_some());
                }
            }
            let after = byte(text, end);
            if left == 0 && is_line_end(after) {
                at = end;
            } else if left > 0 && after == self.separator {
                at = end + 1;
            } else {
                return None;
            }
        }
        let is_whole = filled > 0 && at <= MAX_RECORD && !values.iter().any(|value| matches!(value, Stored::Absent));
        (is_whole && is_quiet(self.table, text.get(..at)?, &values)).then_some((values, at))
    }

    /// The record of a row with these values.
    pub(crate) const fn record<'t>(&self, row: &'t [u8], values: Vec<Stored>) -> Checked<'t> {
        Checked::proven(self.table, row, values)
    }
}

#[inline(always)]
const fn is_line_end(b: u8) -> bool {
    matches!(b, b'\r' | b'\n')
}

/// The place of a cell in quotes, unless it means something else than it says.
#[cold]
fn quoted(text: &[u8], start: usize, place: Place) -> Option<Place> {
    let is_odd = matches!(byte(text, start), b'\'' | b'=' | b'#');
    if is_odd { None } else { Some(Place { end: b'"', ..place }) }
}

#[cold]
fn behind_quote(text: &[u8], at: usize) -> Option<usize> {
    (byte(text, at) == b'"').then_some(at + 1)
}

/// True for a word for nothing, which passes the rules of a name.
fn is_nothing(cell: &[u8]) -> bool {
    let may_be = |first: u8| !first.is_ascii() || words::may_begin_nothing(first.to_ascii_lowercase());
    cell.first().is_some_and(|first| may_be(*first)) && core::str::from_utf8(cell).map_or(true, words::is_nothing)
}

/// Passes over a cell of visible ASCII.
fn unused(text: &[u8], start: usize, place: Place, _: &mut Stored) -> Option<usize> {
    const OTHERS: ByteClasses = ByteClasses::HIGH.union(ByteClasses::ESCAPED);
    let is_open = |b: &&u8| **b != place.end && !ByteClasses::of_byte(**b).intersects(OTHERS);
    Some(start + text.get(start..)?.iter().take_while(is_open).count())
}
