//! Imports customers from a file into the database.

use crate::customers;
use crate::database::Database;
use crate::options::number;
use crate::private_file::PrivateFile;
use crate::progress;
use crate::project::named;
use crate::reading::Reading;
use crate::records::{References, Row, Tally, check, expect_readable, report_of};
use anyhow::{Context, Result, bail};
use clap::Args;
use ficha_sql::{Customers, REFERENCES, merge_imported, stage_imported};
use std::path::{Path, PathBuf};

/// Carga clientes de un archivo: crea los nuevos y actualiza los que ya existen, por su id.
///
/// El archivo es un libro (XLSX, XLSM, XLSB, XLS, ODS), una tabla (CSV, TSV, TXT) o NDJSON, como lo escribe una hoja de
/// cálculo o un programa: la codificación, el separador y el encabezado se encuentran solos, y las columnas se reconocen por
/// sus nombres usuales. Una celda vacía conserva lo guardado y NULL lo borra. Las filas que incumplen una regla no se cargan
/// y quedan en <archivo>.informe.csv.
#[derive(Args, Debug)]
pub struct Importar {
    /// El archivo; el final de su nombre indica el formato
    #[arg(value_name = "ARCHIVO")]
    archivo: PathBuf,
    /// Clientes públicos, en vez de los clientes que administra la empresa
    #[arg(long)]
    publico: bool,
    /// Solo revisa, y no carga nada
    #[arg(long)]
    revisar: bool,
    #[command(flatten)]
    reading: Reading,
    /// El archivo de los motivos, en vez de <archivo>.informe.csv. Si termina en .xlsx es un libro con todas las filas: lo
    /// correcto en su forma normal, lo incorrecto en rojo y con su motivo
    #[arg(long, value_name = "INFORME")]
    reporte: Option<PathBuf>,
    /// Pasa por alto lo que está antes de esta línea
    #[arg(long, value_name = "LÍNEA", default_value = "1", value_parser = number)]
    desde: u64,
    /// La base de datos del despliegue, en vez de la local
    #[arg(long)]
    remoto: bool,
}

/// The most rows that are loaded in one transaction.
const ROWS: usize = 20_000;

/// The most bytes of rows in a statement: D1 takes statements of up to 100 KB, and hexadecimal makes two bytes of one.
const STATEMENT: usize = 45_000;

impl Importar {
    /// Checks the file and loads the good rows.
    ///
    /// # Errors
    /// The file cannot be read, or the database does not answer.
    pub fn run(&self) -> Result<()> {
        let file = named(&self.archivo);
        let customers = customers::of(self.publico);
        expect_readable(&file)?;
        if self.reporte.as_deref().is_some_and(|report| is_same_file(&named(report), &file)) {
            bail!("el informe no puede ser el archivo que se revisa; dale otro nombre");
        }
        if self.revisar && self.desde > 1 {
            bail!("--desde es para cargar; con --revisar se revisa el archivo entero");
        }
        let report = self.reporte.as_deref().map_or_else(|| report_of(&file), named);
        expect_writable(&report)?;
        // Without a database there are no price lists to check against, and nothing to load into.
        let database = if self.revisar && !self.remoto && !Database::is_here() {
            None
        } else {
            Some(Database::open(self.remoto)?)
        };
        let references = match (customers, database) {
            (Customers::Managed, Some(database)) => Some(references(database)?),
            _ => None,
        };
        if database.is_none() && matches!(customers, Customers::Managed) {
            println!("▸ aún no hay base de datos: no se revisan las listas de precios ni los tipos de detracción");
        }
        let bar = progress::bytes(file.metadata()?.len());
        let mut waiting = Vec::new();
        let tally = check(&file, customers, (&self.reading, &report), references.as_ref(), |rows, share| {
            progress::show(&bar, share);
            let Some(database) = database.filter(|_| !self.revisar) else { return Ok(()) };
            waiting.extend(rows.into_iter().filter(|row| row.line >= self.desde));
            while waiting.len() >= ROWS || share >= 1.0 && !waiting.is_empty() {
                let rest = waiting.split_off(waiting.len().min(ROWS));
                bar.suspend(|| load(database, customers, &waiting, share))?;
                waiting = rest;
            }
            Ok(())
        })?;
        bar.finish_and_clear();
        let done = if self.revisar { ["correcta", "correctas"] } else { ["en la base de datos"; 2] };
        tell(&tally, done, &report);
        Ok(())
    }
}

