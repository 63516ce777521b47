//! Reads workbooks: xlsx, xlsm, xlsb, xls and ods.

use crate::cells::{self, SEPARATOR, text_of};
use crate::limits::{MAX_CELLS, MAX_UNPACKED, is_bomb};
use calamine::{
    Data, DataRef, DataType, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb, XlsbError,
    Xlsx, XlsxError,
};
use std::io::Cursor;
use zip::ZipArchive;

/// The signature of compound files.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The reason why a workbook cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It needs a password.
    Password,
    /// It is larger than allowed: unpacked, or in cells.
    TooLarge,
    /// It is no workbook, or is damaged.
    Damaged,
    /// It has no sheet of cells with this name.
    NoSheet,
}

/// A sheet of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// True if the workbook does not show it.
    pub is_hidden: bool,
}

/// An open workbook.
pub struct Book(Kind);

enum Kind {
    Xlsx(Box<Xlsx<Cursor<Vec<u8>>>>),
    Xlsb(Box<Xlsb<Cursor<Vec<u8>>>>),
    Xls(Box<Xls<Cursor<Vec<u8>>>>),
    Ods(Box<Ods<Cursor<Vec<u8>>>>),
}

impl Book {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// It needs a password, is too large, or is no workbook.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Trouble> {
        if bytes.starts_with(COMPOUND) {
            return match Xls::new(Cursor::new(bytes.clone())) {
                Ok(xls) => Ok(Self(Kind::Xls(Box::new(xls)))),
                Err(XlsError::Password) => Err(Trouble::Password),
                // An xlsx with a password is a compound file.
                Err(_) => match Xlsx::new(Cursor::new(bytes)) {
                    Err(XlsxError::Password) => Err(Trouble::Password),
                    _ => Err(Trouble::Damaged),
                },
            };
        }
        if is_bomb(&bytes) {
            return Err(Trouble::TooLarge);
        }
        let archive = ZipArchive::new(Cursor::new(&bytes)).map_err(|_| Trouble::Damaged)?;
        let has = |name| archive.index_for_name(name).is_some();
        let (is_ods, is_xlsb) = (has("content.xml") && !has("xl/workbook.xml"), has("xl/workbook.bin"));
        if is_ods {
            return match Ods::new(Cursor::new(bytes)) {
                Ok(ods) => Ok(Self(Kind::Ods(Box::new(ods)))),
                Err(OdsError::Password) => Err(Trouble::Password),
                Err(OdsError::CellLimitExceeded { .. }) => Err(Trouble::TooLarge),
                Err(_) => Err(Trouble::Damaged),
            };
        }
        if is_xlsb {
            return match Xlsb::new(Cursor::new(bytes)) {
                Ok(xlsb) => Ok(Self(Kind::Xlsb(Box::new(xlsb)))),
                Err(XlsbError::Password) => Err(Trouble::Password),
                Err(_) => Err(Trouble::Damaged),
            };
        }
        match Xlsx::new(Cursor::new(bytes)) {
            Ok(xlsx) => Ok(Self(Kind::Xlsx(Box::new(xlsx)))),
            Err(XlsxError::Password) => Err(Trouble::Password),
            Err(_) => Err(Trouble::Damaged),
        }
    }

    /// The sheets of cells, in their order.
    #[must_use]
    pub fn sheets(&self) -> Vec<Sheet> {
        let sheets = match &self.0 {
            Kind::Xlsx(book) => book.sheets_metadata(),
            Kind::Xlsb(book) => book.sheets_metadata(),
            Kind::Xls(book) => book.sheets_metadata(),
            Kind::Ods(book) => book.sheets_metadata(),
        };
        let cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        cells
            .map(|sheet| Sheet { name: sheet.name.clone(), is_hidden: sheet.visible != SheetVisible::Visible })
            .collect()
    }

    /// Writes the rows of a sheet as text, one line a row from the first row of the sheet on, and hands it on in pieces.
    ///
    /// # Errors
    ///
    /// There is no such sheet, it has too many cells, or it is damaged.
    pub fn text(&mut self, sheet: &str, each: &mut dyn FnMut(&str)) -> Result<(), Trouble> {
        let mut rows = Rows::new(each);
        match &mut self.0 {
            Kind::Xlsx(book) => {
                let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| match error {
                    XlsxError::WorksheetNotFound(_) | XlsxError::NotAWorksheet(_) => Trouble::NoSheet,
                    _ => Trouble::Damaged,
                })?;
                while let Some(cell) = cells.next_cell().map_err(|_| Trouble::Damaged)? {
                    rows.put(cell.get_position(), cell.get_value())?;
                }
            }
            Kind::Xlsb(book) => {
                let mut cells = book.worksheet_cells_reader(sheet).map_err(|error| match error {
                    XlsbError::WorksheetNotFound(_) => Trouble::NoSheet,
                    _ => Trouble::Damaged,
                })?;
                while let Some(cell) = cells.next_cell().map_err(|_| Trouble::Damaged)? {
                    rows.put(cell.get_position(), cell.get_value())?;
                }
            }
            Kind::Xls(book) => put_all(&mut rows, &book.worksheet_range(sheet).map_err(|_| Trouble::NoSheet)?)?,
            Kind::Ods(book) => put_all(&mut rows, &book.worksheet_range(sheet).map_err(|_| Trouble::NoSheet)?)?,
        }
        rows.end()
    }
}

