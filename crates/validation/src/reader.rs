//! Readers: each hands the values sent to a [`Check`] and has no rules of its own.
//!
//! - [`json`]: one record as JSON text
//! - [`pairs`]: one record as names and values, as from a submitted form
//! - [`Ndjson`] and `Csv` (feature `csv`): many records, read in chunks, in bounded memory
//!
//! A reader of another format begins a [`Check`], hands it each value as a [`Raw`], and ends it; it gets a [`Checked`].

use crate::Code;

mod json;
mod ndjson;
mod pairs;
#[cfg(feature = "csv")]
mod records;
#[cfg(feature = "csv")]
mod repeated;

#[cfg(feature = "csv")]
pub use crate::sheet::Csv;
pub use json::{MAX_DEPTH, is_json, json};
pub use ndjson::Ndjson;
#[cfg(feature = "csv")]
pub(crate) use ndjson::count_of;
pub use pairs::pairs;
#[cfg(feature = "csv")]
pub(crate) use pairs::put_pairs;
#[cfg(feature = "csv")]
pub use records::{JsonLines, Records};
#[cfg(feature = "csv")]
pub use repeated::Repeated;

pub use crate::check::{Check, List, Record, Slot, Stored};
pub use crate::checked::{Checked, Items, Value, Values};
pub use crate::code::Param;
pub use crate::issue::{LocalizedIssue, Path, Segment};
pub use crate::raw::{Raw, Text};

/// A record of a file: checked, or the code that says why it could not be read.
pub type Outcome<'r> = Result<Checked<'r>, Code>;

/// The place of a record in the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The number of the line that the record begins on, from 1.
    pub line: u64,
    /// The record's first byte, from 0.
    pub start: u64,
    /// The first byte after the record and the end of its line.
    pub end: u64,
}

/// The maximum length of a record in bytes, for every reader; a longer one is reported and not read.
pub const MAX_RECORD: usize = 128 << 10;
