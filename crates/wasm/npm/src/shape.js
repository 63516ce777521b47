// The shape of a record, as JavaScript needs it.

/** The longest record, in bytes of JSON, or in characters of all its texts. */
export const MAX_RECORD = 131072;

/**
 * The shape of a record: its names, the functions that read and write its members by their places, and its lists.
 * @typedef {{names: string[], places: Map<string, number>, get: Get, set: Set, lists: ({max: number, shape: Shape} | undefined)[]}} Shape
 * @typedef {(record: object, place: number) => unknown} Get
 * @typedef {(record: object, place: number, value: unknown) => void} Set
 */

/** Builds a shape from the schema of a record's normal form, and from access.js if it is built in. @returns {Shape} */
export function shapeOf({ properties }, access) {
  const names = Object.keys(properties);
  const lists = names.map((name) => {
    const { items, maxItems } = properties[name];
    return items && { max: maxItems, shape: shapeOf(items, access?.[name]) };
  });
  return {
    names,
    places: new Map(names.map((name, place) => [name, place])),
    get: access?.get ?? ((record, place) => record[names[place]]),
    set:
      access?.set ??
      ((record, place, value) => {
        record[names[place]] = value;
      }),
    lists,
  };
}
