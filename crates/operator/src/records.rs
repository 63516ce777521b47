//! Checks every row of a file of customers with the rules of the forms, and reports the bad rows.

use crate::reading::{self, Reading, Reasons};
use anyhow::{Context, Result, anyhow, bail};
use ficha::field::Fecha;
use ficha::form::{ClientePublico, UpdateCliente};
use ficha::message::es;
use ficha::reader::{Checked, Outcome, Place, Records, Repeated, Value};
use ficha::{Code, Host, Issue};
use ficha_sql::{Customers, SECRET};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// The format of a file.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Format {
    /// A CSV, with the separator that is used when it is written.
    Csv(u8),
    Ndjson,
}

impl Format {
    /// Finds the format of a file by the end of its name.
    pub(crate) fn of(path: &Path) -> Result<Self> {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "csv" | "txt" => Ok(Self::Csv(b',')),
            "tsv" => Ok(Self::Csv(b'\t')),
            "ndjson" | "jsonl" => Ok(Self::Ndjson),
            "xlsx" | "xlsm" | "xls" | "ods" | "xlsb" => {
                bail!("{} es un libro: guárdalo como «CSV UTF-8» y carga ese archivo", path.display())
            }
            _ => bail!("{}: el nombre del archivo debe terminar en .csv, .tsv, .txt, .ndjson o .jsonl", path.display()),
        }
    }
}

/// Ids that rows may refer to.
pub(crate) struct References {
    pub(crate) price_lists: HashSet<u64>,
    pub(crate) detraction_types: HashSet<u64>,
}

/// A good row: its line, and the record as JSON.
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) json: String,
}

/// The result of checking a file.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) good: u64,
    pub(crate) bad: u64,
    /// The good rows that repeat a value of an earlier row, by field: their lines.
    pub(crate) repeated: BTreeMap<String, Vec<u64>>,
    pub(crate) reasons: Reasons,
    /// The warnings about good rows.
    pub(crate) warnings: Reasons,
}

/// Builds the host of the rules, with the date of this machine.
#[expect(clippy::disallowed_methods, reason = "commands run natively")]
fn host() -> Result<Host> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    Ok(Host::native(Fecha::in_lima(i64::try_from(now)?)))
}

/// Returns the path of the report of a file.
pub(crate) fn report_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".informe.csv");
    path.with_file_name(name)
}

/// Fails if the file cannot be opened, or its format cannot be read.
pub(crate) fn expect_readable(path: &Path) -> Result<()> {
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    if file.metadata()?.is_dir() {
        bail!("{} es una carpeta, no un archivo", path.display());
    }
    Format::of(path).map(drop)
}

/// Says in Spanish why a file cannot be read.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> anyhow::Error {
    let path = path.display();
    match error.kind() {
        ErrorKind::NotFound => anyhow!("no existe el archivo {path}"),
        ErrorKind::PermissionDenied => anyhow!("no tienes permiso para leer {path}"),
        ErrorKind::IsADirectory => anyhow!("{path} es una carpeta, no un archivo"),
        _ => anyhow!("no se puede leer {path}: {error}"),
    }
}

/// Checks a file and writes the bad rows to `report`. `take` gets the good rows of each chunk, and the share of the file
/// that was read, from 0 to 1.
pub(crate) fn check(
    path: &Path,
    customers: Customers,
    (reading, report): (&Reading, &Path),
    references: Option<&References>,
    mut take: impl FnMut(Vec<Row>, f64) -> Result<()>,
) -> Result<Tally> {
    let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
    let size = file.metadata()?.len().max(1);
    let host = host()?;
    let mut records = match Format::of(path)? {
        Format::Csv(_) => reading.csv(customers)?,
        Format::Ndjson => Records::ndjson(customers.form()),
    };
    let mut sorter = Sorter::new(report, customers, references)?;
    let mut chunk = vec![0; 1 << 18];
    let mut read = 0;
    loop {
        let length = file.read(&mut chunk)?;
        if length == 0 {
            break;
        }
        let bytes = chunk.get(..length).unwrap_or_default();
        records.feed(bytes, &host, &mut |place: Place, record| sorter.sort(place.line, record));
        records.csv().map_or(Ok(()), |csv| reading::expect(csv, reading))?;
        read += length as u64;
        take(sorter.good_rows()?, read as f64 / size as f64)?;
    }
    records.finish(&host, &mut |place: Place, record| sorter.sort(place.line, record));
    if let Some(csv) = records.csv() {
        reading::expect(csv, reading)?;
        reading::tell(csv, reading, customers.form());
    }
    take(sorter.good_rows()?, 1.0)?;
    sorter.finish()
}

/// Separates the good rows from the bad ones.
struct Sorter<'r> {
    customers: Customers,
    references: Option<&'r References>,
    /// The first line of every id.
    lines: HashMap<u64, u64>,
    repeated: Repeated,
    good: Vec<Row>,
    tally: Tally,
    report: PathBuf,
    /// The report, which the first bad row opens.
    bad: Option<csv::Writer<File>>,
    failure: Option<anyhow::Error>,
}

