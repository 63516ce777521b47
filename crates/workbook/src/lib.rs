//! Spreadsheets in and out, over `calamine` and `rust_xlsxwriter`.
//!
//! A sheet comes in as text of one line a row ([`Book::text`]), which the reader of tables of `ficha` reads like any other
//! table: so page, package and import read workbooks alike. Checked rows go out as a [`Report`]: text cells, coloured where
//! they are wrong, with the reason as a note.

#[cfg(feature = "read")]
mod cells;
#[cfg(feature = "read")]
mod limits;
#[cfg(feature = "read")]
mod read;
#[cfg(feature = "write")]
mod report;
#[cfg(feature = "write")]
mod template;
#[cfg(target_arch = "wasm32")]
mod wasm;

#[cfg(feature = "read")]
pub use read::{Book, Sheet, Trouble};
#[cfg(feature = "write")]
pub use report::{Mark, Out, Report, TooLarge, Words};
#[cfg(feature = "write")]
pub use template::{TemplateColumn, template};
