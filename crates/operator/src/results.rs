//! Writes every row of a table into a workbook: good values in their normal form, wrong cells coloured with their reason.

use anyhow::{Context, Result, anyhow};
use ficha::Issue;
use ficha::message::es;
use ficha::sheet::{Layout, ResultCell, ResultRow};
use ficha_workbook::{Mark, Out, Report, TooLarge, Words};
use std::fs;
use std::path::{Path, PathBuf};

/// The rows of a file, for a workbook that is written at its end.
pub(crate) struct Results {
    path: PathBuf,
    sheet: String,
    /// The rows that are not in the report yet: each with its line, and what else is wrong with it.
    waiting: Vec<(u64, ResultRow, Vec<Issue>)>,
    report: Option<Report>,
}

impl Results {
    /// True for a report that is a workbook.
    pub(crate) fn is_workbook(path: &Path) -> bool {
        path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xlsx"))
    }

    pub(crate) fn new(path: &Path, sheet: &str) -> Self {
        Self { path: path.to_owned(), sheet: sheet.to_owned(), waiting: Vec::new(), report: None }
    }

    /// Keeps a row; `issues` are those that the rules do not know, such as an id that is not in the database.
    pub(crate) fn push(&mut self, line: u64, row: ResultRow, issues: Vec<Issue>) {
        self.waiting.push((line, row, issues));
    }

    /// Writes the rows that were kept into the report.
    pub(crate) fn write(&mut self, layout: &Layout) -> Result<()> {
        let report = match &mut self.report {
            Some(report) => report,
            None => {
                let headings: Vec<&str> = layout.columns.iter().map(|column| column.heading.as_str()).collect();
                self.report.insert(Report::new(&self.sheet, &headings, Words::ES).map_err(too_large)?)
            }
        };
        for (line, row, more) in self.waiting.drain(..) {
            let field_of = |column: usize| layout.columns.get(column).and_then(|column| column.field.as_deref());
            let has_column =
                |issue: &&Issue| (0..layout.columns.len()).any(|column| field_of(column) == issue.path.field());
            let said: Vec<[String; 2]> = row
                .cells
                .iter()
                .enumerate()
                .map(|(column, ResultCell { issue, warning, .. })| {
                    let beyond =
                        more.iter().find(|issue| issue.path.field() == field_of(column)).map(|issue| issue.code);
                    let sentence = |code| es::sentence(&code);
                    [issue.or(beyond).map_or_else(String::new, sentence), warning.map_or_else(String::new, sentence)]
                })
                .collect();
            let cells: Vec<Out<'_>> = row
                .cells
                .iter()
                .zip(&said)
                .map(|(ResultCell { text, is_number, .. }, [wrong, doubtful])| {
                    let mark = match (wrong.as_str(), doubtful.as_str()) {
                        ("", "") => Mark::Good,
                        ("", doubtful) => Mark::Doubtful(doubtful),
                        (wrong, what) => Mark::Wrong(wrong, what),
                    };
                    Out { text, is_number: *is_number, mark }
                })
                .collect();
            let of_row = row.issues.iter().chain(more.iter().filter(|issue| !has_column(issue)));
            let whole: Vec<String> = of_row.map(|issue| es::sentence(&issue.code)).collect();
            let whole = whole.join(" ");
            let mark = if whole.is_empty() { Mark::Good } else { Mark::Wrong(&whole, "") };
            report.row(line, &cells, &mark).map_err(too_large)?;
        }
        Ok(())
    }

    /// Writes the workbook.
    pub(crate) fn finish(self) -> Result<()> {
        let Some(report) = self.report else { return Ok(()) };
        let bytes = report.finish().map_err(too_large)?;
        fs::write(&self.path, bytes).with_context(|| format!("no se puede escribir {}", self.path.display()))
    }
}

fn too_large(_: TooLarge) -> anyhow::Error {
    anyhow!("las filas no caben en un libro de Excel: pide el informe como CSV")
}
