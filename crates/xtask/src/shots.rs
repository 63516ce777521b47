//! Pictures of the pages.

use crate::build;
use crate::shell::{command, run_in_view};
use anyhow::Result;

/// Takes them, of all states or of those that are named.
pub(crate) fn shots(arguments: &[String]) -> Result<()> {
    build::system()?;
    run_in_view("pictures", command("node", &["tests/browser/shots.mjs"]).args(arguments))
}
