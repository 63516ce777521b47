//! Creates, lists and revokes tokens, and creates personal links: both grant access to the Worker.

use crate::customers;
use crate::database::Database;
use crate::options::{days, number};
use crate::project::port;
use anyhow::{Result, bail};
use clap::Args;
use ficha_contract::Scope;
use ficha_sql::{Customers, LIST_TOKENS, NewToken, hex, revoke_token};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Crea un token, muestra los que hay, o anula uno.
#[derive(Args, Debug)]
pub struct Token {
    /// Para qué es; así lo llama el historial. Sin él, «sin nombre»
    #[arg(long, default_value = "sin nombre", value_parser = name)]
    nombre: String,
    /// Lo que permite, separado por comas: clientes:leer, clientes:escribir, publicos:leer, publicos:escribir. Sin él,
    /// los dos primeros
    #[arg(long, value_delimiter = ',', default_value = "clientes:leer,clientes:escribir", value_parser = scope)]
    alcances: Vec<Scope>,
    /// Solo para este cliente; todos los alcances deben ser de su clase
    #[arg(long, value_name = "NÚMERO", value_parser = number)]
    cliente: Option<u64>,
    /// Vence después de tantos días; sin él, cuando se anula
    #[arg(long, value_name = "DÍAS", value_parser = days)]
    dias: Option<u16>,
    /// Anula el token con este id, el número que sigue a `ficha_`
    #[arg(long, value_name = "ID", value_parser = number)]
    anular: Option<u64>,
    /// Muestra los tokens que hay, sin sus secretos
    #[arg(long)]
    lista: bool,
    /// La base de datos del despliegue, en vez de la local
    #[arg(long)]
    remoto: bool,
}

/// Muestra un enlace que abre el formulario de un cliente público, ya lleno, y que solo puede cambiar ese registro.
#[derive(Args, Debug)]
pub struct Enlace {
    /// El cliente público
    #[arg(long, value_name = "NÚMERO", value_parser = number)]
    cliente: u64,
    /// Vence después de tantos días; sin él, 7
    #[arg(long, value_name = "DÍAS", default_value = "7", value_parser = days)]
    dias: u16,
    /// Dónde están las páginas; sin él, donde las sirve `npm start`, según PORT
    #[arg(long, value_name = "DIRECCIÓN", value_parser = base)]
    base: Option<String>,
    /// La base de datos del despliegue, en vez de la local
    #[arg(long)]
    remoto: bool,
}

/// Reads the name of a token: one line, which the history can show.
fn name(text: &str) -> Result<String, String> {
    let is_good = (1..=100).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    if is_good { Ok(text.to_owned()) } else { Err("debe tener de 1 a 100 caracteres, en una sola línea".to_owned()) }
}

/// Reads the address at which the pages are.
fn base(text: &str) -> Result<String, String> {
    let host = ["http://", "https://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    let is_good =
        host.is_some_and(|host| !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "?#".contains(c)));
    if is_good { Ok(text.to_owned()) } else { Err("debe empezar con https:// y el nombre del servidor".to_owned()) }
}

/// Finds a scope by its name.
fn scope(name: &str) -> Result<Scope, String> {
    let known: Vec<&str> = Scope::ALL.iter().map(|scope| scope.id()).collect();
    let found = Scope::ALL.iter().find(|scope| scope.id() == name).copied();
    found.ok_or_else(|| format!("{name:?} no es un alcance; hay {}", known.join(", ")))
}

/// Returns the kind of customers that a scope is for.
const fn kind(scope: Scope) -> Customers {
    match scope {
        Scope::ReadClientes | Scope::WriteClientes => Customers::Managed,
        Scope::ReadPublicos | Scope::WritePublicos => Customers::Public,
    }
}

impl Token {
    /// Lists the tokens, revokes one or creates one.
    ///
    /// # Errors
    /// There is no such token or customer, or the database does not answer.
    pub fn run(&self) -> Result<()> {
        let database = Database::open(self.remoto)?;
        if self.lista {
            return list(database);
        }
        if let Some(id) = self.anular {
            let Some(token) = database.query(&revoke_token(id))?.into_iter().next() else {
                bail!("no hay ningún token {id}; --lista muestra los que hay");
            };
            println!("anulado: {}", token.get("nombre").and_then(Value::as_str).unwrap_or_default());
            return Ok(());
        }
        if let (Some(id), [first, rest @ ..]) = (self.cliente, self.alcances.as_slice()) {
            let of = kind(*first);
            if rest.iter().any(|scope| kind(*scope) != of) {
                bail!(
                    "un token para un solo cliente tiene alcances de una sola clase: clientes:… o publicos:…\n  \
                     El cliente {id} y el cliente público {id} son personas distintas."
                );
            }
            customers::expect(of, database, id)?;
        }
        let minted = mint(database, &self.nombre, &self.alcances, self.cliente, self.dias)?;
        println!("\n{minted}\n\nNo se vuelve a mostrar. Se envía así: Authorization: Bearer {minted}");
        Ok(())
    }
}

impl Enlace {
    /// Creates a token and prints its link.
    ///
    /// # Errors
    /// There is no such client, or the database does not answer.
    pub fn run(&self) -> Result<()> {
        let Self { cliente, dias, base, remoto } = self;
        let database = Database::open(*remoto)?;
        let base = match base {
            Some(base) => base.clone(),
            None => format!("http://127.0.0.1:{}", port()?),
        };
        customers::expect(Customers::Public, database, *cliente)?;
        let scopes = [Scope::ReadPublicos, Scope::WritePublicos];
        let token = mint(database, &format!("enlace del cliente {cliente}"), &scopes, Some(*cliente), Some(*dias))?;
        println!("\n{}/publico#cliente={cliente}&token={token}", base.trim_end_matches('/'));
        println!(
            "\nCon este enlace se puede leer y cambiar al cliente {cliente} durante {dias} días, y a ningún otro."
        );
        Ok(())
    }
}

/// Prints the tokens, one a line.
fn list(database: Database) -> Result<()> {
    let text = |value: Option<&Value>| match value {
        None | Some(Value::Null) => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    };
    println!("\nid | nombre | alcances | cliente | creado | vence | revocado");
    for row in database.query(LIST_TOKENS)? {
        let columns = ["id", "nombre", "alcances", "id_cliente", "creado", "vence", "revocado"];
        println!("{}", columns.map(|column| text(row.get(column))).join(" | "));
    }
    Ok(())
}

/// Creates a token. The database stores only its hash.
fn mint(database: Database, name: &str, scopes: &[Scope], customer: Option<u64>, days: Option<u16>) -> Result<String> {
    let scopes: Vec<&str> = scopes.iter().map(|scope| scope.id()).collect();
    let mut bytes = [0; 40];
    getrandom::fill(&mut bytes)?;
    let (id, secret) = bytes.split_at(8);
    // The id is at most 2^53 − 1; there are so many that two tokens almost never have the same.
    let id = id.iter().fold(0, |id, byte| id << 8 | u64::from(*byte)) >> 11 | 1;
    let token = format!("ficha_{id}_{}", hex(secret));
    let scopes = serde_json::to_string(&scopes)?;
    let hash = Sha256::digest(&token);
    let new = NewToken { id, name, hash: &hash, scopes: &scopes, customer, days };
    database.query(&new.insert())?;
    Ok(token)
}
