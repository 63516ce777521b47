// Reads what the rules answer; crates/wasm/src/answer.rs says how it lies there.

/**
 * @typedef {{path: (string | number)[], code: string, params: object, message: string}} Issue
 * @typedef {Record<string, string>} Sentences By code, with the names of parameters in braces.
 */

/** A sentence with its parameters put in. */
const say = (sentence, params) =>
  sentence.replace(/\{(\w+)\}/g, (_, name) => (Array.isArray(params[name]) ? params[name].join(', ') : params[name]));

/**
 * A reader of one answer in the memory of a module.
 * @param {number} at The place of its first word.
 * @param {string[]} given The texts that were sent, by place.
 * @param {Sentences} sentences
 * @param {string[]} codes Every code, by number.
 */
export function reader(module, at, given, sentences, codes) {
  const { words, text } = module;
  let texts = words[at + 1];
  const all = words[at + 2] > 0 ? text(texts, words[at + 2]) : '';
  const isAscii = all.length === words[at + 2];
  const first = texts;
  at += 3;

  const word = () => words[at++];

  function string(length) {
    const from = texts - first;
    texts += length;
    return isAscii ? all.slice(from, from + length) : text(first + from, length);
  }

  const integer = () => word() + word() * 2 ** 32;
  const list = (length, item) => Array.from({ length }, item);

  /** A value: of a record with this shape, or alone. `undefined` is left out. */
  function value(shape) {
    const head = word();
    const length = head >>> 3;
    switch (head & 7) {
      case 1:
        return null;
      case 2:
        return given[length >> 2];
      case 3:
        return string(length);
      case 4:
        return integer();
      case 5:
        return list(length, () => record(shape));
    }
  }

  function record({ names, lists }) {
    const members = {};
    for (let place = 0; place < names.length; place++) {
      const member = value(lists[place]?.shape);
      if (member !== undefined) members[names[place]] = member;
    }
    return members;
  }

  function issue() {
    const code = codes[word()];
    const path = list(word(), () => {
      const step = word();
      return step & 1 ? string(step >>> 1) : step >>> 1;
    });
    const params = param();
    return { path, code, params, message: say(sentences[code], params) };
  }

  function param() {
    const kind = word();
    if (kind === 0) return {};
    const name = string(word());
    const texts = () => list(word(), () => string(word()));
    return { [name]: kind === 1 ? integer() : kind === 2 ? string(word()) : texts() };
  }

  return {
    word,
    /** `value` reads the value of what is good. */
    outcome(read) {
      const ok = word() === 1;
      const good = ok ? read?.() : undefined;
      const issues = list(word(), issue);
      const warnings = list(word(), issue);
      return ok ? { ok, value: good, warnings } : { ok, issues, warnings };
    },
    value,
    record,
  };
}
