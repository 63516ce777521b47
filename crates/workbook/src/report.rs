//! Writes checked rows as a workbook: text cells, coloured where they are wrong, with the reason as a note, and a sheet that
//! lists what is wrong.

use rust_xlsxwriter::{Color, Format, Note, Url, Workbook, Worksheet, XlsxError};

/// The most rows of a sheet.
const MAX_ROWS: u32 = 1 << 20;
/// The most notes. Programs take long to open a sheet of very many; the list of errors has them all.
const MAX_NOTES: usize = 5_000;
/// The most notes of cells that are not wrong.
const MAX_HINTS: usize = 1_000;
/// The most characters of a cell.
const MAX_TEXT: usize = 32_767;

/// The words of a report.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The name of the sheet of errors.
    pub errors: &'static str,
    /// Its headings: row, line of the file, column, value, reason, what to do.
    pub headings: [&'static str; 6],
    /// The author of the notes.
    pub author: &'static str,
    /// Comes before the text that a repaired cell had, and behind it.
    pub before: [&'static str; 2],
    /// Is said of a text that does not fit into a cell.
    pub cut: &'static str,
}

impl Words {
    /// The words in Spanish.
    pub const ES: Self = Self {
        errors: "Errores",
        headings: ["Fila", "Línea del archivo", "Columna", "Valor", "Motivo", "Qué hacer"],
        author: "ficha",
        before: ["Decía «", "»."],
        cut: "El texto está cortado: una celda tiene 32,767 caracteres como máximo.",
    };
    /// The words in English.
    pub const EN: Self = Self {
        errors: "Errors",
        headings: ["Row", "Line of the file", "Column", "Value", "Reason", "What to do"],
        author: "ficha",
        before: ["It was “", "”."],
        cut: "The text is cut: a cell has 32,767 characters at most.",
    };
}

/// A verdict about a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark<'t> {
    /// Nothing.
    Good,
    /// Something is doubtful: a sentence.
    Doubtful(&'t str),
    /// A repair made it of this text.
    Repaired(&'t str),
    /// It is wrong: the reason, and what to do.
    Wrong(&'t str, &'t str),
}

/// A cell of a report.
#[derive(Clone, Copy, Debug)]
pub struct Out<'t> {
    /// Its text.
    pub text: &'t str,
    /// True for a number to compute with; others are text, so that zeros stay.
    pub is_number: bool,
    /// The verdict about it.
    pub mark: Mark<'t>,
}

/// A workbook of checked rows.
pub struct Report {
    book: Workbook,
    sheet: Worksheet,
    errors: Worksheet,
    name: String,
    headings: Vec<String>,
    words: Words,
    formats: Formats,
    /// The next rows of both sheets.
    row: u32,
    error: u32,
    /// The notes that may still be written: of wrong cells, and of others.
    notes: usize,
    hints: usize,
}

struct Formats {
    heading: Format,
    text: Format,
    doubtful: Format,
    repaired: Format,
    wrong: Format,
}

/// The report does not fit into a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl From<XlsxError> for TooLarge {
    fn from(_: XlsxError) -> Self {
        Self
    }
}

impl Report {
    /// Starts a report with a sheet of this name and these headings.
    ///
    /// # Errors
    ///
    /// There are more columns than a sheet can have.
    pub fn new(name: &str, headings: &[&str], words: Words) -> Result<Self, TooLarge> {
        let text = Format::new().set_num_format("@");
        let formats = Formats {
            heading: text.clone().set_bold().set_background_color(Color::RGB(0xE7_E6_E6)),
            doubtful: text.clone().set_background_color(Color::RGB(0xFF_EB_9C)),
            repaired: Format::new().set_background_color(Color::RGB(0xFF_EB_9C)),
            wrong: text.clone().set_background_color(Color::RGB(0xFF_C7_CE)).set_font_color(Color::RGB(0x9C_00_06)),
            text,
        };
        let name = sheet_name(name);
        let name = if name.eq_ignore_ascii_case(words.errors) { format!("{name} 1") } else { name };
        let (mut sheet, mut errors) = (Worksheet::new(), Worksheet::new());
        sheet.set_name(&name)?;
        errors.set_name(words.errors)?;
        for (sheet, headings) in [(&mut sheet, headings), (&mut errors, &words.headings)] {
            for (column, heading) in headings.iter().enumerate() {
                sheet.write_string_with_format(0, column_of(column)?, cut(heading), &formats.heading)?;
            }
            sheet.set_freeze_panes(1, 0)?;
        }
        for (column, width) in [8, 16, 24, 24, 60, 40].into_iter().enumerate() {
            errors.set_column_width(column_of(column)?, width)?;
        }
        for column in 0..headings.len() {
            sheet.set_column_width(column_of(column)?, 18)?;
        }
        Ok(Self {
            book: Workbook::new(),
            sheet,
            errors,
            name,
            headings: headings.iter().map(|heading| (*heading).to_owned()).collect(),
            words,
            formats,
            row: 1,
            error: 1,
            notes: MAX_NOTES,
            hints: MAX_HINTS,
        })
    }