impl<'r> Sorter<'r> {
    fn new(report: &Path, customers: Customers, references: Option<&'r References>) -> Result<Self> {
        if report.exists() {
            fs::remove_file(report)?;
        }
        let (lines, good, tally) = (HashMap::new(), Vec::new(), Tally::default());
        let report = report.to_owned();
        let repeated = Repeated::new();
        Ok(Self { customers, references, lines, repeated, good, tally, report, bad: None, failure: None })
    }

    /// Returns the good rows since the last call.
    fn good_rows(&mut self) -> Result<Vec<Row>> {
        self.failure.take().map_or_else(|| Ok(std::mem::take(&mut self.good)), Err)
    }

    fn finish(mut self) -> Result<Tally> {
        if let Some(mut report) = self.bad.take() {
            report.flush()?;
        }
        Ok(self.tally)
    }

    fn sort(&mut self, line: u64, mut record: Outcome<'_>) {
        if let Ok(checked) = &mut record {
            self.repeated.mark(line, checked);
        }
        let (issues, causes) = match record.map(|checked| self.judge(line, &checked)) {
            Ok(Ok(json)) => {
                self.tally.good += 1;
                return self.good.push(Row { line, json });
            }
            Ok(Err(bad)) => bad,
            Err(code) => (vec![Issue::for_record(code)], Vec::new()),
        };
        self.tally.bad += 1;
        if let Err(error) = self.report(line, &issues, &causes) {
            self.failure.get_or_insert(error);
        }
    }

    /// Returns the record as JSON, or its issues and its warnings, which say what a spreadsheet changed.
    fn judge(&mut self, line: u64, checked: &Checked<'_>) -> Result<String, (Vec<Issue>, Vec<Issue>)> {
        let refuse = |issue| Err((vec![issue], Vec::new()));
        let place = checked.table().find(SECRET);
        if place.is_some_and(|place| matches!(checked.values().nth(place), Some(Value::Set(_) | Value::Bad))) {
            return refuse(Issue::for_field(SECRET, Code::FieldReadOnly));
        }
        let good = match self.customers {
            Customers::Managed => checked.record::<UpdateCliente>().map(|cliente| {
                let missing = self.references.map_or(Vec::new(), |references| references.missing(&cliente));
                (cliente.id.get(), serde_json::to_string(&cliente), missing)
            }),
            Customers::Public => checked
                .record::<ClientePublico>()
                .map(|cliente| (cliente.id.get(), serde_json::to_string(&cliente), Vec::new())),
        };
        match good {
            Some((_, _, missing)) if !missing.is_empty() => Err((missing, Vec::new())),
            Some((id, json, _)) => {
                for Issue { path, code } in checked.warnings() {
                    match code {
                        Code::LineRepeated { .. } => {
                            self.tally.repeated.entry(path.to_string()).or_default().push(line);
                        }
                        // The summary of the table counts these codes.
                        code if is_of_cell(code) => {}
                        code => self.tally.warnings.count(&path.to_string(), &es::sentence(code)),
                    }
                }
                match *self.lines.entry(id).or_insert(line) {
                    first if first != line => refuse(Issue::for_field("id", Code::LineRepeated { line: first })),
                    _ => json.map_err(|_| (vec![Issue::for_record(Code::JsonSyntax)], Vec::new())),
                }
            }
            None => Err((checked.issues().to_vec(), checked.warnings().to_vec())),
        }
    }

    /// Writes one row of the report for each issue.
    fn report(&mut self, line: u64, issues: &[Issue], warnings: &[Issue]) -> Result<()> {
        let report = match &mut self.bad {
            Some(report) => report,
            None => {
                let mut report = csv::Writer::from_path(&self.report)
                    .with_context(|| format!("no se puede escribir {}", self.report.display()))?;
                report.write_record(["linea", "campo", "codigo", "causa", "mensaje"])?;
                self.bad.insert(report)
            }
        };
        for issue in issues {
            let cause = warnings.iter().find(|warning| warning.path == issue.path && is_of_cell(&warning.code));
            // For a word of a closed field the issue names the options.
            let said = cause.filter(|cause| cause.code != Code::SheetWord).unwrap_or(issue);
            let (field, sentence) = (issue.path.field().unwrap_or_default(), es::sentence(&said.code));
            self.tally.reasons.count(field, &sentence);
            report.write_record([
                line.to_string().as_str(),
                field,
                issue.code.id(),
                cause.map_or("", |cause| cause.code.id()),
                sentence.as_str(),
            ])?;
        }
        Ok(())
    }
}

/// True for a code that says what a cell turned out to be.
fn is_of_cell(code: &Code) -> bool {
    code.id().starts_with("sheet.") || code.id().starts_with("date.")
}

impl References {
    /// Returns an issue for each reference of a customer that does not exist.
    fn missing(&self, cliente: &UpdateCliente) -> Vec<Issue> {
        let detraction = cliente.id_tipo_detraccion.as_set();
        let missing = [
            ("id_lista_precio", !self.price_lists.contains(&cliente.id_lista_precio.get())),
            ("id_tipo_detraccion", detraction.is_some_and(|id| !self.detraction_types.contains(&id.get()))),
        ];
        missing
            .into_iter()
            .filter(|(_, is_missing)| *is_missing)
            .map(|(field, _)| Issue::for_field(field, Code::ReferenceUnknown))
            .collect()
    }
}
