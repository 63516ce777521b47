//! Every test, layer by layer, with a table at the end.

use crate::build;
use crate::shell::{Watch, command, root, run_in_view};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

/// What one runner covers, and how it is called.
struct Layer {
    name: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
}

const LAYERS: [Layer; 9] = [
    Layer {
        name: "rules, contract, tasks",
        program: "cargo",
        arguments: &[
            "test",
            "--quiet",
            "--workspace",
            "--all-features",
            "--lib",
            "--bins",
            "--tests",
            "--",
            "--format=pretty",
            "--show-output",
        ],
    },
    Layer {
        name: "examples in the docs",
        program: "cargo",
        arguments: &["test", "--quiet", "--workspace", "--all-features", "--doc", "--", "--format=pretty"],
    },
    Layer { name: "rules in wasm", program: "node", arguments: &["--test", SPEC, "tests/wasm/*.test.mjs"] },
    Layer {
        name: "worker on workerd and D1",
        program: "node",
        arguments: &["--test", SPEC, PAIRED, "tests/worker/*.test.mjs"],
    },
    Layer { name: "faults", program: "node", arguments: FAULTS },
    Layer { name: "packed npm package", program: "node", arguments: PACK },
    Layer { name: DOCUMENTS, program: "node", arguments: &["--test", SPEC, PAIRED, "tests/docs/*.test.mjs"] },
    Layer { name: BROWSER, program: "node", arguments: &["--test", SPEC, PAIRED, "tests/browser/*.test.mjs"] },
    Layer { name: MEASURED, program: "node", arguments: &["--test", SPEC, ALONE, "tests/browser/*.measured.mjs"] },
];

const BROWSER: &str = "pages in Chromium";
const MEASURED: &str = "pages, measured";
const DOCUMENTS: &str = "documents";
/// The consumers that are quick to try and differ most, and the whole programs.
const PACK: &[&str] = &[
    "tests/pack/runner.mjs",
    "--quick",
    "node",
    "esbuild",
    "typescript",
    "gates",
    "chromium",
    "hono",
    "hookform",
    "jest",
    "servidor",
];
const FAULTS: &[&str] = &["--no-warnings", "--test", SPEC, ALONE, "tests/faults/*.test.mjs"];
const SPEC: &str = "--test-reporter=spec";
/// Programs that mostly start and end take turns on two cores.
const PAIRED: &str = "--test-concurrency=2";
/// What measures time, or how a system stands a load, has the machine for itself.
const ALONE: &str = "--test-concurrency=1";

/// Tests that may be skipped.
const SKIPPED: &str = "tests/skipped.txt";

/// What a layer came to.
#[derive(Default)]
struct Tally {
    passed: u32,
    failed: u32,
    skipped: u32,
    vectors: u32,
    /// Skipped without being on the list.
    unlisted: Vec<String>,
}

/// Builds the system and runs every layer; fails if any test fails or is skipped without leave.
pub(crate) fn test() -> Result<()> {
    build::build()?;
    build::breakable_worker()?;
    let allowed = fs::read_to_string(root().join(SKIPPED)).context(SKIPPED)?;
    let rows = allowed.lines().filter(|line| !line.starts_with('#'));
    let allowed: Vec<&str> = rows.filter_map(|row| row.split_once(": ").map(|(name, _)| name)).collect();
    let mut table = Vec::new();
    let mut total = Tally::default();
    let mut broken = Vec::new();
    for Layer { name, program, arguments } in LAYERS {
        if let Some(missing) = missing_tool(name) {
            println!("\n── {name}\n\nnot run: {missing}");
            table.push(format!("{name:<26} not run: {missing}"));
            total.skipped += 1;
            if std::env::var("CI").is_ok_and(|ci| ci == "true") {
                broken.push(name);
            }
            continue;
        }
        println!("\n── {name}\n");
        let watch = Watch::start();
        let (tally, is_success) = run_layer(program, arguments, &allowed)?;
        if !is_success || tally.failed > 0 || !tally.unlisted.is_empty() || tally.passed == 0 {
            broken.push(name);
        }
        let seconds = watch.elapsed().as_secs_f32();
        table.push(format!("{name:<26} {:>6} {:>8} {:>8} {seconds:>8.1}", tally.passed, tally.vectors, tally.skipped));
        total.passed += tally.passed;
        total.failed += tally.failed;
        total.skipped += tally.skipped;
        for name in tally.unlisted {
            println!("skipped, and not on the list of {SKIPPED}: {name}");
        }
    }
    println!("\n{:<26} {:>6} {:>8} {:>8} {:>8}", "layer", "tests", "vectors", "skipped", "seconds");
    println!("{}\n", table.join("\n"));
    println!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
    if broken.is_empty() { Ok(()) } else { bail!("not passed: {}", broken.join("; ")) }
}

