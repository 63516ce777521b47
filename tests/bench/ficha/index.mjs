// What Node resolves for `import 'ficha'`; bundle.mjs puts in its place what a browser gets.
export * from '../../../target/npm/ficha/node/index.js';
