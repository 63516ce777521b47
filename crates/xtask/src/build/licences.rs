//! The licences and notices of what others wrote and we hand out: crates in the modules, packages in the pages.

use crate::shell::{command, root};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// A text of others, with the folder in which its licence lies.
struct Work {
    name: String,
    licence: String,
    authors: String,
    folder: PathBuf,
}

/// The crates in the modules of the npm package: a text with the licence of each.
pub(super) fn of_crates() -> Result<String> {
    let tree = output(&[
        "tree",
        "--package=ficha-wasm",
        "--package=ficha-client",
        "--package=ficha-workbook",
        "--target=wasm32-unknown-unknown",
        "--all-features",
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--format={p}",
    ])?;
    let used: Vec<(&str, &str)> = tree.lines().filter_map(|line| line.split_once(" v")).collect();
    let metadata: Value = serde_json::from_str(&output(&["metadata", "--format-version=1"])?)?;
    let packages = metadata.get("packages").and_then(Value::as_array).context("cargo metadata has no packages")?;
    let mut works = Vec::new();
    for package in packages {
        let text = |member: &str| package.get(member).and_then(Value::as_str).unwrap_or_default();
        let is_used =
            used.iter().any(|(name, rest)| *name == text("name") && rest.split(' ').next() == Some(text("version")));
        // Our own have no source.
        if is_used && package.get("source").is_some_and(Value::is_string) {
            let folder = Path::new(text("manifest_path")).parent().context("a manifest lies in a folder")?.to_owned();
            works.push(Work {
                name: format!("{} {}", text("name"), text("version")),
                licence: text("license").to_owned(),
                authors: String::new(),
                folder,
            });
        }
    }
    written(works)
}

/// The npm packages in a bundle, by the metafile that esbuild wrote: a text with the licence of each.
pub(super) fn of_packages(metafile: &Path) -> Result<String> {
    let meta: Value = serde_json::from_slice(&fs::read(metafile)?)?;
    let inputs = meta.get("inputs").and_then(Value::as_object).context("the metafile has no inputs")?;
    let mut folders = BTreeMap::new();
    for path in inputs.keys() {
        let Some((before, inside)) = path.rsplit_once("node_modules/") else { continue };
        let parts = if inside.starts_with('@') { 2 } else { 1 };
        let name = inside.split('/').take(parts).collect::<Vec<_>>().join("/");
        folders.insert(name.clone(), root().join(format!("{before}node_modules/{name}")));
    }
    let mut works = Vec::new();
    for (name, folder) in folders {
        let manifest: Value = serde_json::from_slice(&fs::read(folder.join("package.json"))?)?;
        let text = |member: &str| manifest.get(member).and_then(Value::as_str).unwrap_or_default().to_owned();
        works.push(Work {
            name: format!("{name} {}", text("version")),
            licence: text("license"),
            authors: text("author"),
            folder,
        });
    }
    written(works)
}

/// One after the other, each with its licence and notices.
fn written(works: Vec<Work>) -> Result<String> {
    let mut all = String::new();
    for work in works {
        writeln!(all, "{}\n{} ({})\n", "=".repeat(80), work.name, work.licence)?;
        let files = texts(&work.folder)?;
        if files.is_empty() {
            writeln!(all, "{}\n", usual_text(&work)?.trim())?;
        }
        for file in files {
            writeln!(all, "{}\n", fs::read_to_string(&file)?.trim())?;
        }
    }
    Ok(all)
}

/// The text of a licence that an author names and does not enclose.
fn usual_text(Work { name, licence, authors, .. }: &Work) -> Result<String> {
    let read = |file: &str| fs::read_to_string(root().join(file)).context(file.to_owned());
    if licence.contains("Apache-2.0") {
        return read("LICENSE-APACHE");
    }
    if licence != "MIT" {
        bail!("{name}: no file with its licence, {licence}");
    }
    let text = read("LICENSE-MIT")?;
    let line =
        |line: &str| if line.starts_with("Copyright") { format!("Copyright (c) {authors}") } else { line.to_owned() };
    Ok(text.lines().map(line).collect::<Vec<_>>().join("\n"))
}

/// The files of a licence: of several to choose from, the MIT licence; notices always.
fn texts(folder: &Path) -> Result<Vec<PathBuf>> {
    let begins = |path: &Path, words: &[&str]| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        path.is_file() && words.iter().any(|word| name.starts_with(word) || name.contains(&format!(".{word}")))
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        files.push(entry?.path());
    }
    files.sort();
    let licences: Vec<PathBuf> =
        files.iter().filter(|path| begins(path, &["LICENSE", "LICENCE", "COPYING", "UNLICENSE"])).cloned().collect();
    let mit: Vec<PathBuf> = licences.iter().filter(|path| path.to_string_lossy().ends_with("MIT")).cloned().collect();
    let mut chosen = if mit.is_empty() { licences } else { mit };
    chosen.extend(files.into_iter().filter(|path| begins(path, &["NOTICE"])));
    Ok(chosen)
}

fn output(arguments: &[&str]) -> Result<String> {
    let output = command("cargo", arguments).output()?;
    if !output.status.success() {
        bail!("cargo {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}
