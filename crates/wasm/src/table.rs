//! The options for reading a table, which `table-options.js` writes, and the account of how it was read, which `lines.js`
//! reads as JSON.
//!
//! ```text
//! options = (option U+001E)*      option = name (U+001F argument)*
//! ```

use alloc::string::String;
use core::fmt::Write;
use ficha::reader::Csv;
use ficha::sheet::{DateOrder, Encoding, Found, Repair, Repairs};
use ficha::table::Table;

/// Builds the reader of a table from its options. An option that is not known is left out: `lines.js` checks them.
#[cold]
pub(crate) fn open(table: &'static Table, options: &str) -> Csv {
    let mut csv = Csv::new(table);
    let mut repairs = Repairs::NONE;
    for option in options.split('\u{1E}') {
        let mut arguments = option.split('\u{1F}');
        let name = arguments.next().unwrap_or_default();
        let mut next = || arguments.next().unwrap_or_default();
        match name {
            "columns" => csv.with_columns(arguments),
            "heading" => csv.with_heading(next(), next()),
            "value" => csv.with_value(next(), next(), next()),
            "edit" => {
                let (line, column) = (next().parse().unwrap_or_default(), next().parse().unwrap_or_default());
                csv.with_edit(line, column, next())
            }
            "header" => csv.with_header(next().parse().unwrap_or_default()),
            "separator" => csv.with_separator(next().bytes().next().unwrap_or(b',')),
            "encoding" => csv.with_encoding(Encoding::named(next()).unwrap_or(Encoding::Utf8)),
            "dates" => csv.with_dates(if next() == "mdy" { DateOrder::MonthFirst } else { DateOrder::DayFirst }),
            "repair" => {
                let name = next();
                let repair = Repair::ALL.iter().find(|repair| repair.id() == name);
                repairs = repair.map_or(Repairs::ALL, |repair| repairs.with(*repair));
                &mut csv
            }
            _ => &mut csv,
        };
    }
    csv.repaired(repairs);
    csv
}

/// Writes what is known of a table as JSON: its encoding and layout, and what was found in its cells.
#[cold]
pub(crate) fn account(csv: &Csv) -> String {
    let mut json = Json(String::new());
    json.open("{").text("encoding", csv.encoding().name());
    if let Some(layout) = csv.layout() {
        let separator = layout.separator.map(String::from);
        json.optional("separator", separator.as_deref()).number("header", layout.header);
        json.key("columns").open("[");
        for column in &layout.columns {
            json.open("{").text("heading", &column.heading).optional("field", column.field.as_deref()).close("}");
        }
        json.close("]");
        json.optional("absent", layout.absent.first().map(String::as_str));
    }
    json.key("found").open("[");
    for Found { field, repair, code, is_applied, count, examples } in csv.found() {
        json.open("{").text("field", field).optional("repair", repair.map(Repair::id)).text("code", code.id());
        json.key("applied").raw(if *is_applied { "true" } else { "false" }).number("count", *count);
        json.key("examples").open("[");
        for example in examples {
            json.open("{").number("line", example.line).text("before", &example.before);
            json.optional("after", example.after.as_deref()).close("}");
        }
        json.close("]").close("}");
    }
    json.close("]").close("}");
    json.0
}

/// JSON that is being written.
struct Json(String);

impl Json {
    /// Separates a value from the one before it.
    fn comma(&mut self) {
        if !self.0.ends_with(['{', '[', ':']) && !self.0.is_empty() {
            self.0.push(',');
        }
    }

    fn open(&mut self, bracket: &str) -> &mut Self {
        self.comma();
        self.raw(bracket)
    }

    fn close(&mut self, bracket: &str) -> &mut Self {
        self.raw(bracket)
    }

    #[inline(never)]
    fn raw(&mut self, json: &str) -> &mut Self {
        self.0.push_str(json);
        self
    }

    #[inline(never)]
    fn key(&mut self, name: &str) -> &mut Self {
        self.comma();
        self.quoted(name).raw(":")
    }

    #[inline(never)]
    fn text(&mut self, name: &str, value: &str) -> &mut Self {
        self.key(name).quoted(value)
    }

    #[inline(never)]
    fn optional(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.text(name, value),
            None => self.key(name).raw("null"),
        }
    }

    #[inline(never)]
    fn number(&mut self, name: &str, value: u64) -> &mut Self {
        self.key(name);
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{value}");
        self
    }

    #[inline(never)]
    fn quoted(&mut self, text: &str) -> &mut Self {
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.0.extend(['\\', c]),
                '\0'..' ' => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(c));
                }
                c => self.0.push(c),
            }
        }
        self.raw("\"")
    }
}
