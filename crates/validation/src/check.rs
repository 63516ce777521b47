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
    let mut walk = Walk { host, inside: Vec::new(), issues: Vec::new(), strangers: 0 };
    let values = walk.record(table, slots);
    let mut warnings = Vec::new();
    (table.warnings)(&values, &mut warnings);
    Checked { values, issues: walk.issues, warnings }
}

/// The state of one check.
struct Walk<'h> {
    host: &'h Host,
    /// Where the walk is: in which items of which lists.
    inside: Vec<(&'static str, usize)>,
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
        let checked = match (raw, row.kind) {
            (Raw::Absent, _) => absent(row.presence),
            (Raw::Null, _) => blank(row.presence),
            (Raw::Twice, _) => Err(Code::FieldDuplicate),
            (_, Kind::One { rules, .. }) => match rules.check(raw, self.host) {
                Ok(Some(normal)) => return Value::Set(normal),
                Ok(None) => blank(row.presence),
                Err(code) => Err(code),
            },
            (Raw::List(items), Kind::Many { item, min, max }) => match items.len() {
                count if count < min => Err(Code::ListTooShort { min: min as u64 }),
                count if count > max => Err(Code::ListTooLong { max: max as u64 }),
                _ => return self.items(row.name, item, items),
            },
            (Raw::Text(text), _) if text::trim(text).is_empty() => blank(row.presence),
            _ => Err(Code::TypeList),
        };
        checked.unwrap_or_else(|code| {
            self.report(Some(Segment::Field(row.name)), code);
            Value::Bad
        })
    }

    fn items<'r>(&mut self, list: &'static str, table: &'static Table, items: &'r [Raw<'_>]) -> Value<'r> {
        let mut values = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            self.inside.push((list, index));
            values.push(if let Raw::Object(slots) = item {
                self.record(table, slots)
            } else {
                self.report(None, Code::TypeObject);
                Vec::new()
            });
            self.inside.pop();
        }
        Value::Items(values)
    }

    /// A name that the table does not have. The name itself is repeated only if it is plain.
    fn stranger(&mut self, table: &'static Table, name: &str) {
        if self.strangers == MAX_STRANGERS {
            return;
        }
        self.strangers += 1;
        if let Some(name) = table.read_only.iter().find(|read_only| **read_only == name) {
            return self.report(Some(Segment::Field(name)), Code::FieldReadOnly);
        }
        let mut nearest = ("", usize::MAX);
        for row in table.rows {
            let distance = text::distance(name, row.name);
            if distance < nearest.1 {
                nearest = (row.name, distance);
            }
        }
        let last = is_plain_name(name).then(|| Segment::Unknown(String::from(name)));
        self.report(last, Code::FieldUnknown { nearest: nearest.0 });
    }

    fn report(&mut self, last: Option<Segment>, code: Code) {
        let mut path = Path::with_capacity(2 * self.inside.len() + 1);
        for (list, index) in &self.inside {
            path.push(Segment::Field(list));
            path.push(Segment::Index(*index));
        }
        path.extend(last);
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
