//! Steps in view: what is done now, and how long it took.

use anyhow::Result;
use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

/// Prints the name of a step, without an end of line.
///
/// # Errors
/// The output is closed.
pub fn begin(step: &str) -> Result<()> {
    print!("▸ {step} … ");
    Ok(std::io::stdout().flush()?)
}

/// A command for a message: no argument is longer than a line, as the SQL of a customer would be.
#[must_use]
pub fn shown(command: &Command) -> String {
    let short = |text: &std::ffi::OsStr| match text.to_string_lossy() {
        text if text.len() > 200 => "…".to_owned(),
        text => format!("{text:?}"),
    };
    std::iter::once(command.get_program()).chain(command.get_args()).map(short).collect::<Vec<_>>().join(" ")
}

/// Measures a step.
#[derive(Clone, Copy, Debug)]
pub struct Watch(Instant);

impl Watch {
    /// Begins now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "commands run natively")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// The time since.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
