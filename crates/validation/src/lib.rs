//! The rules of the Peruvian customer record, and nothing else.
//!
//! # What is here
//!
//! - [`field`]: one type a kind of value ([`Ruc`](field::Ruc), [`Celular`](field::Celular),
//!   [`Ubigeo`](field::Ubigeo) …). Holding one is the proof that it is valid and normalised.
//! - [`form`]: one table a record. [`UpdateCliente`](form::UpdateCliente),
//!   [`AgregarDireccion`](form::AgregarDireccion), [`UpdateClientePublico`](form::UpdateClientePublico).
//! - [`Code`] and [`Issue`]: what is wrong and where, as data; [`message`] turns a code into a sentence.
//! - [`read`]: the ways in, which check what they read as they read it ([`Check`]). JSON is read here, strictly, because the usual readers forgive what a
//!   record of customers must not (duplicate keys, `1.0` for an integer, a byte order mark).
//! - `sheet`, with the feature `csv`: what spreadsheets do to values.
//! - `distritos`, with the feature of that name: the districts by name, and a search.
//!
//! # What is not here
//!
//! No clock, no JavaScript, no HTTP, no SQL and no global state: what the rules need to know of the
//! platform comes in as a [`Host`]. Nothing that input can reach panics.
//!
//! # Example
//!
//! ```
//! use ficha::{Form, Host, field::Fecha, form::UpdateClientePublico};
//!
//! let host = Host::native(Fecha::in_lima(1_795_000_000_000));
//! let body = r#"{"nombres": "  Rosa  María ", "telefono": "987 654 321"}"#;
//! let cliente = UpdateClientePublico::from_json(body.as_bytes(), &host)?.result.unwrap();
//! assert_eq!(cliente.nombres.as_set().map(|n| n.as_str()), Some("Rosa María"));
//! assert_eq!(cliente.telefono.as_set().map(|t| t.as_str()), Some("+51987654321"));
//!
//! let report = UpdateClientePublico::from_json(br#"{"email": "rosa@gmail"}"#, &host)?;
//! assert_eq!(report.result.unwrap_err()[0].code.id(), "email.domain");
//! # Ok::<(), ficha::Code>(())
//! ```
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

// The examples of the README run with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

mod check;
mod checked;
mod code;
#[cfg(feature = "distritos")]
pub mod distritos;
pub mod field;
pub mod form;
mod host;
mod issue;
mod kinds;
pub mod message;
mod patch;
mod raw;
pub mod read;
#[cfg(feature = "csv")]
pub mod sheet;
mod text;

pub use check::{Check, List, Record, Slot, Stored};
pub use checked::{Checked, Items, Report, Value, Values};
pub use code::{Code, Param};
pub use field::Field;
pub use form::{Form, Table};
pub use host::Host;
pub use issue::{Issue, Path, SaidIssue, Segment};
pub use patch::Patch;
pub use raw::{Raw, Text};
