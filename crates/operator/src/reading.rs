//! The options for reading a file of customers, and the summary of what was read.

use crate::options::line;
use crate::project::named;
use crate::records::unreadable;
use crate::source::Chosen;
use anyhow::{Result, anyhow, bail, ensure};
use clap::Args;
use ficha::message::es;
use ficha::reader::{Csv, Records};
use ficha::sheet::{DateOrder, Encoding, Found, Layout, Repair, Repairs};
use ficha::table::{Presence, Table};
use ficha_sql::{Customers, SECRET};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Las opciones para leer una tabla.
#[derive(Args, Debug, Default)]
pub struct Reading {
    /// La hoja de un libro, si no es la primera visible
    #[arg(long, value_name = "NOMBRE")]
    hoja: Option<String>,
    /// La línea del encabezado, si no es la que se encuentra sola
    #[arg(long, value_name = "LÍNEA", value_parser = line)]
    encabezado: Option<u64>,
    /// Un JSON que dice qué dato es cada columna: {"Nro. Doc.": "numero_documento", "Zona": null}
    #[arg(long, value_name = "MAPA.json")]
    columnas: Option<PathBuf>,
    /// Un JSON que dice qué valor es cada palabra: {"tipo_cliente": {"EIRL": "Jurídico"}}
    #[arg(long, value_name = "MAPA.json")]
    valores: Option<PathBuf>,
    /// Aplica las reparaciones: todas, o las que se nombran: fórmula, apóstrofo, vacío, decimales, miles, exponente, ceros,
    /// fecha, orden, palabra, teléfono, correo (--reparar=ceros,fecha)
    #[arg(long, value_name = "CUÁLES", num_args = 0..=1, require_equals = true, default_missing_value = "todas", value_parser = repairs)]
    reparar: Option<Repairs>,
    /// El separador de las celdas, si no es el que se encuentra solo; tab es el tabulador
    #[arg(long, value_name = "SIGNO", value_parser = separator)]
    separador: Option<u8>,
    /// La codificación, si no es la que se encuentra sola: utf-8, utf-16le, utf-16be, windows-1252, cp850, macintosh
    #[arg(long, value_name = "NOMBRE", value_parser = encoding)]
    codificacion: Option<Encoding>,
    /// El orden de las fechas como 3/4/1985: dma (día, mes, año) o mda
    #[arg(long, value_name = "ORDEN", value_parser = dates)]
    fechas: Option<DateOrder>,
}

/// The names of the repairs in Spanish, in the order of [`Repair::ALL`].
const REPAIRS: [&str; 12] = [
    "fórmula",
    "apóstrofo",
    "vacío",
    "decimales",
    "miles",
    "exponente",
    "ceros",
    "fecha",
    "orden",
    "palabra",
    "teléfono",
    "correo",
];

/// The name of a repair in Spanish.
fn name_of(repair: Repair) -> &'static str {
    REPAIRS.get(repair as usize).copied().unwrap_or_default()
}

/// Reads the names of repairs.
fn repairs(text: &str) -> Result<Repairs, String> {
    if text == "todas" {
        return Ok(Repairs::ALL);
    }
    text.split(',').try_fold(Repairs::NONE, |repairs, name| {
        let plain = |name: &str| ficha::sheet::word_key(name);
        let repair = Repair::ALL.iter().find(|repair| plain(name_of(**repair)) == plain(name));
        repair
            .map(|repair| repairs.with(*repair))
            .ok_or_else(|| format!("«{name}» no es una reparación; las reparaciones son {}", REPAIRS.join(", ")))
    })
}

fn separator(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [sign] if sign.is_ascii_punctuation() || *sign == b'\t' => Ok(*sign),
        _ => Err("debe ser un signo, o tab".to_owned()),
    }
}

fn encoding(text: &str) -> Result<Encoding, String> {
    Encoding::named(text).ok_or_else(|| {
        let names: Vec<&str> = Encoding::NAMES.iter().map(|(name, _)| *name).collect();
        format!("las codificaciones son {}", names.join(", "))
    })
}

fn dates(text: &str) -> Result<DateOrder, String> {
    match text {
        "dma" => Ok(DateOrder::DayFirst),
        "mda" => Ok(DateOrder::MonthFirst),
        _ => Err("debe ser dma o mda".to_owned()),
    }
}

/// Reads a file that holds one JSON object.
fn object(path: &Path) -> Result<Map<String, Value>> {
    let path = named(path);
    let bytes = fs::read(&path).map_err(|error| unreadable(&path, &error))?;
    let Ok(text) = str::from_utf8(&bytes) else { bail!("{} no está en UTF-8; guárdalo así", path.display()) };
    serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| match error.line() {
        0 | 1 => anyhow!("{} no es un objeto de JSON", path.display()),
        line => anyhow!("{} no es un objeto de JSON; el error está en la línea {line}", path.display()),
    })
}

