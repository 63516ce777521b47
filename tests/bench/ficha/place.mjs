/** The package as it is built, unpacked. The modules beside this one say its path once more, as imports must. */
export const PLACE = new URL('../../../target/npm/ficha/', import.meta.url);
