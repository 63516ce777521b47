//! Checks the dependencies: licences, sources and bans by `deny.toml`, and known vulnerabilities.

use crate::shell::{command, run_in_view};
use anyhow::{Context, Result, bail};

pub(crate) fn deny() -> Result<()> {
    let program = std::env::var("CARGO_DENY").context("run it as 'npm run deny', which gets cargo-deny")?;
    run_in_view("dependencies", &mut command(&program, &["check", "bans", "licenses", "sources"]))?;
    advisories(&program)
}

/// Looks for advisories, if their database can be fetched.
fn advisories(program: &str) -> Result<()> {
    let fetch = command(program, &["fetch", "db"]).output()?;
    if !fetch.status.success() {
        println!("▸ advisories: not run, the database cannot be fetched");
        return Ok(());
    }
    let output = command(program, &["check", "advisories"]).output()?;
    print!("{}", String::from_utf8_lossy(&output.stderr));
    if !output.status.success() {
        bail!("there are advisories; they stand above");
    }
    println!("▸ advisories: none");
    Ok(())
}