/// Fails if a name is no field of the form, or one that a file may not have.
fn expect_field(field: &str, table: &Table, path: &Path) -> Result<()> {
    let names = table.rows.iter().map(|row| row.name).filter(|name| *name != SECRET);
    ensure!(
        names.clone().any(|name| name == field),
        "{}: «{field}» no es un dato; los datos son {}",
        path.display(),
        names.collect::<Vec<_>>().join(", ")
    );
    Ok(())
}

impl Reading {
    /// The sheet of a workbook that was asked for.
    pub(crate) fn sheet(&self) -> Option<&str> {
        self.hoja.as_deref()
    }

    /// Builds the reader of a table of customers, or of a sheet of a workbook.
    pub(crate) fn csv(&self, customers: Customers, is_sheet: bool) -> Result<Records> {
        let table = customers.form();
        let mut csv = Csv::new(table);
        if is_sheet {
            ensure!(
                self.separador.is_none() && self.codificacion.is_none(),
                "un libro no tiene separador ni codificación: quita --separador y --codificacion"
            );
            csv.of_sheet();
        }
        if let Some(line) = self.encabezado {
            csv.with_header(line);
        }
        if let Some(separator) = self.separador {
            csv.with_separator(separator);
        }
        if let Some(encoding) = self.codificacion {
            csv.with_encoding(encoding);
        }
        if let Some(path) = &self.columnas {
            let mut meant: Vec<(String, String)> = Vec::new();
            for (heading, field) in object(path)? {
                let field = match field {
                    Value::Null => String::new(),
                    Value::String(field) => field,
                    _ => bail!("{}: el dato de «{heading}» es un texto o null", path.display()),
                };
                if !field.is_empty() {
                    expect_field(&field, table, path)?;
                    let of_it = meant.iter().find(|(_, other)| *other == field);
                    if let Some((other, _)) = of_it {
                        bail!("{}: «{other}» y «{heading}» no pueden ser el mismo dato, {field}", path.display());
                    }
                }
                meant.push((heading.clone(), field.clone()));
                csv.with_heading(heading, field);
            }
        }
        if let Some(path) = &self.valores {
            for (field, words) in object(path)? {
                expect_field(&field, table, path)?;
                let Value::Object(words) = words else {
                    bail!("{}: «{field}» lleva un objeto de palabras y valores", path.display())
                };
                for (word, value) in words {
                    let value = match value {
                        Value::Null => String::new(),
                        Value::String(text) => text,
                        Value::Number(number) => number.to_string(),
                        _ => bail!("{}: el valor de «{word}» es un texto, un número o null", path.display()),
                    };
                    csv.with_value(&field, &word, value);
                }
            }
        }
        csv.repaired(self.reparar.unwrap_or_default()).with_dates(self.fechas.unwrap_or_default());
        Ok(csv.into())
    }
}

/// Fails if the table that was begun has no heading, or not what the options name.
pub(crate) fn expect(csv: &Csv, reading: &Reading, sheet: Option<&Chosen>) -> Result<()> {
    let Some(Layout { header, columns, absent, .. }) = csv.layout() else { return Ok(()) };
    match reading.encabezado {
        Some(line) if *header == 0 => bail!("el comienzo del archivo no tiene la línea {line}"),
        None if *header == 0 => match sheet {
            Some(Chosen { name, .. }) => {
                bail!("la hoja «{}» está vacía, o su encabezado pasa de 64 KiB{}", plain(name), others(sheet))
            }
            None => bail!("el archivo está vacío, o su encabezado pasa de 64 KiB"),
        },
        _ => {}
    }
    let named = || columns.iter().map(|column| plain(&column.heading)).filter(|heading| !heading.is_empty());
    let headings = || named().collect::<Vec<_>>().join(", ");
    if let Some(heading) = absent.first() {
        bail!("el archivo no tiene la columna «{heading}»; sus columnas son {}", headings());
    }
    if columns.iter().all(|column| column.field.is_none()) {
        bail!(
            "ninguna columna se reconoce: {}{}\n  Indica la línea del encabezado con --encabezado, o qué dato es cada columna con --columnas",
            headings(),
            others(sheet)
        );
    }
    Ok(())
}

/// Names the other sheets of a workbook, on a line of its own.
fn others(sheet: Option<&Chosen>) -> String {
    let names: Vec<String> = sheet.map_or(&[][..], |sheet| &sheet.others).iter().map(|name| plain(name)).collect();
    if names.is_empty() {
        String::new()
    } else {
        format!("\n  Las otras hojas, con --hoja: «{}»", names.join("», «"))
    }
}

