//! The database, reached through wrangler: of this machine, or of the deployment.

use crate::shell::{command, npm_program, run, run_in_view};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::path::Path;
use std::process::Command;

/// The database of this machine, or of the deployment.
#[derive(Clone, Copy)]
pub(crate) enum Database {
    Local,
    Remote,
}

impl Database {
    /// The local one gets its tables, if it has not; those of the deployment are the operator's own step.
    pub(crate) fn open(is_remote: bool) -> Result<Self> {
        if is_remote {
            return Ok(Self::Remote);
        }
        run("tables", &mut wrangler(&["d1", "migrations", "apply", "DB"]))?;
        Ok(Self::Local)
    }

    /// Runs SQL and shows what it gives.
    pub(crate) fn show(self, sql: &str) -> Result<()> {
        let what = match self {
            Self::Local => "local database",
            Self::Remote => "database of the deployment",
        };
        run_in_view(what, &mut self.execute(&["--command", sql]))
    }

    /// Runs a file of SQL as one transaction.
    pub(crate) fn run_file(self, what: &str, file: &Path) -> Result<()> {
        let file = file.to_str().context("the name of the file is not UTF-8")?;
        run(what, &mut self.execute(&["--file", file]))
    }

    /// The rows that a statement gives.
    pub(crate) fn query(self, sql: &str) -> Result<Vec<Map<String, Value>>> {
        let output = self.execute(&["--json", "--command", sql]).output()?;
        if !output.status.success() {
            eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            bail!("the database did not answer; wrangler's messages stand above");
        }
        let mut answers: Vec<Value> =
            serde_json::from_slice(&output.stdout).context("wrangler's answer is not JSON")?;
        let rows = answers.first_mut().and_then(|answer| answer.get_mut("results")).map(Value::take);
        Ok(serde_json::from_value(rows.unwrap_or_default())?)
    }

    fn execute(self, arguments: &[&str]) -> Command {
        let all = [&["d1", "execute", "DB", "--yes"], arguments].concat();
        match self {
            Self::Local => wrangler(&all),
            Self::Remote => {
                let mut wrangler = command(npm_program("wrangler"), &all);
                wrangler.arg("--remote");
                wrangler
            }
        }
    }
}

/// A text as SQL has it.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A wrangler command on the local database: in the default folder, or where `FICHA_STATE` says.
pub(crate) fn wrangler(arguments: &[&str]) -> Command {
    let mut wrangler = command(npm_program("wrangler"), arguments);
    if arguments.first() != Some(&"dev") {
        wrangler.arg("--local");
    }
    if let Some(folder) = std::env::var_os("FICHA_STATE") {
        wrangler.arg("--persist-to").arg(folder);
    }
    // Wrangler asks no questions where it is not watched.
    wrangler.env("CI", "true");
    wrangler
}
