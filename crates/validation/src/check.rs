//! Checks a record: a reader hands over the values in any order, and each is checked as it comes.

use crate::checked::Sent;
use crate::field::Found;
use crate::issue::{Issue, Path};
use crate::reader::{Checked, Raw, Text};
use crate::table::{Presence, Row, RowKind, Table};
use crate::{Code, Host, text};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The greatest number of unknown fields that are reported; more would not help the caller.
const MAX_STRANGERS: usize = 20;

/// A record while it is checked against the rules of a table.
///
/// ```
/// use ficha::{Form, Host, field::Fecha, form::UpdateClientePublico, reader::Check};
/// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
/// let mut check = Check::new(UpdateClientePublico::TABLE, "", &host);
/// let email = UpdateClientePublico::TABLE.find("email").and_then(|place| check.record().slot(place));
/// check.put(email.unwrap(), "ana@example".into());
/// assert_eq!(check.finish().issues()[0].code.id(), "email.domain");
/// ```
#[derive(Debug)]
pub struct Check<'a> {
    table: &'static Table,
    /// Everything that was sent, as one text if possible; values that lie in it are not copied.
    sent: &'a str,
    host: Host,
    values: Vec<Stored>,
    made: String,
    /// The lists begun so far, in the order of their items among the values.
    lists: Vec<Begun>,
    /// The issues of unknown fields, each with the start of its record among the values.
    strangers: Vec<(usize, Issue)>,
}

/// A record: the form itself, or an item of one of its lists.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    table: &'static Table,
    /// Index of its first row among the values.
    first: usize,
}

impl Record {
    /// The slot for the value of a row.
    #[must_use]
    pub fn slot(self, place: usize) -> Option<Slot> {
        Some(Slot { row: self.table.rows.get(place)?, at: self.first + place })
    }

    /// The slots for the values of all rows.
    pub fn slots(self) -> impl ExactSizeIterator<Item = Slot> {
        let Self { table, first } = self;
        table.rows.iter().enumerate().map(move |(place, row)| Slot { row, at: first + place })
    }

    /// The index of the row with this name.
    pub(crate) fn find(self, name: &str) -> Option<usize> {
        self.table.find(name)
    }
}

/// The destination of a value: a row of a record.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    row: &'static Row,
    at: usize,
}

impl Slot {
    /// The name of its row.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.row.name
    }

    /// True if the row is a list.
    pub(crate) const fn is_list(self) -> bool {
        matches!(self.row.kind, RowKind::Many { .. })
    }
}

/// A list that is being read, by its number among the lists of the check. If it comes from another check, it means the
/// list that this check has under that number, so items always have the rows of their own list.
#[derive(Clone, Copy, Debug)]
pub struct List(usize);

/// The state of a list that was begun.
#[derive(Clone, Copy, Debug)]
struct Begun {
    item: &'static Table,
    /// Index of the first item among the values.
    first: usize,
    count: usize,
    max: usize,
}

impl Begun {
    /// The row at an index among the values, if it belongs to an item of this list.
    fn row(&self, at: usize) -> Option<&'static Row> {
        let rows = self.item.rows;
        let place = at.checked_sub(self.first)?;
        if place < self.count.min(self.max) * rows.len() { rows.get(place.checked_rem(rows.len())?) } else { None }
    }
}

/// The result of a field's check, as the check stores it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stored {
    /// Not sent so far.
    Absent,
    /// The value breaks a rule.
    Bad(&'static Code),
    /// The stored value is kept.
    Keep,
    /// The stored value is cleared.
    Clear,
    /// A text sent in its normal form: its start in the sent text, and its length.
    Sent(usize, usize),
    /// A normal form that differs from the text sent: its start in the text made, and its length.
    Made(usize, usize),
    /// An integer.
    Integer(u64),
    /// The items of a list: index of the first value of the first item, and number of items.
    Items(usize, usize),
    /// Stored in the first row of an item that is no object.
    NoRecord,
}

impl<'a> Check<'a> {
    /// Starts a record without values. `sent` may be empty; texts that lie in it are not copied.
    #[must_use]
    pub fn new(table: &'static Table, sent: &'a str, host: &Host) -> Self {
        let mut values = Vec::new();
        values.resize(table.rows.len(), Stored::Absent);
        Self { table, sent, host: *host, values, made: String::new(), lists: Vec::new(), strangers: Vec::new() }
    }