/// Prints how a table was read: encoding, separator, headings, and what was found in the cells.
pub(crate) fn tell(csv: &Csv, reading: &Reading, form: &Table, sheet: Option<&Chosen>) {
    let Some(Layout { separator, header, columns, .. }) = csv.layout() else { return };
    let separator = match separator {
        Some('\t') => "separador tabulador".to_owned(),
        Some(separator) => format!("separador «{separator}»"),
        None => "una sola columna".to_owned(),
    };
    match sheet {
        Some(Chosen { name, others }) => {
            println!("\nHoja «{}», encabezado en la fila {header}.", plain(name));
            if !others.is_empty() {
                let others: Vec<String> = others.iter().map(|name| format!("«{}»", plain(name))).collect();
                println!("Otras hojas, que se leen con --hoja: {}.", others.join(", "));
            }
        }
        None => println!("\nCodificación {}, {separator}, encabezado en la línea {header}.", csv.encoding().name()),
    }
    let used = columns.iter().filter_map(|column| Some((&column.heading, column.field.as_ref()?)));
    let used = used.map(
        |(heading, field)| {
            if heading == field { field.clone() } else { format!("{} → {field}", plain(heading)) }
        },
    );
    println!("Columnas: {}.", used.collect::<Vec<_>>().join(" · "));
    let unused = columns.iter().filter(|column| column.field.is_none() && !column.heading.is_empty());
    let unused: Vec<String> = unused.map(|column| plain(&column.heading)).collect();
    if !unused.is_empty() {
        println!("No se usan: {}.", unused.join(" · "));
        if reading.columnas.is_none() {
            println!("Si alguna es un dato que falta, --columnas dice cuál.");
        }
    }
    let has_column = |name: &str| columns.iter().any(|column| column.field.as_deref() == Some(name));
    let missing = form.rows.iter().filter(|row| row.presence == Presence::Required && !has_column(row.name));
    let missing: Vec<&str> = missing.map(|row| row.name).collect();
    if !missing.is_empty() {
        println!("No hay columna para: {}.", missing.join(" · "));
    }
    tell_found("Reparado:", csv.found().iter().filter(|found| found.is_applied));
    let offered = csv.found().iter().filter(|found| !found.is_applied && found.repair.is_some());
    tell_found("Se puede reparar con --reparar:", offered);
    tell_found("No se puede reparar:", csv.found().iter().filter(|found| !found.is_applied && found.repair.is_none()));
    for mixed in csv.found().iter().filter(|found| found.repair == Some(Repair::DateOrder)) {
        println!(
            "\n{}: la columna tiene fechas con el día primero y fechas con el mes primero. Revisa las que se pueden leer de las dos\n\
             formas, como 3/4/1985, o indica el orden con --fechas.",
            mixed.field
        );
    }
}

/// The most characters of a heading or an example that are printed.
const SHOWN: usize = 60;

/// A text of the file on one line, without signs that a terminal would obey.
pub(crate) fn plain(text: &str) -> String {
    let bare: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

fn tell_found<'f>(title: &str, found: impl Iterator<Item = &'f Found>) {
    let mut found = found.peekable();
    if found.peek().is_none() {
        return;
    }
    println!("\n{title}");
    for Found { field, repair, code, count, examples, .. } in found {
        let what = repair.map_or_else(|| es::sentence(code), |repair| name_of(repair).to_owned());
        let example = examples.first().map_or_else(String::new, |example| {
            let after = match example.after.as_deref() {
                Some("") => " → (vacío)".to_owned(),
                Some(after) => format!(" → {}", plain(after)),
                None => String::new(),
            };
            format!("; por ejemplo {}{after}, línea {}", plain(&example.before), example.line)
        });
        println!("  {field}: {what} ({count}{example})");
    }
}

/// Counts sentences by field: the reasons for refusing rows, or warnings.
#[derive(Debug, Default)]
pub(crate) struct Reasons(BTreeMap<(String, String), u64>);

impl Reasons {
    pub(crate) fn count(&mut self, field: &str, sentence: &str) {
        *self.0.entry((field.to_owned(), sentence.to_owned())).or_default() += 1;
    }

    /// Prints them under a title, the most frequent first.
    pub(crate) fn tell(&self, title: &str) {
        if self.0.is_empty() {
            return;
        }
        let mut reasons: Vec<_> = self.0.iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        println!("\n{title}");
        for ((field, sentence), count) in reasons {
            let field = if field.is_empty() { "la fila" } else { field };
            println!("  {field}: {sentence} ({count})");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_repair_has_a_name() {
        for repair in Repair::ALL {
            assert_eq!(repairs(name_of(*repair)), Ok(Repairs::NONE.with(*repair)));
        }
        assert_eq!(repairs("ceros,FECHA"), Ok(Repairs::NONE.with(Repair::Zeros).with(Repair::Date)));
        assert_eq!(repairs("Correo,telefono"), Ok(Repairs::NONE.with(Repair::Email).with(Repair::Phone)));
        assert!(repairs("x").is_err());
    }
}
