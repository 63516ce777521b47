// The schemas of the package, and the sentences of the codes that they report.

export { es } from './generated/es.js';
export * from './generated/schemas.js';
