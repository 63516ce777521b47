/** The folder of the built package, unpacked. The modules beside this one repeat the path, because imports need it. */
export const PLACE = new URL('../../../target/npm/ficha/', import.meta.url);
