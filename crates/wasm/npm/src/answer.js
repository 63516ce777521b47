// Reads the answers of the rules; crates/wasm/src/answer.rs and outcome.rs document their layout.

import {
  PARAM_INTEGER,
  PARAM_NONE,
  PARAM_TEXT,
  STEP_OWN,
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
  // Servers explain often: they keep the texts of the module's own data, and what is said of a code and a parameter.
  const texts = new Map();
  let known = [];

  const word = () => words[at++];
  const integer = () => word() + word() * 2 ** 32;
  function string(size) {
    next += size;
    all ??= module.text(first, length);
    return all.slice(next - size, next);
  }

  /** Reads a text of the module's own data, which never changes. */
  const ownText = () => textAt(word(), word());
  const textAt = IS_SERVER
    ? (start, size) => {
        const key = start * 1024 + size;
        if (!texts.has(key)) texts.set(key, module.text(start, size));
        return texts.get(key);
      }
    : module.text;

  function list(item) {
    const items = [];
    for (let left = word(); left > 0; left--) items.push(item());
    return items;
  }

  /** Reads the value sent in a slot; a list has records of a shape. Returns `undefined` for an absent value. */
  function value(slot, shape) {
    const head = word();
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
    for (let place = 0; place < lists.length; place++) members.push(value(slot + 1 + place, lists[place]?.shape));
    return make(members);
  }

  function issue() {
    const number = word();
    const path = [];
    if (word() > 0) path.push(ownText(), word());
    const field = word();
    if (field > 0) path.push(field === STEP_OWN ? ownText() : string(word()));
    const kind = word();
    const param =
      kind === PARAM_NONE ? '' : kind === PARAM_INTEGER ? integer() : kind === PARAM_TEXT ? ownText() : list(ownText);
    const said = typeof param === 'object' ? param.join(', ') : param;
    const { name, message } = about(number, said);
    return { path, code: codes[number], params: name ? { [name]: param } : {}, message };
  }

  const about = IS_SERVER
    ? (number, said) => {
        known[number] ??= new Map();
        if (!known[number].has(said)) known[number].set(said, newAbout(number, said));
        return known[number].get(said);
      }
    : newAbout;

  /** Returns the name of the parameter of a code, and its sentence with what is said of the parameter. */
  function newAbout(number, said) {
    const code = codes[number];
    // Without the parameter, the sentence about it is left out.
    if (said === '') return { message: sentences[code].replace(/ [^.]*\{.*/, '') };
    const name = /\{(\w+)\}/.exec(es[code])[1];
    return { name, message: sentences[code].replaceAll(`{${name}}`, said) };
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
      if (IS_SERVER) {
        if (sentences !== inThese) known = [];
      }
      sentences = inThese;
    },
    word,
    /** Reads an outcome; `value` reads the value of a good record. */
    outcome(value) {
      const ok = word() === 1;
      const good = ok ? value?.() : undefined;
      const issues = list(issue);
      const warnings = list(issue);
      return ok ? { ok, value: good, warnings } : { ok, issues, warnings };
    },
    value,
    record,
    string,
  };
}
