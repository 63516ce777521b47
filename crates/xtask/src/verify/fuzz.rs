//! Fuzzing with libFuzzer, which needs a nightly compiler.

use crate::shell::{command, root};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

const TARGETS: [&str; 6] = ["json", "ndjson", "csv", "update_cliente", "agregar_direccion", "update_cliente_publico"];

/// Runs every target for `seconds`, beginning with the vectors, and prints how often it ran.
pub(crate) fn fuzz(seconds: u32) -> Result<()> {
    let seeds = seeds()?;
    let mut table = Vec::new();
    for target in TARGETS {
        let corpus = format!("target/fuzz/corpus/{target}");
        fs::create_dir_all(root().join(&corpus))?;
        let tool = std::env::var_os("CARGO_FUZZ").context("CARGO_FUZZ is not set: start with npm")?;
        let limits = [format!("-max_total_time={seconds}"), "-max_len=4096".into(), "-print_final_stats=1".into()];
        let mut child = command(tool, &["run", "--fuzz-dir", "tests/fuzz", "--target-dir", "target/fuzz", target])
            .args([corpus.as_str(), seeds.as_str(), "--"])
            .args(limits)
            .env("RUSTUP_TOOLCHAIN", "nightly")
            .stderr(Stdio::piped())
            .spawn()
            .context("cargo fuzz does not start")?;
        let mut executions = String::new();
        for line in BufReader::new(child.stderr.take().context("no output")?).lines() {
            let line = line?;
            if let Some(count) = line.strip_prefix("stat::number_of_executed_units:") {
                executions = count.trim().to_owned();
            }
            println!("{line}");
        }
        if !child.wait()?.success() {
            bail!("{target} found something: its input stands above and in tests/fuzz/artifacts; make it a vector");
        }
        table.push(format!("{target:<24} {executions:>12}"));
    }
    println!("\n{:<24} {:>12}  ({seconds} s each, nothing found)\n{}", "target", "executions", table.join("\n"));
    Ok(())
}

/// Writes the bodies of the vectors, one a file, for the targets to begin with.
fn seeds() -> Result<String> {
    let folder = "target/fuzz/seeds";
    fs::create_dir_all(root().join(folder))?;
    let base: serde_json::Value = serde_json::from_slice(&fs::read(root().join("tests/vectors/base.json"))?)?;
    let mut records: Vec<String> = base.as_object().into_iter().flatten().map(|(_, body)| body.to_string()).collect();
    for kind in ["form", "table"] {
        for entry in fs::read_dir(root().join("tests/vectors").join(kind))? {
            let file: serde_json::Value = serde_json::from_slice(&fs::read(entry?.path())?)?;
            let cases = file.get("cases").and_then(serde_json::Value::as_array).into_iter().flatten();
            records.extend(cases.filter_map(|case| match (case.get("text"), case.get("body")) {
                (Some(text), _) => text.as_str().map(str::to_owned),
                (None, body) => body.map(ToString::to_string),
            }));
        }
    }
    let mut records: Vec<Vec<u8>> = records.into_iter().map(String::into_bytes).collect();
    for entry in fs::read_dir(root().join("tests/files"))? {
        records.push(fs::read(entry?.path())?);
    }
    for (number, record) in records.iter().enumerate() {
        fs::write(root().join(folder).join(number.to_string()), record)?;
    }
    Ok(folder.to_owned())
}
