//! The pages: what their scripts import is bundled in, `ficha` from the npm package.

use super::npm::{OF_PAGES, Package, WHOLE};
use super::{MAKE, licences, offline};
use crate::shell::{command, copy_folder_except, empty_folder, is_fresh, npm_program, root, run};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// A build of the pages.
pub(super) struct Pages {
    pub(super) folder: &'static str,
    package: Package,
}

/// The ones that are deployed and tested.
pub(super) const PAGES: Pages = Pages { folder: "build/www", package: WHOLE };

/// The ones that `npm start` serves where the others are not built.
pub(super) const LOCAL: Pages = Pages { folder: "build/local/www", package: OF_PAGES };

/// Their scripts, and those of the threads beside them.
const SCRIPTS: [&str; 9] = [
    "index",
    "cliente",
    "direcciones",
    "publico",
    "revisar",
    "revisar/worker",
    "revisar/lane",
    "offline-worker",
    "docs",
];

/// The entries of the package that they import, and the file of each.
const IMPORTS: [(&str, &str); 6] = [
    ("ficha", "index"),
    ("ficha/form", "form"),
    ("ficha/en", "en"),
    ("ficha/lines", "lines"),
    ("ficha/workbook", "workbook"),
    ("ficha/distritos", "distritos"),
];

impl Pages {
    /// True if they and their package are built and newer than their sources.
    pub(super) fn is_fresh(&self) -> bool {
        let inputs = ["www", self.package.folder];
        self.package.is_fresh() && is_fresh(&format!("{}/index.html", self.folder), &[MAKE, &inputs].concat())
    }

    /// Builds them and their package.
    pub(super) fn build(&self) -> Result<()> {
        if self.is_fresh() {
            return Ok(());
        }
        self.package.build()?;
        let Self { folder, package } = self;
        let built = root().join(folder);
        empty_folder(&built)?;
        let metafile = format!("{folder}.json");
        let options = [
            "--bundle",
            "--splitting",
            "--format=esm",
            "--minify",
            "--target=es2022",
            "--log-level=warning",
            "--legal-comments=linked",
            &format!("--outdir={folder}"),
            &format!("--metafile={metafile}"),
        ];
        let mut esbuild = command(npm_program("esbuild"), &options);
        for (entry, file) in IMPORTS {
            esbuild.arg(format!("--alias:{entry}=./{}/esm/{file}.js", package.folder));
        }
        run("pages", esbuild.args(SCRIPTS.map(|script| format!("www/{script}.js"))))?;
        let licences = licences::of_packages(&root().join(&metafile))? + &licences::of_crates()?;
        fs::write(built.join("licencias.txt"), licences)?;
        copy_folder_except(&root().join("www"), &built, "js")?;
        framed(&built)?;
        offline::complete(&built, &root().join(metafile))
    }
}

/// Puts the frame around every page. A page has the lines of its head, then `<main>`.
fn framed(built: &Path) -> Result<()> {
    let frame = built.join("frame.html");
    let text = fs::read_to_string(&frame).context("www/frame.html")?;
    fs::remove_file(frame)?;
    for page in SCRIPTS {
        let path = built.join(page).with_extension("html");
        if !path.exists() {
            continue;
        }
        let own = fs::read_to_string(&path)?;
        let at = own.find("<main").with_context(|| format!("www/{page}.html has no <main>"))?;
        let (head, main) = own.split_at(at);
        let parts = [("{head}", head.trim()), ("{main}", main.trim()), ("{page}", page)];
        fs::write(path, parts.iter().fold(text.clone(), |all, (name, part)| all.replacen(name, part, 1)))?;
    }
    Ok(())
}
