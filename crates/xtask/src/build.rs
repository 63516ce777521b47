//! What is shipped: the npm package, the pages and the Worker.

use crate::shell::{command, copy_folder_except, empty_folder, is_fresh, npm_program, root, run, run_in_view};
use anyhow::{Context, Result};
use std::fmt::Write;
use std::fs;

/// What every artefact is made with.
const MAKE: &[&str] =
    &["Cargo.toml", "Cargo.lock", "package-lock.json", "rust-toolchain.toml", "crates/xtask/src/build.rs"];

/// Features that every browser and runtime of the last years has. `--all-features` would give a
/// module that workerd refuses.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The pages that have a script.
const PAGES: [&str; 3] = ["cliente", "direcciones", "publico"];

/// Everything, and the packed npm package in `target/npm/`.
pub(crate) fn build() -> Result<()> {
    system()?;
    let npm = root().join("target/npm");
    run("npm pack", command("npm", &["pack", "--silent", "--pack-destination", ".."]).current_dir(npm.join("ficha")))
}

/// What `npm start` serves.
pub(crate) fn system() -> Result<()> {
    package()?;
    pages()?;
    worker()
}

/// The npm package, unpacked, in `target/npm/ficha`.
pub(crate) fn package() -> Result<()> {
    let inputs = [MAKE, &["crates/validation/Cargo.toml", "crates/validation/src", "crates/wasm"]].concat();
    let built = "target/npm/ficha/core.hex.js";
    if is_fresh(built, &inputs) {
        return Ok(());
    }
    let wasm = "target/wasm32-unknown-unknown/core/ficha_wasm.wasm";
    let cargo =
        ["build", "--quiet", "--package", "ficha-wasm", "--profile", "core", "--target", "wasm32-unknown-unknown"];
    run("core module", reproducible(&mut command("cargo", &cargo)))?;
    let package = root().join("target/npm/ficha");
    empty_folder(&package)?;
    copy_folder_except(&root().join("crates/wasm/npm"), &package, "")?;
    let core = "target/npm/ficha/core.wasm";
    let options = ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features", wasm, "-o", core];
    run("core module, smaller", command(npm_program("wasm-opt"), &options).args(WASM_FEATURES))?;
    let bytes = fs::read(root().join(core))?;
    let mut hex = String::from("// The bytes of core.wasm.\nexport default '");
    for byte in bytes {
        write!(hex, "{byte:02x}")?;
    }
    hex.push_str("';\n");
    fs::write(root().join(built), hex).context("the npm package cannot be written")
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
        "--alias:ficha=./target/npm/ficha/index.js",
        "--outdir=build/www",
        "--log-level=warning",
    ];
    let scripts = PAGES.map(|page| format!("www/{page}.js"));
    run("pages", command(npm_program("esbuild"), &options).args(scripts))?;
    copy_folder_except(&root().join("www"), &built, "js")
}

/// The Worker in `build/worker`.
fn worker() -> Result<()> {
    let inputs = ["crates/validation/Cargo.toml", "crates/validation/src", "crates/contract", "crates/worker"];
    if is_fresh("build/worker/index.js", &[MAKE, &inputs].concat()) {
        return Ok(());
    }
    let worker_build = std::env::var_os("WORKER_BUILD").context("WORKER_BUILD is not set: start with npm")?;
    let mut build = command(worker_build, &["--release", "--out-dir", "../../build/worker"]);
    build
        .current_dir(root().join("crates/worker"))
        .env("WASM_OPT_BIN", npm_program("wasm-opt"))
        .env("ESBUILD_BIN", npm_program("esbuild"));
    run_in_view("worker (the first time takes a minute or two)", reproducible(&mut build))
}

/// Keeps the paths of this machine out of panic messages, and the artefacts where they are looked for.
fn reproducible(command: &mut std::process::Command) -> &mut std::process::Command {
    let home = std::env::var("HOME").unwrap_or_default();
    let cargo_home = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
    let flags = [(cargo_home, "/cargo"), (root().display().to_string(), "/ficha")];
    let flags = flags.map(|(from, to)| format!("--remap-path-prefix={from}={to}"));
    // Separated by 0x1F, because a path may have spaces.
    command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")).env("CARGO_TARGET_DIR", root().join("target"))
}
