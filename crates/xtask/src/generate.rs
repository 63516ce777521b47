//! Generates files from data or from the tables of the forms. The files are committed, so that reviewers see their
//! changes; `check` compares them.

mod api;
mod districts;
mod javascript;
mod openapi;
mod prove;
mod rules;
pub(crate) mod schema;
mod sheet;

use crate::shell::root;
use anyhow::{Result, bail};
use ficha::Code;
use ficha::message::{en, es};
use javascript::{of_records, of_text, sentences};
use std::fs;

/// The path of a file, and the function that makes its text.
type Generated = (&'static str, fn() -> Result<String>);

const FILES: [Generated; 18] = [
    ("crates/validation/src/field/ubigeo_table.rs", districts::table),
    ("crates/validation/src/sheet/headings_table.rs", sheet::headings),
    ("crates/validation/src/sheet/words_table.rs", sheet::words),
    ("crates/wasm/npm/src/generated/tables.js", javascript::tables),
    ("crates/wasm/npm/src/generated/schemas.js", javascript::schemas),
    ("crates/wasm/npm/src/generated/access.js", javascript::accesses),
    ("crates/wasm/npm/src/generated/prove.js", prove::provers),
    ("crates/wasm/npm/src/generated/make.js", javascript::makers),
    ("crates/wasm/npm/src/generated/files.js", javascript::form_of_files),
    ("crates/wasm/npm/src/generated/names.js", javascript::names),
    ("crates/wasm/npm/src/generated/wire.ts", javascript::wire),
    ("crates/wasm/npm/src/generated/es.js", || sentences("es", "es", of_records(), es::sentence)),
    ("crates/wasm/npm/src/generated/es-text.js", || sentences("esText", "es", of_text(), es::sentence)),
    ("crates/wasm/npm/src/generated/en.js", || sentences("en", "en", Code::SAMPLES, en::sentence)),
    ("crates/wasm/npm/types/records.d.ts", schema::types),
    ("www/openapi.json", openapi::document),
    ("docs/api.md", api::document),
    ("docs/rules.md", rules::document),
];

/// Writes the generated files.
pub(crate) fn generate() -> Result<()> {
    for (path, make) in FILES {
        fs::write(root().join(path), make()?)?;
        println!("▸ {path}");
    }
    Ok(())
}

/// Fails if a generated file is not up to date.
pub(crate) fn is_up_to_date() -> Result<()> {
    for (path, make) in FILES {
        if fs::read_to_string(root().join(path)).unwrap_or_default() != make()? {
            bail!("{path} is not what it follows from: run 'cargo xtask generate' and look at the difference");
        }
    }
    println!("▸ generated files: {} up to date", FILES.len());
    Ok(())
}
