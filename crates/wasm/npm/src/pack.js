// Writes a JavaScript value where the rules read it; crates/wasm/src/packed.rs says how it lies there.
//
// Nothing gets lost on the way: what no field can be (NaN, a function, a Date, an object that cannot be read) is
// written as a value of the wrong type. Of an object only own enumerable string keys count; a member that is
// undefined is absent.

import { encodeInto, hasMoved } from 'platform-module';
import { MAX_RECORD } from './shape.js';

const NULL = 1;
const TEXT = 2;
const BROKEN_TEXT = 3;
const FRACTION = 4;
const INTEGER = 5;
const OTHER = 6;
const LIST = 7;
const RECORD = 8;
const TWICE = 9;
const TOO_MUCH = 10;

/** A slot has so many words. */
const SLOT = 3;

/** Stands for a field that a form has more than once; `./form` gives it. */
const SENT_TWICE = Symbol.for('ficha.twice');

/** So many unknown fields are reported. */
const MAX_STRANGERS = 20;
const HALF_PAIR = /[\ud800-\udfff]/u;
const HALF_PAIRS = /[\ud800-\udfff]/gu;

const kindOf = Object.prototype.toString;
const isPlain = (it) => Object.getPrototypeOf(it) === Object.prototype || kindOf.call(it) === '[object Object]';

/** Thrown when a record is too long to be written. */
const TOO_LONG = new Error();

/** A writer into the memory of a module. */
export function packer(module) {
  /** The instance that the rooms are in. */
  let instance;
  /** The memory, where the slots begin in it, how many there are, how many there is room for. */
  let words;
  let first = 0;
  let used = 0;
  let end = 0;
  /** The room of the texts, and all texts so far. */
  let room;
  let texts = '';
  /** The text in each slot; of a list the slot of its first item. */
  const given = [];

  /** So many new slots, all of them absent; returns the first. */
  function slots(count) {
    const slot = used;
    used += count;
    if (used > end) {
      end = 2 * used + 32;
      first = module.wordsRoom(SLOT * end);
      ({ words } = module);
    }
    words.fill(0, first + SLOT * slot, first + SLOT * used);
    return slot;
  }

  function write(slot, head, low, high) {
    const at = first + SLOT * slot;
    words[at] = head;
    words[at + 1] = low;
    words[at + 2] = high;
  }

  function text(slot, string) {
    const start = texts.length;
    texts += string;
    if (texts.length > MAX_RECORD) throw TOO_LONG;
    given[slot] = string;
    write(slot, TEXT | (string.length << 4), start, 0);
  }

  function number(slot, value) {
    if ((value | 0) === value) return write(slot, INTEGER, value, value >> 31);
    if (!Number.isInteger(value)) return write(slot, Number.isFinite(value) ? FRACTION : OTHER, 0, 0);
    // Beyond 2^53 it no longer matters by how much.
    const integer = Math.max(Math.min(value, 2 ** 60), -(2 ** 60));
    write(slot, INTEGER, integer, Math.floor(integer / 2 ** 32));
  }

  /** A value; what is inside of an object counts only where there is a list. */
  function value(slot, it, list) {
    if (typeof it === 'string') text(slot, it);
    else if (typeof it === 'number') number(slot, it);
    else if (it === null || it === undefined) write(slot, NULL, 0, 0);
    else if (it === SENT_TWICE) write(slot, TWICE, 0, 0);
    else if (list && typeof it === 'object') readable(slot, () => items(slot, it, list));
    else write(slot, OTHER, 0, 0);
  }

  /** Writes what may not be readable, which then is of a wrong type. */
  function readable(slot, write) {
    try {
      write();
    } catch (error) {
      if (error === TOO_LONG) throw error;
      words[first + SLOT * slot] = OTHER;
    }
  }

  function items(slot, array, { max, shape }) {
    const length = Array.isArray(array) ? array.length : -1;
    if (!Number.isInteger(length) || length < 0) return write(slot, OTHER, 0, 0);
    // One more than allowed is the proof that there are too many.
    const count = Math.min(length, max);
    const size = shape.names.length + 2;
    const item = slots(size * count);
    for (let n = 0; n < count; n++) {
      const it = array[n];
      const at = item + size * n;
      if (it !== null && typeof it === 'object') readable(at, () => record(at, it, shape));
      else write(at, OTHER, 0, 0);
    }
    given[slot] = item;
    write(slot, LIST | (Math.min(length, max + 1) << 4), item, 0);
  }

  /** A record from a slot on; what is none is of a wrong type. */
  function record(slot, object, { names, get, places, lists }) {
    // Not a FormData, a Promise, a Map: they have no members of their own and would pass as an empty record.
    if (Array.isArray(object) || !isPlain(object)) return write(slot, OTHER, 0, 0);
    const keys = Object.keys(object);
    const strangers = [];
    let expected = 0;
    for (let n = 0; n < keys.length; n++) {
      const key = keys[n];
      // Records usually come in the order of the table.
      const place = names[expected] === key ? expected : places.get(key);
      let member;
      try {
        // What is read with its name is read faster.
        member = place === undefined ? object[key] : get(object, place);
        if (member === undefined) continue;
      } catch {
        member = NaN;
      }
      if (place === undefined) {
        strangers.push(key);
      } else {
        expected = place + 1;
        value(slot + 1 + place, member, lists[place]);
      }
    }
    if (strangers.length > 0) writeStrangers(slot + 1 + names.length, strangers.slice(0, MAX_STRANGERS));
    words[first + SLOT * slot] = RECORD;
  }

  function writeStrangers(slot, names) {
    const at = slots(names.length);
    for (const [n, name] of names.entries()) text(at + n, name.slice(0, 100).replace(HALF_PAIRS, '\ufffd'));
    write(slot, LIST | (names.length << 4), at, 0);
  }

  /** Writes the texts behind one another; returns how many bytes that are. */
  function writeTexts() {
    if (!room || hasMoved(room, module.wasm.memory) || room.length < 3 * texts.length) {
      const length = 6 * texts.length + 512;
      const start = module.room(length);
      room = module.bytes.subarray(start, start + length);
      ({ words } = module);
    }
    const written = encodeInto(texts, room);
    // The encoder repairs half of a surrogate pair in silence; ASCII has none.
    if (written === texts.length || !HALF_PAIR.test(texts)) return written;
    leaveBrokenTexts();
    return encodeInto(texts, room);
  }

  function leaveBrokenTexts() {
    texts = '';
    for (let slot = 0; slot < used; slot++) {
      const at = first + SLOT * slot;
      if ((words[at] & 15) !== TEXT) continue;
      if (HALF_PAIR.test(given[slot])) words[at] = BROKEN_TEXT;
      else text(slot, given[slot]);
    }
  }

  return {
    given,
    /** Writes a value, or a record of a shape; returns the number of bytes of its texts. */
    pack(it, shape) {
      if (instance !== module.open()) {
        instance = module.wasm;
        room = undefined;
        end = 0;
      }
      ({ words } = module);
      try {
        const slot = slots(shape ? shape.names.length + 2 : 1);
        if (!shape) value(slot, it);
        else if (it !== null && typeof it === 'object') readable(slot, () => record(slot, it, shape));
      } catch (error) {
        if (error !== TOO_LONG) throw error;
        texts = '';
        words[first] = TOO_MUCH;
      }
      return writeTexts();
    },

    /** No text outlives its check. */
    forget() {
      while (used > 0) given[--used] = undefined;
      texts = '';
    },
  };
}
