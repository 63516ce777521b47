//! Customers from a file into the database.

use crate::customers::Customers;
use crate::database::{Database, literal};
use crate::private_file::PrivateFile;
use crate::records::{References, Row, Tally, check, expect_readable, report_of};
use crate::shell::named;
use anyhow::{Context, Result, bail};
use clap::Parser;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Loads customers from a file: creates those that are new and updates those that are there, by id.
///
/// The file is CSV, TSV or NDJSON with the fields of the form as columns. A cell that is empty keeps what is stored, NULL
/// clears it. Rows that break a rule are left out and stand in <file>.informe.csv.
#[derive(Parser)]
#[command(name = "npm run import --", no_binary_name = true)]
struct Import {
    /// The file; the end of its name tells the format.
    file: PathBuf,
    /// Public clients, instead of managed customers.
    #[arg(long)]
    publico: bool,
    /// Only checks, and loads nothing.
    #[arg(long)]
    revisar: bool,
    /// Passes over what stands before this line.
    #[arg(long, default_value_t = 1)]
    desde: u64,
    /// The database of the deployment, instead of the local one.
    #[arg(long)]
    remoto: bool,
}

/// Rows that are loaded in one transaction.
const ROWS: usize = 20_000;

/// The most bytes of rows in a statement: D1 takes statements of up to 100 KB, and in hexadecimal a byte is two.
const STATEMENT: usize = 45_000;

pub(crate) fn import(arguments: &[String]) -> Result<()> {
    let Import { file, publico, revisar, desde, remoto } = Import::parse_from(arguments);
    let file = named(&file);
    let customers = Customers::of(publico);
    expect_readable(&file)?;
    let database = Database::open(remoto)?;
    let references = match customers {
        Customers::Managed => Some(references(database)?),
        Customers::Public => None,
    };
    let mut waiting = Vec::new();
    let tally = check(&file, customers, references.as_ref(), |rows, share| {
        if revisar {
            return Ok(());
        }
        waiting.extend(rows.into_iter().filter(|row| row.line >= desde));
        while waiting.len() >= ROWS || share >= 1.0 && !waiting.is_empty() {
            let rest = waiting.split_off(waiting.len().min(ROWS));
            load(database, customers, &waiting, share)?;
            waiting = rest;
        }
        Ok(())
    })?;
    tell(&tally, if revisar { "good" } else { "in the database" }, &report_of(&file));
    Ok(())
}

/// What a file came to, in words.
pub(crate) fn tell(Tally { good, bad }: &Tally, done: &str, report: &std::path::Path) {
    println!("\n{} rows: {good} {done}, {bad} refused", good + bad);
    if *bad > 0 {
        println!("why, row by row: {}", report.display());
    }
}

/// The keys that there are.
fn references(database: Database) -> Result<References> {
    let rows = database
        .query("SELECT 'lista' AS de, id FROM listas_precio UNION ALL SELECT 'detraccion', id FROM tipos_detraccion")?;
    let ids = |of: &str| rows.iter().filter(|row| row["de"] == of).filter_map(|row| row["id"].as_u64()).collect();
    Ok(References { price_lists: ids("lista"), detraction_types: ids("detraccion") })
}

/// Loads rows in one transaction.
fn load(database: Database, customers: Customers, rows: &[Row], share: f64) -> Result<()> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(()) };
    let file = PrivateFile::create(statements(customers, rows)?.as_bytes(), ".sql")?;
    let what = format!("{:>3.0} % · lines {} to {}, {} rows", share * 100.0, first.line, last.line, rows.len());
    database.run_file(&what, file.path()).with_context(|| {
        format!("nothing from line {} on was loaded; go on from there with --desde {}", first.line, first.line)
    })
}

/// The transaction: the rows wait in a table, are compared with those that are there, and what differs is recorded and
/// changed. What does not differ is left alone, so that a file can be loaded again.
fn statements(customers: Customers, rows: &[Row]) -> Result<String> {
    let mut sql = String::from("DELETE FROM importacion;\n");
    let mut rows = rows.iter().map(|row| row.json.as_str()).peekable();
    while let Some(first) = rows.next() {
        let mut list = format!("[{first}");
        while let Some(row) = rows.next_if(|row| list.len() + row.len() < STATEMENT) {
            list.push(',');
            list.push_str(row);
        }
        list.push(']');
        if list.len() > STATEMENT + 2 {
            bail!("a row is longer than what the database takes at once");
        }
        let list = literal(&list);
        writeln!(sql, "INSERT INTO importacion (id, fila) SELECT value ->> 'id', value FROM json_each({list});")?;
    }
    let table = customers.table();
    let columns = customers.list(str::to_owned);
    let members = customers.list(|column| format!("'{column}', {column}"));
    let values = customers.list(|column| format!("fila ->> '{column}'"));
    let updates = customers.list(|column| format!("{column} = excluded.{column}"));
    write!(
        sql,
        "UPDATE importacion SET antes = (SELECT json_object({members}) FROM {table} WHERE {table}.id = importacion.id);
UPDATE importacion SET cambios = (
  SELECT json_group_object(nuevo.key, json_object('antes', antes ->> nuevo.key, 'despues', nuevo.value))
  FROM json_each(fila) AS nuevo WHERE nuevo.key <> 'id' AND antes ->> nuevo.key IS NOT nuevo.value);
DELETE FROM importacion WHERE cambios = '{{}}';
INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
SELECT '{table}', importacion.id, coalesce(version + 1, 1), strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'operador', 'importar', cambios
FROM importacion LEFT JOIN {table} ON {table}.id = importacion.id;
UPDATE importacion SET fila = json_patch(antes, fila) WHERE antes IS NOT NULL;
INSERT INTO {table} ({columns}) SELECT {values} FROM importacion WHERE true
ON CONFLICT (id) DO UPDATE SET {updates}, version = version + 1;
DELETE FROM importacion;
"
    )?;
    Ok(sql)
}
