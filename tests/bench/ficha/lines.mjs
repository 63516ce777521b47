// Node's entry for `import 'ficha/lines'`.
export * from '../../../target/npm/ficha/esm/lines.js';
