// What JavaScript knows of a record.

/** The longest record: so many bytes of JSON, or characters in all its texts. */
export const MAX_RECORD = 131072;

/**
 * What is known of a record: its names, how its members are read and written by their places, and its lists.
 * @typedef {{names: string[], places: Map<string, number>, get: Get, set: Set, lists: ({max: number, shape: Shape} | undefined)[]}} Shape
 * @typedef {(record: object, place: number) => unknown} Get
 * @typedef {(record: object, place: number, value: unknown) => void} Set
 */

/** The fields of a record by the schema of its normal form, and by access.js, where that is there. @returns {Shape} */
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
