//! Writes every row of a table into a workbook: good values in their normal form, wrong cells coloured with their reason.

use crate::private_file::Unfinished;
use anyhow::{Result, anyhow};
use ficha::message::es;
use ficha::sheet::{Layout, ResultCell, ResultRow};
use ficha::{Code, Issue};
use ficha_workbook::{Mark, Out, Report, TooLarge, Words};
use std::io::Write;
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
            let of_cell = |cell: &ResultCell| {
                let beyond = more.iter().find(|issue| cell.field.is_some() && issue.path.field() == cell.field);
                let code = cell.issue.or_else(|| beyond.map(|issue| issue.code));
                let sentence = |code: Code| es::sentence(&code);
                let hint = cell.before.clone().or_else(|| cell.warning.map(sentence));
                (code.map(sentence), hint)
            };
            let said: Vec<(Option<String>, Option<String>)> = row.cells.iter().map(of_cell).collect();
            let cells = row.cells.iter().zip(&said).map(|(cell, said)| {
                let mark = match said {
                    (None, None) => Mark::Good,
                    (None, Some(before)) if cell.before.is_some() => Mark::Repaired(before),
                    (None, Some(doubtful)) => Mark::Doubtful(doubtful),
                    (Some(wrong), Some(what)) if cell.before.is_none() => Mark::Wrong(wrong, what),
                    (Some(wrong), _) => Mark::Wrong(wrong, ""),
                };
                Out { text: &cell.text, is_number: cell.is_number, mark }
            });
            let cells: Vec<Out<'_>> = cells.collect();
            let has_cell =
                |issue: &&Issue| row.cells.iter().any(|cell| cell.field.is_some() && cell.field == issue.path.field());
            let of_row = row.issues.iter().chain(more.iter().filter(|issue| !has_cell(issue)));
            let whole = of_row.map(|issue| es::sentence(&issue.code)).collect::<Vec<_>>().join(" ");
            let mark = if whole.is_empty() { Mark::Good } else { Mark::Wrong(&whole, "") };
            report.row(line, &cells, &mark).map_err(too_large)?;
        }
        Ok(())
    }

    /// Writes the workbook.
    pub(crate) fn finish(self) -> Result<()> {
        let Some(report) = self.report else { return Ok(()) };
        let bytes = report.finish().map_err(too_large)?;
        // It has the data of customers, as an export has.
        let unfinished = Unfinished::of(&self.path)?;
        unfinished.file()?.write_all(&bytes)?;
        unfinished.rename(&self.path)
    }
}

fn too_large(_: TooLarge) -> anyhow::Error {
    anyhow!("las filas no caben en un libro de Excel: pide el informe como CSV")
}
