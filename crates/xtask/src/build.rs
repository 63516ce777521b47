//! What is shipped: the npm package, the pages and the Worker.

mod deploy;
mod licences;
mod module;
mod npm;
mod release;
mod start;

pub(crate) use deploy::deploy;
pub(crate) use release::release;
pub(crate) use start::{announce, start};

use crate::shell::{
    build_lock, command, copy_folder_except, empty_folder, is_fresh, npm_program, reproducible, root, run, run_in_view,
};
use anyhow::{Context, Result};
use clap::ValueEnum;
use module::WASM_FEATURES;

/// What every artefact is made with.
const MAKE: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "package-lock.json",
    "rust-toolchain.toml",
    "crates/xtask/src/build.rs",
    "crates/xtask/src/build",
    "crates/xtask/src/shell.rs",
];

/// The scripts of pages, and of the threads beside them.
const PAGES: [&str; 7] = ["index", "cliente", "direcciones", "publico", "revisar", "revisar/worker", "docs"];

/// What can be built by itself.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Part {
    /// The system and the packed npm package, in target/npm
    All,
    /// What `npm start` serves
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
        Part::Package => npm::package(),
        Part::Packed => npm::pack(),
        Part::Breakable => {
            make_system()?;
            breakable_worker()
        }
    }
}

fn make_system() -> Result<()> {
    npm::package()?;
    pages()?;
    worker()
}

/// The pages in `build/www`: what their scripts import is bundled in, `ficha` from the npm package.
fn pages() -> Result<()> {
    let built = root().join("build/www");
    if is_fresh("build/www/index.html", &[MAKE, &["www", "target/npm/ficha"]].concat()) {
        return Ok(());
    }
    empty_folder(&built)?;
    let options = [
        "--bundle",
        "--splitting",
        "--format=esm",
        "--minify",
        "--target=es2022",
        "--alias:ficha=./target/npm/ficha/esm/index.js",
        "--alias:ficha/form=./target/npm/ficha/esm/form.js",
        "--alias:ficha/en=./target/npm/ficha/esm/en.js",
        "--alias:ficha/lines=./target/npm/ficha/esm/lines.js",
        "--alias:ficha/ubigeo=./target/npm/ficha/esm/ubigeo.js",
        "--outdir=build/www",
        "--log-level=warning",
        "--legal-comments=linked",
        "--metafile=target/pages.json",
    ];
    let scripts = PAGES.map(|page| format!("www/{page}.js"));
    run("pages", command(npm_program("esbuild"), &options).args(scripts))?;
    let licences = licences::of_packages(&root().join("target/pages.json"))? + &licences::of_crates()?;
    std::fs::write(built.join("licencias.txt"), licences)?;
    copy_folder_except(&root().join("www"), &built, "js")
}

/// The Worker in `build/worker`.
fn worker() -> Result<()> {
    worker_in("build/worker", "worker (the first time takes a minute or two)", &[])
}

/// The Worker that breaks when it is asked to, in `build/breakable`, with a configuration of its own beside it.
fn breakable_worker() -> Result<()> {
    worker_in("build/breakable", "worker that can be broken", &[".", "--", "--features", "breakable"])?;
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

fn worker_in(folder: &str, what: &str, features: &[&str]) -> Result<()> {
    let inputs =
        ["crates/validation/Cargo.toml", "crates/validation/src", "crates/contract", "crates/sql", "crates/worker"];
    if is_fresh(&format!("{folder}/index.js"), &[MAKE, &inputs].concat()) {
        return Ok(());
    }
    let worker_build = std::env::var_os("WORKER_BUILD").context("WORKER_BUILD is not set: start with npm")?;
    let mut build = command(worker_build, &["--release", "--out-dir", &format!("../../{folder}")]);
    build
        .args(features)
        .current_dir(root().join("crates/worker"))
        .env("WASM_OPT_BIN", npm_program("wasm-opt"))
        .env("ESBUILD_BIN", npm_program("esbuild"))
        // A request whose caller went away is still answered to its end, so that nothing is left half done.
        .env("RUN_TO_COMPLETION", "1");
    run_in_view(what, reproducible(&mut build, &[]))?;
    let module = format!("{folder}/index_bg.wasm");
    let strip = [module.as_str(), "-Os", "--strip-debug", "--strip-producers", "-o", module.as_str()];
    run("worker, without the names of functions", command(npm_program("wasm-opt"), &strip).args(WASM_FEATURES))
}
