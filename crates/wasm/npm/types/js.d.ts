/** The same as `ficha`, in plain JavaScript, for pages whose Content-Security-Policy allows no WebAssembly. */
export * from './index.js';
