// Reads what the rules answer; crates/wasm/src/answer.rs says how it lies there.

/**
 * @typedef {{path: (string | number)[], code: string, params: object, message: string}} Issue
 * @typedef {Record<string, string>} Sentences By code, with the names of parameters in braces.
 */

const list = (length, item) => {
  const items = [];
  for (let n = 0; n < length; n++) items.push(item());
  return items;
};

/**
 * A reader of the answers in the memory of a module.
 * @param {string[]} codes Every code, by number.
 * @param {(string | number)[]} given What pack.js keeps of each slot.
 */
export function reader(module, codes, given = []) {
  let words;
  /** The place of the next word. */
  let at;
  /** Where the texts lie, how many bytes they have, all of them once one was asked for, and where the next begins. */
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

  /** A value: what was sent in a slot, perhaps a list of records of a shape. `undefined` is left out. */
  function value(slot, shape) {
    const head = word();
    const more = head >>> 3;
    switch (head & 7) {
      case 1:
        return null;
      case 2:
        return given[slot];
      case 3:
        return string(more);
      case 4:
        return integer();
      case 5:
        return items(more, given[slot], shape);
    }
  }

  function items(count, first, shape) {
    const all = [];
    for (let n = 0; n < count; n++) all.push(record(shape, first + n * (shape.lists.length + 2)));
    return all;
  }

  /** A record that was sent from a slot on. */
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
    // Without the parameter there is no sentence about it.
    if (kind === 0) return { path, code, params: {}, message: message.replace(/ [^.]*\{.*/, '') };
    const name = string(word());
    const param = kind === 1 ? integer() : kind === 2 ? string(word()) : list(word(), () => string(word()));
    // A list reads as its items with commas, and all else as it is.
    const said = kind === 3 ? param.join(', ') : param;
    return { path, code, params: { [name]: param }, message: message.replaceAll(`{${name}}`, said) };
  }

  return {
    /** Begins with the answer that lies in a place. */
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
    /** An outcome; `value` reads the value of what is good. */
    outcome(value) {
      const ok = word() === 1;
      const good = ok ? value?.() : undefined;
      const issues = list(word(), issue);
      const warnings = list(word(), issue);
      return ok ? { ok, value: good, warnings } : { ok, issues, warnings };
    },
    value,
    record,
  };
}
