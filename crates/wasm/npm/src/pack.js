// Writes a JavaScript value into the memory of a module; crates/wasm/src/packed.rs documents its layout.
//
// No value is lost: one that no field can have (NaN, a function, a Date, an object that cannot be read) is written as
// a value of the wrong type.

import { encodeInto, hasMoved } from 'platform-module';
import { Slot } from './generated/wire.ts';
import { MAX_RECORD } from './shape.js';

/** The number of words in a slot. */
const SLOT = 3;

/** Stands for a field that a form has more than once; `./form` passes it. */
const SENT_TWICE = Symbol.for('ficha.twice');

/** The most unknown fields that are reported. */
const MAX_STRANGERS = 20;
const HALF_PAIR = /[\ud800-\udfff]/u;
const HALF_PAIRS = /[\ud800-\udfff]/gu;

/** Thrown when a record is too long to be written. */
const TOO_LONG = new Error();

/** Writes a short text of ASCII, sooner than an encoder is called; returns false for another text. */
function isWritten(text, room) {
  if (text.length > 24) return false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return false;
    room[at] = code;
  }
  return true;
}

/** Creates a writer into the memory of a module. */
export function packer(module) {
  /** The instance that has the buffers. */
  let instance;
  /** The memory, the index of the first slot in it, the number of slots in use, and the number that fit. */
  let words;
  let first = 0;
  let used = 0;
  let end = 0;
  /** The buffer for the texts, and all texts so far. */
  let room;
  let texts = '';
  /** The text of each slot; for a list, the slot of its first item. */
  const given = [];

  /** Adds `count` slots, all of them absent; returns the first. */
  function slots(count) {
    const slot = used;
    used += count;
    if (used > end) {
      end = 2 * used + 32;
      first = module.wordsRoom(SLOT * end);
      ({ words } = module);
    }
    for (let at = first + SLOT * slot; at < first + SLOT * used; at++) words[at] = 0;
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
    write(slot, Slot.Text | (string.length << 4), start, 0);
  }

  function number(slot, value) {
    if ((value | 0) === value) return write(slot, Slot.Integer, value, value >> 31);
    if (!Number.isInteger(value)) return write(slot, Number.isFinite(value) ? Slot.Fraction : Slot.Other, 0, 0);
    // Beyond 2^53 the exact value no longer matters.
    const integer = Math.max(Math.min(value, 2 ** 60), -(2 ** 60));
    write(slot, Slot.Integer, integer, Math.floor(integer / 2 ** 32));
  }

  /** Writes a value; a list has records of a shape. */
  function value(slot, it, list) {
    if (typeof it === 'string') text(slot, it);
    else if (typeof it === 'number') number(slot, it);
    else if (it === null || it === undefined) write(slot, Slot.Null, 0, 0);
    else if (it === SENT_TWICE) write(slot, Slot.Twice, 0, 0);
    else if (list && Array.isArray(it)) items(slot, it, list);
    else write(slot, Slot.Other, 0, 0);
  }

  function items(slot, items, { max, shape }) {
    const size = shape.names.length + 2;
    const item = slots(size * items.length);
    for (let n = 0; n < items.length; n++) {
      if (items[n]) record(item + size * n, items[n], shape);
      else write(item + size * n, Slot.Other, 0, 0);
    }
    given[slot] = item;
    // A length of one more than allowed is enough to report too many.
    write(slot, Slot.List | (Math.min(items.size, max + 1) << 4), item, 0);
  }

  /** Writes what was read of a record from a slot on. */
  function record(slot, members, { names, lists }) {
    const { length } = names;
    for (let place = 0; place < length; place++)
      if (members[place] !== undefined) value(slot + 1 + place, members[place], lists[place]);
    if (members[length]) writeStrangers(slot + 1 + length, members[length].slice(0, MAX_STRANGERS));
    words[first + SLOT * slot] = Slot.Record;
  }

  function writeStrangers(slot, names) {
    const at = slots(names.length);
    for (const [n, name] of names.entries()) text(at + n, name.slice(0, 100).replace(HALF_PAIRS, '\ufffd'));
    write(slot, Slot.List | (names.length << 4), at, 0);
  }

  /** Writes the concatenated texts; returns their number of bytes. */
  function writeTexts() {
    if (!room || hasMoved(room, module.wasm.memory) || room.length < 3 * texts.length) {
      const length = 6 * texts.length + 512;
      const start = module.room(length);
      room = module.bytes.subarray(start, start + length);
      ({ words } = module);
    }
    if (IS_SERVER) {
      if (isWritten(texts, room)) return texts.length;
    }
    const written = encodeInto(texts, room);
    // The encoder silently replaces an unpaired surrogate; ASCII has none.
    if (written === texts.length || !HALF_PAIR.test(texts)) return written;
    leaveBrokenTexts();
    return encodeInto(texts, room);
  }

  function leaveBrokenTexts() {
    texts = '';
    for (let slot = 0; slot < used; slot++) {
      const at = first + SLOT * slot;
      if ((words[at] & 15) !== Slot.Text) continue;
      if (HALF_PAIR.test(given[slot])) words[at] = Slot.BrokenText;
      else text(slot, given[slot]);
    }
  }

  return {
    given,
    /** Writes a value, or what was read of a record of a shape; returns the number of bytes of its texts. */
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
        else if (it) record(slot, it, shape);
      } catch (error) {
        if (error !== TOO_LONG) throw error;
        texts = '';
        words[first] = Slot.TooLong;
      }
      return writeTexts();
    },

    /** Forgets the texts, so that none outlives its check. */
    forget() {
      while (used > 0) given[--used] = undefined;
      texts = '';
    },
  };
}
