//! The system on this machine: local workerd and D1, sample customers, the pages.

use super::{pages, worker};
use crate::shell::{Watch, build_lock, root};
use anyhow::{Context, Result, bail};
use ficha_operator::database::{Database, local, state};
use ficha_operator::project::port;
use sha2::{Digest, Sha256};
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::{CommandExt, parent_id};
use std::path::Path;
use std::time::Duration;

const SAMPLE: &str = "crates/worker/sample.sql";
const MIGRATIONS: &str = "crates/worker/migrations";
/// In the folder of the database: the digest of the tables and the sample that it has.
const STAMP: &str = "ficha-tables";

/// Builds, migrates, loads the sample and becomes wrangler.
pub(crate) fn start(quick: bool) -> Result<()> {
    let port = port()?;
    if TcpListener::bind(("127.0.0.1", port)).is_err() {
        bail!("port {port} is in use\n  Stop what uses it, or choose another one: PORT=8788 npm start");
    }
    let (worker, pages) = build(quick)?;
    let worker = format!("{worker}/index.js");
    let _announcer = std::process::Command::new(std::env::current_exe()?).arg("announce").spawn()?;
    let port = port.to_string();
    let mut dev =
        local(&["dev", &worker, "--assets", pages, "--ip", "127.0.0.1", "--port", &port, "--var", "ACCESO:publico"]);
    // Becoming wrangler, instead of waiting for it, lets every signal reach it.
    Err(dev.args(["--var", "LIMITES:no", "--show-interactive-dev-session=false", "--log-level", "warn"]).exec().into())
}

/// Builds what is served and fills the database; returns the folders of the Worker and of the pages. A release that is
/// built already is served, unless `quick` is set. Otherwise the Worker is compiled quickly, for this machine, beside
/// everything else.
fn build(quick: bool) -> Result<(&'static str, &'static str)> {
    let _alone = build_lock()?;
    if !quick && worker::RELEASE.is_fresh() && pages::PAGES.is_fresh() {
        tables()?;
        return Ok((worker::RELEASE.folder, pages::PAGES.folder));
    }
    let watch = Watch::start();
    let compiling = if worker::LOCAL.is_fresh() {
        None
    } else {
        println!("▸ {} (the first time about a minute), beside the rest", worker::LOCAL.step);
        Some(worker::LOCAL.cargo().arg("--quiet").spawn().context("cargo does not start")?)
    };
    pages::LOCAL.build()?;
    tables()?;
    if let Some(mut compiling) = compiling {
        if !compiling.wait()?.success() {
            bail!("the worker does not compile; the messages stand above");
        }
        worker::LOCAL.assemble()?;
        println!("▸ worker: compiled, {:.1} s", watch.elapsed().as_secs_f32());
    }
    Ok((worker::LOCAL.folder, pages::LOCAL.folder))
}

/// Makes the tables and loads the sample, unless the stamp says that they are there.
fn tables() -> Result<()> {
    let digest = digest_of_tables()?;
    let stamp = state().join(STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|found| found == digest) {
        return Ok(());
    }
    Database::open_local("tables")?.run_file("sample customers, if there are none", Path::new(SAMPLE))?;
    fs::write(&stamp, digest).with_context(|| stamp.display().to_string())
}

fn digest_of_tables() -> Result<String> {
    let entries = fs::read_dir(root().join(MIGRATIONS)).context(MIGRATIONS)?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    paths.push(root().join(SAMPLE));
    // Its `database_id` names the local database.
    paths.push(root().join("wrangler.toml"));
    let mut digest = Sha256::new();
    for path in paths {
        digest.update(fs::read(&path).with_context(|| path.display().to_string())?);
    }
    Ok(format!("{:x}", digest.finalize()))
}

/// Waits until the system answers and says what to do with it.
pub(crate) fn announce() -> Result<()> {
    let port = port()?;
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let wrangler = parent_id();
    while TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_err() {
        if parent_id() != wrangler {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    println!(
        "
ficha is running. Open  http://127.0.0.1:{port}

Or change the phone of client 42:

  curl -X PUT http://127.0.0.1:{port}/api/clientes/42 \\
    -H 'Content-Type: application/json' \\
    -d '{{\"telefono\": \"+5559876543\"}}'

Ctrl-C stops it; the data stays.
"
    );
    Ok(())
}
