//! Checks the cells of a row as a record. For each refused cell it finds a repair, or the name of what the cell is.

use super::dates::DateOrder;
use super::found::{Found, count};
use super::kinds;
use super::layout::{Column, Layout};
use super::repair::{Cause, Field, Repair, Repaired, Repairs};
use super::rows::{Cells, Written};
use super::{numbers, words};
use crate::prove::{self, Columns};
use crate::reader::{Check, Checked, Raw, put_pairs};
use crate::table::{Presence, RowKind, Table};
use crate::{Code, Host, Issue, text};
use alloc::string::String;
use alloc::vec::Vec;

/// The word that clears a field, if it is not in quotes.
const NULL: &str = "NULL";

/// The options for checking rows.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) table: &'static Table,
    pub(super) is_partial: bool,
    pub(super) repairs: Repairs,
    pub(super) order: DateOrder,
    pub(super) is_order_chosen: bool,
    /// The columns whose dates have the month first for the most part, if the caller did not choose an order.
    doubtful: Vec<usize>,
    /// Words of the caller: the field, the key of the word, and its value.
    values: Vec<(String, String, String)>,
    /// The use of each column.
    pub(super) columns: Vec<Use>,
    /// The rows of required fields that have no column.
    missing: Vec<usize>,
    /// The column that says of what kind a document is.
    kind_column: Option<usize>,
}

/// The use of a column.
#[derive(Clone, Debug)]
pub(super) enum Use {
    /// None.
    No,
    /// The value of a row of the form.
    Row(usize),
    /// The value with this name, such as a field of a list's item.
    Name(String),
}

/// The content of a cell.
#[derive(Clone, Copy)]
enum Cell<'t> {
    Empty,
    /// The word that clears a field.
    Null,
    /// The error of a formula.
    Error,
    Text(&'t str),
}

/// A change of a cell: the check reads this value instead of the written one.
struct Change {
    column: usize,
    /// The value after the repairs; `None` for an empty cell.
    value: Option<String>,
}

impl Settings {
    pub(super) const fn new(table: &'static Table) -> Self {
        Self {
            table,
            is_partial: false,
            repairs: Repairs::NONE,
            order: DateOrder::DayFirst,
            is_order_chosen: false,
            doubtful: Vec::new(),
            values: Vec::new(),
            columns: Vec::new(),
            missing: Vec::new(),
            kind_column: None,
        }
    }

    pub(super) fn add_value(&mut self, field: &str, word: &str, value: String) {
        self.values.push((String::from(field), words::nothing_key(word), value));
    }

    /// Prepares the columns of a table with this layout.
    pub(super) fn open(&mut self, layout: &Layout) {
        let place = |name: &str| self.table.find(name);
        let used = layout.columns.iter().map(|column| match column.field.as_deref() {
            None => Use::No,
            Some(name) => place(name).map_or_else(|| Use::Name(String::from(name)), Use::Row),
        });
        self.columns = used.collect();
        let is_kind = |column: &Column| column.field.is_none() && kinds::is_heading(&column.heading);
        self.kind_column = layout.columns.iter().position(is_kind);
        if !self.is_order_chosen {
            self.doubtful.clone_from(&layout.month_first);
        }
        let has_column =
            |place: usize| self.columns.iter().any(|column| matches!(column, Use::Row(row) if *row == place));
        let is_missing = |place: &usize| {
            let row = self.table.rows.get(*place);
            row.is_some_and(|row| row.presence == Presence::Required) && !has_column(*place)
        };
        self.missing = (0..self.table.rows.len()).filter(is_missing).collect();
    }

    /// The columns by which rows are proven; `None` if only the rules can read them.
    pub(super) fn provable(&self, separator: u8) -> Option<Columns> {
        let column = |used: &Use| match used {
            Use::No => Some(prove::Column::UNUSED),
            Use::Row(place) => prove::Column::of(self.table, *place),
            Use::Name(_) => None,
        };
        let columns = self.columns.iter().map(column).collect::<Option<_>>()?;
        if self.values.is_empty() { Columns::new(self.table, columns, separator, self.is_partial) } else { None }
    }

