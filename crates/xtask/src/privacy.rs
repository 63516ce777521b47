//! What a person may ask for: that their data goes, with all that tells of it.

use crate::database::Database;
use anyhow::{Result, bail};
use clap::Parser;

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
    #[arg(long)]
    dias: u32,
    /// The database of the deployment, instead of the local one.
    #[arg(long)]
    remoto: bool,
}

pub(crate) fn borrar(arguments: &[String]) -> Result<()> {
    let Borrar { cliente, publico, remoto } = Borrar::parse_from(arguments);
    let sql = match (cliente, publico) {
        (Some(id), None) => format!(
            // Answers to added addresses are known by the ids of the addresses.
            "DELETE FROM idempotencia WHERE EXISTS (SELECT 1 FROM json_each(cuerpo, '$.direcciones') AS una
  JOIN direcciones ON direcciones.id = una.value ->> 'id' WHERE direcciones.id_cliente = {id});
DELETE FROM historial WHERE tabla = 'clientes' AND id_registro = {id};
DELETE FROM direcciones WHERE id_cliente = {id};
DELETE FROM tokens WHERE id_cliente = {id} AND alcances LIKE '%clientes:%';
DELETE FROM clientes WHERE id = {id};"
        ),
        (None, Some(id)) => format!(
            "DELETE FROM idempotencia WHERE cuerpo ->> '$.cliente.id' = {id};
DELETE FROM historial WHERE tabla = 'clientes_publicos' AND id_registro = {id};
DELETE FROM tokens WHERE id_cliente = {id} AND alcances LIKE '%publicos:%';
DELETE FROM clientes_publicos WHERE id = {id};"
        ),
        _ => bail!("say whom: --cliente <id> for a managed customer, or --publico <id> for a public client"),
    };
    Database::open(remoto)?.show(&sql)
}

pub(crate) fn retener(arguments: &[String]) -> Result<()> {
    let Retener { dias, remoto } = Retener::parse_from(arguments);
    let sql = format!("DELETE FROM historial WHERE ocurrido < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-{dias} days')");
    Database::open(remoto)?.show(&sql)
}
