//! The database, reached through wrangler: of this machine, or of the deployment.
//!
//! Wrangler edits the SQL that it is given (it takes out `BEGIN TRANSACTION;` and `COMMIT;`, and splits at semicolons), so
//! that text stands in statements as a [`literal`] of hexadecimal digits only.

use crate::shell::{Watch, begin, end, root, wrangler};
use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::Duration;

const MIGRATIONS: &str = "crates/worker/migrations";

/// The database of this machine, or of the deployment.
#[derive(Clone, Copy)]
pub(crate) enum Database {
    Local,
    Remote,
}

/// Rows of an answer, by the names of their columns.
pub(crate) type Rows = Vec<Map<String, Value>>;

impl Database {
    /// The local one gets its tables, if it has not; those of the deployment are the operator's own step.
    pub(crate) fn open(is_remote: bool) -> Result<Self> {
        if is_remote {
            return Ok(Self::Remote);
        }
        // Two commands on a new folder would both make the tables.
        let folder = state();
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        let turn = fs::File::create(folder.join("ficha.lock"))?;
        turn.lock()?;
        if !Self::Local.has_newest_tables()? {
            run("tables", || local(&["d1", "migrations", "apply", "DB"]))?;
        }
        Ok(Self::Local)
    }

    /// True if every migration of this folder is in the local database.
    ///
    /// # Errors
    /// A database of a newer version, on which this one might write what that one does not expect.
    fn has_newest_tables(self) -> Result<bool> {
        if !state().join("v3/d1").exists() {
            return Ok(false);
        }
        let files = fs::read_dir(root().join(MIGRATIONS)).context(MIGRATIONS)?;
        let known =
            files.map(|file| Ok(file?.file_name().to_string_lossy().into_owned())).collect::<Result<Vec<_>>>()?;
        let Some(applied) = self.applied_migrations()? else { return Ok(false) };
        if let Some(newer) = applied.iter().find(|name| !known.contains(name)) {
            bail!(
                "the database is of a newer version: it has the migration {newer}, which this folder does not have\n  \
                 Update this folder, or give it a database of its own: FICHA_STATE=<folder>"
            );
        }
        Ok(known.iter().all(|name| applied.contains(name)))
    }

    /// The names of the migrations in the database; `None` before the first.
    fn applied_migrations(self) -> Result<Option<Vec<String>>> {
        let output = patiently(|| self.execute(&["--json", "--command", "SELECT name FROM d1_migrations"]))?;
        if !output.status.success() && says(&output, "no such table: d1_migrations") {
            return Ok(None);
        }
        let rows = rows(&output)?;
        Ok(Some(rows.iter().filter_map(|row| row.get("name")?.as_str()).map(str::to_owned).collect()))
    }

    /// Runs a file of SQL as one transaction.
    pub(crate) fn run_file(self, what: &str, file: &Path) -> Result<()> {
        let file = file.to_str().context("the name of the file is not UTF-8")?;
        run(what, || self.execute(&["--file", file]))
    }

    /// The rows that the first of some statements gives; all of them are one transaction.
    pub(crate) fn query(self, sql: &str) -> Result<Rows> {
        rows(&patiently(|| self.execute(&["--json", "--command", sql]))?)
    }

    fn execute(self, arguments: &[&str]) -> Command {
        let all = [&["d1", "execute", "DB", "--yes"], arguments].concat();
        match self {
            Self::Local => local(&all),
            Self::Remote => wrangler(&[&all[..], &["--remote"]].concat()),
        }
    }
}

/// The rows of the first statement in an answer of wrangler.
fn rows(output: &Output) -> Result<Rows> {
    if !output.status.success() {
        eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        bail!("the database did not answer; wrangler's messages stand above");
    }
    let mut answers: Vec<Value> = serde_json::from_slice(&output.stdout).context("wrangler's answer is not JSON")?;
    let rows = answers.first_mut().and_then(|answer| answer.get_mut("results")).map(Value::take);
    Ok(serde_json::from_value(rows.unwrap_or_default())?)
}

fn says(output: &Output, text: &str) -> bool {
    [&output.stdout, &output.stderr].into_iter().any(|said| String::from_utf8_lossy(said).contains(text))
}

/// A busy database is asked again after this long, for a minute.
const BREATH: Duration = Duration::from_millis(200);
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a command of wrangler and tells how long it took.
fn run(what: &str, command: impl Fn() -> Command) -> Result<()> {
    begin(what)?;
    let watch = Watch::start();
    let output = patiently(&command)?;
    end(what, &command(), &output, &watch)
}

/// Runs a command of wrangler, again while another program writes: SQLite refuses a transaction then, and nothing of it
/// has happened.
fn patiently(command: impl Fn() -> Command) -> Result<Output> {
    let watch = Watch::start();
    let mut is_first = true;
    loop {
        let output = command().output().context("wrangler does not start")?;
        let is_busy = ["SQLITE_BUSY", "database is locked"].iter().any(|sign| says(&output, sign));
        if output.status.success() || !is_busy || watch.elapsed() > PATIENCE {
            return Ok(output);
        }
        if std::mem::take(&mut is_first) {
            println!("▸ another program writes to the database; waiting");
        }
        std::thread::sleep(BREATH);
    }
}

/// A text as SQL has it: its bytes in hexadecimal, which no content can end and no program edits.
pub(crate) fn literal(text: &str) -> String {
    format!("CAST(x'{}' AS TEXT)", hex(text.as_bytes()))
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// The folder of the local database.
fn state() -> std::path::PathBuf {
    std::env::var_os("FICHA_STATE").map_or_else(|| root().join(".wrangler/state"), Into::into)
}

/// A wrangler command on the local database: in the default folder, or where `FICHA_STATE` says.
pub(crate) fn local(arguments: &[&str]) -> Command {
    let mut wrangler = wrangler(arguments);
    if arguments.first() != Some(&"dev") {
        wrangler.arg("--local");
    }
    if let Some(folder) = std::env::var_os("FICHA_STATE") {
        wrangler.arg("--persist-to").arg(folder);
    }
    wrangler
}

#[cfg(test)]
mod tests {
    use super::literal;

    #[test]
    fn no_text_is_more_than_digits() {
        for text in ["", "a", "'); DROP TABLE clientes; --", "BEGIN TRANSACTION;", "\0", "\u{10FFFF}"] {
            let literal = literal(text);
            let digits = literal.strip_prefix("CAST(x'").and_then(|rest| rest.strip_suffix("' AS TEXT)")).unwrap();
            assert!(digits.bytes().all(|b| b.is_ascii_hexdigit()), "{text:?}");
            assert_eq!(digits.len(), 2 * text.len(), "{text:?}");
        }
    }
}
