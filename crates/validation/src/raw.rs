//! What came in, before any rule: the narrow waist between the ways in and the rules.

use crate::form::Table;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A value as it was sent. `Debug` tells its kind and does not show it.
#[derive(Clone, PartialEq)]
pub enum Raw<'a> {
    /// Not sent.
    Absent,
    /// Sent more than once.
    Twice,
    /// `null`.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// Text that Unicode cannot hold: it has half of a surrogate pair.
    BrokenText,
    /// A number, as it was written.
    Number(Cow<'a, str>),
    /// `true` or `false`.
    Bool,
    /// A list; its items are kept where the table says what they are.
    List(Vec<Raw<'a>>),
    /// An object; its members are kept where the table says what they are.
    Object(Slots<'a>),
}

impl fmt::Debug for Raw<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Twice => "Twice",
            Self::Null => "Null",
            Self::Text(_) => "Text(…)",
            Self::BrokenText => "BrokenText",
            Self::Number(_) => "Number(…)",
            Self::Bool => "Bool",
            Self::List(_) => "List(…)",
            Self::Object(_) => "Object(…)",
        })
    }
}

/// The members of an object, sorted into the rows of a table.
#[derive(Clone, Default, PartialEq)]
pub struct Slots<'a> {
    /// One a row, in the order of the table.
    pub values: Vec<Raw<'a>>,
    /// Names that the table does not have, in the order sent, at most 20.
    pub strangers: Vec<String>,
}

impl fmt::Debug for Slots<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.values).finish()
    }
}

/// So many unknown fields are reported; the rest add nothing.
pub(crate) const MAX_STRANGERS: usize = 20;

impl<'a> Slots<'a> {
    /// Nothing sent yet.
    #[must_use]
    pub fn of(table: &Table) -> Self {
        Self { values: table.rows.iter().map(|_| Raw::Absent).collect(), strangers: Vec::new() }
    }

    /// Takes a value for a row of the table; `false` if the row has one already.
    pub fn set(&mut self, row: usize, value: Raw<'a>) -> bool {
        match self.values.get_mut(row) {
            Some(slot @ Raw::Absent) => {
                *slot = value;
                true
            }
            _ => false,
        }
    }

    /// Notes a name that the table does not have.
    pub fn note_stranger(&mut self, name: &str) {
        if self.strangers.len() < MAX_STRANGERS {
            self.strangers.push(String::from(name));
        }
    }
}

impl Table {
    /// The place of a field.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.name == name)
    }
}
