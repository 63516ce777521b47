//! Checks that SQL is only in `crates/sql`.

use crate::shell::root;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

const ROOM: &str = "crates/sql";
/// Texts that show that a line contains a statement.
const SIGNS: [&str; 4] = ["SELECT ", "INSERT INTO ", "DELETE FROM ", " SET "];

/// Looks for statements in the Rust sources of every other crate.
pub(crate) fn check() -> Result<()> {
    let crates = root().join("crates");
    for entry in fs::read_dir(&crates).context("crates")? {
        let source = entry?.path().join("src");
        if source != root().join(ROOM).join("src") {
            look_into(&source)?;
        }
    }
    println!("▸ statements: all in {ROOM}");
    Ok(())
}

fn look_into(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            look_into(&path)?;
            continue;
        }
        // This file is skipped, because it contains the signs.
        let text = if path.ends_with("verify/statements.rs") { String::new() } else { fs::read_to_string(&path)? };
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        if let Some(line) = code.into_iter().find(|line| SIGNS.iter().any(|sign| line.contains(sign))) {
            bail!("{}: SQL belongs into {ROOM}: {}", path.display(), line.trim());
        }
    }
    Ok(())
}