    /// Checks a row.
    pub(super) fn check<'t>(&self, line: u64, cells: Cells<'t>, host: &Host, found: &mut Vec<Found>) -> Checked<'t> {
        let checked = self.check_with(cells, &[], host);
        let mut changes = Vec::new();
        let mut warnings = Vec::new();
        let foreign = self.kind_column.and_then(|column| kinds::foreign(cells.iter().nth(column)?.text));
        for (column, cell) in cells.iter().enumerate() {
            let Some(field) = self.field(column, host) else { continue };
            let foreign = foreign.filter(|_| field.name == "numero_documento");
            let Some((cause, is_refused)) = self.cause(&field, cell, foreign, &checked) else {
                if let Some((code, after)) = self.dropped(&field, column, cell, &checked) {
                    count(found, field.name, (None, code), true, (line, cell.text, Some(after)));
                }
                continue;
            };
            let before = cell.text;
            match cause {
                Cause::Named(code) => {
                    count(found, field.name, (None, code), false, (line, before, None));
                    warnings.push(Issue::for_field(field.name, code));
                }
                Cause::Repaired(Repaired { repairs, value }) => {
                    let is_applied = repairs.iter().all(|repair| self.repairs.contains(*repair));
                    // An empty cell of a required field is no repair, but a name that says nothing is worth a warning.
                    let is_missing = value.is_none() && self.is_required(column) && (is_refused || is_applied);
                    for repair in &repairs {
                        let after = Some(value.as_deref().unwrap_or_default());
                        count(found, field.name, (Some(*repair), repair.code()), is_applied, (line, before, after));
                        // Without the repair the rules warn of a typing error themselves.
                        let is_said = is_refused || is_applied || *repair != Repair::Email;
                        if is_said && !is_missing {
                            warnings.push(Issue::for_field(field.name, repair.code()));
                        }
                    }
                    if is_applied {
                        changes.push(Change { column, value });
                    }
                }
            }
        }
        let mut checked = if changes.is_empty() { checked } else { self.check_with(cells, &changes, host) };
        checked.warnings.extend(warnings);
        checked
    }

    /// The facts about the field of a column.
    fn field<'h>(&self, column: usize, host: &'h Host) -> Option<Field<'h>> {
        let Some(Use::Row(place)) = self.columns.get(column) else { return None };
        let row = self.table.rows.get(*place)?;
        let RowKind::One { rules, .. } = &row.kind else { return None };
        let is_doubtful = self.doubtful.contains(&column);
        Some(Field { name: row.name, rules, order: self.order, is_doubtful, host })
    }

    /// True for the column of a required field.
    fn is_required(&self, column: usize) -> bool {
        let Some(Use::Row(place)) = self.columns.get(column) else { return false };
        self.table.rows.get(*place).is_some_and(|row| row.presence == Presence::Required)
    }

    /// Finds what a cell turns out to be, and whether the rules refuse it as it is.
    /// `foreign` is the kind of a document that another column calls foreign.
    fn cause(
        &self,
        field: &Field<'_>,
        cell: Written<'_>,
        foreign: Option<Code>,
        checked: &Checked<'_>,
    ) -> Option<(Cause, bool)> {
        let of_field = |issue: &&Issue| issue.path.item().is_none() && issue.path.field() == Some(field.name);
        let repair = |repair, value| Cause::Repaired(Repaired { repairs: alloc::vec![repair], value });
        if let Some(issue) = checked.issues.iter().find(of_field) {
            let is_of_cell = !matches!(issue.code, Code::Required | Code::FieldDuplicate);
            let Cell::Text(text) = self.read(field.name, cell) else { return None };
            let is_new = |cause: &Cause| *cause != Cause::Named(issue.code);
            // Its digits are not those of a DNI that lost its zeros.
            if let Some(code) = foreign {
                return Some((Cause::Named(code), true));
            }
            return field.cause(text).filter(|cause| is_of_cell && is_new(cause)).map(|cause| (cause, true));
        }
        if let Some(Issue { code: Code::EmailTypo { suggestion }, .. }) = checked.warnings.iter().find(of_field) {
            let (mailbox, _) = cell.text.rsplit_once('@')?;
            return Some((repair(Repair::Email, Some([mailbox, "@", suggestion].concat())), false));
        }
        let inside = cell.text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
        if let Some(inside) = inside {
            return Some((repair(Repair::Formula, Some(String::from(inside))), false));
        }
        if let Some(bare) = field.accepted_behind_apostrophe(cell.text) {
            return Some((repair(Repair::Apostrophe, Some(String::from(bare))), false));
        }
        // Short words, such as Na and Nat, are names too.
        let is_name = cell.text.len() <= 4 && cell.text.bytes().all(|b| b.is_ascii_alphabetic());
        let is_nothing = field.rules.is_line() && !is_name && !cell.is_quoted && words::is_nothing(cell.text);
        is_nothing.then(|| (repair(Repair::Nothing, None), false))
    }

    /// Finds a label or invisible marks that the rules dropped from an accepted cell; returns the code with the value
    /// that is left.
    fn dropped<'c>(
        &self,
        field: &Field<'_>,
        column: usize,
        cell: Written<'_>,
        checked: &'c Checked<'_>,
    ) -> Option<(Code, &'c str)> {
        let Some(Use::Row(place)) = self.columns.get(column) else { return None };
        let after = checked.text_at(*place);
        if after.is_empty() || after.len() == cell.text.len() {
            return None;
        }
        let is_label = field.rules.drops_points() && cell.text.contains(char::is_alphabetic);
        if is_label {
            return Some((Code::SheetLabel, after));
        }
        cell.text.contains(text::is_mark).then_some((Code::SheetMarks, after))
    }

    /// Reads a cell of a field.
    fn read<'t>(&'t self, field: &str, cell: Written<'t>) -> Cell<'t> {
        let bare = text::trim(cell.text);
        if !self.values.is_empty() {
            let key = words::nothing_key(bare);
            let is_word = |(of, word, _): &&(String, String, String)| of == field && *word == key;
            if let Some((.., value)) = self.values.iter().find(is_word) {
                return if value.is_empty() { Cell::Empty } else { Cell::Text(value) };
            }
        }
        match bare {
            "" => Cell::Empty,
            word if !cell.is_quoted && is_null(word) => word.strip_prefix('\'').map_or(Cell::Null, Cell::Text),
            error if words::is_error(error) && !cell.is_quoted => Cell::Error,
            _ => Cell::Text(without_guard(cell.text)),
        }
    }

    /// True for digits that became a number with decimals, and that without the point are another number.
    fn is_decimal(&self, use_of: &Use, text: &str, host: &Host) -> bool {
        let Use::Row(place) = use_of else { return false };
        let rules = self.table.rows.get(*place).and_then(|row| match &row.kind {
            RowKind::One { rules, .. } => Some(rules),
            RowKind::Many { .. } => None,
        });
        rules.is_some_and(|rules| {
            let is_accepted = || rules.check(Raw::from(text), host, &mut String::new()).is_ok();
            rules.drops_points() && numbers::decimal(text::trim(text)).is_some() && is_accepted()
        })
    }

    /// Checks the cells, some of them changed.
    fn check_with<'t>(&self, cells: Cells<'t>, changes: &[Change], host: &Host) -> Checked<'t> {
        let mut check = Check::new(self.table, cells.text, host);
        let record = check.record();
        if self.is_partial {
            self.missing.iter().filter_map(|place| record.slot(*place)).for_each(|slot| check.excuse(slot));
        }
        let mut named = Vec::new();
        for (column, cell) in cells.iter().enumerate() {
            let Some(use_of) = self.columns.get(column) else { break };
            let name = match use_of {
                Use::No => continue,
                Use::Row(place) => self.table.rows.get(*place).map_or("", |row| row.name),
                Use::Name(name) => name,
            };
            let cell = match changes.iter().find(|change| change.column == column) {
                Some(change) => change.value.as_deref().map_or(Cell::Empty, Cell::Text),
                None => self.read(name, cell),
            };
            let slot = if let Use::Row(place) = use_of { record.slot(*place) } else { None };
            let refused = match cell {
                Cell::Error => Some(&Code::SheetError),
                Cell::Text(text) if self.is_decimal(use_of, text, host) => Some(&Code::SheetDecimal),
                _ => None,
            };
            if let (Some(slot), Some(code)) = (slot, refused) {
                check.refuse(slot, code);
                continue;
            }
            let raw = match cell {
                Cell::Empty | Cell::Error => continue,
                Cell::Null => Raw::Null,
                Cell::Text(text) => Raw::from(text),
            };
            match slot {
                Some(slot) => {
                    check.put(slot, raw);
                }
                None => named.push((name, raw)),
            }
        }
        if !named.is_empty() {
            put_pairs(&mut check, named, self.table);
        }
        check.finish()
    }
}

/// True for the word `NULL`; with apostrophes before it, it is text.
pub(super) fn is_null(cell: &str) -> bool {
    cell.trim_start_matches('\'').eq_ignore_ascii_case(NULL)
}

/// Adds an apostrophe to a text that would not be read back as it is.
pub(super) fn guarded(text: &str) -> String {
    if is_null(text) || without_guard(text) != text { ["'", text].concat() } else { String::from(text) }
}

/// Removes the apostrophe that keeps a spreadsheet from taking a cell for a formula (`'=SUM(1)`). A text that itself
/// begins with such an apostrophe is written with one more.
fn without_guard(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'').unwrap_or(cell);
    if rest.trim_start_matches('\'').starts_with(['=', '+', '-', '@']) { rest } else { cell }
}
