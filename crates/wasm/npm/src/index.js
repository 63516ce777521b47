// The schemas of the package, and the sentences of the codes that they report.

export * from './generated/schemas.js';
export { es } from './generated/es.js';
