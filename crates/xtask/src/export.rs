//! Customers from the database into a file that `import` reads.

use crate::customers::Customers;
use crate::database::Database;
use crate::import::tell;
use crate::records::{Format, check, report_of};
use crate::shell::named;
use anyhow::{Context, Result};
use clap::Parser;
use serde_json::{Map, Value};
use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

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
    let database = Database::open(remoto)?;
    // A name of its own until it is whole.
    let mut unfinished = file.clone().into_os_string();
    unfinished.push(".incompleto");
    let unfinished = PathBuf::from(unfinished);
    let mut rows = Rows::create(&unfinished, Format::of(&file)?, customers)?;
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
    fs::rename(&unfinished, &file)?;
    let tally = check(&file, customers, None, |_, _| Ok(()))?;
    tell(&tally, "good by today's rules", &report_of(&file));
    Ok(())
}

/// A file that is being written.
enum Rows {
    /// With what stands between cells.
    Csv(Box<csv::Writer<fs::File>>, u8),
    Ndjson(BufWriter<fs::File>),
}

impl Rows {
    fn create(path: &Path, format: Format, customers: Customers) -> Result<Self> {
        let file = fs::File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
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

/// A value as a cell. The text `NULL` is quoted, so that it is not the word.
fn cell(value: &Value, separator: u8) -> String {
    match value {
        Value::Null => NULL.to_owned(),
        Value::String(text) => {
            let is_special = |b: u8| b == separator || matches!(b, b'"' | b'\r' | b'\n');
            if text.eq_ignore_ascii_case(NULL) || text.bytes().any(is_special) {
                format!("\"{}\"", text.replace('"', "\"\""))
            } else {
                text.clone()
            }
        }
        number => number.to_string(),
    }
}
