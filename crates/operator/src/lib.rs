//! The commands with which an operator manages the customers of a deployment: import and export, tokens and links,
//! erasure. All output is in Spanish.
//!
//! | command | where |
//! | --- | --- |
//! | `importar`, `exportar` | [`importar`], [`exportar`], over `records` |
//! | `token`, `enlace` | [`token`] |
//! | `borrar`, `retener` | [`borrar`] |
//!
//! [`database`] reaches D1 through wrangler, here or on Cloudflare; the statements come from `ficha_sql`.

pub mod borrar;
mod customers;
pub mod database;
pub mod exportar;
pub mod importar;
pub mod options;
mod private_file;
pub mod progress;
pub mod project;
pub mod reading;
mod records;
mod results;
mod source;
pub mod token;
