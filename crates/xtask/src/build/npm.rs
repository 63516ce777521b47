//! The npm package: the JavaScript around the wasm modules, types, schemas, and the packed file.

use super::{MAKE, licences, module};
use crate::generate::schema;
use crate::shell::{command, copy_folder_except, empty_folder, is_fresh, npm_program, root, run, version};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fs;

/// A build of the package.
#[derive(Clone, Copy)]
pub(super) struct Package {
    /// The folder of the package; beside it, `parts` has what goes into it on the way.
    pub(super) folder: &'static str,
    pub(super) parts: &'static str,
    /// Without what takes long, for the pages on this machine: only the modules that pages have, as the compiler gives
    /// them.
    pub(super) is_quick: bool,
}

/// The one that is published.
pub(super) const WHOLE: Package = Package { folder: "target/npm/ficha", parts: "target/npm/parts", is_quick: false };

/// The one that the pages of `npm start` are made of where the whole one is not built.
pub(super) const OF_PAGES: Package =
    Package { folder: "target/quick/ficha", parts: "target/quick/parts", is_quick: true };

/// The place where an entry runs. It decides how the entry gets its module: as text inside of the script, from the file
/// beside it, or as plain JavaScript.
#[derive(Clone, Copy)]
enum Loader {
    Browser,
    Node,
    Workerd,
    Js,
}

/// A run of the bundler: which entries, how they are loaded, where they go.
struct Bundle {
    folder: &'static str,
    format: &'static str,
    loader: Loader,
    /// The name of the entry, and of its source.
    entries: &'static [(&'static str, &'static str)],
}

/// The entries of the package: the name of each, and its source in `crates/wasm/npm/src`.
const PLAIN: &[(&str, &str)] = &[
    ("index", "index"),
    ("json", "json"),
    ("lines", "lines"),
    ("distritos", "distritos"),
    ("form", "form"),
    ("client", "client"),
    ("workbook", "workbook"),
    ("en", "generated/en"),
];

const BUNDLES: [Bundle; 6] = [
    Bundle { folder: "esm", format: "esm", loader: Loader::Browser, entries: PLAIN },
    Bundle { folder: "node", format: "esm", loader: Loader::Node, entries: &[("index", "index"), ("json", "json")] },
    Bundle { folder: "esm", format: "esm", loader: Loader::Js, entries: &[("js", "index")] },
    Bundle {
        folder: "workerd",
        format: "esm",
        loader: Loader::Workerd,
        entries: &[
            ("index", "index"),
            ("json", "json"),
            ("lines", "lines"),
            ("distritos", "distritos"),
            ("client", "client"),
            ("workbook", "workbook"),
        ],
    },
    Bundle { folder: "cjs", format: "cjs", loader: Loader::Node, entries: PLAIN },
    Bundle { folder: "cjs", format: "cjs", loader: Loader::Js, entries: &[("js", "index")] },
];

/// The entries that the pages import.
const BUNDLE_OF_PAGES: Bundle = Bundle {
    folder: "esm",
    format: "esm",
    loader: Loader::Browser,
    entries: &[
        ("index", "index"),
        ("lines", "lines"),
        ("distritos", "distritos"),
        ("form", "form"),
        ("workbook", "workbook"),
        ("en", "generated/en"),
    ],
};

impl Package {
    /// True if it is built and newer than its sources.
    pub(super) fn is_fresh(&self) -> bool {
        let inputs = [
            "crates/validation",
            "crates/contract",
            "crates/client",
            "crates/workbook",
            "crates/wasm",
            "crates/xtask/src/generate/schema.rs",
        ];
        is_fresh(&format!("{}/package.json", self.folder), &[MAKE, &inputs].concat())
    }

    /// Builds it, unpacked.
    pub(super) fn build(&self) -> Result<()> {
        if self.is_fresh() {
            return Ok(());
        }
        empty_folder(&root().join(self.folder))?;
        empty_folder(&root().join(self.parts))?;
        module::all(self)?;
        let bundles = if self.is_quick { &[BUNDLE_OF_PAGES][..] } else { &BUNDLES };
        for bundle in bundles {
            self.run_bundler(bundle)?;
        }
        if !self.is_quick {
            around_scripts()?;
        }
        // Last, so that it tells that all is there.
        let manifest = fs::read_to_string(root().join("crates/wasm/npm/package.json"))?;
        write(&format!("{}/package.json", self.folder), &manifest)
    }

