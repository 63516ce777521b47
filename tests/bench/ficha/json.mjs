// Node's entry for `import 'ficha/json'`.
export * from '../../../target/npm/ficha/node/json.js';
