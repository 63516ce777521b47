//! The result of checking a record.

use crate::check::Stored;
use crate::field::{Normal, proof::Proof};
use crate::table::RowKind;
use crate::table::Table;
use crate::{Field, Form, Issue, Patch};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// The result of checking a record: the result of each field, all issues and all warnings.
#[derive(Clone)]
pub struct Checked<'a> {
    pub(crate) table: &'static Table,
    pub(crate) sent: Sent<'a>,
    pub(crate) values: Vec<Stored>,
    pub(crate) made: String,
    pub(crate) issues: Vec<Issue>,
    pub(crate) warnings: Vec<Issue>,
}

/// The bytes that a record was read from.
#[derive(Clone, Copy)]
pub(crate) enum Sent<'a> {
    /// They are text.
    Text(&'a str),
    /// The values are text, nothing is known of what is between them.
    #[cfg(feature = "prove")]
    Proven(&'a [u8]),
}

/// Shows the issues and warnings, no value.
impl fmt::Debug for Checked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checked")
            .field("issues", &self.issues)
            .field("warnings", &self.warnings)
            .finish_non_exhaustive()
    }
}

impl<'a> Checked<'a> {
    /// A proven record.
    #[cfg(feature = "prove")]
    pub(crate) const fn proven(table: &'static Table, sent: &'a [u8], values: Vec<Stored>) -> Self {
        let sent = Sent::Proven(sent);
        Self { table, sent, values, made: String::new(), issues: Vec::new(), warnings: Vec::new() }
    }
}

impl Checked<'_> {
    /// True if the record was proven good, normal and without warnings, and the rules were not asked.
    #[cfg(feature = "prove")]
    #[must_use]
    pub const fn is_proven(&self) -> bool {
        matches!(self.sent, Sent::Proven(_))
    }

    /// The table that the record was checked against.
    #[must_use]
    pub const fn table(&self) -> &'static Table {
        self.table
    }

    /// Every broken rule, in the order of the table; empty if the record is valid.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }

    /// Values that are suspicious but accepted.
    #[must_use]
    pub fn warnings(&self) -> &[Issue] {
        &self.warnings
    }

    /// The results of all fields: the rows of the form, then those of each item of its lists.
    #[must_use]
    pub fn stored(&self) -> &[Stored] {
        &self.values
    }

    /// The record, if it is valid and of this form.
    ///
    /// ```
    /// use ficha::{Code, Form, Host, field::Fecha, form::{AgregarDireccion, UpdateClientePublico}, reader::{Checked, self}};
    /// let host = Host::native(Fecha::in_lima(1_795_000_000_000));
    /// let checked = reader::json(br#"{"nombres": "Ana"}"#, UpdateClientePublico::TABLE, &host)?;
    /// let cliente: UpdateClientePublico = checked.record().ok_or(Code::JsonSyntax)?;
    /// assert_eq!(cliente.nombres.as_set().map(|nombres| nombres.as_str()), Some("Ana"));
    /// assert!(checked.record::<AgregarDireccion>().is_none());
    /// # Ok::<(), Code>(())
    /// ```
    #[must_use]
    pub fn record<F: Form>(&self) -> Option<F> {
        let is_good = self.issues.is_empty() && core::ptr::eq(self.table, F::TABLE);
        if is_good { F::from_values(self.values(), Proof::new()) } else { None }
    }

    /// The values of the form's rows.
    #[must_use]
    pub const fn values(&self) -> Values<'_> {
        Values { checked: self, at: 0, left: self.table.rows.len() }
    }

    /// The value at an index.
    pub(crate) fn value(&self, at: usize) -> Value<'_> {
        match self.values.get(at) {
            Some(Stored::Keep) => Value::Keep,
            Some(Stored::Clear) => Value::Clear,
            Some(Stored::Integer(value)) => Value::Set(Normal::Integer(*value)),
            Some(stored @ (Stored::Sent(..) | Stored::Made(..))) => Value::Set(Normal::Text(self.text(*stored))),
            Some(Stored::Items(first, count)) => self.items(at, *first, *count),
            None | Some(Stored::Absent | Stored::Bad(_) | Stored::NoRecord) => Value::Bad,
        }
    }

    fn items(&self, at: usize, first: usize, count: usize) -> Value<'_> {
        match self.table.rows.get(at).map(|row| row.kind) {
            Some(RowKind::Many { item, .. }) => Value::Items(Items { checked: self, item, first, count }),
            _ => Value::Bad,
        }
    }

    /// The text of a stored value; empty if it is no text.
    #[must_use]
    pub fn text(&self, stored: Stored) -> &str {
        let (all, start, length) = match (stored, self.sent) {
            (Stored::Sent(start, length), Sent::Text(sent)) => (sent, start, length),
            #[cfg(feature = "prove")]
            (Stored::Sent(start, length), Sent::Proven(sent)) => {
                let bytes = sent.get(start..start + length).unwrap_or_default();
                return core::str::from_utf8(bytes).unwrap_or_default();
            }
            (Stored::Made(start, length), _) => (self.made.as_str(), start, length),
            _ => return "",
        };
        all.get(start..start + length).unwrap_or_default()
    }

    /// The text at an index, in its normal form; empty if there is none.
    pub(crate) fn text_at(&self, at: usize) -> &str {
        self.values.get(at).map_or("", |stored| self.text(*stored))
    }

    /// True if there is a valid text or integer at an index.
    pub(crate) fn is_set(&self, at: usize) -> bool {
        matches!(self.values.get(at), Some(Stored::Sent(..) | Stored::Made(..) | Stored::Integer(_)))
    }
}

/// The result of a field's check, with its text or items.
#[derive(Clone, Debug)]
pub enum Value<'c> {
    /// The value breaks a rule.
    Bad,
    /// The stored value is kept.
    Keep,
    /// The stored value is cleared.
    Clear,
    /// A value in its normal form.
    Set(Normal<'c>),
    /// The items of a list.
    Items(Items<'c>),
}

impl<'c> Value<'c> {
    pub(crate) fn set(self) -> Option<Normal<'c>> {
        if let Self::Set(normal) = self { Some(normal) } else { None }
    }

    pub(crate) fn items(self) -> Option<Items<'c>> {
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
}

/// The values of a record, in the order of its rows.
#[derive(Clone, Debug)]
pub struct Values<'c> {
    checked: &'c Checked<'c>,
    at: usize,
    left: usize,
}

impl<'c> Iterator for Values<'c> {
    type Item = Value<'c>;

    fn next(&mut self) -> Option<Value<'c>> {
        self.left = self.left.checked_sub(1)?;
        self.at += 1;
        Some(self.checked.value(self.at - 1))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Values<'_> {}

/// The items of a list.
#[derive(Clone, Copy, Debug)]
pub struct Items<'c> {
    checked: &'c Checked<'c>,
    item: &'static Table,
    first: usize,
    count: usize,
}

impl<'c> Items<'c> {
    /// The table of each item.
    #[must_use]
    pub const fn table(self) -> &'static Table {
        self.item
    }

    /// The values of each item, in the order of its table.
    pub fn records(self) -> impl Iterator<Item = Values<'c>> {
        let Self { checked, item, first, count } = self;
        let rows = item.rows.len();
        (0..count).map(move |index| Values { checked, at: first + index * rows, left: rows })
    }

    /// The items as records of a form; `None` if they are items of another form.
    pub(crate) fn of<F: Form>(self, checked: Proof) -> Option<Vec<F>> {
        if !core::ptr::eq(self.item, F::TABLE) {
            return None;
        }
        self.records().map(|values| F::from_values(values, checked)).collect()
    }
}
