// The shape of a record, as JavaScript needs it.

import { readMembers } from './members.js';

/** The longest record, in bytes of JSON, or in characters of all its texts. */
export const MAX_RECORD = 131072;

/**
 * The shape of a record: its names, its lists, and the functions that read the members of a record and
 * make a record of its members.
 * @typedef {{names: string[], make: Make, read: Read, lists: ({max: number, shape: Shape} | undefined)[]}} Shape
 * @typedef {(record: object, keys: string[], shape: Shape) => unknown[]} Read
 * @typedef {(members: unknown[]) => object} Make
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
    read: access?.read ?? readMembers,
    make: access?.make ?? ((members) => made(names, members)),
    lists,
  };
}

/** Makes a record of members by their places, in the order of the names; what is undefined is left out. */
export function made(names, members) {
  const record = {};
  for (let place = 0; place < names.length; place++)
    if (members[place] !== undefined) record[names[place]] = members[place];
  return record;
}