    fn run_bundler(&self, bundle: &Bundle) -> Result<()> {
        let parts = self.parts;
        let Bundle { folder, format, loader, entries } = bundle;
        let out = format!("--outdir={}/{folder}", self.folder);
        let mut esbuild =
            command(npm_program("esbuild"), &["--bundle", "--target=es2022", "--log-level=warning", &out]);
        esbuild.arg(format!("--format={format}")).arg("--external:*.wasm?module");
        if *format == "cjs" {
            esbuild.arg("--out-extension:.js=.cjs").arg("--inject:./crates/wasm/npm/src/coders.js");
        } else if entries.len() > 1 {
            esbuild.args(["--splitting", "--chunk-names=shared-[hash]"]);
        }
        for name in ["client", "workbook", "report"] {
            esbuild.arg(format!("--alias:{name}-glue=./{parts}/{name}.js"));
        }
        esbuild.arg(format!("--alias:decoder-module=./{parts}/decoder.js"));
        for name in ["core", "json", "lines", "distritos", "client", "workbook", "report"] {
            let part = match loader {
                Loader::Js => format!("{name}.js"),
                Loader::Browser => format!("{name}.inline"),
                Loader::Node if name == "core" => "core-fast.inline".to_owned(),
                Loader::Node => format!("{name}.inline"),
                Loader::Workerd if name == "core" => "core-fast.workerd".to_owned(),
                Loader::Workerd => format!("{name}.workerd"),
            };
            esbuild.arg(format!("--alias:{name}-module=./{parts}/{part}.js"));
        }
        let is_server = matches!(loader, Loader::Node | Loader::Workerd);
        let access = if is_server { "generated/access" } else { "access-nothing" };
        esbuild.arg(format!("--alias:access-module=./crates/wasm/npm/src/{access}.js"));
        esbuild.arg(format!("--define:IS_SERVER={is_server}"));
        let platform = match loader {
            Loader::Js => "platform-plain",
            Loader::Node => "platform-node",
            Loader::Browser | Loader::Workerd => "platform",
        };
        esbuild.arg(format!("--alias:platform-module=./crates/wasm/npm/src/{platform}.js"));
        for (name, source) in *entries {
            esbuild.arg(format!("{name}=crates/wasm/npm/src/{source}.js"));
        }
        run(&format!("scripts of {folder}"), &mut esbuild)
    }
}

/// Everything beside the scripts of the package that is published.
fn around_scripts() -> Result<()> {
    const PACKAGE: &str = WHOLE.folder;
    types()?;
    for (path, text) in schema::files()? {
        write(&format!("{PACKAGE}/{path}"), &text)?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(name), root().join(PACKAGE).join(name))?;
    }
    write(&format!("{PACKAGE}/THIRD-PARTY.txt"), &licences::of_crates()?)?;
    let districts = root().join("crates/validation/data/README.md");
    fs::copy(districts, root().join(PACKAGE).join("DISTRICTS.md"))?;
    let manifest = fs::read_to_string(root().join("crates/wasm/npm/package.json"))?;
    if !manifest.contains(&format!("\"version\": \"{}\"", version())) {
        bail!("crates/wasm/npm/package.json: its version is not {}, the workspace's", version());
    }
    folders()?;
    readme()
}

/// Packs it, as `target/npm/ficha-<version>.tgz`.
pub(super) fn pack() -> Result<()> {
    WHOLE.build()?;
    let mut npm = command("npm", &["pack", "--silent", "--pack-destination", ".."]);
    run("npm pack", npm.current_dir(root().join(WHOLE.folder)))
}

/// Writes a file of the project, in a folder that is made if need be.
pub(super) fn write(path: &str, text: &str) -> Result<()> {
    let path = root().join(path);
    fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
    fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// The types of `import`, and the same for `require`.
fn types() -> Result<()> {
    const PACKAGE: &str = WHOLE.folder;
    let source = root().join("crates/wasm/npm/types");
    copy_folder_except(&source, &root().join(PACKAGE).join("types"), "")?;
    for entry in fs::read_dir(source)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().replace(".d.ts", ".d.cts");
        let text = fs::read_to_string(&path)?.replace(".js'", ".cjs'");
        write(&format!("{PACKAGE}/types/{name}"), &text)?;
    }
    Ok(())
}

/// A folder for every entry, for what does not read `exports`: TypeScript's `node10`, Parcel as it comes.
fn folders() -> Result<()> {
    const PACKAGE: &str = WHOLE.folder;
    let names = PLAIN.iter().map(|(name, _)| *name).chain(["js"]).filter(|name| *name != "index");
    for name in names {
        let manifest = serde_json::json!({
            "main": format!("../cjs/{name}.cjs"),
            "module": format!("../esm/{name}.js"),
            "types": format!("../types/{name}.d.ts"),
            "sideEffects": false,
        });
        write(&format!("{PACKAGE}/{name}/package.json"), &(serde_json::to_string_pretty(&manifest)? + "\n"))?;
    }
    Ok(())
}

/// The README, with the digests of the modules, by which a build can be compared.
fn readme() -> Result<()> {
    const PACKAGE: &str = WHOLE.folder;
    let mut text = fs::read_to_string(root().join("crates/wasm/npm/README.md"))?;
    for name in module::NAMES {
        let name = format!("{name}.wasm");
        let digest = Sha256::digest(fs::read(root().join(PACKAGE).join(&name))?);
        text = text.replace(&format!("{{{name}}}"), &format!("{digest:x}"));
    }
    write(&format!("{PACKAGE}/README.md"), &text)
}
