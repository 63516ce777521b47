//! The two kinds of customer, as files and tables have them.

use crate::database::Database;
use anyhow::{Result, bail};
use clap::builder::RangedI64ValueParser;
use ficha::form::{ClientePublico, Form, Table, UpdateCliente};

/// Days that an operator may name: from one day to ten years.
pub(crate) fn days() -> RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(1..=3650)
}

/// Which customers.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Customers {
    Managed,
    Public,
}

/// A column that no file has.
pub(crate) const SECRET: &str = "password";

impl Customers {
    pub(crate) const fn of(is_public: bool) -> Self {
        if is_public { Self::Public } else { Self::Managed }
    }

    /// The form that a row of a file fulfils.
    pub(crate) const fn form(self) -> &'static Table {
        match self {
            Self::Managed => UpdateCliente::TABLE,
            Self::Public => ClientePublico::TABLE,
        }
    }

    /// The table of the database.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::Managed => "clientes",
            Self::Public => "clientes_publicos",
        }
    }

    /// One of them, as a sentence names it.
    pub(crate) const fn one(self) -> &'static str {
        match self {
            Self::Managed => "managed customer",
            Self::Public => "public client",
        }
    }

    /// Refuses an id that nobody has.
    pub(crate) fn expect(self, database: Database, id: u64) -> Result<()> {
        if database.query(&format!("SELECT id FROM {} WHERE id = {id}", self.table()))?.is_empty() {
            bail!("there is no {} {id}", self.one());
        }
        Ok(())
    }

    /// The columns of a file, `id` first.
    pub(crate) fn columns(self) -> impl Iterator<Item = &'static str> + Clone {
        self.form().rows.iter().map(|row| row.name).filter(|name| *name != SECRET)
    }

    /// The columns with something made of each, and commas between.
    pub(crate) fn list(self, each: impl Fn(&str) -> String) -> String {
        self.columns().map(each).collect::<Vec<_>>().join(", ")
    }
}
