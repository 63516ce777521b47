//! The Worker: the wasm module, its bindings, and the entry around them.

use super::MAKE;
use super::bindings::bind;
use super::module::WASM_FEATURES;
use crate::shell::{command, empty_folder, is_fresh, npm_program, reproducible, root, run, run_in_view};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// A build of the Worker.
pub(super) struct Worker {
    /// The folder of the result, in which wrangler finds `index.js`.
    pub(super) folder: &'static str,
    pub(super) step: &'static str,
    pub(super) features: &'static [&'static str],
    /// True for a build in the dev profile and without wasm-opt, which only this machine serves.
    pub(super) is_quick: bool,
}

/// The one that is deployed and tested.
pub(super) const RELEASE: Worker = Worker {
    folder: "build/worker",
    step: "worker (the first time takes a minute or two)",
    features: &[],
    is_quick: false,
};

/// The one that `npm start` serves where the release is not built.
pub(super) const LOCAL: Worker =
    Worker { folder: "build/local/worker", step: "worker, compiled for this machine", features: &[], is_quick: true };

/// The one that breaks when a request asks for it.
pub(super) const BREAKABLE: Worker = Worker {
    folder: "build/breakable",
    step: "worker that can be broken",
    features: &["--features=breakable"],
    is_quick: false,
};

const INPUTS: [&str; 5] =
    ["crates/validation/Cargo.toml", "crates/validation/src", "crates/contract", "crates/sql", "crates/worker"];

impl Worker {
    /// True if it is built and newer than its sources.
    pub(super) fn is_fresh(&self) -> bool {
        is_fresh(&format!("{}/index.js", self.folder), &[MAKE, &INPUTS].concat())
    }

    pub(super) fn build(&self) -> Result<()> {
        if self.is_fresh() {
            return Ok(());
        }
        run_in_view(self.step, &mut self.cargo())?;
        self.assemble()
    }

    /// Begins to compile; [`Worker::assemble`] comes when it has ended.
    pub(super) fn cargo(&self) -> Command {
        let profile = if self.is_quick { "dev" } else { "release" };
        let arguments = ["build", "--package=ficha-worker", "--target=wasm32-unknown-unknown", "--profile", profile];
        let mut cargo = command("cargo", &arguments);
        reproducible(cargo.args(self.features), &[]);
        cargo
    }

    /// Binds the compiled module and writes the entry.
    pub(super) fn assemble(&self) -> Result<()> {
        let parts = format!("target/worker/{}", self.folder);
        empty_folder(&root().join(&parts))?;
        let built = if self.is_quick { "debug" } else { "release" };
        let module = format!("target/wasm32-unknown-unknown/{built}/ficha_worker.wasm");
        bind(&module, &parts, "index", true)?;
        empty_folder(&root().join(self.folder))?;
        self.module(&format!("{parts}/index_bg.wasm"))?;
        self.entry(&parts)
    }

    /// The module without what only a debugger reads.
    fn module(&self, bound: &str) -> Result<()> {
        let module = format!("{}/index_bg.wasm", self.folder);
        if self.is_quick {
            fs::copy(root().join(bound), root().join(&module)).context(module)?;
            return Ok(());
        }
        // Bindings catch exceptions of JavaScript in the module itself.
        let options =
            [bound, "-Os", "--strip-debug", "--strip-producers", "--enable-exception-handling", "-o", &module];
        run("worker, smaller", command(npm_program("wasm-opt"), &options).args(WASM_FEATURES))
    }

    fn entry(&self, parts: &str) -> Result<()> {
        let mut esbuild = command(npm_program("esbuild"), &["crates/worker/entry.js", "--bundle", "--format=esm"]);
        esbuild
            .args(["--minify", "--target=es2022", "--log-level=warning", "--external:./index_bg.wasm"])
            .arg(format!("--alias:bindings=./{parts}/index.js"))
            .arg(format!("--outfile={}/index.js", self.folder));
        run("worker, entry", &mut esbuild)
    }
}
