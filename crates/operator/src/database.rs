//! The database of this machine or of the deployment, reached through wrangler.
//!
//! Messages are in Spanish, except for the names of steps, which the caller gives.

use crate::progress::{Watch, begin, shown};
use crate::project::{command, npm_program, root};
use anyhow::{Context, Result, bail};
use ficha_sql::APPLIED_MIGRATIONS;
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

const MIGRATIONS: &str = "crates/worker/migrations";

/// The database of this machine, or of the deployment.
#[derive(Clone, Copy, Debug)]
pub enum Database {
    /// The database of this machine, in the folder of wrangler, or in that of `FICHA_STATE`.
    Local,
    /// The database of the deployment, on Cloudflare.
    Remote,
}

/// Rows of an answer, by the names of their columns.
pub type Rows = Vec<Map<String, Value>>;

impl Database {
    /// Opens the database that a command works on. The tables of the deployment are made in a step of their own.
    pub(crate) fn open(is_remote: bool) -> Result<Self> {
        if is_remote { Ok(Self::Remote) } else { Self::open_local("tablas") }
    }

    /// Opens the local database; if it lacks tables, makes them in a step of this name.
    ///
    /// # Errors
    /// A newer version of the system made the tables, or wrangler fails.
    pub fn open_local(step: &str) -> Result<Self> {
        // Without the lock, two commands on a new folder would both make the tables.
        let folder = state();
        fs::create_dir_all(&folder).with_context(|| format!("no se puede crear {}", folder.display()))?;
        let turn = fs::File::create(folder.join("ficha.lock"))?;
        turn.lock()?;
        if !Self::Local.has_newest_tables()? {
            run(step, || local(&["d1", "migrations", "apply", "DB"]))?;
        }
        Ok(Self::Local)
    }

    /// True if there is a local database.
    pub(crate) fn is_here() -> bool {
        state().join("v3/d1").exists()
    }

    /// True if every migration of this folder is in the local database.
    ///
    /// # Errors
    /// The database is of a newer version, which might not expect what this version writes.
    fn has_newest_tables(self) -> Result<bool> {
        if !Self::is_here() {
            return Ok(false);
        }
        let files = fs::read_dir(root().join(MIGRATIONS)).context(MIGRATIONS)?;
        let known =
            files.map(|file| Ok(file?.file_name().to_string_lossy().into_owned())).collect::<Result<Vec<_>>>()?;
        let Some(applied) = self.applied_migrations()? else { return Ok(false) };
        if let Some(newer) = applied.iter().find(|name| !known.contains(name)) {
            bail!(
                "la base de datos es de una versión más nueva: tiene la migración {newer}, que esta carpeta no tiene\n  \
                 Actualiza esta carpeta, o dale una base propia: FICHA_STATE=<carpeta>"
            );
        }
        Ok(known.iter().all(|name| applied.contains(name)))
    }

    /// Returns the names of the migrations in the database; `None` before the first.
    fn applied_migrations(self) -> Result<Option<Vec<String>>> {
        let output = patiently(|| self.execute(&["--json", "--command", APPLIED_MIGRATIONS]))?;
        if !output.status.success() && says(&output, "no such table: d1_migrations") {
            return Ok(None);
        }
        let rows = rows(&output)?;
        Ok(Some(rows.iter().filter_map(|row| row.get("name")?.as_str()).map(str::to_owned).collect()))
    }

    /// Runs a file of SQL as one transaction, in a step of this name.
    ///
    /// # Errors
    /// Wrangler fails, or the name of the file is not UTF-8.
    pub fn run_file(self, step: &str, file: &Path) -> Result<()> {
        let file = file.to_str().context("el nombre del archivo no es UTF-8")?;
        run(step, || self.execute(&["--file", file]))
    }

    /// Runs statements in one transaction; returns the rows of the first.
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

/// Reads the rows of the first statement from an answer of wrangler.
fn rows(output: &Output) -> Result<Rows> {
    if !output.status.success() {
        eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        bail!("la base de datos no respondió; arriba están los mensajes de wrangler");
    }
    let mut answers: Vec<Value> =
        serde_json::from_slice(&output.stdout).context("la respuesta de wrangler no es JSON")?;
    let rows = answers.first_mut().and_then(|answer| answer.get_mut("results")).map(Value::take);
    Ok(serde_json::from_value(rows.unwrap_or_default())?)
}

fn says(output: &Output, text: &str) -> bool {
    [&output.stdout, &output.stderr].into_iter().any(|said| String::from_utf8_lossy(said).contains(text))
}

/// The time before a retry on a busy database; `PATIENCE` is the time after which retries end.
const BREATH: Duration = Duration::from_millis(200);
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a command of wrangler and prints how long it took.
fn run(step: &str, command: impl Fn() -> Command) -> Result<()> {
    begin(step)?;
    let watch = Watch::start();
    let output = patiently(&command)?;
    if !output.status.success() {
        println!();
        eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        bail!("{step}: wrangler falló; arriba están sus mensajes\n  la orden fue {}", shown(&command()));
    }
    println!("{:.1} s", watch.elapsed().as_secs_f32());
    Ok(())
}

/// Runs a command of wrangler, and retries while another program writes: SQLite then refuses the transaction, and
/// nothing of it is committed.
fn patiently(command: impl Fn() -> Command) -> Result<Output> {
    let watch = Watch::start();
    let mut is_first = true;
    loop {
        let output = command().output().context("wrangler no arranca")?;
        let is_busy = ["SQLITE_BUSY", "database is locked"].iter().any(|sign| says(&output, sign));
        if output.status.success() || !is_busy || watch.elapsed() > PATIENCE {
            return Ok(output);
        }
        if std::mem::take(&mut is_first) {
            println!("▸ otro programa escribe en la base de datos; se espera");
        }
        std::thread::sleep(BREATH);
    }
}

/// The folder of the local database.
#[must_use]
pub fn state() -> PathBuf {
    std::env::var_os("FICHA_STATE").map_or_else(|| root().join(".wrangler/state"), Into::into)
}

/// A wrangler command that asks no questions and writes no log of its own, which would contain every row of an answer.
pub fn wrangler(arguments: &[&str]) -> Command {
    let mut wrangler = command(npm_program("wrangler"), arguments);
    wrangler.env("CI", "true").env("WRANGLER_WRITE_LOGS", "false");
    wrangler
}

/// A wrangler command on the local database, in the default folder or in that of `FICHA_STATE`.
pub fn local(arguments: &[&str]) -> Command {
    let mut wrangler = wrangler(arguments);
    if arguments.first() != Some(&"dev") {
        wrangler.arg("--local");
    }
    if let Some(folder) = std::env::var_os("FICHA_STATE") {
        wrangler.arg("--persist-to").arg(folder);
    }
    wrangler
}
