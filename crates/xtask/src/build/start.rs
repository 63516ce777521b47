//! The system on this machine: local workerd and D1, sample customers, the pages.

use super::{Part, build};
use anyhow::{Result, bail};
use ficha_operator::database::{Database, local};
use ficha_operator::project::port;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::{CommandExt, parent_id};
use std::path::Path;
use std::time::Duration;

const SAMPLE: &str = "crates/worker/sample.sql";

/// Builds, migrates, loads the sample and becomes wrangler.
pub(crate) fn start() -> Result<()> {
    let port = port()?;
    if TcpListener::bind(("127.0.0.1", port)).is_err() {
        bail!("port {port} is in use\n  Stop what uses it, or choose another one: PORT=8788 npm start");
    }
    build(Part::System)?;
    Database::open_local("tables")?.run_file("sample customers, if there are none", Path::new(SAMPLE))?;
    let _announcer = std::process::Command::new(std::env::current_exe()?).arg("announce").spawn()?;
    let port = port.to_string();
    let mut dev =
        local(&["dev", "--ip", "127.0.0.1", "--port", &port, "--var", "ACCESO:publico", "--var", "LIMITES:no"]);
    // Becoming wrangler, instead of waiting for it, lets every signal reach it.
    Err(dev.args(["--show-interactive-dev-session=false", "--log-level", "warn"]).exec().into())
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
