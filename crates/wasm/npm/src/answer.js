// Reads the answers of the rules; crates/wasm/src/answer.rs and outcome.rs document their layout.

import {
  PARAM_INTEGER,
  PARAM_LIST,
  PARAM_NONE,
  PARAM_TEXT,
  VALUE_INTEGER,
  VALUE_LIST,
  VALUE_NULL,
  VALUE_SENT,
  VALUE_TEXT,
} from './generated/wire.js';

/**
 * @typedef {{path: (string | number)[], code: string, params: object, message: string}} Issue
 * @typedef {Record<string, string>} Sentences Maps each code to its sentence, with the names of parameters in braces.
 */

const list = (length, item) => {
  const items = [];
  for (let n = 0; n < length; n++) items.push(item());
  return items;
};

/**
 * Creates a reader of the answers in the memory of a module.
 * @param {string[]} codes Every code, by number.
 * @param {(string | number)[]} given For each slot, the text or the first item that pack.js keeps.
 */
export function reader(module, codes, given = []) {
  let words;
  /** The index of the next word. */
  let at;
  /** The address of the texts, their length in bytes, the decoded texts after first use, and the start of the next. */
  let first;
  let length;
  let all;
  let next;
  /** @type {Sentences} */
  let sentences;

  const word = () => words[at++];

  function string(size) {
    next += size;
    all ??= module.text(first, length);
    return all.slice(next - size, next);
  }

  const integer = () => word() + word() * 2 ** 32;

  /** Reads the value sent in a slot; a list has records of a shape. Returns `undefined` for an absent value. */
  function value(slot, shape) {
    const head = word();
    const more = head >>> 3;
    switch (head & 7) {
      case VALUE_NULL:
        return null;
      case VALUE_SENT:
        return given[slot];
      case VALUE_TEXT:
        return string(more);
      case VALUE_INTEGER:
        return integer();
      case VALUE_LIST:
        return items(more, given[slot], shape);
    }
  }

  function items(count, first, shape) {
    const all = [];
    for (let n = 0; n < count; n++) all.push(record(shape, first + n * (shape.lists.length + 2)));
    return all;
  }

  /** Reads a record that was sent from a slot on. */
  function record({ lists, set }, slot) {
    const members = {};
    for (let place = 0; place < lists.length; place++) {
      const member = value(slot + 1 + place, lists[place]?.shape);
      if (member !== undefined) set(members, place, member);
    }
    return members;
  }

  function issue() {
    const code = codes[word()];
    const path = [];
    for (let of = 0; of < 2; of++) {
      const name = word();
      if (name > 0) path.push(string(name >>> 1));
      if (name > 0 && of === 0) path.push(word());
    }
    const message = sentences[code];
    const kind = word();
    // Without the parameter, the sentence about it is left out.
    if (kind === PARAM_NONE) return { path, code, params: {}, message: message.replace(/ [^.]*\{.*/, '') };
    const name = string(word());
    const param =
      kind === PARAM_INTEGER ? integer() : kind === PARAM_TEXT ? string(word()) : list(word(), () => string(word()));
    // A list is shown as its items with commas, any other parameter as it is.
    const said = kind === PARAM_LIST ? param.join(', ') : param;
    return { path, code, params: { [name]: param }, message: message.replaceAll(`{${name}}`, said) };
  }

  return {
    /** Starts to read the answer at a word of the memory, with these sentences. */
    open(place, inThese) {
      ({ words } = module);
      first = words[place + 1];
      next = 0;
      length = words[place + 2];
      at = place + 3;
      all = undefined;
      sentences = inThese;
    },
    word,
    /** Reads an outcome; `value` reads the value of a good record. */
    outcome(value) {
      const ok = word() === 1;
      const good = ok ? value?.() : undefined;
      const issues = list(word(), issue);
      const warnings = list(word(), issue);
      return ok ? { ok, value: good, warnings } : { ok, issues, warnings };
    },
    value,
    record,
    string,
  };
}
