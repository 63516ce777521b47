//! Tokens and personal links: who may do what with the Worker.

use crate::customers::{Customers, days};
use crate::database::{Database, hex, literal};
use crate::start;
use anyhow::{Result, bail};
use clap::Parser;
use ficha_contract::Scope;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Mints a token, lists those there are, or takes one back.
#[derive(Parser)]
#[command(name = "npm run token --", no_binary_name = true)]
struct Token {
    /// What it is for, as the history will say.
    #[arg(long, default_value = "sin nombre", value_parser = name)]
    nombre: String,
    /// What it allows, with commas between: clientes:leer, clientes:escribir, publicos:leer, publicos:escribir.
    #[arg(long, value_delimiter = ',', default_value = "clientes:leer,clientes:escribir", value_parser = scope)]
    alcances: Vec<Scope>,
    /// Good for this customer only; all scopes must be of the customer's kind.
    #[arg(long)]
    cliente: Option<u64>,
    /// Good for so many days; without it, until it is taken back.
    #[arg(long, value_parser = days())]
    dias: Option<u16>,
    /// Takes back the token with this id, the number after `ficha_`.
    #[arg(long)]
    anular: Option<u64>,
    /// Lists the tokens, without their secrets.
    #[arg(long)]
    lista: bool,
    /// The database of the deployment, instead of the local one.
    #[arg(long)]
    remoto: bool,
}

/// Prints a link that opens the form of a public client, filled in, and can change that record only.
#[derive(Parser)]
#[command(name = "npm run enlace --", no_binary_name = true)]
struct Enlace {
    /// The client.
    #[arg(long)]
    cliente: u64,
    /// Good for so many days.
    #[arg(long, default_value_t = 7, value_parser = days())]
    dias: u16,
    /// Where the pages are; without it, where `npm start` has them, by PORT.
    #[arg(long, value_parser = base)]
    base: Option<String>,
    /// The database of the deployment, instead of the local one.
    #[arg(long)]
    remoto: bool,
}

/// The name of a token: a line that the history can show.
fn name(text: &str) -> Result<String, String> {
    let is_good = (1..=100).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if is_good { Ok(text.to_owned()) } else { Err("a name has 1 to 100 characters, on one line".to_owned()) }
}

/// What the address of a page begins with.
fn base(text: &str) -> Result<String, String> {
    let host = ["http://", "https://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_good =
        host.is_some_and(|host| !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "?#".contains(c)));
    if is_good { Ok(text.to_owned()) } else { Err("it begins with https:// and the name of the host".to_owned()) }
}

/// A scope by its name.
fn scope(name: &str) -> Result<Scope, String> {
    let known: Vec<&str> = Scope::ALL.iter().map(|scope| scope.id()).collect();
    let found = Scope::ALL.iter().find(|scope| scope.id() == name).copied();
    found.ok_or_else(|| format!("{name:?} is no scope; there are {}", known.join(", ")))
}

/// The customers that a scope is about.
const fn customers(scope: Scope) -> Customers {
    match scope {
        Scope::ReadClientes | Scope::WriteClientes => Customers::Managed,
        Scope::ReadPublicos | Scope::WritePublicos => Customers::Public,
    }
}

pub(crate) fn token(arguments: &[String]) -> Result<()> {
    let asked = Token::parse_from(arguments);
    let database = Database::open(asked.remoto)?;
    if asked.lista {
        return list(database);
    }
    if let Some(id) = asked.anular {
        let sql = format!(
            "UPDATE tokens SET revocado = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE id = {id} RETURNING nombre"
        );
        let Some(token) = database.query(&sql)?.into_iter().next() else {
            bail!("there is no token {id}; --lista shows those there are");
        };
        println!("taken back: {}", token.get("nombre").and_then(Value::as_str).unwrap_or_default());
        return Ok(());
    }
    if let (Some(id), [first, rest @ ..]) = (asked.cliente, asked.alcances.as_slice()) {
        let of = customers(*first);
        if rest.iter().any(|scope| customers(*scope) != of) {
            bail!(
                "a token of one customer has scopes of one kind: clientes:… or publicos:…\n  The managed customer {id} and the public client {id} are two strangers."
            );
        }
        of.expect(database, id)?;
    }
    let minted = mint(database, &asked.nombre, &asked.alcances, asked.cliente, asked.dias)?;
    println!("\n{minted}\n\nIt is not shown again. Send it as: Authorization: Bearer {minted}");
    Ok(())
}

pub(crate) fn enlace(arguments: &[String]) -> Result<()> {
    let Enlace { cliente, dias, base, remoto } = Enlace::parse_from(arguments);
    let scopes = [Scope::ReadPublicos, Scope::WritePublicos];
    let name = format!("enlace del cliente {cliente}");
    let database = Database::open(remoto)?;
    let here = || Ok::<_, anyhow::Error>(format!("http://127.0.0.1:{}", start::port()?));
    let base = base.map_or_else(here, Ok)?;
    Customers::Public.expect(database, cliente)?;
    let token = mint(database, &name, &scopes, Some(cliente), Some(dias))?;
    println!("\n{}/publico#cliente={cliente}&token={token}", base.trim_end_matches('/'));
    println!("\nWith this link one can read and change client {cliente} for {dias} days, and no other client.");
    Ok(())
}

/// Prints the tokens, a line each.
fn list(database: Database) -> Result<()> {
    let sql = "SELECT id, nombre, alcances, id_cliente, creado, vence, revocado FROM tokens ORDER BY creado";
    let text = |value: Option<&Value>| match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    };
    println!("\nid | nombre | alcances | cliente | creado | vence | revocado");
    for row in database.query(sql)? {
        let columns = ["id", "nombre", "alcances", "id_cliente", "creado", "vence", "revocado"];
        println!("{}", columns.map(|column| text(row.get(column))).join(" | "));
    }
    Ok(())
}

/// Puts a new token into the database, which keeps only its hash.
fn mint(database: Database, name: &str, scopes: &[Scope], cliente: Option<u64>, days: Option<u16>) -> Result<String> {
    let scopes: Vec<&str> = scopes.iter().map(|scope| scope.id()).collect();
    let mut bytes = [0; 40];
    getrandom::fill(&mut bytes)?;
    let (id, secret) = bytes.split_at(8);
    // At most 2^53 − 1, and of so many that two are hardly ever the same.
    let id = id.iter().fold(0, |id, byte| id << 8 | u64::from(*byte)) >> 11 | 1;
    let token = format!("ficha_{id}_{}", hex(secret));
    let cliente = cliente.map_or("NULL".to_owned(), |id| id.to_string());
    let over = days.map_or("NULL".to_owned(), |days| format!("strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+{days} days')"));
    let sql = format!(
        "INSERT INTO tokens (id, nombre, huella, alcances, id_cliente, vence) VALUES ({id}, {}, '{}', {}, {cliente}, {over})",
        literal(name),
        hex(&Sha256::digest(&token)),
        literal(&serde_json::to_string(&scopes)?),
    );
    database.query(&sql)?;
    Ok(token)
}
