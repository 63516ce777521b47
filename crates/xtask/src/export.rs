//! Customers from the database into a file that `import` reads.

use crate::customers::Customers;
use crate::database::Database;
use crate::import::tell;
use crate::private_file::Unfinished;
use crate::records::{Format, check, report_of};
use crate::shell::named;
use anyhow::{Context, Result};
use clap::Parser;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Writes all customers into a file, without passwords, and checks them: rows that today's rules would refuse stand in
/// <file>.informe.csv.
#[derive(Parser)]
#[command(name = "npm run export --", no_binary_name = true)]
struct Export {
    /// The file; the end of its name tells the format.
    file: PathBuf,
    /// Public clients, instead of managed customers.
    #[arg(long)]
    publico: bool,
    /// The database of the deployment, instead of the local one.
    #[arg(long)]
    remoto: bool,
}

/// Rows that are asked for at once.
const PAGE: usize = 10_000;

pub(crate) fn export(arguments: &[String]) -> Result<()> {
    let Export { file, publico, remoto } = Export::parse_from(arguments);
    let file = named(&file);
    let customers = Customers::of(publico);
    let format = Format::of(&file)?;
    let database = Database::open(remoto)?;
    // A name of its own until it is whole.
    let mut name = file.clone().into_os_string();
    name.push(".incompleto");
    let unfinished = Unfinished::create(PathBuf::from(name))?;
    let mut rows = Rows::create(unfinished.file()?, format, customers)?;
    let columns = customers.list(str::to_owned);
    let mut last = 0;
    loop {
        let table = customers.table();
        let sql = format!("SELECT {columns} FROM {table} WHERE id > {last} ORDER BY id LIMIT {PAGE}");
        let page = database.query(&sql)?;
        for row in &page {
            last = row["id"].as_u64().context("a row without an id")?;
            rows.write(row)?;
        }
        println!("▸ {} rows, to id {last}", page.len());
        if page.len() < PAGE {
            break;
        }
    }
    rows.finish()?;
    unfinished.rename(&file)?;
    let tally = check(&file, customers, None, |_, _| Ok(()))?;
    tell(&tally, "good by today's rules", &report_of(&file));
    Ok(())
}

/// A file that is being written.
enum Rows {
    /// With what stands between cells.
    Csv(Box<csv::Writer<File>>, u8),
    Ndjson(BufWriter<File>),
}

impl Rows {
    fn create(file: File, format: Format, customers: Customers) -> Result<Self> {
        Ok(match format {
            Format::Ndjson => Self::Ndjson(BufWriter::new(file)),
            Format::Csv(separator) => {
                // Cells are quoted here: a text that is a word of the format has quotes, the word itself has none.
                let style = csv::QuoteStyle::Never;
                let mut writer = csv::WriterBuilder::new().delimiter(separator).quote_style(style).from_writer(file);
                writer.write_record(customers.columns())?;
                Self::Csv(Box::new(writer), separator)
            }
        })
    }

    fn write(&mut self, row: &Map<String, Value>) -> Result<()> {
        match self {
            Self::Ndjson(file) => writeln!(file, "{}", serde_json::to_string(row)?)?,
            Self::Csv(writer, separator) => writer.write_record(row.values().map(|value| cell(value, *separator)))?,
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        match self {
            Self::Ndjson(mut file) => file.flush()?,
            Self::Csv(mut writer, _) => writer.flush()?,
        }
        Ok(())
    }
}

/// The word of a cell without a value, which an import reads as such.
const NULL: &str = "NULL";

/// True for what a spreadsheet would take for a formula, and for what an import would take for one with a guard. A
/// telephone with its `+` is none.
fn is_formula(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let is_number = bare.len() == text.len() && text.len() > 1 && text.bytes().skip(1).all(|b| b.is_ascii_digit());
    bare.starts_with(['=', '@']) || bare.starts_with(['+', '-']) && !is_number
}

/// A value as a cell. The text `NULL` is quoted, so that it is not the word; a formula has an apostrophe before it.
fn cell(value: &Value, separator: u8) -> String {
    match value {
        Value::Null => NULL.to_owned(),
        Value::String(text) => {
            let guard = if is_formula(text) { "'" } else { "" };
            let is_special = |b: u8| b == separator || matches!(b, b'"' | b'\r' | b'\n');
            if text.eq_ignore_ascii_case(NULL) || text.bytes().any(is_special) {
                format!("\"{guard}{}\"", text.replace('"', "\"\""))
            } else {
                format!("{guard}{text}")
            }
        }
        number => number.to_string(),
    }
}
