//! The crate for JavaScript: `npm/src/workbook.js` has what it exports.

use wasm_bindgen::prelude::*;

#[cfg(feature = "read")]
mod read {
    use super::*;
    use crate::Trouble;

    /// An open workbook.
    #[wasm_bindgen]
    pub struct Book(crate::Book);

    fn code(trouble: Trouble) -> JsValue {
        JsValue::from_str(match trouble {
            Trouble::Password => "file.password",
            Trouble::TooLarge => "file.too_large",
            Trouble::Damaged => "file.damaged",
            Trouble::NoSheet => "file.no_sheet",
        })
    }

    #[wasm_bindgen]
    impl Book {
        /// Opens a workbook; throws the code of what is wrong with it.
        #[wasm_bindgen(constructor)]
        pub fn new(bytes: Vec<u8>) -> Result<Self, JsValue> {
            crate::Book::open(bytes).map(Self).map_err(code)
        }

        /// The names of the sheets.
        pub fn names(&self) -> Vec<String> {
            self.0.sheets().into_iter().map(|sheet| sheet.name).collect()
        }

        /// For each sheet, 1 if it is hidden.
        pub fn hidden(&self) -> Vec<u8> {
            self.0.sheets().iter().map(|sheet| u8::from(sheet.is_hidden)).collect()
        }

        /// Calls `each` with pieces of the text of a sheet.
        pub fn text(&mut self, sheet: &str, each: &js_sys::Function) -> Result<(), JsValue> {
            let mut thrown = None;
            let result = self.0.text(sheet, &mut |piece| {
                if thrown.is_none() {
                    thrown = each.call1(&JsValue::UNDEFINED, &JsValue::from_str(piece)).err();
                }
            });
            match thrown {
                Some(error) => Err(error),
                None => result.map_err(code),
            }
        }
    }
}

#[cfg(feature = "write")]
mod write {
    #![expect(clippy::needless_pass_by_value, reason = "wasm-bindgen hands lists of texts over")]

    use super::*;
    use crate::{Mark, Out, TemplateColumn, Words};

    const GOOD: u8 = 0;
    const DOUBTFUL: u8 = 2;
    const WRONG: u8 = 4;
    /// Added to the kind of a number.
    const NUMBER: u8 = 1;

    /// A workbook of checked rows.
    #[wasm_bindgen]
    pub struct Report(crate::Report);

    fn too_large(_: crate::TooLarge) -> JsValue {
        JsValue::from_str("file.too_large")
    }

    fn mark<'t>(kind: u8, reason: &'t str, what: &'t str) -> Mark<'t> {
        match kind {
            GOOD => Mark::Good,
            DOUBTFUL => Mark::Doubtful(reason),
            WRONG => Mark::Wrong(reason, what),
            _ => Mark::Repaired(reason),
        }
    }

    #[wasm_bindgen]
    impl Report {
        /// Starts a report.
        #[wasm_bindgen(constructor)]
        pub fn new(sheet: &str, headings: Vec<String>, is_english: bool) -> Result<Self, JsValue> {
            let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
            let words = if is_english { Words::EN } else { Words::ES };
            crate::Report::new(sheet, &headings, words).map(Self).map_err(too_large)
        }

        /// The bytes of an empty workbook; for each column its heading, its hint, and its choices, one a line.
        pub fn template(
            sheet: &str,
            headings: Vec<String>,
            hints: Vec<String>,
            choices: Vec<String>,
        ) -> Result<Vec<u8>, JsValue> {
            let choices: Vec<Vec<&str>> = choices.iter().map(|choices| choices.lines().collect()).collect();
            let texts = headings.iter().zip(&hints).zip(&choices);
            let columns: Vec<_> =
                texts.map(|((heading, hint), choices)| TemplateColumn { heading, hint, choices }).collect();
            crate::template(sheet, &columns).map_err(too_large)
        }

        /// Adds a row: the texts of its cells; a kind for each cell, and one for the row; and for each cell, and for the
        /// row, that is not good, its reason and what to do, or the text before a repair.
        pub fn row(&mut self, line: f64, texts: Vec<String>, kinds: &[u8], said: Vec<String>) -> Result<(), JsValue> {
            let mut said = said.chunks(2).map(|pair| match pair {
                [reason, what] => (reason.as_str(), what.as_str()),
                _ => ("", ""),
            });
            let mut marks = kinds.iter().map(|kind| {
                let (is_number, kind) = (kind & NUMBER > 0, kind & !NUMBER);
                let (reason, what) = if kind == GOOD { ("", "") } else { said.next().unwrap_or_default() };
                (is_number, mark(kind, reason, what))
            });
            let cells: Vec<Out<'_>> =
                texts.iter().zip(&mut marks).map(|(text, (is_number, mark))| Out { text, is_number, mark }).collect();
            let whole = marks.next().map_or(Mark::Good, |(_, mark)| mark);
            self.0.row(line as u64, &cells, &whole).map_err(too_large)
        }

        /// The bytes of the workbook.
        pub fn finish(self) -> Result<Vec<u8>, JsValue> {
            self.0.finish().map_err(too_large)
        }
    }
}
