//! The system on Cloudflare: tables first, as every version runs on those of the next one, then the Worker.

use super::{Part, build};
use crate::shell::run_in_view;
use anyhow::Result;
use ficha_operator::database::wrangler;

/// The argument of `wrangler deploy` with which nothing leaves the machine.
pub(super) const DRY_RUN: &str = "--dry-run";

/// Builds, migrates and deploys; the arguments go to `wrangler deploy`, such as `--var ACCESO:token`.
pub(crate) fn deploy(arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| ["--help", "-h"].contains(&argument.as_str())) {
        println!("npm run deploy -- [--dry-run] [--var NAME:value …] [anything else that 'wrangler deploy' takes]");
        return Ok(());
    }
    build(Part::System)?;
    if !arguments.iter().any(|argument| argument == DRY_RUN) {
        run_in_view("tables", &mut wrangler(&["d1", "migrations", "apply", "DB", "--remote"]))?;
    }
    run_in_view("Worker and pages", wrangler(&["deploy"]).args(arguments))
}
