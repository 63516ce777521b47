//! The folder of the project, and what it has.

use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The top of the project, where cargo found this crate when it started the command. A path compiled in would be that of
/// the folder that this one was moved or copied from.
#[must_use]
pub fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let folder = manifest.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    folder.ancestors().find(|folder| folder.join("wrangler.toml").exists()).unwrap_or(&folder).to_owned()
}

/// A file as it was named where npm was called, which may be another folder than the top.
#[must_use]
pub fn named(file: &Path) -> PathBuf {
    std::env::var_os("INIT_CWD").map_or_else(|| file.to_owned(), |folder| Path::new(&folder).join(file))
}

/// A command at the top of the project.
pub fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// A program of the npm packages at the top.
#[must_use]
pub fn npm_program(name: &str) -> PathBuf {
    root().join("node_modules/.bin").join(name)
}

/// The port that `npm start` listens on: `PORT`, or 8787.
///
/// # Errors
/// `PORT` is no port.
pub fn port() -> Result<u16> {
    match std::env::var("PORT") {
        Ok(port) => {
            let number = port.parse::<NonZero<u16>>().map(NonZero::get);
            number.with_context(|| format!("PORT es {port:?} y debe ser un número de 1 a 65535"))
        }
        Err(_) => Ok(8787),
    }
}