    /// The row at an index among the values: a row of the form, or of an item of the list begun last.
    fn row(&self, at: usize) -> Option<&'static Row> {
        self.table.rows.get(at).or_else(|| self.lists.last()?.row(at))
    }

    /// The form itself.
    #[must_use]
    pub const fn record(&self) -> Record {
        Record { table: self.table, first: 0 }
    }

    /// Accepts that a field was not sent, even a required one: a file need not have a column for every field.
    #[cfg(feature = "csv")]
    pub(crate) fn excuse(&mut self, slot: Slot) {
        self.store(slot.at, Stored::Keep);
    }

    /// Refuses a field whatever its value is.
    #[cfg(feature = "csv")]
    pub(crate) fn refuse(&mut self, slot: Slot, code: &'static Code) {
        self.store(slot.at, Stored::Bad(code));
    }

    /// Checks a value. Returns `false` if the field already had a value, which is reported as a duplicate, or if the
    /// slot does not belong to this record.
    #[inline]
    pub fn put(&mut self, slot: Slot, raw: Raw<'_>) -> bool {
        // A slot of another form would check the value by the rules of another field.
        if !self.row(slot.at).is_some_and(|row| core::ptr::eq(row, slot.row)) {
            return false;
        }
        match raw {
            Raw::Text(text) => self.put_text(slot, text),
            Raw::Integer(value) => self.put_integer(slot, value),
            _ => self.put_other(slot, raw),
        }
    }

    fn put_text(&mut self, slot: Slot, text: Text<'_>) -> bool {
        let found = match &slot.row.kind {
            RowKind::One { rules, .. } => rules.find_text(text, &self.host, &mut self.made),
            RowKind::Many { .. } if text::trim(text.as_str()).is_empty() => Ok(Found::Blank),
            RowKind::Many { .. } => Err(&Code::TypeList),
        };
        let value = match found {
            Ok(Found::Same) => self.same(text.as_str()),
            Ok(Found::Made(start, length)) => Stored::Made(start, length),
            Ok(Found::Integer(value)) => Stored::Integer(value),
            Ok(Found::Blank) => blank(slot.row.presence),
            Err(code) => Stored::Bad(code),
        };
        self.store(slot.at, value)
    }

    fn put_integer(&mut self, slot: Slot, value: i64) -> bool {
        let found = match &slot.row.kind {
            RowKind::One { rules, .. } => rules.find_integer(value),
            RowKind::Many { .. } => Err(&Code::TypeList),
        };
        self.store(slot.at, found.map_or_else(Stored::Bad, Stored::Integer))
    }

    fn put_other(&mut self, slot: Slot, raw: Raw<'_>) -> bool {
        let value = match (&slot.row.kind, raw) {
            (_, Raw::Null) => blank(slot.row.presence),
            (RowKind::One { rules, .. }, _) => Stored::Bad(rules.refusal(raw)),
            (RowKind::Many { .. }, _) => Stored::Bad(&Code::TypeList),
        };
        self.store(slot.at, value)
    }

    fn store(&mut self, at: usize, value: Stored) -> bool {
        let Some(stored) = self.values.get_mut(at) else { return false };
        let is_first = matches!(stored, Stored::Absent);
        *stored = if is_first { value } else { Stored::Bad(&Code::FieldDuplicate) };
        is_first
    }

    /// Stores a text in its normal form: its start in the sent text, or a copy.
    fn same(&mut self, text: &str) -> Stored {
        let start = text.as_ptr().addr().wrapping_sub(self.sent.as_ptr().addr());
        if start <= self.sent.len() && text.len() <= self.sent.len() - start {
            return Stored::Sent(start, text.len());
        }
        let start = self.made.len();
        self.made.push_str(text);
        Stored::Made(start, text.len())
    }

    /// Begins the list of a row; `None` if the row is no list.
    pub fn list(&mut self, slot: Slot) -> Option<List> {
        let RowKind::Many { item, max, .. } = slot.row.kind else { return None };
        self.lists.push(Begun { item, first: self.values.len(), count: 0, max });
        Some(List(self.lists.len() - 1))
    }

    /// Begins the next item of the list begun last; `None` if that is another list, or if it has too many items.
    pub fn item(&mut self, list: List) -> Option<Record> {
        let is_last = list.0 + 1 == self.lists.len();
        let begun = self.lists.get_mut(list.0).filter(|_| is_last)?;
        begun.count += 1;
        if begun.count > begun.max {
            return None;
        }
        let (table, first) = (begun.item, self.values.len());
        self.values.resize(first + table.rows.len(), Stored::Absent);
        Some(Record { table, first })
    }

    /// Records that an item is no object.
    pub fn no_record(&mut self, item: Record) {
        self.store(item.first, Stored::NoRecord);
    }

    /// Ends the list of a row; `false` if the field already had a value, or if this is not the row's list.
    pub fn end_list(&mut self, slot: Slot, list: List) -> bool {
        let RowKind::Many { item, min, max, too_few, too_many } = slot.row.kind else { return false };
        let is_here = self.row(slot.at).is_some_and(|row| core::ptr::eq(row, slot.row));
        let begun = self.lists.get(list.0).filter(|begun| is_here && core::ptr::eq(begun.item, item));
        let Some(Begun { first, count, .. }) = begun.copied() else { return false };
        let value = match count {
            count if count < min => Stored::Bad(too_few),
            count if count > max => Stored::Bad(too_many),
            count => Stored::Items(first, count),
        };
        self.store(slot.at, value)
    }

    /// Reports a field that the table does not have. The issue repeats its name only if the name is plain.
    pub fn stranger(&mut self, record: Record, name: &str) {
        let before = self.strangers.iter().filter(|(first, _)| *first == record.first).count();
        if before == MAX_STRANGERS {
            return;
        }
        let read_only = record.table.read_only.iter().find(|read_only| **read_only == name);
        let (field, code) = match read_only {
            Some(name) => (Some(Cow::Borrowed(*name)), Code::FieldReadOnly),
            None => {
                let field = is_plain_name(name).then(|| Cow::Owned(String::from(name)));
                (field, Code::FieldUnknown { nearest: nearest(name, record.table) })
            }
        };
        self.strangers.push((record.first, Issue { path: Path { item: None, field }, code }));
    }

    /// Ends the check and returns its result; call it when all values are handed over.
    #[must_use]
    pub fn finish(mut self) -> Checked<'a> {
        let mut report = Report { issues: Vec::new(), strangers: 0, item: None };
        let form = self.record();
        report.record(&mut self, form);
        let Self { table, sent, values, made, .. } = self;
        let sent = Sent::Text(sent);
        let mut checked = Checked { table, sent, values, made, issues: report.issues, warnings: Vec::new() };
        let mut warnings = Vec::new();
        for warning in table.warnings {
            warning.find(&checked, &mut warnings);
        }
        checked.warnings = warnings;
        checked
    }
}

