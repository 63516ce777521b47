//! Whether every face of the rules says the same.

use crate::build;
use crate::shell::{command, run_in_view};
use anyhow::{Result, bail};
use ficha::Host;
use ficha::field::Fecha;
use std::io::{BufRead, Write};

/// Sends the same records through all of them; see `tests/agree`.
pub(crate) fn agree(arguments: &[String]) -> Result<()> {
    build::system()?;
    run_in_view("agreement", command("node", &["tests/agree/agree.mjs"]).args(arguments))?;
    run_in_view("RUC and DNI by python-stdnum", &mut command("node", &["tests/agree/oracle.mjs"]))
}

/// The native face: for each line `[schema, json]` the answer of the rules, a line each.
pub(crate) fn answer() -> Result<()> {
    let host = Host::native(today());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let (name, json): (String, String) = serde_json::from_str(&line?)?;
        let Some(schema) = ficha_wasm::SCHEMAS.iter().position(|schema| *schema == name) else { bail!("{name}?") };
        writeln!(out, "{}", ficha_wasm::answer(schema, json.as_bytes(), &host))?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "tasks run natively")]
fn today() -> Fecha {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Fecha::in_lima(i64::try_from(since_1970.as_millis()).unwrap_or_default())
}
