//! The wasm modules of the npm package, and the ways each is loaded.

use super::bindings::bind;
use super::npm::{Package, write};
use crate::shell::{command, npm_program, reproducible, root, run};
use anyhow::{Context, Result, bail};
use std::fmt::Write;
use std::fs;

/// A module of `crates/wasm`.
struct Module {
    /// Its file in the package.
    name: &'static str,
    /// The feature of the crate that it is compiled with.
    feature: &'static str,
    /// A profile of Cargo.toml.
    profile: &'static str,
    /// The greatest cost of a function that the compiler copies to where it is called. Calls are dearer in wasm than
    /// the compiler believes: a high one is fast. For size, of 5 to 150 this low one compressed best. Reading tables is
    /// much code of which little runs for every row.
    inline: u32,
}

/// The core is there twice: small for pages, fast for servers.
const MODULES: [Module; 5] = [
    Module { name: "core", feature: "check", profile: "small", inline: 30 },
    Module { name: "core-fast", feature: "check", profile: "fast", inline: 1000 },
    Module { name: "json", feature: "json", profile: "fast", inline: 1000 },
    Module { name: "lines", feature: "lines", profile: "fast", inline: 225 },
    Module { name: "distritos", feature: "distritos", profile: "small", inline: 60 },
];

/// Features that every browser and runtime of the last years has. `--all-features` would give a
/// module that workerd refuses.
pub(super) const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A module with glue that wasm-bindgen makes.
struct Bound {
    name: &'static str,
    package: &'static str,
    profile: &'static str,
    features: &'static [&'static str],
}

const BOUND: [Bound; 3] = [
    Bound { name: "client", package: "ficha-client", profile: "small", features: &[] },
    Bound { name: "workbook", package: "ficha-workbook", profile: "small", features: &["read"] },
    Bound { name: "report", package: "ficha-workbook", profile: "small", features: &["write"] },
];

/// Their names, those with glue among them.
pub(super) const NAMES: [&str; 8] = ["core", "core-fast", "json", "lines", "distritos", "client", "workbook", "report"];

/// The modules that pages have.
const OF_PAGES: [&str; 5] = ["core", "lines", "distritos", "workbook", "report"];

/// Builds the modules of a package.
pub(super) fn all(package: &Package) -> Result<()> {
    decoder(package)?;
    for module in MODULES.iter().filter(|module| !package.is_quick || OF_PAGES.contains(&module.name)) {
        wasm(package, module)?;
    }
    for module in BOUND.iter().filter(|module| !package.is_quick || OF_PAGES.contains(&module.name)) {
        bound(package, module)?;
    }
    if package.is_quick { Ok(()) } else { javascript_only(package) }
}

/// The little module that turns the text of the others into bytes; all of its own bytes are ASCII.
fn decoder(Package { parts, .. }: &Package) -> Result<()> {
    let built = format!("{parts}/decoder.wasm");
    let source = "crates/wasm/npm/src/decoder.wat";
    run("module decoder", &mut command(npm_program("wasm-opt"), &["-Oz", source, "-o", &built]))?;
    let module = fs::read(root().join(built))?;
    if !module.is_ascii() {
        bail!("{source}: a byte of the module is no ASCII");
    }
    let text = serde_json::to_string(str::from_utf8(&module)?)?;
    write(&format!("{parts}/decoder.js"), &format!("export default {text};\n"))
}

/// A module with the glue that wasm-bindgen makes for it.
fn bound(package: &Package, Bound { name, package: of, profile, features }: &Bound) -> Result<()> {
    // A crate that is a cdylib by its manifest has one file, whatever its features: programs that use it with others would
    // compile it again and again.
    let cargo = [
        "rustc",
        "--quiet",
        "--lib",
        "--crate-type=cdylib",
        &format!("--package={of}"),
        &format!("--profile={profile}"),
        "--target=wasm32-unknown-unknown",
        "--no-default-features",
        &format!("--features={}", features.join(",")),
    ];
    run(&format!("module {name}"), reproducible(&mut command("cargo", &cargo), &[]))?;
    let built = format!("target/wasm32-unknown-unknown/{profile}/{}.wasm", of.replace('-', "_"));
    bind(&built, package.parts, name, false)?;
    shrink(package, name, profile, &format!("{}/{name}_bg.wasm", package.parts))
}

