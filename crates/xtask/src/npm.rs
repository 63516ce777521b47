//! The npm package: its wasm modules, the JavaScript around them, types, schemas, and the packed file.

use crate::build::{self, MAKE};
use crate::shell::{
    command, copy_folder_except, empty_folder, is_fresh, npm_program, reproducible, root, run, run_in_view, version,
};
use crate::snip::snip;
use crate::{licences, schema};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;

/// A module of `crates/wasm`.
struct Module {
    /// Its file in the package.
    name: &'static str,
    /// What it is made of.
    feature: &'static str,
    /// A profile of Cargo.toml.
    profile: &'static str,
}

/// The core is there twice: small for pages, fast for servers.
const MODULES: [Module; 5] = [
    Module { name: "core", feature: "check", profile: "small" },
    Module { name: "core-fast", feature: "check", profile: "fast" },
    Module { name: "json", feature: "json", profile: "fast" },
    Module { name: "lines", feature: "lines", profile: "fast" },
    Module { name: "distritos", feature: "distritos", profile: "small" },
];

/// Features that every browser and runtime of the last years has. `--all-features` would give a
/// module that workerd refuses.
pub(crate) const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Where the package is put together, and what goes into it on the way.
const PACKAGE: &str = "target/npm/ficha";
const PARTS: &str = "target/npm/parts";

/// Where an entry runs, and so how it gets its module: as text inside of the script, from the file beside it, or as
/// plain JavaScript.
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

const PLAIN: &[(&str, &str)] = &[
    ("index", "index"),
    ("json", "json"),
    ("lines", "lines"),
    ("ubigeo", "ubigeo"),
    ("form", "form"),
    ("client", "client"),
    ("en", "en"),
];

const BUNDLES: [Bundle; 6] = [
    Bundle { folder: "esm", format: "esm", loader: Loader::Browser, entries: PLAIN },
    Bundle { folder: "node", format: "esm", loader: Loader::Node, entries: &[("index", "index")] },
    Bundle { folder: "esm", format: "esm", loader: Loader::Js, entries: &[("js", "index")] },
    Bundle {
        folder: "workerd",
        format: "esm",
        loader: Loader::Workerd,
        entries: &[
            ("index", "index"),
            ("json", "json"),
            ("lines", "lines"),
            ("ubigeo", "ubigeo"),
            ("client", "client"),
        ],
    },
    Bundle { folder: "cjs", format: "cjs", loader: Loader::Node, entries: PLAIN },
    Bundle { folder: "cjs", format: "cjs", loader: Loader::Js, entries: &[("js", "index")] },
];

/// The package, unpacked, in `target/npm/ficha`.
pub(crate) fn package() -> Result<()> {
    let inputs = [
        "crates/validation",
        "crates/contract",
        "crates/client",
        "crates/wasm",
        "crates/xtask/src/npm.rs",
        "crates/xtask/src/schema.rs",
    ];
    if is_fresh(&format!("{PACKAGE}/README.md"), &[MAKE, &inputs].concat()) {
        return Ok(());
    }
    empty_folder(&root().join(PACKAGE))?;
    empty_folder(&root().join(PARTS))?;
    decoder()?;
    for module in &MODULES {
        wasm(module)?;
    }
    client()?;
    javascript_only()?;
    for bundle in &BUNDLES {
        run_bundler(bundle)?;
    }
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
    write(&format!("{PACKAGE}/package.json"), &manifest)?;
    folders()?;
    readme()
}

/// Packs it, as `target/npm/ficha-<version>.tgz`.
pub(crate) fn pack() -> Result<()> {
    package()?;
    let mut npm = command("npm", &["pack", "--silent", "--pack-destination", ".."]);
    run("npm pack", npm.current_dir(root().join(PACKAGE)))
}

/// The packed file in every consumer of `tests/pack`.
pub(crate) fn test(arguments: &[String]) -> Result<()> {
    build::packed()?;
    run_in_view("consumers of the package", command("node", &["tests/pack/runner.mjs"]).args(arguments))
}

