//! The rules behind a face of numbers, for JavaScript.
//!
//! Plain `extern "C"`, no wasm-bindgen: bytes go in, words come out, and the one thing a module asks of its host
//! is Unicode normalisation. Each feature is a module of its own: `check` is the core, `json` reads JSON text, `lines`
//! reads streams, `distritos` knows the districts by name. The JavaScript on the other side is in `npm/src`.

#![cfg(target_arch = "wasm32")]
#![no_std]
// Of what the modules share, each has only what its own exports use.
#![cfg_attr(not(all(feature = "check", feature = "json", feature = "lines", feature = "distritos")), allow(dead_code))]

extern crate alloc;

mod answer;
#[cfg(feature = "check")]
pub mod check;
#[cfg(feature = "distritos")]
pub mod distritos;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "lines")]
pub mod lines;
pub mod memory;
#[cfg(any(feature = "check", feature = "json", feature = "lines"))]
mod outcome;
#[cfg(feature = "check")]
mod packed;

use ficha::field::{ALONE, Fecha};
use ficha::form::{AgregarDireccion, UpdateCliente, UpdateClientePublico};
use ficha::{Form, Host, Table};

/// The forms by their number in JavaScript.
static FORMS: [&Table; 3] = [UpdateCliente::TABLE, AgregarDireccion::TABLE, UpdateClientePublico::TABLE];

/// A schema by its number in JavaScript: the forms first, the field types of [`ALONE`] after them.
fn table(schema: usize) -> Option<&'static Table> {
    FORMS.iter().copied().chain(&ALONE).nth(schema)
}

/// The host at a time in milliseconds since 1970.
fn host(now: f64) -> Host {
    Host { today: Fecha::in_lima(now as i64), nfc: memory::nfc }
}
