//! The ways in: each hands what was sent to a [`Check`](crate::Check) and decides nothing about rules.
//!
//! - [`json`]: one record as JSON text
//! - [`pairs`]: one record as names and values, as a submitted form has them
//! - [`Ndjson`] and `Csv` (feature `csv`): many records, fed by chunks, in bounded memory

#[cfg(feature = "csv")]
mod csv;
mod json;
mod ndjson;
mod pairs;
#[cfg(feature = "csv")]
mod windows_1252;

#[cfg(feature = "csv")]
pub use csv::{Csv, Encoding};
pub use json::{MAX_DEPTH, json};
pub use ndjson::Ndjson;
pub use pairs::pairs;

/// Where a record stands in what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The number of the line that it begins on, from 1.
    pub line: u64,
    /// The byte that it begins with, from 0.
    pub start: u64,
    /// The byte behind it and the end of its line.
    pub end: u64,
}

/// The longest record in bytes, however it comes; a longer one is reported and not read.
pub const MAX_RECORD: usize = 128 << 10;
