// Node's entry for `import 'ficha'`; bundle.mjs replaces it with the entry for browsers.
export * from '../../../target/npm/ficha/node/index.js';
