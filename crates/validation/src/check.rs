//! The check: one walk over the rows of a table, the same for every form.

use crate::field::proof::Proof;
use crate::field::{Field, Normal};
use crate::form::{Kind, Presence, Row, Table};
use crate::issue::{Issue, Path, Segment};
use crate::raw::{MAX_STRANGERS, Raw, Slots};
use crate::{Code, Host, Patch, text};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// What became of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'r> {
    /// It breaks a rule.
    Bad,
    /// The stored value stays.
    Keep,
    /// The stored value goes.
    Clear,
    /// A value in its normal form.
    Set(Normal<'r>),
    /// The items of a list, each with one value a row.
    Items(Vec<Vec<Value<'r>>>),
}

impl<'r> Value<'r> {
    pub(crate) fn set(self) -> Option<Normal<'r>> {
        if let Self::Set(normal) = self { Some(normal) } else { None }
    }

    pub(crate) fn items(self) -> Option<Vec<Vec<Value<'r>>>> {
        if let Self::Items(items) = self { Some(items) } else { None }
    }

    pub(crate) fn patch<T: Field>(self, checked: Proof) -> Option<Patch<T>> {
        match self {
            Self::Keep => Some(Patch::Keep),
            Self::Clear => Some(Patch::Clear),
            Self::Set(normal) => T::from_normal(normal, checked).map(Patch::Set),
            Self::Bad | Self::Items(_) => None,
        }
    }

    /// The normal text, if that is what there is.
    pub(crate) fn as_text(&self) -> Option<&str> {
        if let Self::Set(Normal::Text(text)) = self { Some(text) } else { None }
    }
}

/// What checking a record gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked<'r> {
    /// One a row, in the order of the table.
    pub values: Vec<Value<'r>>,
    /// Everything wrong, in the order of the table; empty if the record is good.
    pub issues: Vec<Issue>,
    /// What is odd but not refused.
    pub warnings: Vec<Issue>,
}

/// The typed outcome for a record of type `T`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report<T> {
    /// The record, or everything wrong with it: at least one issue.
    pub result: Result<T, Vec<Issue>>,
    /// What is odd but not refused.
    pub warnings: Vec<Issue>,
}

/// Checks a record against the rows of its table.
#[must_use]
pub fn check<'r>(table: &'static Table, slots: &'r Slots<'_>, host: &Host) -> Checked<'r> {
    let mut walk = Walk { host, path: Path::new(), issues: Vec::new(), strangers: 0 };
    let values = walk.record(table, slots);
    let mut warnings = Vec::new();
    (table.warnings)(&values, &mut warnings);
    Checked { values, issues: walk.issues, warnings }
}

/// The state of one check.
struct Walk<'h> {
    host: &'h Host,
    /// Where the walk is.
    path: Path,
    issues: Vec<Issue>,
    /// How many unknown fields were reported.
    strangers: usize,
}

impl Walk<'_> {
    fn record<'r>(&mut self, table: &'static Table, slots: &'r Slots<'_>) -> Vec<Value<'r>> {
        let values = table.rows.iter().zip(&slots.values).map(|(row, raw)| self.field(row, raw)).collect();
        for name in &slots.strangers {
            self.stranger(table, name);
        }
        values
    }

    fn field<'r>(&mut self, row: &'static Row, raw: &'r Raw<'_>) -> Value<'r> {
        match self.value(row, raw) {
            Ok(value) => value,
            Err(code) => {
                self.report(Segment::Field(row.name), code);
                Value::Bad
            }
        }
    }

    fn value<'r>(&mut self, row: &'static Row, raw: &'r Raw<'_>) -> Result<Value<'r>, Code> {
        match raw {
            Raw::Absent => absent(row.presence),
            Raw::Null => blank(row.presence),
            Raw::Twice => Err(Code::FieldDuplicate),
            _ => match row.kind {
                Kind::One { check, .. } => match check(raw, self.host)? {
                    Some(normal) => Ok(Value::Set(normal)),
                    None => blank(row.presence),
                },
                Kind::Many { item, min, max } => self.list(row, item, raw, min..=max),
            },
        }
    }

    fn list<'r>(
        &mut self,
        row: &'static Row,
        table: &'static Table,
        raw: &'r Raw<'_>,
        bounds: core::ops::RangeInclusive<usize>,
    ) -> Result<Value<'r>, Code> {
        let items = match raw {
            Raw::List(items) => items,
            Raw::Text(text) if text::is_blank(text) => return blank(row.presence),
            _ => return Err(Code::TypeList),
        };
        if items.len() < *bounds.start() {
            return Err(Code::ListTooShort { min: *bounds.start() as u64 });
        }
        if items.len() > *bounds.end() {
            return Err(Code::ListTooLong { max: *bounds.end() as u64 });
        }
        self.path.push(Segment::Field(row.name));
        let values = items.iter().enumerate().map(|(index, item)| self.item(table, index, item)).collect();
        self.path.pop();
        Ok(Value::Items(values))
    }

    fn item<'r>(&mut self, table: &'static Table, index: usize, raw: &'r Raw<'_>) -> Vec<Value<'r>> {
        let Raw::Object(slots) = raw else {
            self.report(Segment::Index(index), Code::TypeObject);
            return Vec::new();
        };
        self.path.push(Segment::Index(index));
        let values = self.record(table, slots);
        self.path.pop();
        values
    }

    /// A name that the table does not have. The name itself is repeated only if it is plain.
    fn stranger(&mut self, table: &'static Table, name: &str) {
        if self.strangers == MAX_STRANGERS {
            return;
        }
        self.strangers += 1;
        if let Some(name) = table.read_only.iter().find(|read_only| **read_only == name) {
            return self.report(Segment::Field(name), Code::FieldReadOnly);
        }
        let names = table.rows.iter().map(|row| row.name);
        let nearest = names.min_by_key(|known| text::distance(name, known)).unwrap_or_default();
        let code = Code::FieldUnknown { nearest };
        if is_plain_name(name) {
            self.report(Segment::Unknown(String::from(name)), code);
        } else {
            self.issues.push(Issue { path: self.path.clone(), code });
        }
    }

    fn report(&mut self, last: Segment, code: Code) {
        let mut path = self.path.clone();
        path.push(last);
        self.issues.push(Issue { path, code });
    }
}

const fn absent<'r>(presence: Presence) -> Result<Value<'r>, Code> {
    match presence {
        Presence::Required => Err(Code::Required),
        Presence::Optional | Presence::Keeps | Presence::Stays => Ok(Value::Keep),
        Presence::Empty => Ok(Value::Set(Normal::Text(Cow::Borrowed("")))),
    }
}

const fn blank<'r>(presence: Presence) -> Result<Value<'r>, Code> {
    match presence {
        Presence::Required | Presence::Stays => Err(Code::Required),
        Presence::Optional => Ok(Value::Clear),
        Presence::Keeps => Ok(Value::Keep),
        Presence::Empty => Ok(Value::Set(Normal::Text(Cow::Borrowed("")))),
    }
}

/// `[A-Za-z0-9_]{1,40}`
fn is_plain_name(name: &str) -> bool {
    (1..=40).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