fn wasm(package: &Package, Module { name, feature, profile, inline }: &Module) -> Result<()> {
    let cargo = [
        "build",
        "--quiet",
        "--package=ficha-wasm",
        &format!("--profile={profile}"),
        "--target=wasm32-unknown-unknown",
        "--no-default-features",
        &format!("--features={feature}"),
    ];
    let flags = format!("-Cllvm-args=-inline-threshold={inline}");
    run(&format!("module {name}"), reproducible(&mut command("cargo", &cargo), &[&flags]))?;
    shrink(package, name, profile, &format!("target/wasm32-unknown-unknown/{profile}/ficha_wasm.wasm"))
}

/// Puts a module into the package, smaller, and beside it the ways it is loaded.
fn shrink(package: &Package, name: &str, profile: &str, built: &str) -> Result<()> {
    let shrunk = format!("{}/{name}.wasm", package.folder);
    if package.is_quick {
        fs::copy(root().join(built), root().join(&shrunk)).with_context(|| built.to_owned())?;
    } else {
        let passes: &[&str] = if profile == "small" {
            // The control flow made anew, and functions in the order of their use, compress better.
            &["--flatten", "--rereloop", "-Oz", "-Oz", "-Oz", "--reorder-functions"]
        } else {
            &["-O3", "--converge"]
        };
        // Below 1024 there is only the last of the stack.
        let options = ["--low-memory-unused", "--strip-debug", "--strip-producers", "--strip-target-features"];
        let options = [passes, &options, &[built, "-o", &shrunk]].concat();
        run(&format!("module {name}, smaller"), command(npm_program("wasm-opt"), &options).args(WASM_FEATURES))?;
    }
    loaders(package, name, &shrunk)
}

/// Writes how a module is loaded: as text inside of the script, and from the file beside it.
fn loaders(Package { parts, .. }: &Package, name: &str, module: &str) -> Result<()> {
    let (text, singles) = text_of(&fs::read(root().join(module))?);
    // Loaded first: where there is no WebAssembly, that says so.
    const INSTANTIATE: &str = "export const instantiate = (imports) => {\n  const module = load();\n  \
                               return new WebAssembly.Instance(module, imports).exports;\n};\n";
    let inline = format!(
        "import {{ compiled }} from '../../../crates/wasm/npm/src/inline.js';\n\
         export const load = /* @__PURE__ */ compiled('{text}', '{singles}');\n{INSTANTIATE}"
    );
    write(&format!("{parts}/{name}.inline.js"), &inline)?;
    // Without the query the bundler of Nitro would make an instance of it.
    let workerd =
        format!("import module from '../{name}.wasm?module';\nexport const load = () => module;\n{INSTANTIATE}");
    write(&format!("{parts}/{name}.workerd.js"), &workerd)
}

/// The bytes as text: those there are most of as one character each, the others as two, the first of which is
/// one of two that stand for nothing else; `npm/src/inline.js` reads it. Hexadecimal would be twice as long, and
/// base64 compresses badly.
fn text_of(bytes: &[u8]) -> (String, String) {
    let alphabet: Vec<char> = (' '..='~').filter(|c| !"\"'\\`$".contains(*c)).collect();
    let (escapes, singles) = alphabet.split_at(2);
    let mut values: Vec<u8> = (0..=u8::MAX).collect();
    values.sort_by_cached_key(|value| std::cmp::Reverse(bytes.iter().filter(|byte| *byte == value).count()));
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
fn javascript_only(Package { folder, parts, .. }: &Package) -> Result<()> {
    let lowered = format!("{parts}/lowered.wasm");
    let core = format!("{folder}/core.wasm");
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
    // wasm2js instantiates on import; the package does on first use.
    let written = String::from_utf8(output.stdout)?;
    let body = written.lines().filter(|line| !line.starts_with("import "));
    let body = body.take_while(|line| !line.starts_with("var ret")).collect::<Vec<_>>().join("\n");
    if !body.contains("function asmFunc(imports)") {
        bail!("wasm2js: it writes something else than crates/xtask/src/build/module.rs expects");
    }
    write(
        &format!("{parts}/core.js.js"),
        &format!("{body}\nexport const instantiate = (imports) => asmFunc(imports);\n"),
    )
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
