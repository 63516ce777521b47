//! The core module: the rules behind a face of numbers, for JavaScript.
//!
//! Plain `extern "C"`, no wasm-bindgen: bytes go in, bytes come out, and the one thing the module asks
//! of its host is Unicode normalisation. [`abi`] is the only file with `unsafe`; the JavaScript on the
//! other side is `npm/core.js`.

pub mod abi;
mod answer;

pub use answer::{SCHEMAS, answer};
