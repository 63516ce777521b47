//! Writes the version and the list of files into the service worker of the page that checks files.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The page, and what its HTML names.
const PAGE: &str = "/revisar";
const BESIDE: [&str; 2] = ["style.css", "icon.svg"];
/// The scripts of the page and of its threads. What threads import later is kept when they do.
const SCRIPT: &str = "revisar.js";
const THREADS: [&str; 2] = ["revisar/worker.js", "revisar/lane.js"];

const WORKER: &str = "offline-worker.js";

/// Completes the service worker of the pages in a folder, which this metafile of esbuild describes.
pub(super) fn complete(built: &Path, metafile: &Path) -> Result<()> {
    let meta: Value = serde_json::from_slice(&fs::read(metafile)?)?;
    let outputs = meta.get("outputs").and_then(Value::as_object).context("the metafile has no outputs")?;
    let inside = |path: &str| path.rsplit_once("www/").map(|(_, inside)| inside.to_owned());
    let scripts: BTreeMap<String, &Value> =
        outputs.iter().filter_map(|(path, output)| Some((inside(path)?, output))).collect();
    let mut needed = BTreeSet::new();
    follow(&scripts, SCRIPT, &|_| true, &mut needed);
    for thread in THREADS {
        follow(&scripts, thread, &|kind| kind == "import-statement", &mut needed);
    }
    let mut all = needed.clone();
    for thread in THREADS {
        follow(&scripts, thread, &|_| true, &mut all);
    }
    let mut files = BTreeMap::new();
    files.insert(PAGE.to_owned(), entry(&built.join("revisar.html"), false)?);
    for name in BESIDE.iter().copied().chain(all.iter().map(String::as_str)) {
        let is_lazy = all.contains(name) && !needed.contains(name);
        files.insert(format!("/{name}"), entry(&built.join(name), is_lazy)?);
    }
    let files = serde_json::to_string(&files)?;
    let version = hash(files.as_bytes()).get(..8).unwrap_or_default().to_owned();
    let path = built.join(WORKER);
    let text = fs::read_to_string(&path).with_context(|| format!("{WORKER} is not built"))?;
    // The script is a bundle: its strings stand in double quotes.
    let place = "\"{files}\"";
    ensure!(text.contains(place), "{WORKER} has no place for its files");
    Ok(fs::write(path, text.replace("{version}", &version).replace(place, &files))?)
}

/// Adds a script and what it imports in these ways.
fn follow(
    scripts: &BTreeMap<String, &Value>,
    name: &str,
    is_wanted: &dyn Fn(&str) -> bool,
    found: &mut BTreeSet<String>,
) {
    let mut open = vec![name.to_owned()];
    let mut seen = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !seen.insert(name.clone()) {
            continue;
        }
        let imports = scripts.get(&name).and_then(|output| output.get("imports")).and_then(Value::as_array);
        for import in imports.into_iter().flatten() {
            let text = |member| import.get(member).and_then(Value::as_str).unwrap_or_default();
            let path = text("path").rsplit_once("www/").map_or("", |(_, inside)| inside);
            if is_wanted(text("kind")) && scripts.contains_key(path) {
                open.push(path.to_owned());
            }
        }
    }
    found.extend(seen);
}

fn entry(path: &Path, is_lazy: bool) -> Result<Value> {
    let bytes = fs::read(path).with_context(|| format!("{} is not built", path.display()))?;
    Ok(json!({ "hash": hash(&bytes), "isLazy": is_lazy }))
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
