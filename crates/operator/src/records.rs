//! Checks every row of a file of customers with the rules of the forms, and reports the bad rows.

use crate::reading::{self, Reading, Reasons};
use crate::results::Results;
use crate::source::Source;
use anyhow::{Context, Result, anyhow, bail};
use ficha::field::Fecha;
use ficha::form::{ClientePublico, UpdateCliente};
use ficha::message::es;
use ficha::reader::{Checked, Csv, Outcome, Place, Records, Repeated, Value};
use ficha::sheet::ResultRow;
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
    /// A workbook of a spreadsheet.
    Workbook,
}

impl Format {
    /// Finds the format of a file by the end of its name.
    pub(crate) fn of(path: &Path) -> Result<Self> {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "csv" | "txt" => Ok(Self::Csv(b',')),
            "tsv" => Ok(Self::Csv(b'\t')),
            "ndjson" | "jsonl" => Ok(Self::Ndjson),
            "xlsx" | "xlsm" | "xls" | "ods" | "xlsb" => Ok(Self::Workbook),
            _ => bail!(
                "{}: el nombre del archivo debe terminar en .csv, .tsv, .txt, .ndjson, .jsonl, .xlsx, .xlsm, .xlsb, .xls o .ods",
                path.display()
            ),
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
    let Source { mut text, size, sheet } = Source::open(path, reading.sheet())?;
    let host = host()?;
    let format = Format::of(path)?;
    let is_table = sheet.is_some() || format != Format::Ndjson;
    let mut records =
        if is_table { reading.csv(customers, sheet.is_some())? } else { Records::ndjson(customers.form()) };
    let mut sorter = Sorter::new(report, customers, references)?;
    if Results::is_workbook(report) {
        if !is_table {
            bail!("de un archivo NDJSON no se hace un libro: pide el informe como CSV");
        }
        sorter.results = Some(Results::new(report, sheet.as_ref().map_or("Clientes", |sheet| sheet.name.as_str())));
    }
    let mut chunk = vec![0; 1 << 18];
    let mut read = 0;
    loop {
        let length = text.read(&mut chunk)?;
        if length == 0 {
            break;
        }
        let bytes = chunk.get(..length).unwrap_or_default();
        match &mut records {
            Records::Csv(csv) if sorter.results.is_some() => {
                csv.feed_rows(bytes, &host, &mut |place: Place, record, row| sorter.sort(place.line, record, row));
            }
            _ => records.feed(bytes, &host, &mut |place: Place, record| sorter.sort(place.line, record, NO_CELLS)),
        }
        records.csv().map_or(Ok(()), |csv| reading::expect(csv, reading, sheet.as_ref()))?;
        sorter.write_results(&records)?;
        read += length as u64;
        take(sorter.good_rows()?, read as f64 / size.max(1) as f64)?;
    }
    match &mut records {
        Records::Csv(csv) if sorter.results.is_some() => {
            csv.finish_rows(&host, &mut |place: Place, record, row| sorter.sort(place.line, record, row));
        }
        _ => records.finish(&host, &mut |place: Place, record| sorter.sort(place.line, record, NO_CELLS)),
    }
    if let Some(csv) = records.csv() {
        reading::expect(csv, reading, sheet.as_ref())?;
        reading::tell(csv, reading, customers.form(), sheet.as_ref());
    }
    sorter.write_results(&records)?;
    take(sorter.good_rows()?, 1.0)?;
    sorter.finish()
}

/// The cells of a row of which none are wanted.
const NO_CELLS: ResultRow = ResultRow { cells: Vec::new(), issues: Vec::new() };

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
    /// The rows, if the report is a workbook.
    results: Option<Results>,
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
        Ok(Self {
            customers,
            references,
            lines,
            repeated,
            good,
            tally,
            report,
            bad: None,
            results: None,
            failure: None,
        })
    }

    /// Returns the good rows since the last call.
    fn good_rows(&mut self) -> Result<Vec<Row>> {
        self.failure.take().map_or_else(|| Ok(std::mem::take(&mut self.good)), Err)
    }

    fn finish(mut self) -> Result<Tally> {
        if let Some(mut report) = self.bad.take() {
            report.flush()?;
        }
        self.results.map_or(Ok(()), Results::finish)?;
        Ok(self.tally)
    }

    /// Writes the rows so far into the workbook of results.
    fn write_results(&mut self, records: &Records) -> Result<()> {
        match (&mut self.results, records.csv().and_then(Csv::layout)) {
            (Some(results), Some(layout)) => results.write(layout),
            _ => Ok(()),
        }
    }

    fn sort(&mut self, line: u64, mut record: Outcome<'_>, row: ResultRow) {
        if let Ok(checked) = &mut record {
            self.repeated.mark(line, checked);
        }
        let is_refused = record.as_ref().map_or(true, |checked| !checked.issues().is_empty());
        let judged = record.map(|checked| self.judge(line, &checked));
        if let Some(results) = &mut self.results {
            let beyond = match &judged {
                Ok(Err((issues, _))) if !is_refused => issues.clone(),
                _ => Vec::new(),
            };
            results.push(line, row, beyond);
        }
        let (issues, causes) = match judged {
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
                let first = *self.lines.entry(id).or_insert(line);
                if first != line {
                    return refuse(Issue::for_field("id", Code::LineRepeated { line: first }));
                }
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
                json.map_err(|_| (vec![Issue::for_record(Code::JsonSyntax)], Vec::new()))
            }
            None => Err((checked.issues().to_vec(), checked.warnings().to_vec())),
        }
    }

    /// Writes one row of the report for each issue.
    fn report(&mut self, line: u64, issues: &[Issue], warnings: &[Issue]) -> Result<()> {
        if self.bad.is_none() && self.results.is_none() {
            let mut report = csv::Writer::from_path(&self.report)
                .with_context(|| format!("no se puede escribir {}", self.report.display()))?;
            report.write_record(["linea", "campo", "codigo", "causa", "mensaje"])?;
            self.bad = Some(report);
        }
        for issue in issues {
            let cause = warnings.iter().find(|warning| warning.path == issue.path && is_of_cell(&warning.code));
            // For a word of a closed field the issue names the options.
            let said =
                cause.filter(|cause| !matches!(cause.code, Code::SheetWord | Code::SheetWordUnknown)).unwrap_or(issue);
            let (field, sentence) = (issue.path.field().unwrap_or_default(), es::sentence(&said.code));
            self.tally.reasons.count(field, &sentence);
            let Some(report) = &mut self.bad else { continue };
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