/// True if two paths lead to one file.
fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Refuses a report that cannot be written, before anything else is done.
fn expect_writable(report: &Path) -> Result<()> {
    if !report.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv") || end.eq_ignore_ascii_case("xlsx")) {
        bail!("el informe termina en .csv, o en .xlsx si es un libro");
    }
    match report.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
            bail!("no existe la carpeta {}", folder.display())
        }
        _ => Ok(()),
    }
}

/// Prints the result of a file; `done` is said of one good row, or of several.
pub(crate) fn tell(Tally { good, bad, repeated, reasons, warnings }: &Tally, done: [&str; 2], report: &Path) {
    reasons.tell("Rechazado por:");
    warnings.tell("Avisos sobre filas correctas:");
    if !repeated.is_empty() {
        println!("\nRepetido en filas correctas:");
    }
    for (field, lines) in repeated {
        let shown: Vec<String> = lines.iter().take(5).map(u64::to_string).collect();
        let more = if lines.len() > shown.len() { ", …" } else { "" };
        let noun = if lines.len() == 1 { "línea" } else { "líneas" };
        println!("  {field} ({}; {noun} {}{more})", lines.len(), shown.join(", "));
    }
    let [one, many] = done;
    let done = if *good == 1 { one } else { many };
    let (rows, refused) = (good + bad, if *bad == 1 { "rechazada" } else { "rechazadas" });
    println!("\n{rows} {}: {good} {done}, {bad} {refused}", if rows == 1 { "fila" } else { "filas" });
    if *bad > 0 {
        println!("los motivos, fila por fila: {}", report.display());
    } else if report.exists() {
        println!("todas las filas: {}", report.display());
    }
}

/// Reads the ids that rows may refer to.
fn references(database: Database) -> Result<References> {
    let rows = database.query(REFERENCES)?;
    let ids = |of: &str| rows.iter().filter(|row| row["de"] == of).filter_map(|row| row["id"].as_u64()).collect();
    Ok(References { price_lists: ids("lista"), detraction_types: ids("detraccion") })
}

/// Loads rows in one transaction.
fn load(database: Database, customers: Customers, rows: &[Row], share: f64) -> Result<()> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(()) };
    let file = PrivateFile::create(statements(customers, rows)?.as_bytes(), ".sql")?;
    let step = format!("{:>3.0} % · líneas {} a {}, {} filas", share * 100.0, first.line, last.line, rows.len());
    database.run_file(&step, file.path()).with_context(|| {
        format!("nada desde la línea {} se cargó; para seguir desde ahí: --desde {}", first.line, first.line)
    })
}

/// Builds the statements of the transaction.
fn statements(customers: Customers, rows: &[Row]) -> Result<String> {
    let [mut sql, merge] = merge_imported(customers);
    let mut rows = rows.iter().map(|row| row.json.as_str()).peekable();
    while let Some(first) = rows.next() {
        let mut list = format!("[{first}");
        while let Some(row) = rows.next_if(|row| list.len() + row.len() < STATEMENT) {
            list.push(',');
            list.push_str(row);
        }
        list.push(']');
        if list.len() > STATEMENT + 2 {
            bail!("una fila es más larga de lo que la base de datos acepta de una vez");
        }
        sql += &stage_imported(&list);
    }
    Ok(sql + &merge)
}
