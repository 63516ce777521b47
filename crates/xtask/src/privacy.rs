//! What a person may ask for: that their data goes, with all that tells of it.

use crate::customers::{Customers, days};
use crate::database::Database;
use anyhow::{Result, bail};
use clap::Parser;
use serde_json::Value;

/// Erases one customer: the record, the addresses, the history, the tokens and the stored answers.
#[derive(Parser)]
#[command(name = "npm run borrar --", no_binary_name = true)]
struct Borrar {
    /// A managed customer.
    #[arg(long)]
    cliente: Option<u64>,
    /// A public client.
    #[arg(long)]
    publico: Option<u64>,
    /// The database of the deployment, instead of the local one.
    #[arg(long)]
    remoto: bool,
}

/// Erases the history that is older than so many days.
#[derive(Parser)]
#[command(name = "npm run retener --", no_binary_name = true)]
struct Retener {
    /// What is kept.
    #[arg(long, value_parser = days())]
    dias: u16,
    /// The database of the deployment, instead of the local one.
    #[arg(long)]
    remoto: bool,
}

/// Rows that tell of a customer: what they are, the table, and which of its rows. `{id}` stands for the customer.
type Traces = &'static [(&'static str, &'static str, &'static str)];

/// The order is that of the references: what refers to a customer goes before.
const OF_MANAGED: Traces = &[
    (
        "stored answers",
        "idempotencia",
        // Answers to added addresses are known by the ids of the addresses.
        "EXISTS (SELECT 1 FROM json_each(cuerpo, '$.direcciones') AS una
  JOIN direcciones ON direcciones.id = una.value ->> 'id' WHERE direcciones.id_cliente = {id})",
    ),
    ("entries of the history", "historial", "tabla = 'clientes' AND id_registro = {id}"),
    ("addresses", "direcciones", "id_cliente = {id}"),
    ("tokens", "tokens", "id_cliente = {id} AND alcances LIKE '%clientes:%'"),
    ("customers", "clientes", "id = {id}"),
];

const OF_PUBLIC: Traces = &[
    ("stored answers", "idempotencia", "cuerpo ->> '$.cliente.id' = {id}"),
    ("entries of the history", "historial", "tabla = 'clientes_publicos' AND id_registro = {id}"),
    ("tokens", "tokens", "id_cliente = {id} AND alcances LIKE '%publicos:%'"),
    ("customers", "clientes_publicos", "id = {id}"),
];

pub(crate) fn borrar(arguments: &[String]) -> Result<()> {
    let Borrar { cliente, publico, remoto } = Borrar::parse_from(arguments);
    let (customers, id, traces) = match (cliente, publico) {
        (Some(id), None) => (Customers::Managed, id, OF_MANAGED),
        (None, Some(id)) => (Customers::Public, id, OF_PUBLIC),
        _ => bail!("say whom: --cliente <id> for a managed customer, or --publico <id> for a public client"),
    };
    let erased = erase(Database::open(remoto)?, traces, &id.to_string())?;
    if erased.iter().all(|(_, count)| *count == 0) {
        bail!("there is no {} {id}, and nothing that tells of one; nothing was erased", customers.one());
    }
    println!("\nerased of the {} {id}:", customers.one());
    for (what, count) in erased {
        println!("  {count:>6} {what}");
    }
    Ok(())
}

/// Deletes the rows, and says how many of each there were; all in one transaction.
fn erase(database: Database, traces: Traces, id: &str) -> Result<Vec<(&'static str, u64)>> {
    let of = |place: &str| place.replace("{id}", id);
    let counts = traces
        .iter()
        .enumerate()
        .map(|(at, (_, table, place))| format!("(SELECT count(*) FROM {table} WHERE {}) AS n{at}", of(place)));
    let mut sql = format!("SELECT {};", counts.collect::<Vec<_>>().join(", "));
    for (_, table, place) in traces {
        sql += &format!("\nDELETE FROM {table} WHERE {};", of(place));
    }
    let rows = database.query(&sql)?;
    let count = |at: usize| rows.first().and_then(|row| row.get(&format!("n{at}"))).and_then(Value::as_u64);
    Ok(traces.iter().enumerate().map(|(at, (what, ..))| (*what, count(at).unwrap_or_default())).collect())
}

pub(crate) fn retener(arguments: &[String]) -> Result<()> {
    let Retener { dias, remoto } = Retener::parse_from(arguments);
    let old = format!("ocurrido < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-{dias} days')");
    let sql = format!("SELECT count(*) AS n FROM historial WHERE {old}; DELETE FROM historial WHERE {old};");
    let rows = Database::open(remoto)?.query(&sql)?;
    let count = rows.first().and_then(|row| row.get("n")).and_then(Value::as_u64).unwrap_or_default();
    println!("\nerased: {count} entries of the history, older than {dias} days");
    Ok(())
}
