//! The tasks behind the npm scripts. `setup.mjs` has put the tools in place before one of them runs.

mod build;
mod check;
mod generate;
mod layers;
mod shell;
mod start;
mod test;

use anyhow::{Result, bail};
use std::process::ExitCode;

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    match run(&task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}\n");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &str) -> Result<()> {
    match task {
        "start" => start::start(),
        "announce" => start::announce(),
        "test" => test::test(),
        "check" => check::check(),
        "build" => build::build(),
        "generate" => generate::generate(),
        _ => bail!("{task:?}: no such task; there are start, test, check, build and generate"),
    }
}
