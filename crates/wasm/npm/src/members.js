// Reads a record once: its own enumerable members with string keys. The prover and the packer share what was read, so a
// getter runs once. A member that is undefined is absent.
//
// What was read is an array: the members by their places, and behind them the names of unknown fields, if there are any.

// A list that was read is an array: what was read of its items, as many as a form allows, undefined for one that is no
// record; `size` is the length of the list itself.

/** A value that no field can have. */
export const WRONG = Number.NaN;

const isPlain = (it) =>
  Object.getPrototypeOf(it) === Object.prototype || Object.prototype.toString.call(it) === '[object Object]';

/** Reads a value as a record of a shape; returns undefined if it is none, or cannot be read. */
export function read(object, shape) {
  try {
    // A FormData, a Promise or a Map is refused: it has no own members and would pass as an empty record.
    if (Object(object) === object && !Array.isArray(object) && isPlain(object))
      return shape.read(object, Object.keys(object), shape);
  } catch {
    // What cannot be read is no record.
  }
}

/** Reads the members with these keys. */
export function readMembers(object, keys, { names, lists }) {
  const members = [...lists, undefined].fill();
  for (const key of keys) {
    const place = names.indexOf(key);
    let member = WRONG;
    try {
      member = object[key];
    } catch {
      // It has no value that any field can have.
    }
    if (place < 0) readUnknown(members, key, member);
    else members[place] = lists[place] ? readList(member, lists[place]) : member;
  }
  return members;
}

/** Adds the name of an unknown field behind the members. */
export function readUnknown(members, name, member) {
  if (member === undefined) return;
  const names = members.pop() ?? [];
  names.push(name);
  members.push(names);
}

/** Reads a list; a value that is none stays as it is. */
export function readList(it, { max, shape }) {
  if (Object(it) !== it) return it;
  try {
    const { length } = it;
    if (Array.isArray(it) && Number.isInteger(length) && length >= 0) {
      const items = [];
      while (items.length < Math.min(length, max)) items.push(read(it[items.length], shape));
      items.size = length;
      return items;
    }
  } catch {
    // A list that cannot be read is none.
  }
  return WRONG;
}
