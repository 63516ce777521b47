//! The JavaScript of modules that wasm-bindgen binds: the Worker's and the client's. The library is of the same version
//! as the crate `wasm-bindgen` in `Cargo.lock`, which it checks.

use crate::shell::root;
use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

/// Writes `<folder>/<name>.js` and `<folder>/<name>_bg.wasm`. With a reset the JavaScript exports `__wbg_reset_state`,
/// which replaces a broken instance.
pub(super) fn bind(built: &str, folder: &str, name: &str, has_reset: bool) -> Result<()> {
    Bindgen::new()
        .input_path(root().join(built))
        .out_name(name)
        .web(true)?
        .typescript(false)
        .reset_state_function(has_reset)
        .generate(root().join(folder))
        .with_context(|| format!("bindings of {built}"))
}
