//! Exports customers from the database to a file that `importar` reads.

use crate::customers;
use crate::database::Database;
use crate::importar::tell;
use crate::private_file::Unfinished;
use crate::project::named;
use crate::reading::Reading;
use crate::records::{Format, check, report_of};
use anyhow::{Context, Result, bail};
use clap::Args;
use ficha_sql::{Customers, page};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Escribe todos los clientes en un archivo, sin contraseñas, y los revisa.
///
/// Las filas que las reglas de hoy rechazarían quedan en <archivo>.informe.csv.
#[derive(Args, Debug)]
pub struct Exportar {
    /// El archivo; el final de su nombre indica el formato
    #[arg(value_name = "ARCHIVO")]
    archivo: PathBuf,
    /// Clientes públicos, en vez de los clientes que administra la empresa
    #[arg(long)]
    publico: bool,
    /// La base de datos del despliegue, en vez de la local
    #[arg(long)]
    remoto: bool,
}

/// The most rows that are read at once.
const PAGE: usize = 10_000;

impl Exportar {
    /// Writes the file.
    ///
    /// # Errors
    /// The file cannot be written, or the database does not answer.
    pub fn run(&self) -> Result<()> {
        let file = named(&self.archivo);
        let customers = customers::of(self.publico);
        let format = Format::of(&file)?;
        let database = Database::open(self.remoto)?;
        let unfinished = Unfinished::of(&file)?;
        let mut rows = Rows::create(unfinished.file()?, format, customers)?;
        let mut last = 0;
        loop {
            let found = database.query(&page(customers, last, PAGE))?;
            for row in &found {
                last = row["id"].as_u64().context("una fila sin id")?;
                rows.write(row)?;
            }
            println!("▸ {} filas, hasta el id {last}", found.len());
            if found.len() < PAGE {
                break;
            }
        }
        rows.finish()?;
        unfinished.rename(&file)?;
        let report = report_of(&file);
        let tally = check(&file, customers, (&Reading::default(), &report), None, |_, _| Ok(()))?;
        tell(&tally, ["correcta según las reglas de hoy", "correctas según las reglas de hoy"], &report);
        Ok(())
    }
}

/// A file that is being written.
enum Rows {
    /// A CSV, with the separator of its cells.
    Csv(Box<csv::Writer<File>>, u8),
    Ndjson(BufWriter<File>),
}

impl Rows {
    fn create(file: File, format: Format, customers: Customers) -> Result<Self> {
        Ok(match format {
            Format::Workbook => bail!("se exporta a .csv, .tsv, .txt, .ndjson o .jsonl"),
            Format::Ndjson => Self::Ndjson(BufWriter::new(file)),
            Format::Csv(separator) => {
                // `cell` quotes the cells: the text `NULL` has quotes, the word `NULL` has none.
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

/// The word for a cell without a value; an import reads it as such.
const NULL: &str = "NULL";

/// True for a text that a spreadsheet would take for a formula, or an import for a formula with a guard. A telephone
/// with its `+` is not a formula.
fn is_formula(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let is_number = bare.len() == text.len() && text.len() > 1 && text.bytes().skip(1).all(|b| b.is_ascii_digit());
    bare.starts_with(['=', '@']) || bare.starts_with(['+', '-']) && !is_number
}

/// Writes a value as a cell. A text gets quotes if it is, or could be taken for, something else: the word `NULL`, the
/// error of a formula. A formula gets an apostrophe before it.
fn cell(value: &Value, separator: u8) -> String {
    match value {
        Value::Null => NULL.to_owned(),
        Value::String(text) => {
            let guard = if is_formula(text) { "'" } else { "" };
            // The separators of other tables could mislead who looks for the separator, and `#N/A` and `Err:502` are
            // errors of formulas.
            let is_special = |b: u8| {
                b == separator || matches!(b, b'"' | b'\r' | b'\n' | b',' | b';' | b'\t' | b'|' | b'#' | b'=' | b'\'')
            };
            if text.eq_ignore_ascii_case(NULL) || text.starts_with("Err:") || text.bytes().any(is_special) {
                format!("\"{guard}{}\"", text.replace('"', "\"\""))
            } else {
                format!("{guard}{text}")
            }
        }
        number => number.to_string(),
    }
}
