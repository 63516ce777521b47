//! The benchmarks: peers side by side, each suite in one run.

use crate::build;
use crate::shell::{command, run_in_view};
use anyhow::Result;

/// Runs the suites named, or the usual ones; see `tests/bench`.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    build::build()?;
    run_in_view("benchmarks", command("node", &["tests/bench/run.mjs"]).args(arguments))
}
