//! Tables of customers as people have them: encodings, separators, headings, and what spreadsheets do to values.
//!
//! [`Csv`] reads a table in these steps, each in a file of its own: the bytes are decoded
//! (`encoding`), split into rows of cells (`rows`), the separator and the row of headings are found (`layout`), headings
//! become fields (`headings`), and each row is checked. [`Repair`]s are offered for refused cells, and applied if the caller
//! chose them.

mod cells;
mod code_pages;
mod csv;
mod dates;
mod edits;
mod encoding;
mod file_kind;
mod found;
mod headings;
mod headings_table;
mod kinds;
mod layout;
mod numbers;
mod repair;
mod results;
mod rows;
pub(crate) mod words;
mod words_table;

pub use csv::Csv;
pub use dates::DateOrder;
pub(crate) use encoding::Decoder;
pub use encoding::Encoding;
pub use file_kind::FileKind;
pub use found::{Example, Found};
pub use headings::heading_key;
pub use layout::{Column, Layout};
pub use repair::{Repair, Repairs};
pub use results::{ResultCell, ResultRow};
pub use words::{nothing_key, word_key};
