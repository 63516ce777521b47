// Reads a record once: its own enumerable members with string keys. The prover and the packer share what was read, so a
// getter runs once. A member that is undefined is absent.
//
// A record that was read is an array: the members by their places, then the names of unknown fields, or undefined.
// A list that was read is an array of records, at most as many as a form allows; an item that is no record is undefined.
// Its `size` is the length of the list that was sent.

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

/** Reads a list. Another object becomes WRONG; any other value stays as it is. */
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