/// Collects the issues in the order of the tables.
struct Report {
    issues: Vec<Issue>,
    /// The number of unknown fields reported.
    strangers: usize,
    /// The list item whose rows are being visited.
    item: Option<(&'static str, usize)>,
}

impl Report {
    fn record(&mut self, check: &mut Check<'_>, record: Record) {
        for (at, row) in (record.first..).zip(record.table.rows) {
            let Some(value) = check.values.get_mut(at) else { return };
            if matches!(value, Stored::Absent) {
                *value = absent(row.presence);
            }
            match (*value, row.kind) {
                (Stored::Bad(code), _) => self.push(Path::of(row.name), *code),
                (Stored::NoRecord, _) => return self.push(Path::default(), Code::TypeObject),
                (Stored::Items(first, count), RowKind::Many { item, .. }) => {
                    for index in 0..count {
                        self.item = Some((row.name, index));
                        self.record(check, Record { table: item, first: first + index * item.rows.len() });
                    }
                    self.item = None;
                }
                _ => {}
            }
        }
        for (_, issue) in check.strangers.iter().filter(|(first, _)| *first == record.first) {
            if self.strangers < MAX_STRANGERS {
                self.strangers += 1;
                self.push(issue.path.clone(), issue.code);
            }
        }
    }

    fn push(&mut self, path: Path, code: Code) {
        self.issues.push(Issue { path: Path { item: self.item, ..path }, code });
    }
}

const EMPTY: Stored = Stored::Made(0, 0);

const fn absent(presence: Presence) -> Stored {
    match presence {
        Presence::Required => Stored::Bad(&Code::Required),
        Presence::Optional | Presence::Secret | Presence::RequiredIfSent => Stored::Keep,
        Presence::DefaultsToEmpty => EMPTY,
    }
}

const fn blank(presence: Presence) -> Stored {
    match presence {
        Presence::Required | Presence::RequiredIfSent => Stored::Bad(&Code::Required),
        Presence::Optional => Stored::Clear,
        Presence::Secret => Stored::Keep,
        Presence::DefaultsToEmpty => EMPTY,
    }
}

/// `[A-Za-z0-9_]{1,40}`
fn is_plain_name(name: &str) -> bool {
    (1..=40).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// The name of the row that is most similar to an unknown name, if one is similar. Case and accents do not count; at
/// most two characters, and at most a third of the row's name, may differ.
fn nearest(name: &str, table: &'static Table) -> Option<&'static str> {
    let name = text::plain(name);
    let mut nearest = None;
    let mut most = 2;
    for row in table.rows {
        let distance = text::distance(name.as_bytes(), row.name.as_bytes());
        if distance <= most.min(row.name.len() / 3) && (nearest.is_none() || distance < most) {
            nearest = Some(row.name);
            most = distance;
        }
    }
    nearest
}
