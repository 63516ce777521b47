//! Checks a release and prints what it would publish.
//!
//! Nothing is published from here: what it prints at the end are the commands to do it with.

use super::deploy::DRY_RUN;
use super::{Part, build, deploy};
use crate::shell::{command, empty_folder, root, run_in_view, version};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The folder in which the crates are packed, and built as they are packed.
const PACKED: &str = "target/crates";
/// The crates that are published.
const CRATES: [&str; 3] = ["ficha", "ficha-contract", "ficha-client"];
/// The list of files in the packed npm package.
const CONTENTS: &str = "crates/wasm/npm/contents.txt";
/// Folders whose every byte follows from the sources.
const BUILT: [&str; 3] = ["target/npm/ficha", "build/worker", "build/www"];

type Hashes = BTreeMap<String, String>;

/// Checks everything and prints what would be published.
pub(crate) fn release() -> Result<()> {
    let commit = committed()?;
    versions_in_step()?;
    build(Part::All)?;
    contents_as_listed()?;
    crates()?;
    deploy(&[DRY_RUN.to_owned()])?;
    let hashes = hashes_in(&root())?;
    same_elsewhere(&hashes)?;
    print(&commit, &hashes)
}

/// The commit that is checked out, with nothing beside it.
fn committed() -> Result<String> {
    let git = |arguments: &[&str]| said(&mut command("git", arguments));
    if !git(&["status", "--porcelain"])?.is_empty() {
        bail!("there are changes that are not committed; a release is made of a commit");
    }
    Ok(git(&["rev-parse", "HEAD"])?.trim().to_owned())
}

/// The version stands in four places; `npm.rs` compares the npm package's, `generate` the one in `openapi.json`.
fn versions_in_step() -> Result<()> {
    let version = version();
    let changelog = fs::read_to_string(root().join("CHANGELOG.md"))?;
    if !changelog.contains(&format!("\n## [{version}]")) {
        bail!("CHANGELOG.md: no heading '## [{version}] - <date>'");
    }
    let settings = fs::read_to_string(root().join("Cargo.toml"))?;
    let pinned = settings.lines().filter(|line| line.starts_with("ficha") && line.contains("path = "));
    if let Some(line) = pinned.into_iter().find(|line| !line.contains(&format!("version = \"{version}\""))) {
        bail!("Cargo.toml: not {version}: {line}");
    }
    println!("▸ versions: {version} in Cargo.toml and CHANGELOG.md");
    Ok(())
}

fn packed() -> String {
    format!("target/npm/ficha-{}.tgz", version())
}

/// The packed files are those that a reader of the list agreed to.
fn contents_as_listed() -> Result<()> {
    let listed = said(&mut command("tar", &["-tzf", &packed()]))?;
    let mut found: Vec<String> = listed.lines().map(without_hash).collect();
    found.sort();
    found.dedup();
    let found = found.join("\n") + "\n";
    let expected = fs::read_to_string(root().join(CONTENTS)).unwrap_or_default();
    if found != expected {
        fs::write(root().join("target/npm/contents.txt"), &found)?;
        bail!("{}: not what {CONTENTS} lists; what it holds is in target/npm/contents.txt", packed());
    }
    println!("▸ {}: {} files, as listed", packed(), found.lines().count());
    Ok(())
}

/// Bundles name the parts that they share by a hash.
fn without_hash(path: &str) -> String {
    match path.split_once("shared-") {
        Some((folder, _)) => format!("{folder}shared-*.js"),
        None => path.to_owned(),
    }
}

/// The crates as crates.io would get them, each built from what is packed.
fn crates() -> Result<()> {
    let cargo = |arguments: &[&str]| {
        let mut cargo = command("cargo", arguments);
        // Built beside the crates of this folder, those that are packed would be taken for them.
        cargo.env("CARGO_TARGET_DIR", root().join(PACKED));
        cargo
    };
    run_in_view("crates", &mut cargo(&["publish", "--workspace", "--quiet", DRY_RUN]))?;
    // `cargo publish` deletes the crates that it packs.
    let packages = CRATES.map(|name| format!("--package={name}"));
    run_in_view("crates, packed", cargo(&["package", "--quiet", "--no-verify"]).args(packages))
}

/// Builds the same commit in another folder and compares every byte.
fn same_elsewhere(here: &Hashes) -> Result<()> {
    let elsewhere = std::env::temp_dir().join("ficha elsewhere");
    empty_folder(&elsewhere)?;
    fs::remove_dir(&elsewhere)?;
    let path = elsewhere.to_str().context("a folder for temporary files with a plain name")?;
    let clone = ["clone", "--quiet", "--local", ".", path];
    run_in_view("the same commit in another folder", &mut command("git", &clone))?;
    // A link would show the bundler this folder's path.
    run_in_view("npm packages", &mut command("cp", &["-R", "node_modules", path]))?;
    let mut build = command("cargo", &["run", "--quiet", "--package", "xtask", "--", "build"]);
    run_in_view("built there (some minutes)", build.current_dir(&elsewhere))?;
    let there = hashes_in(&elsewhere)?;
    fs::remove_dir_all(&elsewhere)?;
    let differ: Vec<&String> =
        here.keys().chain(there.keys()).filter(|path| here.get(*path) != there.get(*path)).collect();
    if !differ.is_empty() {
        bail!("built in two folders, these differ: {differ:?}");
    }
    println!("▸ built in two folders: {} files, the same bytes", here.len());
    Ok(())
}

/// The digests of all that is built in a checkout, by path.
fn hashes_in(checkout: &Path) -> Result<Hashes> {
    let mut hashes = Hashes::new();
    for folder in BUILT {
        add_hashes(&mut hashes, checkout, folder)?;
    }
    hashes.insert(packed(), hash(&checkout.join(packed()))?);
    Ok(hashes)
}

fn add_hashes(hashes: &mut Hashes, checkout: &Path, folder: &str) -> Result<()> {
    for entry in fs::read_dir(checkout.join(folder)).with_context(|| folder.to_owned())? {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            add_hashes(hashes, checkout, &path)?;
        } else {
            hashes.insert(path, hash(&entry.path())?);
        }
    }
    Ok(())
}

fn hash(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    Ok(format!("{:x}", Sha256::digest(bytes)))
}

fn print(commit: &str, hashes: &Hashes) -> Result<()> {
    println!("\nWould be published, of commit {commit}:\n");
    let shown = |path: &&String| path.ends_with(".wasm") || path.ends_with(".tgz") || path.ends_with("worker/index.js");
    for path in hashes.keys().filter(shown) {
        println!("  {}  {path}", hashes[path]);
    }
    for name in CRATES {
        let path = format!("{PACKED}/package/{name}-{}.crate", version());
        println!("  {}  {path}", hash(&root().join(&path))?);
    }
    println!("\nTo publish it:\n");
    println!("  git tag v{0} && git push origin v{0}\n  npm publish {1}", version(), packed());
    println!("  cargo publish --workspace\n  npm run deploy -- --var ACCESO:token\n");
    Ok(())
}

fn said(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("{command:?} does not start"))?;
    if !output.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}
