// Reads the answers of the rules; crates/wasm/src/answer.rs and outcome.rs document their layout.

import { Param, Step, Value } from './generated/wire.ts';

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

  const word = () => words[at++];
  const integer = () => word() + word() * 2 ** 32;
  function string(size) {
    next += size;
    all ??= module.text(first, length);
    return all.slice(next - size, next);
  }

  /** Reads a text of the module's own data, which never changes. */
  const ownText = () => textAt(word(), word());
  const textAt = IS_SERVER ? keptTexts(module) : module.text;

  function list(item) {
    const items = [];
    for (let left = word(); left > 0; left--) items.push(item());
    return items;
  }

  const about = IS_SERVER ? keptAbouts(newAbout) : newAbout;

  /** Reads the value sent in a slot; a list has records of a shape. Returns `undefined` for an absent value. */
  function value(slot, shape) {
    const head = word();
    switch (head & 7) {
      case Value.Null:
        return null;
      case Value.Sent:
        return given[slot];
      case Value.Text:
        return string(head >>> 3);
      case Value.Integer:
        return integer();
      case Value.List:
        return items(head >>> 3, given[slot], shape);
    }
  }

  function items(count, first, shape) {
    const all = [];
    for (let n = 0; n < count; n++) all.push(record(shape, first + n * (shape.lists.length + 2)));
    return all;
  }

  /** Reads a record that was sent from a slot on. */
  const record = ({ lists, make }, slot) => make(lists.map((list, place) => value(slot + 1 + place, list?.shape)));

  function issue() {
    const number = word();
    const path = [];
    if (word() > 0) path.push(ownText(), word());
    const field = word();
    if (field > 0) path.push(field === Step.Own ? ownText() : string(word()));
    const kind = word();
    const param =
      kind === Param.None ? '' : kind === Param.Integer ? integer() : kind === Param.Text ? ownText() : list(ownText);
    const said = typeof param === 'object' ? param.join(', ') : param;
    const { name, message } = about(number, said, sentences);
    return { path, code: codes[number], params: name ? { [name]: param } : {}, message };
  }

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
    list,
    issue,
  };
}

// Servers explain often: they keep the texts of the module's own data, and what is said of a code and a parameter.

function keptTexts(module) {
  const texts = new Map();
  return (start, size) => {
    const key = start * 1024 + size;
    if (!texts.has(key)) texts.set(key, module.text(start, size));
    return texts.get(key);
  };
}

function keptAbouts(newAbout) {
  let known;
  let saidIn;
  return (number, said, sentences) => {
    if (saidIn !== sentences) known = [];
    saidIn = sentences;
    known[number] ??= new Map();
    if (!known[number].has(said)) known[number].set(said, newAbout(number, said));
    return known[number].get(said);
  };
}
