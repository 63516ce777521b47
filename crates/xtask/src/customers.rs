//! The two kinds of customer, as files and tables have them.

use ficha::form::{ClientePublico, Form, Table, UpdateCliente};

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

    /// The columns of a file, `id` first.
    pub(crate) fn columns(self) -> impl Iterator<Item = &'static str> + Clone {
        self.form().rows.iter().map(|row| row.name).filter(|name| *name != SECRET)
    }

    /// The columns with something made of each, and commas between.
    pub(crate) fn list(self, each: impl Fn(&str) -> String) -> String {
        self.columns().map(each).collect::<Vec<_>>().join(", ")
    }
}
