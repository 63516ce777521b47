// What Node resolves for `import 'ficha/json'`.
export * from '../../../target/npm/ficha/esm/json.js';
