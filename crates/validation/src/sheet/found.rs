//! Counts what was found in the cells of a table, with examples.

use super::repair::Repair;
use super::words::nothing_key;
use crate::Code;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// A cell in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The line of its row.
    pub line: u64,
    /// The cell as written.
    pub before: String,
    /// The value after the repairs; `None` if there are none.
    pub after: Option<String>,
}

/// A find in the cells of a field: a repair, or a code that names values which cannot be repaired. Each word of a
/// closed field that is not known is one by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The field.
    pub field: &'static str,
    /// The repair; `None` if there is none.
    pub repair: Option<Repair>,
    /// The code that names what was found.
    pub code: Code,
    /// True if the value was changed: the repair was applied, or the rules themselves dropped a label or marks.
    pub is_applied: bool,
    /// The number of cells.
    pub count: u64,
    /// The first of them, at most [`EXAMPLES`](Self::EXAMPLES).
    pub examples: Vec<Example>,
}

impl Found {
    /// The number of examples kept.
    pub const EXAMPLES: usize = 3;
    /// The most unknown words of a field that are counted, each by itself.
    pub const WORDS: usize = 50;
}

/// Counts a cell.
pub(super) fn count(
    all: &mut Vec<Found>,
    field: &'static str,
    (repair, code): (Option<Repair>, Code),
    is_applied: bool,
    (line, before, after): (u64, &str, Option<&str>),
) {
    let is_same = |found: &&Found| found.field == field && found.code == code && found.is_applied == is_applied;
    let is_word = code == Code::SheetWordUnknown;
    let is_same_word = |found: &Found| {
        found.examples.first().is_some_and(|example| nothing_key(&example.before) == nothing_key(before))
    };
    let place = all.iter().position(|found| is_same(&found) && (!is_word || is_same_word(found)));
    if is_word && place.is_none() && all.iter().filter(is_same).count() == Found::WORDS {
        return;
    }
    let place = place.unwrap_or_else(|| {
        all.push(Found { field, repair, code, is_applied, count: 0, examples: Vec::new() });
        all.len() - 1
    });
    let Some(found) = all.get_mut(place) else { return };
    found.count += 1;
    if found.examples.len() < Found::EXAMPLES {
        found.examples.push(Example { line, before: before.to_string(), after: after.map(ToString::to_string) });
    }
}
