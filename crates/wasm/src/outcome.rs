//! What a check came to. Names of codes and sentences are JavaScript's business.
//!
//! ```text
//! outcome = good (1) or bad (0), value if good, issues, warnings
//! value  = 0 left out · 1 null · 2 + 8 × place of the text in the record, as it was given ·
//!          3 + 8 × length of a text · 4, low and high half of an integer · 5 + 8 × count, items
//! issues = count, (code, path, parameter)*
//! path   = count, (2 × length of a name + 1 or 2 × index)*
//! parameter = 0 none · 1, name, low and high half · 2, name, text · 3, name, count, texts
//! ```

use crate::answer::Answer;
use alloc::vec::Vec;
use ficha::field::Normal;
use ficha::{Checked, Code, Issue, Param, Raw, Segment, Slots, Value};

const ABSENT: u32 = 0;
const NULL: u32 = 1;
const GIVEN: u32 = 2;
const TEXT: u32 = 3;
const INTEGER: u32 = 4;
const LIST: u32 = 5;

impl Answer {
    /// The outcome of a record, without its value unless `slots` has it.
    pub(crate) fn form(&mut self, checked: &Checked<'_>, slots: Option<&Slots<'_>>) {
        let Checked { values, issues, warnings } = checked;
        self.push(u32::from(issues.is_empty()));
        if let Some(slots) = slots.filter(|_| issues.is_empty()) {
            self.record(values, slots);
        }
        self.issues(issues);
        self.issues(warnings);
    }

    /// The outcome of a good value alone.
    pub(crate) fn field(&mut self, normal: &Normal<'_>, raw: &Raw<'_>) {
        self.push(1);
        self.normal(normal, raw);
        self.issues(&[]);
        self.issues(&[]);
    }

    /// The outcome of what is bad as a whole.
    pub(crate) fn bad(&mut self, code: Code) {
        self.push(0);
        self.issues(&[Issue { path: Vec::new(), code }]);
        self.issues(&[]);
    }

    fn record(&mut self, values: &[Value<'_>], slots: &Slots<'_>) {
        for (value, raw) in values.iter().zip(&slots.values) {
            match (value, raw) {
                (Value::Keep | Value::Bad, _) => self.push(ABSENT),
                (Value::Clear, _) => self.push(NULL),
                (Value::Set(normal), _) => self.normal(normal, raw),
                (Value::Items(items), Raw::List(sent)) => {
                    self.push(LIST | (items.len() as u32) << 3);
                    for (item, raw) in items.iter().zip(sent) {
                        if let Raw::Object(slots) = raw {
                            self.record(item, slots);
                        }
                    }
                }
                (Value::Items(_), _) => self.push(ABSENT),
            }
        }
    }

    fn normal(&mut self, normal: &Normal<'_>, raw: &Raw<'_>) {
        match (normal, raw, self.given) {
            (Normal::Text(text), Raw::Text(sent), Some(start))
                if text.as_ptr() == sent.as_ptr() && text.len() == sent.len() =>
            {
                self.push(GIVEN | ((text.as_ptr().addr() - start) as u32) << 3);
            }
            (Normal::Text(text), ..) => {
                self.push(TEXT | (text.len() as u32) << 3);
                self.append(text);
            }
            (Normal::Integer(value), ..) => {
                self.push(INTEGER);
                self.integer(*value);
            }
        }
    }

    fn issues(&mut self, issues: &[Issue]) {
        self.push(issues.len() as u32);
        for Issue { path, code } in issues {
            self.push(code.number() as u32);
            self.push(path.len() as u32);
            for segment in path {
                match segment {
                    Segment::Field(name) => self.name(name),
                    Segment::Unknown(name) => self.name(name),
                    Segment::Index(index) => self.push((*index as u32) << 1),
                }
            }
            self.param(code);
        }
    }

    fn name(&mut self, name: &str) {
        self.push(1 | (name.len() as u32) << 1);
        self.append(name);
    }

    fn param(&mut self, code: &Code) {
        let Some((name, param)) = code.param() else { return self.push(0) };
        self.push(match param {
            Param::Integer(_) => 1,
            Param::Text(_) => 2,
            Param::List(_) => 3,
        });
        self.text(name);
        match param {
            Param::Integer(value) => self.integer(value),
            Param::Text(text) => self.text(text),
            Param::List(texts) => {
                self.push(texts.len() as u32);
                for text in texts {
                    self.text(text);
                }
            }
        }
    }
}
