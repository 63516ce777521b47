/** The same as `ficha`, in JavaScript alone: for pages whose Content-Security-Policy allows no WebAssembly. */
export * from './index.js';
