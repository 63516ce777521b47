//! Runs every test, layer by layer, and prints a table at the end. A layer fails by its exit code or by a test that did
//! not pass; the counts are from a file that the runners write: `tests/report.mjs`, `tests/pack/runner.mjs`.

use crate::build::{Part, build};
use crate::shell::{Watch, command, root};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The program that runs the tests of a layer.
enum Runner {
    /// Cargo, with these arguments.
    Cargo(&'static [&'static str]),
    /// Node's runner, with a concurrency and the pattern of its files.
    Node(&'static str, &'static str),
    /// The runner of the packed package, with these consumers.
    Pack(&'static [&'static str]),
}

struct Layer {
    name: &'static str,
    needs_browser: bool,
    runner: Runner,
}

/// Runs three files at a time, for tests that mostly wait for programs to start and end: two leave a core idle.
const TOGETHER: &str = "--test-concurrency=3";
/// Runs one file at a time, for tests of time or of load, which need the machine for themselves.
const ALONE: &str = "--test-concurrency=1";

/// The consumers that are quick to test and differ most, and the whole programs.
const CONSUMERS: &[&str] =
    &["node", "esbuild", "typescript", "gates", "chromium", "hono", "hookform", "jest", "servidor"];

const LAYERS: [Layer; 9] = [
    Layer {
        name: "rules, contract, tasks",
        needs_browser: false,
        runner: Runner::Cargo(&["--lib", "--bins", "--tests", "--", "--include-ignored"]),
    },
    Layer { name: "examples in the docs", needs_browser: false, runner: Runner::Cargo(&["--doc"]) },
    Layer { name: "rules in wasm", needs_browser: false, runner: Runner::Node(TOGETHER, "tests/wasm/*.test.mjs") },
    Layer {
        name: "worker on workerd and D1",
        needs_browser: false,
        runner: Runner::Node(TOGETHER, "tests/worker/*.test.mjs"),
    },
    Layer { name: "faults", needs_browser: false, runner: Runner::Node(ALONE, "tests/faults/*.test.mjs") },
    Layer { name: "packed npm package", needs_browser: false, runner: Runner::Pack(CONSUMERS) },
    Layer { name: "documents", needs_browser: true, runner: Runner::Node(TOGETHER, "tests/docs/*.test.mjs") },
    Layer {
        name: "pages in Chromium",
        needs_browser: true,
        runner: Runner::Node(TOGETHER, "tests/browser/*.test.mjs"),
    },
    Layer { name: "pages, measured", needs_browser: true, runner: Runner::Node(ALONE, "tests/browser/*.measured.mjs") },
];

/// The file in which the runner of a layer writes its counts.
const REPORT: &str = "target/tests.json";

/// Builds the system and runs every layer. Fails if a test fails or is skipped. Without a browser, the layers that need
/// one are not run; in CI that is a failure.
pub(crate) fn test() -> Result<()> {
    build(Part::All)?;
    build(Part::Breakable)?;
    let has_browser = std::env::var("CHROMIUM").is_ok_and(|path| !path.is_empty());
    let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    let mut table = Vec::new();
    let mut broken = Vec::new();
    for Layer { name, needs_browser, runner } in &LAYERS {
        println!("\n── {name}\n");
        if *needs_browser && !has_browser {
            table.push(format!("{name:<26} not run: install Chromium or Chrome, or name one in CHROMIUM"));
            broken.extend(is_ci.then_some(*name));
            continue;
        }
        let watch = Watch::start();
        let is_good = runner.command().status().with_context(|| format!("{name} does not start"))?.success();
        let (passed, others) = counts().unwrap_or_default();
        if !is_good || others > 0 {
            broken.push(name);
        }
        let seconds = watch.elapsed().as_secs_f32();
        let result = if is_good && others == 0 { "passed" } else { "FAILED" };
        table.push(format!("{name:<26} {passed:>6} {others:>8} {seconds:>8.1}  {result}"));
    }
    println!("\n{:<26} {:>6} {:>8} {:>8}", "layer", "passed", "others", "seconds");
    println!("{}\n", table.join("\n"));
    if broken.is_empty() { Ok(()) } else { bail!("not passed: {}", broken.join("; ")) }
}

impl Runner {
    fn command(&self) -> Command {
        let report = report();
        // The report of an earlier layer would be taken for this layer's.
        let _ = fs::remove_file(&report);
        match self {
            Self::Cargo(arguments) => {
                let all = ["test", "--quiet", "--workspace", "--all-features"];
                command("cargo", &[&all[..], arguments].concat())
            }
            Self::Node(concurrency, files) => {
                let mut node = command("node", &["--no-warnings", "--test", concurrency]);
                node.args(["--test-reporter=spec", "--test-reporter-destination=stdout"])
                    .args(["--test-reporter=./tests/report.mjs", "--test-reporter-destination"])
                    .args([report.as_os_str(), files.as_ref()]);
                node
            }
            Self::Pack(consumers) => {
                let mut node = command("node", &["tests/pack/runner.mjs", "--quick"]);
                node.args(*consumers).env("REPORT", report);
                node
            }
        }
    }
}

fn report() -> PathBuf {
    root().join(REPORT)
}

/// Reads the numbers of tests that passed and that did not from the report; `None` if the runner writes no report.
fn counts() -> Option<(u64, u64)> {
    let report: Value = serde_json::from_slice(&fs::read(report()).ok()?).ok()?;
    Some((report.get("passed")?.as_u64()?, report.get("others")?.as_u64()?))
}
