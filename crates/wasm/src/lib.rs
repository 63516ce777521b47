//! The WebAssembly interface of the rules, for JavaScript.
//!
//! The exports are plain `extern "C"`, without wasm-bindgen: bytes go in, 32-bit words come out. The only import is
//! Unicode normalisation. Each feature is a module of its own: `check` is the core, `json` reads JSON text, `lines`
//! reads streams, `distritos` knows the districts by name. The JavaScript on the other side is in `npm/src`.

#![cfg(target_arch = "wasm32")]
#![no_std]
// A module built with some of the features uses only part of the shared code.
#![cfg_attr(not(all(feature = "check", feature = "json", feature = "lines", feature = "distritos")), allow(dead_code))]

extern crate alloc;

mod allocator;
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
#[cfg(feature = "lines")]
mod table;
#[cfg(any(feature = "check", feature = "json", feature = "lines"))]
mod wire;

use ficha::Host;
use ficha::field::ALONE;
use ficha::form::ALL;
use ficha::table::Table;

/// Finds a schema by its number in JavaScript: first the forms of [`ALL`], then the field types of [`ALONE`].
fn table(schema: usize) -> Option<&'static Table> {
    ALL.iter().copied().chain(&ALONE).nth(schema)
}

/// Builds the host for a time in milliseconds since 1970.
fn host(now: f64) -> Host {
    Host { today: memory::today(now), nfc: memory::nfc }
}
