//! Writes the result of a check. JavaScript adds the names of the codes and the sentences.
//!
//! ```text
//! outcome = good (1) or bad (0), value if good, issues, warnings
//! value  = 0 left out · 1 null · 2 the text that was sent · 3 + 8 × length of a text ·
//!          4, low and high half of an integer · 5 + 8 × count, items
//! issues = count, (code, path, parameter)*
//! path   = 0, or 1 + 2 × length of a list's name, index; then 0, or 1 + 2 × length of a field's name
//! parameter = 0 none · 1, name, low and high half · 2, name, text · 3, name, count, texts
//! ```

use crate::answer::Answer;
use crate::wire::{
    PARAM_INTEGER, PARAM_LIST, PARAM_NONE, PARAM_TEXT, VALUE_ABSENT, VALUE_INTEGER, VALUE_LIST, VALUE_NULL, VALUE_SENT,
    VALUE_TEXT,
};
use ficha::reader::{Checked, Param, Stored};
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

    fn issues(&mut self, issues: &[Issue]) {
        self.push(issues.len() as u32);
        for Issue { path, code } in issues {
            self.push(code.number() as u32);
            let item = path.item();
            self.step(item.map(|(list, _)| list));
            if let Some((_, index)) = item {
                self.push(index as u32);
            }
            self.step(path.field());
            self.param(code);
        }
    }

    fn step(&mut self, name: Option<&str>) {
        match name {
            Some(name) => self.text(1, 1, name),
            None => self.push(0),
        }
    }

    fn param(&mut self, code: &Code) {
        let Some((name, param)) = code.param() else { return self.push(PARAM_NONE) };
        self.push(match param {
            Param::Integer(_) => PARAM_INTEGER,
            Param::Text(_) => PARAM_TEXT,
            Param::List(_) => PARAM_LIST,
        });
        self.text(0, 0, name);
        match param {
            Param::Integer(value) => self.integer(value),
            Param::Text(text) => self.text(0, 0, text),
            Param::List(texts) => {
                self.push(texts.len() as u32);
                for text in texts {
                    self.text(0, 0, text);
                }
            }
        }
    }
}
