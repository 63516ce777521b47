//! Writes the result of a check. JavaScript adds the names of the codes and the sentences.
//!
//! ```text
//! outcome = good (1) or bad (0), value if good, issues, warnings
//! value  = 0 left out · 1 null · 2 the text that was sent · 3 + 8 × length of a text ·
//!          4, low and high half of an integer · 5 + 8 × count, items
//! row    = count, (length of a text × 4 + 1 for a number + 2 if repaired, length of the text before, issues, warnings)*, issues of the row
//! issues = count, (code, path, parameter)*
//! path   = 0, or 1, own text of a list's name, index; then 0 · 1, own text of a field's name · 2, length of an unknown name
//! parameter = 0 none · 1, low and high half · 2, own text · 3, count, own texts
//! own text = its address, its length in bytes; it is part of the module and never changes
//! ```

use crate::answer::Answer;
use crate::wire::{
    PARAM_INTEGER, PARAM_LIST, PARAM_NONE, PARAM_TEXT, STEP_NONE, STEP_OWN, STEP_TEXT, VALUE_ABSENT, VALUE_INTEGER,
    VALUE_LIST, VALUE_NULL, VALUE_SENT, VALUE_TEXT,
};
use ficha::reader::{Checked, Param, Stored};
#[cfg(feature = "lines")]
use ficha::sheet::{ResultCell, ResultRow};
use ficha::{Code, Issue};

/// The part of a good record's value that is written.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Told {
    /// No value.
    Not,
    /// The value without unchanged texts, which JavaScript still has.
    Changes,
    /// The value with all texts.
    Whole,
}

impl Answer {
    /// Writes the outcome of a record.
    pub(crate) fn outcome(&mut self, checked: &Checked<'_>, told: Told) {
        let is_good = checked.issues().is_empty();
        self.push(u32::from(is_good));
        if is_good && told != Told::Not {
            self.record(checked, 0, checked.values().len(), told);
        }
        self.issues(checked.issues());
        self.issues(checked.warnings());
    }

    /// Writes the outcome of a record, or the code that refuses it as a whole.
    pub(crate) fn checked(&mut self, checked: Result<Checked<'_>, Code>, told: Told) {
        match checked {
            Ok(checked) => self.outcome(&checked, told),
            Err(code) => self.bad(code),
        }
    }

    /// Writes the outcome of a record that is bad as a whole.
    pub(crate) fn bad(&mut self, code: Code) {
        self.push(0);
        self.issues(&[Issue::for_record(code)]);
        self.issues(&[]);
    }

    /// Writes the values from a place on: those of the form, or of an item.
    fn record(&mut self, checked: &Checked<'_>, first: usize, rows: usize, told: Told) {
        for stored in checked.stored().iter().skip(first).take(rows) {
            match *stored {
                Stored::Absent | Stored::Keep | Stored::Bad(_) | Stored::NoRecord => self.push(VALUE_ABSENT),
                Stored::Clear => self.push(VALUE_NULL),
                Stored::Sent(..) if told == Told::Changes => self.push(VALUE_SENT),
                Stored::Sent(..) | Stored::Made(..) => {
                    self.text(3, VALUE_TEXT, checked.text(*stored));
                }
                Stored::Integer(value) => {
                    self.push(VALUE_INTEGER);
                    self.integer(value);
                }
                Stored::Items(first, count) => {
                    self.push(VALUE_LIST | (count as u32) << 3);
                    // A form has at most one list, so its items are all the rest.
                    let rows = (checked.stored().len() - first) / count.max(1);
                    for index in 0..count {
                        self.record(checked, first + index * rows, rows, told);
                    }
                }
            }
        }
    }

    /// Writes the cells of a row.
    #[cfg(feature = "lines")]
    pub(crate) fn row(&mut self, row: &ResultRow) {
        self.push(row.cells.len() as u32);
        for ResultCell { text, is_number, issue, warning, before, .. } in &row.cells {
            self.text(2, u32::from(*is_number) | u32::from(before.is_some()) << 1, text);
            if let Some(before) = before {
                self.text(0, 0, before);
            }
            for code in [issue, warning] {
                self.issues(code.map(Issue::for_record).as_slice());
            }
        }
        self.issues(&row.issues);
    }

    fn issues(&mut self, issues: &[Issue]) {
        self.push(issues.len() as u32);
        for Issue { path, code } in issues {
            self.push(code.number() as u32);
            match path.item() {
                Some((list, index)) => {
                    self.push(STEP_OWN);
                    self.own(list);
                    self.push(index as u32);
                }
                None => self.push(STEP_NONE),
            }
            match path.known_field() {
                Some(Ok(field)) => {
                    self.push(STEP_OWN);
                    self.own(field);
                }
                Some(Err(unknown)) => {
                    self.push(STEP_TEXT);
                    self.text(0, 0, unknown);
                }
                None => self.push(STEP_NONE),
            }
            self.param(code);
        }
    }

    /// Writes a text of the module's own data.
    fn own(&mut self, text: &'static str) {
        self.push(text.as_ptr().addr() as u32);
        self.push(text.len() as u32);
    }

    fn param(&mut self, code: &Code) {
        match code.param().map(|(_, param)| param) {
            None => self.push(PARAM_NONE),
            Some(Param::Integer(value)) => {
                self.push(PARAM_INTEGER);
                self.integer(value);
            }
            Some(Param::Text(text)) => {
                self.push(PARAM_TEXT);
                self.own(text);
            }
            Some(Param::List(texts)) => {
                self.push(PARAM_LIST);
                self.push(texts.len() as u32);
                texts.iter().for_each(|text| self.own(text));
            }
        }
    }
}
