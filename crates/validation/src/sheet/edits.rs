//! Texts of cells that take the place of the written ones.

use super::rows::{Cells, OwnedCells, Written};
use alloc::string::String;
use alloc::vec::Vec;

/// A new text of a cell.
#[derive(Clone, Debug)]
struct Edit {
    line: u64,
    column: usize,
    text: String,
}

/// New texts of cells, in the order of their rows and columns.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits(Vec<Edit>);

impl Edits {
    /// Adds an edit; one of the same cell before it no longer counts.
    pub(super) fn add(&mut self, line: u64, column: usize, text: String) {
        let at = self.0.partition_point(|edit| (edit.line, edit.column) < (line, column));
        match self.0.get_mut(at).filter(|edit| (edit.line, edit.column) == (line, column)) {
            Some(edit) => edit.text = text,
            None => self.0.insert(at, Edit { line, column, text }),
        }
    }

    /// The edits of the row on a line.
    fn of_row(&self, line: u64) -> &[Edit] {
        let from = self.0.partition_point(|edit| edit.line < line);
        let rest = self.0.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|edit| edit.line == line)).unwrap_or_default()
    }

    /// True if a cell of the row on this line has a new text.
    pub(super) fn has(&self, line: u64) -> bool {
        !self.0.is_empty() && !self.of_row(line).is_empty()
    }

    /// The cells of the row on this line with their new texts; `None` if none has one.
    pub(super) fn apply(&self, line: u64, cells: Cells<'_>) -> Option<OwnedCells> {
        let edits = self.of_row(line);
        let width = edits.last()?.column + 1;
        let mut edited = OwnedCells::default();
        let none = core::iter::repeat(Written { text: "", is_quoted: false });
        for (column, cell) in cells.iter().chain(none).take(width.max(cells.iter().count())).enumerate() {
            let edit = edits.iter().find(|edit| edit.column == column);
            edited.push(edit.map_or(cell, |edit| Written { text: &edit.text, is_quoted: false }));
        }
        Some(edited)
    }
}
