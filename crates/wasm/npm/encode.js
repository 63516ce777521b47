// JavaScript values as JSON text for the rules: like JSON.stringify, but nothing gets lost on the way.
//
// JSON.stringify turns NaN into null, which clears a field; drops functions, which keeps one; calls toJSON
// and throws on a bigint. Here, what JSON has no text for becomes a value of the wrong type for every field.

const WRONG_TYPE = 'true';
/** One level more than the rules read, so that they refuse what lies deeper. */
const MAX_DEPTH = 17;

/** @returns {string} JSON text; absent (undefined) is null. */
export function encode(value, depth = 0) {
  switch (typeof value) {
    case 'undefined':
      return 'null';
    case 'string':
      return JSON.stringify(value);
    case 'number':
      if (Number.isInteger(value)) return BigInt(value).toString();
      return Number.isFinite(value) ? String(value) : WRONG_TYPE;
    case 'object':
      if (value === null) return 'null';
      if (depth === MAX_DEPTH) return '[]';
      return Array.isArray(value) ? encodeList(value, depth + 1) : encodeObject(value, depth + 1);
    default:
      return WRONG_TYPE;
  }
}

const encodeList = (list, depth) => `[${Array.from(list, (item) => encode(item, depth)).join()}]`;

/** Own enumerable string keys; a member that is undefined is absent, one that cannot be read is of a wrong type. */
function encodeObject(object, depth) {
  const members = [];
  for (const key of Object.keys(object)) {
    const text = encodeMember(object, key, depth);
    if (text !== undefined) members.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${members.join()}}`;
}

function encodeMember(object, key, depth) {
  try {
    const value = object[key];
    return value === undefined ? undefined : encode(value, depth);
  } catch {
    return WRONG_TYPE;
  }
}
