//! What the crates depend on: licences, sources, and what is banned, by `deny.toml`.

use crate::shell::{command, run_in_view};
use anyhow::{Context, Result};

pub(crate) fn deny() -> Result<()> {
    let program = std::env::var("CARGO_DENY").context("run it as 'npm run deny', which gets cargo-deny")?;
    run_in_view("dependencies", &mut command(program, &["check", "bans", "licenses", "sources"]))
}
