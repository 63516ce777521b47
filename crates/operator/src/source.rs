//! Opens a file of customers for its reader: text as it is, a sheet of a workbook as text.

use crate::records::{Format, unreadable};
use anyhow::{Context, Result, anyhow, bail};
use ficha::Code;
use ficha::message::es;
use ficha::sheet::FileKind;
use ficha_workbook::{Book, Sheet, Trouble};
use std::fs::{self, File};
use std::io::{Cursor, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

/// The bytes from which the kind of a file is found.
const BEGIN: u64 = 4_096;

/// A file of customers that is being read.
pub(crate) struct Source {
    /// Its text.
    pub(crate) text: Box<dyn Read>,
    /// The length of the text in bytes.
    pub(crate) size: u64,
    /// The sheet, if it is a workbook.
    pub(crate) sheet: Option<Chosen>,
}

/// The sheet of a workbook that is read.
pub(crate) struct Chosen {
    pub(crate) name: String,
    /// The other sheets.
    pub(crate) others: Vec<String>,
}

impl Source {
    /// Opens a file; `sheet` names the sheet of a workbook, whose first visible one is read otherwise.
    pub(crate) fn open(path: &Path, sheet: Option<&str>) -> Result<Self> {
        let mut file = File::open(path).map_err(|error| unreadable(path, &error))?;
        let mut begin = Vec::new();
        file.by_ref().take(BEGIN).read_to_end(&mut begin)?;
        // A file of lines is checked line by line, and may begin with any.
        let is_lines = Format::of(path)? == Format::Ndjson;
        match FileKind::of(&begin) {
            Ok(FileKind::Workbook) => return Self::of_workbook(path, sheet),
            Ok(FileKind::Lines) if !is_lines => {
                bail!("{} tiene líneas de JSON: dale un nombre que termine en .ndjson", path.display())
            }
            Err(code) if !is_lines || code == Code::FileJsonArray => {
                bail!("{}: {}", path.display(), es::sentence(&code))
            }
            _ => {}
        }
        if sheet.is_some() {
            bail!("--hoja es para un libro; {} no lo es", path.display());
        }
        let size = file.metadata()?.len();
        Ok(Self { text: Box::new(Cursor::new(begin).chain(file)), size, sheet: None })
    }

    fn of_workbook(path: &Path, sheet: Option<&str>) -> Result<Self> {
        let bytes = fs::read(path).map_err(|error| unreadable(path, &error))?;
        let mut book = unpanicked(|| Book::open(bytes)).map_err(|trouble| said(path, trouble))?;
        let sheets = book.sheets();
        let names = || sheets.iter().map(|sheet| format!("«{}»", sheet.name)).collect::<Vec<_>>().join(", ");
        let first = || sheets.iter().find(|sheet| !sheet.is_hidden).or_else(|| sheets.first());
        let chosen = match sheet {
            Some(asked) => sheets
                .iter()
                .find(|sheet| sheet.name.trim().to_lowercase() == asked.trim().to_lowercase())
                .ok_or_else(|| anyhow!("el libro no tiene la hoja «{asked}»; sus hojas son {}", names()))?,
            None => first().context("el libro no tiene hojas")?,
        };
        let mut text = String::new();
        let read = unpanicked(|| book.text(&chosen.name, &mut |piece| text.push_str(piece)));
        read.map_err(|trouble| said(path, trouble))?;
        let others = sheets.iter().filter(|sheet| *sheet != chosen).map(|Sheet { name, .. }| name.clone()).collect();
        let sheet = Some(Chosen { name: chosen.name.clone(), others });
        Ok(Self { size: text.len() as u64, text: Box::new(Cursor::new(text)), sheet })
    }
}

/// Reads a workbook whose numbers may be too large for the library that reads it.
fn unpanicked<T>(read: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    let told = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    panic::set_hook(told);
    result.unwrap_or(Err(Trouble::Damaged))
}

/// Says why a workbook cannot be read.
fn said(path: &Path, trouble: Trouble) -> anyhow::Error {
    let code = match trouble {
        Trouble::Password => Code::FilePassword,
        Trouble::TooLarge => Code::FileTooLarge,
        Trouble::Damaged => Code::FileDamaged,
        Trouble::NoSheet => Code::FileNoSheet,
    };
    anyhow!("{}: {}", path.display(), es::sentence(&code))
}
