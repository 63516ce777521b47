//! Builds of the npm package, the pages and the Worker.

mod bindings;
mod deploy;
mod licences;
mod module;
mod npm;
mod offline;
mod pages;
mod release;
mod start;
mod worker;

pub(crate) use deploy::deploy;
pub(crate) use release::release;
pub(crate) use start::{announce, start};

use crate::shell::{build_lock, root};
use anyhow::{Context, Result};
use clap::ValueEnum;
use npm::WHOLE;
use pages::PAGES;
use worker::{BREAKABLE, RELEASE};

/// The inputs of every artefact.
const MAKE: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    "rust-toolchain.toml",
    "crates/xtask/src/build.rs",
    "crates/xtask/src/build",
    "crates/xtask/src/shell.rs",
];

/// A part that can be built by itself.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Part {
    /// The system and the packed npm package, in target/npm
    All,
    /// The Worker and the pages, as they are deployed
    System,
    /// The npm package, unpacked
    Package,
    /// The npm package, packed
    Packed,
    /// The system, and a Worker that breaks when it is asked to
    Breakable,
}

/// Builds a part, after every other task of this folder that builds.
pub(crate) fn build(part: Part) -> Result<()> {
    let _alone = build_lock()?;
    match part {
        Part::All => {
            make_system()?;
            npm::pack()
        }
        Part::System => make_system(),
        Part::Package => WHOLE.build(),
        Part::Packed => npm::pack(),
        Part::Breakable => {
            make_system()?;
            breakable_worker()
        }
    }
}

fn make_system() -> Result<()> {
    WHOLE.build()?;
    PAGES.build()?;
    RELEASE.build()
}

/// The Worker that breaks when it is asked to, with a configuration of its own beside it.
fn breakable_worker() -> Result<()> {
    BREAKABLE.build()?;
    let mut settings = std::fs::read_to_string(root().join("wrangler.toml"))?;
    for (here, from_build) in [
        ("\"build/worker/index.js\"", "\"breakable/index.js\""),
        ("\"build/www\"", "\"www\""),
        ("\"crates/worker/migrations\"", "\"../crates/worker/migrations\""),
    ] {
        settings = settings.replace(here, from_build);
    }
    std::fs::write(root().join("build/breakable.toml"), settings).context("build/breakable.toml")
}