    /// Adds a row, which is on this line of the file; `whole` is said of the row itself.
    ///
    /// # Errors
    ///
    /// There are more rows or columns than a sheet can have.
    pub fn row(&mut self, line: u64, cells: &[Out<'_>], whole: &Mark<'_>) -> Result<(), TooLarge> {
        if self.row >= MAX_ROWS {
            return Err(TooLarge);
        }
        for (place, cell) in cells.iter().enumerate() {
            let is_cut = cell.mark == Mark::Good && cut(cell.text).len() < cell.text.len();
            let cell = &if is_cut { Out { mark: Mark::Doubtful(self.words.cut), ..*cell } } else { *cell };
            let column = column_of(place)?;
            let format = match if place == 0 && cell.mark == Mark::Good { *whole } else { cell.mark } {
                Mark::Good => &self.formats.text,
                Mark::Doubtful(_) | Mark::Repaired(_) => &self.formats.doubtful,
                Mark::Wrong(..) => &self.formats.wrong,
            };
            match cell.text.parse::<f64>() {
                _ if cell.text.is_empty() => {
                    if format != &self.formats.text {
                        self.sheet.write_blank(self.row, column, format)?;
                    }
                }
                Ok(number) if cell.is_number && cell.mark == Mark::Good => {
                    self.sheet.write_number(self.row, column, number)?;
                }
                Ok(number) if cell.is_number && matches!(cell.mark, Mark::Repaired(_)) => {
                    self.sheet.write_number_with_format(self.row, column, number, &self.formats.repaired)?;
                }
                _ => {
                    self.sheet.write_string_with_format(self.row, column, cut(cell.text), format)?;
                }
            }
            self.say(line, Some(place), cell)?;
        }
        self.say(line, None, &Out { text: "", is_number: false, mark: *whole })?;
        self.row += 1;
        Ok(())
    }

    /// Writes what is said of a cell, or of a row.
    fn say(&mut self, line: u64, place: Option<usize>, cell: &Out<'_>) -> Result<(), TooLarge> {
        let [begin, end] = self.words.before;
        let (said, left) = match cell.mark {
            Mark::Good => return Ok(()),
            Mark::Doubtful(sentence) => (sentence.to_owned(), &mut self.hints),
            Mark::Repaired(before) => ([begin, cut(before), end].concat(), &mut self.hints),
            Mark::Wrong(reason, what) => (format!("{reason} {what}"), &mut self.notes),
        };
        let column = column_of(place.unwrap_or_default())?;
        if *left > 0 {
            *left -= 1;
            let note = Note::new(said.trim()).set_author(self.words.author).add_author_prefix(false);
            self.sheet.insert_note(self.row, column, &note)?;
        }
        let Mark::Wrong(reason, what) = cell.mark else { return Ok(()) };
        if self.error >= MAX_ROWS {
            return Ok(());
        }
        let (errors, at) = (&mut self.errors, self.error);
        let cell_of = format!("internal:'{}'!{}", self.name.replace('\'', "''"), reference(self.row, column));
        // A sheet can have 65,530 links.
        if at <= 65_000 {
            errors.write_url_with_text(at, 0, Url::new(cell_of), (self.row + 1).to_string())?;
        } else {
            errors.write_number(at, 0, f64::from(self.row + 1))?;
        }
        errors.write_number(at, 1, line as f64)?;
        let heading = place.and_then(|place| self.headings.get(place)).map_or("", String::as_str);
        for (column, text) in [heading, cell.text, reason, what].into_iter().enumerate() {
            errors.write_string_with_format(at, column_of(column + 2)?, cut(text), &self.formats.text)?;
        }
        self.error += 1;
        Ok(())
    }

    /// The bytes of the workbook.
    ///
    /// # Errors
    ///
    /// It does not fit into a file of this kind.
    pub fn finish(mut self) -> Result<Vec<u8>, TooLarge> {
        let last = column_of(self.headings.len().saturating_sub(1))?;
        self.sheet.autofilter(0, 0, self.row - 1, last)?;
        self.errors.autofilter(0, 0, self.error - 1, 5)?;
        self.book.push_worksheet(self.sheet);
        if self.error > 1 {
            self.book.push_worksheet(self.errors);
        }
        Ok(self.book.save_to_buffer()?)
    }
}

pub(crate) fn column_of(place: usize) -> Result<u16, TooLarge> {
    u16::try_from(place).ok().filter(|column| *column < 1 << 14).ok_or(TooLarge)
}

/// The name of a cell, such as `AB12`.
fn reference(row: u32, column: u16) -> String {
    let mut letters = String::new();
    let mut left = u32::from(column) + 1;
    while left > 0 {
        let letter = char::from(b'A' + ((left - 1) % 26) as u8);
        letters.insert(0, letter);
        left = (left - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// As much of a text as a cell can have.
fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        units > MAX_TEXT
    });
    end.and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// A name that a sheet can have: at most 31 characters, none of `[]:*?/\`, no apostrophe at its ends.
pub(crate) fn sheet_name(name: &str) -> String {
    let name: String = name.chars().map(|c| if "[]:*?/\\".contains(c) { ' ' } else { c }).take(31).collect();
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { "Clientes" } else { name }.to_owned()
}
