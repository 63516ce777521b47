//! Takes out of a wasm module what only says how a panic came about.
//!
//! In these modules a panic is the end of the instance, and nobody reads its message. The compiler keeps the message
//! all the same: its texts, the places in the standard library, and the printing of numbers. Stable Rust has no
//! setting for that. A module that prints numbers would print zeros: what the modules tell, they tell as words and
//! texts, and the vectors run on them would show it.

use anyhow::{Context, Result, bail};
use std::path::Path;
use walrus::{FunctionBuilder, FunctionKind, Module};

/// Functions that end in a panic, by a part of their names.
const PANICS: [&str; 2] = ["7raw_vec12handle_error", "7raw_vec17capacity_overflow"];

/// What only a message of theirs is made of.
const MESSAGES: [&str; 4] = ["memory allocation of ", " bytes failed", "capacity overflow", "00010203040506070809"];

/// Where the places in the standard library begin, and where they end.
const PLACE: (&[u8], &[u8]) = (b"/rustc/", b".rs");

/// Traps where the functions of [`PANICS`] were, and zeros where their messages were.
pub(crate) fn snip(from: &Path, to: &Path) -> Result<()> {
    let mut module = Module::from_file(from).with_context(|| from.display().to_string())?;
    let is_panic =
        |name: &Option<String>| PANICS.iter().any(|part| name.as_ref().is_some_and(|name| name.contains(part)));
    let panics: Vec<_> = module.funcs.iter().filter(|func| is_panic(&func.name)).map(walrus::Function::id).collect();
    if panics.is_empty() {
        bail!("{}: has none of the functions that crates/xtask/src/snip.rs looks for", from.display());
    }
    for id in panics {
        let kind = module.types.get(module.funcs.get(id).ty());
        let (params, results) = (kind.params().to_vec(), kind.results().to_vec());
        let arguments = params.iter().map(|kind| module.locals.add(*kind)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        builder.func_body().unreachable();
        module.funcs.get_mut(id).kind = FunctionKind::Local(builder.local_func(arguments));
    }
    let data: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in data {
        blank_messages(&mut module.data.get_mut(id).value);
    }
    // What the linker exports besides; nobody asks for it.
    let loose = module.exports.iter().filter(|export| export.name.starts_with("__")).map(walrus::Export::id);
    for id in loose.collect::<Vec<_>>() {
        module.exports.delete(id);
    }
    walrus::passes::gc::run(&mut module);
    module.emit_wasm_file(to).with_context(|| to.display().to_string())
}

fn blank_messages(data: &mut [u8]) {
    let find = |data: &[u8], text: &[u8]| data.windows(text.len()).position(|window| window == text);
    for message in MESSAGES {
        while let Some(at) = find(data, message.as_bytes()) {
            // The table of digits goes on up to 99.
            let length = if message.starts_with('0') { 200 } else { message.len() };
            data.iter_mut().skip(at).take(length).for_each(|byte| *byte = 0);
        }
    }
    while let Some(at) = find(data, PLACE.0) {
        let length = data.get(at..).and_then(|rest| find(rest, PLACE.1)).map_or(1, |end| end + PLACE.1.len());
        data.iter_mut().skip(at).take(length).for_each(|byte| *byte = 0);
    }
}
