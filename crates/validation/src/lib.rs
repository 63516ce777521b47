//! The validation rules of the Peruvian customer record.
//!
//! # Contents
//!
//! - [`field`]: one type for each kind of value ([`Ruc`](field::Ruc), [`Celular`](field::Celular),
//!   [`Ubigeo`](field::Ubigeo) …). A value of such a type is valid and normalised.
//! - [`form`]: one table for each record. [`UpdateCliente`](form::UpdateCliente),
//!   [`AgregarDireccion`](form::AgregarDireccion), [`UpdateClientePublico`](form::UpdateClientePublico).
//! - [`Code`] and [`Issue`]: what is wrong and where, as data; [`message`] turns a code into a sentence.
//! - [`reader`]: the readers, which check each value as they read it ([`Check`](reader::Check)), and what a reader of
//!   another format needs. JSON has a strict reader of its own, because the usual readers accept what a record of
//!   customers must not have (duplicate keys, `1.0` for an integer, a byte order mark).
//! - [`table`]: what the table of a form consists of, for programs that generate schemas or pages.
//! - `sheet`, with the feature `csv`: the changes that spreadsheets make to values.
//! - `distritos`, with the feature of that name: the names of the districts, and a search.
//!
//! # Not included
//!
//! No clock, no JavaScript, no HTTP, no SQL and no global state: the rules get what they need from the platform as a
//! [`Host`]. No input makes the rules panic.
//!
//! # Example
//!
//! ```
//! use ficha::{Form, Host, field::Fecha, form::UpdateClientePublico};
//!
//! let host = Host::native(Fecha::in_lima(1_795_000_000_000));
//! let body = r#"{"nombres": "  Rosa  María ", "telefono": "987 654 321"}"#;
//! let cliente = UpdateClientePublico::from_json(body.as_bytes(), &host)?.record;
//! assert_eq!(cliente.nombres.as_set().map(|n| n.as_str()), Some("Rosa María"));
//! assert_eq!(cliente.telefono.as_set().map(|t| t.as_str()), Some("+51987654321"));
//!
//! let rejected = UpdateClientePublico::from_json(br#"{"email": "rosa@gmail"}"#, &host).unwrap_err();
//! assert_eq!(rejected.issues()[0].code.id(), "email.domain");
//! assert_eq!(rejected.to_string(), "email: email.domain");
//! # Ok::<(), ficha::Rejected>(())
//! ```
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

// Runs the examples of both READMEs with those of the documentation.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
#[doc = include_str!("../../../README.md")]
struct Readme;

mod byte_classes;
mod check;
mod checked;
mod code;
#[cfg(feature = "distritos")]
pub mod distritos;
pub mod field;
pub mod form;
mod host;
mod issue;
pub mod message;
mod patch;
#[cfg(feature = "prove")]
#[doc(hidden)]
pub mod prove;
mod raw;
pub mod reader;
#[cfg(feature = "csv")]
pub mod sheet;
pub mod table;
mod text;
mod traits;
mod verdict;
mod warning;

pub use code::Code;
pub use host::Host;
pub use issue::Issue;
pub use patch::Patch;
pub use traits::{Field, Form};
pub use verdict::{Accepted, Rejected};