/// The long tier of the faults.
pub(crate) fn faults() -> Result<()> {
    build::system()?;
    build::breakable_worker()?;
    run_in_view("faults (about forty minutes)", command("node", FAULTS).env("FAULTS", "long"))
}

/// What a layer needs and this machine does not have, with how to get it.
fn missing_tool(layer: &str) -> Option<&'static str> {
    let has_browser = std::env::var("CHROMIUM").is_ok_and(|path| !path.is_empty());
    ([BROWSER, MEASURED, DOCUMENTS].contains(&layer) && !has_browser)
        .then_some("Chromium; install it or Chrome, or name one in CHROMIUM")
}

/// Runs a layer in view and counts on the way.
fn run_layer(program: &str, arguments: &[&str], allowed: &[&str]) -> Result<(Tally, bool)> {
    let mut child = command(program, arguments).stdout(Stdio::piped()).spawn().with_context(|| program.to_owned())?;
    let mut tally = Tally::default();
    for line in BufReader::new(child.stdout.take().context("no output")?).lines() {
        let line = line?;
        println!("{line}");
        tally.read(&line, allowed);
    }
    Ok((tally, child.wait()?.success()))
}

impl Tally {
    /// Understands the lines of cargo's and of Node's test runner.
    fn read(&mut self, line: &str, allowed: &[&str]) {
        let words: Vec<&str> = line.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
        match *words {
            ["test", "result:", _, passed, "passed", failed, "failed", ..] => {
                self.passed += number(passed);
                self.failed += number(failed);
            }
            [passed, "passed,", failed, "failed,", ..] => {
                self.passed += number(passed);
                self.failed += number(failed);
            }
            ["ℹ", "pass", passed] => self.passed += number(passed),
            ["ℹ", "fail", failed] => self.failed += number(failed),
            ["vectors:", count, ..] => self.vectors += number(count),
            ["test", name, "ignored" | "ignored,", ..] => self.skip(name, allowed),
            ["﹣", ..] => self.skip(line, allowed),
            [.., "#", "TODO"] => self.skip(line, allowed),
            _ => {}
        }
    }

    fn skip(&mut self, line: &str, allowed: &[&str]) {
        let name = line.trim_start_matches([' ', '﹣', '✔']);
        // Node puts the time and the reason behind the name.
        let name = name.rsplit_once(" (").map_or(name, |(name, _)| name);
        self.skipped += 1;
        if !allowed.contains(&name) {
            self.unlisted.push(name.to_owned());
        }
    }
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_the_runners_say() {
        let rows = [
            (
                "test result: ok. 2 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.05s",
                (2, 1, 0, 0),
            ),
            ("test field::ruc::tests::long ... ignored, takes an hour", (0, 0, 1, 0)),
            ("test field::ruc::tests::long ... ignored", (0, 0, 1, 0)),
            ("ℹ pass 12", (12, 0, 0, 0)),
            ("9 passed, 2 failed, 0 skipped", (9, 2, 0, 0)),
            ("ℹ fail 3", (0, 3, 0, 0)),
            ("﹣ reads a file (0.2ms) # SKIP", (0, 0, 1, 0)),
            ("  ﹣ reads a file (0.2ms) # no disk here", (0, 0, 1, 0)),
            ("✔ reads a file (0.2ms) # TODO", (0, 0, 1, 0)),
            ("vectors: 613 of field", (0, 0, 0, 613)),
            ("test result and other prose", (0, 0, 0, 0)),
        ];
        for (line, expected) in rows {
            let mut tally = Tally::default();
            tally.read(line, &[]);
            assert_eq!((tally.passed, tally.failed, tally.skipped, tally.vectors), expected, "{line}");
        }
    }

    #[test]
    fn only_listed_tests_may_be_skipped() {
        let mut tally = Tally::default();
        tally.read("﹣ reads a file (0.2ms) # SKIP", &["reads a file"]);
        assert!(tally.unlisted.is_empty());
        tally.read("﹣ reads a disk (0.2ms) # SKIP", &["reads a file"]);
        assert_eq!(tally.unlisted.len(), 1);
    }
}
