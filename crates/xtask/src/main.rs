//! The tasks of a developer: `npm run <task>` prepares the tools and calls `cargo xtask <task>`.

mod build;
mod generate;
mod shell;
mod verify;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Builds, generates and verifies. `package.json` has the tasks with the tools that they need.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Tasks {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Serves the system on this machine
    Start {
        /// Serves the quick build for this machine even if a release is built
        #[arg(long)]
        quick: bool,
    },
    /// Waits until the system answers and says what to do with it
    #[command(hide = true)]
    Announce,
    /// Builds the npm package, the pages and the Worker
    Build {
        /// The part; without it, all
        #[arg(value_enum, default_value = "all")]
        part: build::Part,
    },
    /// Builds and deploys to Cloudflare
    #[command(disable_help_flag = true)]
    Deploy {
        /// Arguments for `wrangler deploy`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Checks what would be published
    Release {
        /// Nothing is published from here, so the flag must be given
        #[arg(long, required = true)]
        dry_run: bool,
    },
    /// Writes the files that follow from the tables
    Generate,
    /// Checks formats, lints, layers and generated files
    Check,
    /// Runs every test
    Test,
    /// Answers records from the standard input as the npm package does
    Answer,
    /// Compares the provers with the rules on records from the standard input
    Provers,
    /// Runs every fuzzing target
    Fuzz {
        /// Seconds for each
        #[arg(default_value_t = 60)]
        seconds: u32,
    },
    /// Checks dependencies: licences, sources, vulnerabilities
    Deny,
}

fn main() -> ExitCode {
    match run(Tasks::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}\n");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    match task {
        Task::Start { quick } => build::start(quick),
        Task::Announce => build::announce(),
        Task::Build { part } => build::build(part),
        Task::Deploy { arguments } => build::deploy(&arguments),
        Task::Release { .. } => build::release(),
        Task::Generate => generate::generate(),
        Task::Check => verify::check(),
        Task::Test => verify::test(),
        Task::Answer => verify::answer(),
        Task::Provers => verify::provers(),
        Task::Fuzz { seconds } => verify::fuzz(seconds),
        Task::Deny => verify::deny(),
    }
}
