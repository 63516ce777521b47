//! The prover: it proves in one pass over the bytes that a record is good, already normal, and has nothing to warn of.
//!
//! The prover proves, the judge explains. Of a record that it does not prove nothing is known, and the rules decide, which
//! stay the only judge. It is sound, so it may only say what the rules would say, and it is not complete: JSON whose keys
//! stand in another order, escapes, white space, or a name beyond Latin letters go to the rules.
//!
//! It has no rules of its own either: what it accepts is the [`Pattern`](crate::field::Pattern) of each field type.

mod address;
mod classes;
mod json;
#[cfg(feature = "csv")]
mod row;
mod value;

pub use json::Json;
pub(crate) use json::{Record, json, json_end};
#[cfg(feature = "csv")]
pub(crate) use row::{Column, Columns};

use crate::check::Stored;
use crate::table::{Presence, Table};
#[cfg(feature = "csv")]
pub(crate) use value::Place;
#[cfg(feature = "csv")]
use value::value;

/// The prover of a form.
#[derive(Clone, Copy, Debug)]
pub struct Prover {
    /// Proves a record as JSON.
    pub(crate) json: Record,
    /// Proves the cells of a table, one function for each row.
    #[cfg(feature = "csv")]
    pub(crate) cells: &'static [Cell],
}

/// Proves the cell that begins at a position of a text, and writes its value; returns its end.
#[cfg(feature = "csv")]
pub(crate) type Cell = fn(&[u8], usize, Place, &mut Stored) -> Option<usize>;

/// The prover of a type's cells.
#[cfg(feature = "csv")]
pub(crate) fn cell<T: crate::Field>(text: &[u8], at: usize, place: Place, stored: &mut Stored) -> Option<usize> {
    let (end, value) = value(T::PATTERN, text, at, place)?;
    *stored = value;
    Some(end)
}

/// The byte at a position; 0 after the end, which no pattern has.
#[inline(always)]
fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or_default()
}

/// The value of a field that was not sent; `None` if it must be sent.
#[inline(always)]
const fn absent(presence: Presence) -> Option<Stored> {
    match presence {
        Presence::Required => None,
        Presence::Optional | Presence::Secret | Presence::RequiredIfSent => Some(Stored::Keep),
        Presence::DefaultsToEmpty => Some(Stored::Made(0, 0)),
    }
}

/// True if there is nothing to warn of in a proven record.
fn is_quiet(table: &Table, sent: &[u8], values: &[Stored]) -> bool {
    !table.warnings.iter().any(|warning| warning.applies(sent, values))
}
