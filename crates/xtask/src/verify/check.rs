//! Checks the things that a reviewer should not have to look at: formatting, lints, layers, generated files.

use super::{layers, statements};
use crate::build::{Part, build};
use crate::generate;
use crate::shell::{command, root, run};
use anyhow::Result;

/// Runs every check, the quickest first.
pub(crate) fn check() -> Result<()> {
    layers::check()?;
    statements::check()?;
    generate::is_up_to_date()?;
    run("format of the Rust files", &mut command("cargo", &["fmt", "--all", "--check"]))?;
    let biome = root().join("tests/node_modules/.bin/biome");
    run("format and lints of the other files", &mut command(biome, &["check", "."]))?;
    build(Part::Package)?;
    let tsc = root().join("tests/node_modules/.bin/tsc");
    run("types of the npm package", &mut command(tsc, &["--project", "tests/types"]))?;
    for features in [&[][..], &["--all-features"]] {
        let doc =
            ["doc", "--quiet", "--no-deps", "--package=ficha", "--package=ficha-contract", "--package=ficha-client"];
        let mut doc = command("cargo", &[&doc[..], features].concat());
        run(&format!("documentation {}", features.concat()), doc.env("RUSTDOCFLAGS", "-D warnings"))?;
    }
    let lint = ["clippy", "--quiet", "--workspace", "--all-features", "--all-targets"];
    run("lints, native", &mut command("cargo", &[&lint[..], &["--", "-D", "warnings"]].concat()))?;
    // Each package is linted alone: together they would share features, and the core has no standard library.
    for package in ["ficha-wasm", "ficha-client", "ficha-worker", "ficha-workbook"] {
        let lint = ["clippy", "--quiet", "--all-features", "-p", package, "--target", "wasm32-unknown-unknown"];
        let mut clippy = command("cargo", &[&lint[..], &["--", "-D", "warnings"]].concat());
        run(&format!("lints, {package} in wasm"), &mut clippy)?;
    }
    Ok(())
}
