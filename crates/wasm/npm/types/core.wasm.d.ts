/** The core module, for runtimes and bundlers that import WebAssembly; crates/wasm documents its calls. */
declare const core: WebAssembly.Module;
export default core;
