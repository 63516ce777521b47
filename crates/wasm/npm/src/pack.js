// Writes a JavaScript value where the rules read it; crates/wasm/src/packed.rs says how it lies there.
//
// Nothing gets lost on the way: what no field can be (NaN, a function, a Date, an object that cannot be read) is
// written as a value of the wrong type. Of an object only own enumerable string keys count; a member that is
// undefined is absent.

const NULL = 0;
const TEXT = 1;
const BROKEN_TEXT = 2;
const NUMBER = 3;
const OTHER = 4;
const LIST = 5;
const RECORD = 6;
const TWICE = 7;
const END = 0xffffffff;
const STRANGER = 0xfffffffe;

/** Stands for a field that a form has more than once; `./form` gives it. */
const SENT_TWICE = Symbol.for('ficha.twice');

/** So many unknown fields are reported. */
const MAX_STRANGERS = 20;
/** The longest record: so many bytes of JSON, or characters in all its texts. */
export const MAX_RECORD = 131072;
const HALF_PAIR = /\p{Surrogate}/u;

const kindOf = Object.prototype.toString;

/** Thrown when a record is too long to be written. */
const TOO_LONG = new Error();

/** @typedef {{names: string[], places: Map<string, number>, lists: ({max: number, shape: Shape} | undefined)[]}} Shape */

/** The fields of a record by the schema of its normal form. @returns {Shape} */
export function shapeOf({ properties }) {
  const names = Object.keys(properties);
  const lists = names.map((name) => {
    const { items, maxItems } = properties[name];
    return items && { max: maxItems, shape: shapeOf(items) };
  });
  return { names, places: new Map(names.map((name, place) => [name, place])), lists };
}

/**
 * A writer into the memory of a module. It returns the number of bytes written, 0 if there was too much, and
 * keeps the texts in `given`, by the place of the word each begins at.
 */
export function packer(module) {
  /** Where the record begins, where the next word goes, how far there is room. */
  let start = 0;
  let at = 0;
  let end = 0;
  /** How many characters there were. */
  let characters = 0;
  const given = [];

  function need(length) {
    if (at + length <= end) return;
    const size = 2 * (at - start + length);
    const moved = module.room(size);
    at += moved - start;
    start = moved;
    end = start + size;
  }

  function word(value) {
    need(4);
    module.words[at >> 2] = value;
    at += 4;
  }

  function text(kind, string) {
    const { length } = string;
    characters += length;
    if (characters > MAX_RECORD) throw TOO_LONG;
    need(8 + 3 * length);
    const { bytes } = module;
    const first = at + 4;
    let n = 0;
    for (; n < length; n++) {
      const code = string.charCodeAt(n);
      if (code > 0x7f) break;
      bytes[first + n] = code;
    }
    if (n < length) {
      // The encoder would repair half of a surrogate pair in silence.
      if (HALF_PAIR.test(string)) return word(BROKEN_TEXT);
      n += module.write(string.slice(n), first + n, 3 * (length - n));
    }
    if (kind === TEXT) given[(first - start) >> 2] = string;
    word(kind | (n << 3));
    at += (n + 3) & ~3;
  }

  function number(value) {
    if (Number.isSafeInteger(value)) text(NUMBER, `${value}`);
    else if (Number.isInteger(value)) text(NUMBER, `${BigInt(value)}`);
    else if (Number.isFinite(value)) text(NUMBER, `${value}`);
    else word(OTHER);
  }

  /** A value; what is inside of an object counts only where the shape has a list or a record. */
  function value(it, shape, list) {
    if (typeof it === 'string') return text(TEXT, it);
    if (typeof it === 'number') return number(it);
    if (it === null || it === undefined) return word(NULL);
    if (it === SENT_TWICE) return word(TWICE);
    if (typeof it !== 'object' || !(shape || list)) return word(OTHER);
    const before = at - start;
    try {
      if (Array.isArray(it)) items(it, list);
      // Not a FormData, a Promise, a Map: they have no members of their own and would pass as an empty record.
      else if (shape && kindOf.call(it) === '[object Object]') record(it, shape);
      else word(OTHER);
    } catch (error) {
      if (error === TOO_LONG) throw error;
      at = start + before;
      word(OTHER);
    }
  }

  function items(array, list) {
    const { length } = array;
    if (!list || !Number.isInteger(length) || length < 0) return word(OTHER);
    // One more than allowed is the proof that there are too many.
    const count = Math.min(length, list.max + 1);
    word(LIST | (count << 3));
    for (let n = 0; n < count; n++) value(array[n], list.shape);
  }

  function record(object, { places, lists }) {
    let strangers = 0;
    const keys = Object.keys(object);
    word(RECORD);
    for (const key of keys) {
      let member;
      try {
        member = object[key];
        if (member === undefined) continue;
      } catch {
        member = NaN;
      }
      const place = places.get(key);
      if (place !== undefined) {
        word(place);
        value(member, undefined, lists[place]);
      } else if (strangers++ < MAX_STRANGERS) {
        word(STRANGER);
        text(OTHER, key.slice(0, 100).replace(new RegExp(HALF_PAIR, 'gu'), '\ufffd'));
      }
    }
    word(END);
  }

  return {
    given,
    pack(it, shape) {
      given.length = 0;
      characters = 0;
      start = module.room(1024);
      at = start;
      end = start + 1024;
      try {
        value(it, shape);
      } catch (error) {
        if (error !== TOO_LONG) throw error;
        at = start;
      }
      return at - start;
    },
  };
}
