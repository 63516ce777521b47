//! Shows the steps of a command and how long they took.

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
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

/// Shows a command in a message, without the arguments that are longer than a line, such as the SQL of a customer.
#[must_use]
pub fn shown(command: &Command) -> String {
    let short = |text: &std::ffi::OsStr| match text.to_string_lossy() {
        text if text.len() > 200 => "…".to_owned(),
        text => format!("{text:?}"),
    };
    std::iter::once(command.get_program()).chain(command.get_args()).map(short).collect::<Vec<_>>().join(" ")
}

/// Measures the time of a step.
#[derive(Clone, Copy, Debug)]
pub struct Watch(Instant);

impl Watch {
    /// Starts to measure.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "commands run natively")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Returns the time since the start.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Shows how much of a file was read, the rate and the time left, if the output is a terminal.
#[must_use]
pub fn bytes(size: u64) -> ProgressBar {
    let template = "{percent:>3} % {wide_bar} {bytes} de {total_bytes}, {bytes_per_sec}, faltan {eta}";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(size).with_style(style)
}

/// Moves a bar to a share of its length, from 0 to 1.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a length"
)]
pub fn show(bar: &ProgressBar, share: f64) {
    bar.set_position((share * bar.length().unwrap_or_default() as f64) as u64);
}
