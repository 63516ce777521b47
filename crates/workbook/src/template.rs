//! Writes an empty workbook to be filled in: text columns, so that zeros stay, with the words to choose from.

use crate::report::{TooLarge, column_of, sheet_name};
use rust_xlsxwriter::{Color, DataValidation, Format, Note, Workbook};

/// The last row that offers words to choose from.
const LAST: u32 = 9_999;

/// A column of a template.
#[derive(Clone, Copy, Debug)]
pub struct TemplateColumn<'t> {
    /// Its heading.
    pub heading: &'t str,
    /// A note of its heading; empty for none.
    pub hint: &'t str,
    /// The words that its cells can have; empty for any text.
    pub choices: &'t [&'t str],
}

/// The bytes of a workbook with a sheet of these columns and no rows.
///
/// # Errors
///
/// There are more columns than a sheet can have, or more choices than a cell can offer.
pub fn template(sheet: &str, columns: &[TemplateColumn<'_>]) -> Result<Vec<u8>, TooLarge> {
    let text = Format::new().set_num_format("@");
    let heading = text.clone().set_bold().set_background_color(Color::RGB(0xE7_E6_E6));
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    page.set_name(sheet_name(sheet))?;
    page.set_freeze_panes(1, 0)?;
    for (place, column) in columns.iter().enumerate() {
        let at = column_of(place)?;
        page.set_column_format(at, &text)?;
        page.set_column_width(at, 24)?;
        page.write_string_with_format(0, at, column.heading, &heading)?;
        if !column.hint.is_empty() {
            page.insert_note(0, at, &Note::new(column.hint).set_author("ficha").add_author_prefix(false))?;
        }
        if !column.choices.is_empty() {
            page.add_data_validation(1, at, LAST, at, &DataValidation::new().allow_list_strings(column.choices)?)?;
        }
    }
    Ok(book.save_to_buffer()?)
}
