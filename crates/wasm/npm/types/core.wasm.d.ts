/** The core module, for runtimes and bundlers that import WebAssembly; crates/wasm says how it is called. */
declare const core: WebAssembly.Module;
export default core;