fn put_all(rows: &mut Rows<'_>, range: &Range<Data>) -> Result<(), Trouble> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let place = |offset: usize, first: u32| u32::try_from(offset).map_or(u32::MAX, |offset| first + offset);
        rows.put((place(row, first_row), place(column, first_column)), &borrowed(value))?;
    }
    Ok(())
}

/// A value of a sheet that was read whole, as one of a sheet that is read cell by cell.
fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(integer) => DataRef::Int(*integer),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(is_true) => DataRef::Bool(*is_true),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        _ => DataRef::Empty,
    }
}

/// The readers of `ficha` refuse longer rows.
const MAX_ROW: usize = 131_072;
/// The pieces in which the text is handed on have this many bytes.
const PIECE: usize = 1 << 18;

/// Makes lines of cells, which come row by row.
struct Rows<'e> {
    each: &'e mut dyn FnMut(&str),
    text: String,
    /// The bytes handed on.
    written: u64,
    /// The row that `cells` is of.
    row: u32,
    /// The filled cells of the row, with their columns.
    cells: Vec<(u32, String)>,
    count: u64,
}

impl<'e> Rows<'e> {
    fn new(each: &'e mut dyn FnMut(&str)) -> Self {
        Self { each, text: String::new(), written: 0, row: 0, cells: Vec::new(), count: 0 }
    }

    fn put(&mut self, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<(), Trouble> {
        if value.is_empty() {
            return Ok(());
        }
        let text = text_of(value);
        if text.is_empty() {
            return Ok(());
        }
        self.count += 1;
        if self.count > MAX_CELLS {
            return Err(Trouble::TooLarge);
        }
        if row < self.row {
            // Rows that do not follow one another would be lost or doubled.
            return Err(Trouble::Damaged);
        }
        while self.row < row {
            self.line()?;
        }
        self.cells.push((column, text));
        Ok(())
    }

    /// Writes the line of a row.
    fn line(&mut self) -> Result<(), Trouble> {
        self.cells.sort_by_key(|(column, _)| *column);
        if self.cells.windows(2).any(|pair| matches!(pair, [(one, _), (next, _)] if one == next)) {
            return Err(Trouble::Damaged);
        }
        let begin = self.text.len();
        let mut at = 0;
        for (column, cell) in self.cells.drain(..) {
            self.text.extend(std::iter::repeat_n(SEPARATOR, column.saturating_sub(at) as usize));
            at = at.max(column);
            cells::push(&mut self.text, &cell);
        }
        if self.text.len() - begin > MAX_ROW {
            // The reader refuses the row at its length and goes on behind its first line end.
            let plain = self.text.split_off(begin).replace(['\n', '\r', '"'], " ");
            self.text.push_str(&plain);
        }
        self.text.push('\n');
        self.row += 1;
        if self.text.len() >= PIECE {
            self.hand_on()?;
        }
        Ok(())
    }

    fn hand_on(&mut self) -> Result<(), Trouble> {
        self.written += self.text.len() as u64;
        if self.written > MAX_UNPACKED {
            return Err(Trouble::TooLarge);
        }
        (self.each)(&self.text);
        self.text.clear();
        Ok(())
    }

    fn end(&mut self) -> Result<(), Trouble> {
        if !self.cells.is_empty() {
            self.line()?;
        }
        self.hand_on()
    }
}
