//! Mutation testing of the rules: every test that would miss a changed rule is found.

use crate::shell::{command, run_in_view};
use anyhow::{Context, Result};

/// Runs cargo-mutants on the crate `ficha`; what it finds stands in `target/mutants.out`.
pub(crate) fn mutants(arguments: &[String]) -> Result<()> {
    let tool = std::env::var_os("CARGO_MUTANTS").context("CARGO_MUTANTS is not set: start with npm")?;
    let fixed =
        ["mutants", "--package", "ficha", "--all-features", "--output", "target", "--no-shuffle", "--jobs", "2"];
    run_in_view("mutants (several hundred builds)", command(tool, &fixed).args(arguments))
}
