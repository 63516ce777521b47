//! Erases personal data: of one customer, and of old history.

use crate::customers::one;
use crate::database::Database;
use crate::options::{days, number};
use anyhow::{Result, bail};
use clap::Args;
use ficha_sql::{Customers, Erasure, erase, erase_history};
use serde_json::Value;

/// Borra a un cliente: el registro, las direcciones, el historial, los tokens y las respuestas guardadas.
#[derive(Args, Debug)]
pub struct Borrar {
    /// Un cliente que administra la empresa
    #[arg(long, value_name = "NÚMERO", value_parser = number)]
    cliente: Option<u64>,
    /// Un cliente público
    #[arg(long, value_name = "NÚMERO", value_parser = number)]
    publico: Option<u64>,
    /// La base de datos del despliegue, en vez de la local
    #[arg(long)]
    remoto: bool,
}

/// Borra las entradas del historial que tienen más de tantos días.
#[derive(Args, Debug)]
pub struct Retener {
    /// Los días que se conservan
    #[arg(long, value_name = "DÍAS", value_parser = days)]
    dias: u16,
    /// La base de datos del despliegue, en vez de la local
    #[arg(long)]
    remoto: bool,
}

impl Borrar {
    /// Erases the customer.
    ///
    /// # Errors
    /// There is no such customer, or the database does not answer.
    pub fn run(&self) -> Result<()> {
        let (customers, id) = match (self.cliente, self.publico) {
            (Some(id), None) => (Customers::Managed, id),
            (None, Some(id)) => (Customers::Public, id),
            _ => bail!("indica a quién: --cliente <número>, o --publico <número> para un cliente público"),
        };
        let erased = erased(Database::open(self.remoto)?, &erase(customers, id))?;
        if erased.iter().all(|(_, count)| *count == 0) {
            bail!("no hay ningún {} con el número {id}, ni nada que hable de él; no se borró nada", one(customers));
        }
        println!("\nse borró del {} {id}:", one(customers));
        for (what, count) in erased {
            println!("  {count:>6} {what}");
        }
        Ok(())
    }
}

impl Retener {
    /// Erases the old entries.
    ///
    /// # Errors
    /// The database does not answer.
    pub fn run(&self) -> Result<()> {
        for (what, count) in erased(Database::open(self.remoto)?, &erase_history(self.dias))? {
            println!("\nse borraron {count} {what} de más de {} días", self.dias);
        }
        Ok(())
    }
}

/// Erases rows in one transaction; returns the name of each kind of row and the number of rows erased.
fn erased(database: Database, Erasure { sql, counts }: &Erasure) -> Result<Vec<(&'static str, u64)>> {
    let rows = database.query(sql)?;
    let count = |column: &str| rows.first().and_then(|row| row.get(column)).and_then(Value::as_u64).unwrap_or_default();
    Ok(counts.iter().map(|(column, what)| (*what, count(column))).collect())
}
