//! The folder of the project, its programs and its port.

use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Returns the top of the project, where cargo found this crate when it started the command. A path set at compile time
/// would still name the folder that this one was moved or copied from.
#[must_use]
pub fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let folder = manifest.or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    folder.ancestors().find(|folder| folder.join("wrangler.toml").exists()).unwrap_or(&folder).to_owned()
}

/// Returns the path of a file that was named in the folder where npm was called, which may not be the top.
#[must_use]
pub fn named(file: &Path) -> PathBuf {
    std::env::var_os("INIT_CWD").map_or_else(|| file.to_owned(), |folder| Path::new(&folder).join(file))
}

/// A command that runs at the top of the project.
pub fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// Returns the path of a program of the npm packages at the top.
#[must_use]
pub fn npm_program(name: &str) -> PathBuf {
    root().join("node_modules/.bin").join(name)
}

/// Returns the port that `npm start` listens on: `PORT`, or 8787.
///
/// # Errors
/// `PORT` is not the number of a port.
pub fn port() -> Result<u16> {
    match std::env::var("PORT") {
        Ok(port) => {
            let number = port.parse::<NonZero<u16>>().map(NonZero::get);
            number.with_context(|| format!("PORT es {port:?} y debe ser un número de 1 a 65535"))
        }
        Err(_) => Ok(8787),
    }
}
