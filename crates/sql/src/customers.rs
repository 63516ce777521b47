//! The two kinds of customer, and their columns.

use ficha::Form;
use ficha::form::{ClientePublico, UpdateCliente};
use ficha::table::{Presence, Row, Table};

/// The column that is in no file and no answer.
pub const SECRET: &str = "password";

/// A kind of customer. Each has its own table and its own ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Customers {
    /// `clientes`: customers that the business manages.
    Managed,
    /// `clientes_publicos`: clients that have a personal link.
    Public,
}

impl Customers {
    /// The form whose rows are the columns.
    #[must_use]
    pub const fn form(self) -> &'static Table {
        match self {
            Self::Managed => UpdateCliente::TABLE,
            Self::Public => ClientePublico::TABLE,
        }
    }

    /// The table of the database.
    #[must_use]
    pub const fn table(self) -> &'static str {
        match self {
            Self::Managed => "clientes",
            Self::Public => "clientes_publicos",
        }
    }

    /// The columns of a file or an answer, `id` first.
    pub fn columns(self) -> impl Iterator<Item = &'static str> + Clone {
        self.form().rows.iter().map(|row| row.name).filter(|name| *name != SECRET)
    }

    /// Finds a customer by id.
    #[must_use]
    pub fn find(self, id: u64) -> String {
        format!("SELECT id FROM {} WHERE id = {id}", self.table())
    }

    /// Applies `each` to every column and joins the results with commas.
    pub(crate) fn list(self, each: impl Fn(&str) -> String) -> String {
        joined(self.columns().map(each))
    }

    /// The columns as members of a JSON object: `'id', id, …`.
    pub(crate) fn members(self) -> String {
        self.list(|column| format!("'{column}', {column}"))
    }

    /// The columns that an update may change, as members of a JSON object. For a password it shows only if there is
    /// one.
    pub(crate) fn changeable_members(self) -> String {
        joined(self.changeable().map(|Row { name, .. }| match *name {
            SECRET => format!("'{name}', iif({name} IS NULL, NULL, '[oculta]')"),
            name => format!("'{name}', {name}"),
        }))
    }

    /// Assigns every column from the patch `?2`; an optional column changes only if the patch has it.
    pub(crate) fn assignments(self) -> String {
        joined(self.changeable().map(|Row { name, presence, .. }| match (self, presence) {
            (Self::Managed, Presence::Required) => format!("{name} = ?2 ->> '{name}'"),
            _ => format!("{name} = iif(json_type(?2, '$.{name}') IS NULL, {name}, ?2 ->> '{name}')"),
        }))
    }

    fn changeable(self) -> impl Iterator<Item = &'static Row> {
        self.form().rows.iter().filter(|row| row.name != "id")
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",\n  ")
}
