// Reads the answers of the rules; crates/wasm/src/answer.rs and outcome.rs document their layout.

import {
  PARAM_INTEGER,
  PARAM_NONE,
  PARAM_TEXT,
  STEP_OWN,
  VALUE_ABSENT,
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

/**
 * Creates a reader of the answers in the memory of a module.
 * @param {Sentences} es The default sentences, in the order of the codes' numbers.
 * @param {(string | number)[]} given For each slot, the text or the first item that pack.js keeps.
 */
export function reader(module, es, given = []) {
  const codes = Object.keys(es);
  const params = codes.map((code) => /\{(\w+)\}/.exec(es[code])?.[1]);
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
  /** For each code the messages made of these sentences, by their parameter. */
  let messages = [];
  /** The texts of the module's own data, by address and length. */
  const own = new Map();

  function string(size) {
    next += size;
    all ??= module.text(first, length);
    return all.slice(next - size, next);
  }

  function integer() {
    at += 2;
    return words[at - 2] + words[at - 1] * 2 ** 32;
  }

  /** Reads a text of the module's own data, which never changes. */
  function ownText() {
    at += 2;
    const [start, size] = [words[at - 2], words[at - 1]];
    const key = start * 1024 + size;
    let text = own.get(key);
    if (text === undefined) {
      text = module.text(start, size);
      own.set(key, text);
    }
    return text;
  }

  /** Reads the value sent in a slot; a list has records of a shape. Returns `undefined` for an absent value. */
  function value(slot, shape) {
    const head = words[at++];
    switch (head & 7) {
      case VALUE_NULL:
        return null;
      case VALUE_SENT:
        return given[slot];
      case VALUE_TEXT:
        return string(head >>> 3);
      case VALUE_INTEGER:
        return integer();
      case VALUE_LIST:
        return items(head >>> 3, given[slot], shape);
    }
  }

  function items(count, first, shape) {
    const all = [];
    for (let n = 0; n < count; n++) all.push(record(shape, first + n * (shape.lists.length + 2)));
    return all;
  }

  /** Reads a record that was sent from a slot on. */
  function record({ lists, make }, slot) {
    const members = [];
    const { length: size } = lists;
    for (let place = 0; place < size; place++) {
      const head = words[at];
      // Most values are texts and integers.
      if ((head & 7) === VALUE_TEXT) {
        at++;
        members.push(string(head >>> 3));
      } else if (head === VALUE_INTEGER) {
        at += 3;
        members.push(words[at - 2] + words[at - 1] * 2 ** 32);
      } else if (head === VALUE_ABSENT) {
        at++;
        members.push(undefined);
      } else {
        members.push(value(slot + 1 + place, lists[place]?.shape));
      }
    }
    return make(members);
  }

  function issues() {
    const all = [];
    for (let left = words[at++]; left > 0; left--) all.push(issue());
    return all;
  }

  function issue() {
    const number = words[at++];
    const path = [];
    if (words[at++] > 0) path.push(ownText(), words[at++]);
    const field = words[at++];
    if (field > 0) path.push(field === STEP_OWN ? ownText() : string(words[at++]));
    const kind = words[at++];
    const param = kind === PARAM_NONE ? undefined : paramOf(kind);
    return {
      path,
      code: codes[number],
      params: param === undefined ? {} : { [params[number]]: param },
      message: message(number, param),
    };
  }

  function paramOf(kind) {
    if (kind === PARAM_INTEGER) return integer();
    if (kind === PARAM_TEXT) return ownText();
    const texts = [];
    for (let left = words[at++]; left > 0; left--) texts.push(ownText());
    return texts;
  }

  /** Returns the sentence of a code with its parameter; without one the sentence about it is left out. */
  function message(number, param) {
    // A list is shown as its items with commas, any other parameter as it is.
    const said = typeof param === 'object' ? param.join(', ') : param;
    messages[number] ??= new Map();
    const kept = messages[number];
    let message = kept.get(said);
    if (message === undefined) {
      const sentence = sentences[codes[number]];
      message =
        said === undefined
          ? sentence.replace(/ [^.]*\{.*/, '')
          : sentence.replaceAll(`{${params[number]}}`, () => said);
      kept.set(said, message);
    }
    return message;
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
      if (sentences !== inThese) messages = [];
      sentences = inThese;
    },
    word: () => words[at++],
    /** Reads an outcome; `value` reads the value of a good record. */
    outcome(value) {
      const ok = words[at++] === 1;
      const good = ok ? value?.() : undefined;
      const broken = issues();
      const warnings = issues();
      return ok ? { ok, value: good, warnings } : { ok, issues: broken, warnings };
    },
    value,
    record,
    string,
  };
}
