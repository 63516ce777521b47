// What Node resolves for `import 'ficha/lines'`.
export * from '../../../target/npm/ficha/esm/lines.js';
