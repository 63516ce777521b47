//! The kinds of customers, and their names in messages.

use crate::database::Database;
use anyhow::{Result, bail};
use ficha_sql::Customers;

/// Returns the kind of customers that the flag `--publico` chooses.
pub(crate) const fn of(is_public: bool) -> Customers {
    if is_public { Customers::Public } else { Customers::Managed }
}

/// Returns the name of one customer of a kind, for a sentence.
pub(crate) const fn one(customers: Customers) -> &'static str {
    match customers {
        Customers::Managed => "cliente",
        Customers::Public => "cliente público",
    }
}

/// Fails if no customer has the number.
pub(crate) fn expect(customers: Customers, database: Database, id: u64) -> Result<()> {
    if database.query(&customers.find(id))?.is_empty() {
        bail!("no hay ningún {} con el número {id}", one(customers));
    }
    Ok(())
}
