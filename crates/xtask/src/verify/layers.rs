//! Checks that each crate depends only on the crates that it may use, so that the layers point one way.

use crate::shell::command;
use anyhow::{Result, bail};
use serde_json::Value;

/// The crates of the workspace, each with the crates of the workspace that it may use.
const LAYERS: [(&str, &[&str]); 9] = [
    ("ficha", &[]),
    ("ficha-contract", &["ficha"]),
    ("ficha-wasm", &["ficha"]),
    ("ficha-client", &["ficha-contract"]),
    ("ficha-sql", &["ficha"]),
    ("ficha-worker", &["ficha", "ficha-contract", "ficha-sql"]),
    ("ficha-workbook", &[]),
    ("ficha-operator", &["ficha", "ficha-contract", "ficha-sql", "ficha-workbook"]),
    ("xtask", &["ficha", "ficha-contract", "ficha-operator"]),
];

/// The other crates that the rules may use, only as optional dependencies.
const RULES_MAY_USE: [&str; 3] = ["csv-core", "serde", "unicode-normalization"];

/// Compares the layers with the manifests.
pub(crate) fn check() -> Result<()> {
    let output = command("cargo", &["metadata", "--no-deps", "--format-version", "1"]).output()?;
    if !output.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata.get("packages").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let names: Vec<&str> = packages.iter().filter_map(|package| text(package, "name")).collect();
    for package in packages {
        let Some((name, may_use)) = LAYERS.iter().find(|(name, _)| text(package, "name") == Some(name)) else {
            bail!("{:?} has no place in the layers of xtask/src/verify/layers.rs", text(package, "name"));
        };
        let dependencies = package.get("dependencies").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        for dependency in dependencies.iter().filter(|dependency| text(dependency, "kind").is_none()) {
            let Some(used) = text(dependency, "name") else { continue };
            if names.contains(&used) && !may_use.contains(&used) {
                bail!("{name} uses {used}, which lies above it");
            }
            let is_optional = dependency.get("optional").and_then(Value::as_bool) == Some(true);
            if *name == "ficha" && !(is_optional && RULES_MAY_USE.contains(&used)) {
                bail!("the rules use {used}; they may use {RULES_MAY_USE:?}, each as an option");
            }
        }
    }
    println!("▸ layers: {} crates, one way", packages.len());
    Ok(())
}

fn text<'v>(value: &'v Value, member: &str) -> Option<&'v str> {
    value.get(member).and_then(Value::as_str)
}