fn write(path: &str, text: &str) -> Result<()> {
    let path = root().join(path);
    fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
    fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// The little module that turns the text of the others into bytes; all of its own bytes are ASCII.
fn decoder() -> Result<()> {
    let built = format!("{PARTS}/decoder.wasm");
    let source = "crates/wasm/npm/src/decoder.wat";
    run("module decoder", &mut command(npm_program("wasm-opt"), &["-Oz", source, "-o", &built]))?;
    let module = fs::read(root().join(built))?;
    if !module.is_ascii() {
        bail!("{source}: a byte of the module is no ASCII");
    }
    let text = serde_json::to_string(str::from_utf8(&module)?)?;
    write(&format!("{PARTS}/decoder.js"), &format!("export default {text};\n"))
}

/// The module of `crates/client`, with the glue that wasm-bindgen makes for it.
fn client() -> Result<()> {
    let tool = std::env::var_os("WASM_BINDGEN_BIN").context("WASM_BINDGEN_BIN is not set: start with npm")?;
    let target = "wasm32-unknown-unknown";
    let cargo = ["build", "--quiet", "--package=ficha-client", "--profile=small", "--target", target];
    run("module client", reproducible(&mut command("cargo", &cargo), &[]))?;
    let built = "target/wasm32-unknown-unknown/small/ficha_client.wasm";
    let options = ["--target=web", "--no-typescript", "--out-name=client", "--out-dir", PARTS, built];
    run("module client, glue", &mut command(tool, &options))?;
    shrink("client", &format!("{PARTS}/client_bg.wasm"))
}

fn wasm(Module { name, feature, profile }: &Module) -> Result<()> {
    let cargo = [
        "build",
        "--quiet",
        "--package=ficha-wasm",
        &format!("--profile={profile}"),
        "--target=wasm32-unknown-unknown",
        "--no-default-features",
        &format!("--features={feature}"),
    ];
    // Calls are dearer in wasm than the compiler believes: for time; for size, of 5 to 150 this compressed best.
    let threshold = if *profile == "fast" { 1000 } else { 60 };
    let flags = format!("-Cllvm-args=-inline-threshold={threshold}");
    run(&format!("module {name}"), reproducible(&mut command("cargo", &cargo), &[&flags]))?;
    let built = root().join(format!("target/wasm32-unknown-unknown/{profile}/ficha_wasm.wasm"));
    let snipped = format!("{PARTS}/{name}.snipped.wasm");
    snip(&built, &root().join(&snipped))?;
    shrink(name, &snipped)
}

/// Puts a module into the package, smaller, and beside it the ways it is loaded.
fn shrink(name: &str, built: &str) -> Result<()> {
    let shrunk = format!("{PACKAGE}/{name}.wasm");
    // Below 1024 there is only the last of the stack.
    let options = ["-O3", "--converge", "--low-memory-unused", "--strip-debug", "--strip-producers"];
    let options = [&options[..], &["--strip-target-features", built, "-o", &shrunk]].concat();
    run(&format!("module {name}, smaller"), command(npm_program("wasm-opt"), &options).args(WASM_FEATURES))?;
    let (text, singles) = text_of(&fs::read(root().join(&shrunk))?);
    // Loaded first: where there is no WebAssembly, that says so.
    const INSTANTIATE: &str = "export const instantiate = (imports) => {\n  const module = load();\n  \
                               return new WebAssembly.Instance(module, imports).exports;\n};\n";
    let inline = format!(
        "import {{ compiled }} from '../../../crates/wasm/npm/src/inline.js';\n\
         export const load = /* @__PURE__ */ compiled('{text}', '{singles}');\n{INSTANTIATE}"
    );
    write(&format!("{PARTS}/{name}.inline.js"), &inline)?;
    // Without the query the bundler of Nitro would make an instance of it.
    let workerd =
        format!("import module from '../{name}.wasm?module';\nexport const load = () => module;\n{INSTANTIATE}");
    write(&format!("{PARTS}/{name}.workerd.js"), &workerd)
}

/// The bytes as text: those there are most of as one character each, the others as two, the first of which is
/// one of two that stand for nothing else; `npm/src/inline.js` reads it. Hexadecimal would be twice as long, and
/// base64 compresses badly.
fn text_of(bytes: &[u8]) -> (String, String) {
    let alphabet: Vec<char> = (' '..='~').filter(|c| !"\"'\\`$".contains(*c)).collect();
    let (escapes, singles) = alphabet.split_at(2);
    let mut values: Vec<u8> = (0..=u8::MAX).collect();
    values.sort_by_key(|value| std::cmp::Reverse(bytes.iter().filter(|byte| *byte == value).count()));
    let (one, two) = values.split_at_mut(singles.len());
    one.sort_unstable();
    two.sort_unstable();
    let written = |byte: &u8| match (one.binary_search(byte), two.binary_search(byte)) {
        (Ok(place), _) => singles.get(place).map(char::to_string),
        (_, Ok(place)) => {
            let (escape, place) = (place / (two.len() / 2), place % (two.len() / 2));
            Some([escapes.get(escape), alphabet.get(place)].into_iter().flatten().collect())
        }
        _ => None,
    };
    let nibble = |four: u8| (0..4).filter(|bit| one.contains(&(four * 4 + bit))).fold(0, |sum, bit| sum | 1 << bit);
    let mut bitmap = String::new();
    for four in 0..64 {
        let _ = write!(bitmap, "{:x}", nibble(four));
    }
    (bytes.iter().filter_map(written).collect(), bitmap)
}

/// The core as plain JavaScript, for pages and runtimes that allow no WebAssembly.
fn javascript_only() -> Result<()> {
    let lowered = format!("{PARTS}/lowered.wasm");
    let core = format!("{PACKAGE}/core.wasm");
    let passes = [
        &core,
        "--signext-lowering",
        "--llvm-nontrapping-fptoint-lowering",
        "--llvm-memory-copy-fill-lowering",
        "-Oz",
        "-o",
        &lowered,
    ];
    run("core in JavaScript, lowered", command(npm_program("wasm-opt"), &passes).args(WASM_FEATURES))?;
    let output = command(npm_program("wasm2js"), &[lowered.as_str(), "-Oz"])
        .args(["--enable-mutable-globals", "--enable-bulk-memory"])
        .output()
        .context("wasm2js does not start")?;
    if !output.status.success() {
        bail!("wasm2js: {}", String::from_utf8_lossy(&output.stderr));
    }
    // What it writes is instantiated on import; here it is on first use.
    let written = String::from_utf8(output.stdout)?;
    let body = written.lines().filter(|line| !line.starts_with("import "));
    let body = body.take_while(|line| !line.starts_with("var ret")).collect::<Vec<_>>().join("\n");
    if !body.contains("function asmFunc(imports)") {
        bail!("wasm2js: it writes something else than crates/xtask/src/npm.rs expects");
    }
    write(
        &format!("{PARTS}/core.js.js"),
        &format!("{body}\nexport const instantiate = (imports) => asmFunc(imports);\n"),
    )
}

fn run_bundler(bundle: &Bundle) -> Result<()> {
    let Bundle { folder, format, loader, entries } = bundle;
    let out = format!("--outdir={PACKAGE}/{folder}");
    let mut esbuild = command(npm_program("esbuild"), &["--bundle", "--target=es2022", "--log-level=warning", &out]);
    esbuild.arg(format!("--format={format}")).arg("--external:*.wasm?module");
    if *format == "cjs" {
        esbuild.arg("--out-extension:.js=.cjs").arg("--inject:./crates/wasm/npm/src/coders.js");
    } else if entries.len() > 1 {
        esbuild.args(["--splitting", "--chunk-names=shared-[hash]"]);
    }
    esbuild.arg(format!("--alias:client-glue=./{PARTS}/client.js"));
    esbuild.arg(format!("--alias:decoder-module=./{PARTS}/decoder.js"));
    for name in ["core", "json", "lines", "distritos", "client"] {
        let part = match loader {
            Loader::Js => format!("{name}.js"),
            Loader::Browser => format!("{name}.inline"),
            Loader::Node if name == "core" => "core-fast.inline".to_owned(),
            Loader::Node => format!("{name}.inline"),
            Loader::Workerd if name == "core" => "core-fast.workerd".to_owned(),
            Loader::Workerd => format!("{name}.workerd"),
        };
        esbuild.arg(format!("--alias:{name}-module=./{PARTS}/{part}.js"));
    }
    let access = if matches!(loader, Loader::Node | Loader::Workerd) { "access" } else { "access-by-name" };
    esbuild.arg(format!("--alias:access-module=./crates/wasm/npm/src/{access}.js"));
    let platform = if matches!(loader, Loader::Js) { "platform-plain" } else { "platform" };
    esbuild.arg(format!("--alias:platform-module=./crates/wasm/npm/src/{platform}.js"));
    for (name, source) in *entries {
        esbuild.arg(format!("{name}=crates/wasm/npm/src/{source}.js"));
    }
    run(&format!("scripts of {folder}"), &mut esbuild)
}

/// The types of `import`, and the same for `require`.
fn types() -> Result<()> {
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
    let mut text = fs::read_to_string(root().join("crates/wasm/npm/README.md"))?;
    for name in MODULES.iter().map(|module| module.name).chain(["client"]) {
        let name = format!("{name}.wasm");
        let mut digest = String::new();
        for byte in Sha256::digest(fs::read(root().join(PACKAGE).join(&name))?) {
            write!(digest, "{byte:02x}")?;
        }
        text = text.replace(&format!("{{{name}}}"), &digest);
    }
    write(&format!("{PACKAGE}/README.md"), &text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_byte_has_its_own_characters() {
        let bytes: Vec<u8> = (0..=u8::MAX).chain([0, 0, 7, 65]).collect();
        let (text, singles) = super::text_of(&bytes);
        let ones: u32 = singles.chars().filter_map(|digit| digit.to_digit(16)).map(u32::count_ones).sum();
        assert_eq!((singles.len(), ones), (64, 88));
        assert_eq!(text.len(), 256 + 168 + 4);
    }
}
