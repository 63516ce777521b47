// Node's entry for `import 'ficha/json'`.
export * from '../../../target/npm/ficha/esm/json.js';
