//! Running programs in view, and looking at files.

use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

pub(crate) use ficha_operator::progress::Watch;
use ficha_operator::progress::{begin, shown};
pub(crate) use ficha_operator::project::{command, npm_program, root};

/// Waits until no other task builds in this folder; the next one may when the file is dropped.
pub(crate) fn build_lock() -> Result<File> {
    let folder = root().join("target");
    fs::create_dir_all(&folder)?;
    let file = File::create(folder.join("ficha.lock")).context("target/ficha.lock")?;
    if file.try_lock().is_err() {
        println!("▸ another task builds here; this one goes on after it");
        file.lock()?;
    }
    Ok(file)
}

/// Runs a command, shows what it says only if it fails, and tells how long it took.
pub(crate) fn run(what: &str, command: &mut Command) -> Result<()> {
    begin(what)?;
    let watch = Watch::start();
    let output = command.output().with_context(|| format!("{what}: {command:?} does not start"))?;
    if !output.status.success() {
        println!();
        eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        bail!("{what} failed; its messages stand above\n  the command was {}", shown(command));
    }
    println!("{:.1} s", watch.elapsed().as_secs_f32());
    Ok(())
}

/// Runs a command that takes long, so that what it says is its progress.
pub(crate) fn run_in_view(what: &str, command: &mut Command) -> Result<()> {
    println!("▸ {what}");
    let watch = Watch::start();
    let status = command.status().with_context(|| format!("{what}: {command:?} does not start"))?;
    if !status.success() {
        bail!("{what} failed; its messages stand above\n  the command was {command:?}");
    }
    println!("  {:.1} s", watch.elapsed().as_secs_f32());
    Ok(())
}

/// True if `output` is newer than everything in `inputs`, as in `make`.
pub(crate) fn is_fresh(output: &str, inputs: &[&str]) -> bool {
    let Some(built) = modified(&root().join(output)) else { return false };
    inputs.iter().all(|input| newest(&root().join(input)).is_some_and(|newest| newest < built))
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}

fn newest(path: &Path) -> Option<SystemTime> {
    let inside = fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path()));
    inside.chain(modified(path)).max()
}

/// Makes a folder without anything in it.
pub(crate) fn empty_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs::remove_dir_all(path)?;
    }
    fs::create_dir_all(path).with_context(|| format!("{} cannot be made", path.display()))
}

/// Copies a folder with everything in it but the files with one extension.
pub(crate) fn copy_folder_except(from: &Path, to: &Path, extension: &str) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder_except(&entry.path(), &target, extension)?;
        } else if target.extension().is_none_or(|found| found != extension) {
            fs::write(target, fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

/// Keeps the paths of this machine out of panic messages, and the artefacts where they are looked for.
pub(crate) fn reproducible<'c>(command: &'c mut Command, more_flags: &[&str]) -> &'c mut Command {
    let home = std::env::var("HOME").unwrap_or_default();
    let cargo_home = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
    let flags = [(cargo_home, "/cargo"), (root().display().to_string(), "/ficha")];
    let flags = flags.map(|(from, to)| format!("--remap-path-prefix={from}={to}"));
    let flags: Vec<&str> = flags.iter().map(String::as_str).chain(more_flags.iter().copied()).collect();
    // Separated by 0x1F, because a path may have spaces.
    command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")).env("CARGO_TARGET_DIR", root().join("target"))
}

/// The version of the workspace.
pub(crate) fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
