// The face of a form or a field: plain frozen objects around the core module.

import { reader } from './answer.js';
import { es } from './es.js';
import { MAX_RECORD, packer, shapeOf } from './pack.js';
import { sentencesOf } from './sentences.js';
import { connect } from './wasm.js';

const CODES = Object.keys(es);
const encoder = new TextEncoder();
// The encoder would repair half of a surrogate pair in silence; escaped, it reaches the rules. Behind a backslash
// there is no JSON, escaped or not, and what the encoder makes of it is none either.
const HALF_PAIRS = /(\\*)(\p{Surrogate})/gu;
const escaped = (all, slashes, half) =>
  slashes.length % 2 === 1 ? all : `${slashes}\\u${half.charCodeAt().toString(16)}`;

/** What a typed array is, of any realm, and of nothing else. */
const { get: kindOf } = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
);

/** The bytes of JSON text, one more than allowed at most; what is neither text nor bytes is no JSON. */
function bytesOf(json) {
  if (typeof json === 'string') json = encoder.encode(json.slice(0, MAX_RECORD + 1).replace(HALF_PAIRS, escaped));
  try {
    const length = kindOf.call(json) === 'Uint8Array' ? Math.min(json.length, MAX_RECORD + 1) : 0;
    return length > 0 ? new Uint8Array(json.buffer, json.byteOffset, length) : new Uint8Array(0);
  } catch {
    // A typed array with members of its own in the place of these.
    return new Uint8Array(0);
  }
}

/** A core module and what is written to it and read from it. */
export function core(instantiate) {
  const module = connect(instantiate);
  const { pack, given } = packer(module);
  const check = (schema, isPacked, length) => module.call((wasm) => wasm.check(schema, isPacked, length, Date.now()));

  let isBusy = false;

  return {
    /** Checks a value and reads from the answer what is asked for. */
    checkValue(schema, value, shape, read) {
      // A getter of the value may check something itself; that is the business of another module.
      if (isBusy) return core(instantiate).checkValue(schema, value, shape, read);
      isBusy = true;
      try {
        const length = pack(value, shape);
        return read(check(schema, true, length), module, given);
      } finally {
        isBusy = false;
        // No text outlives the call because of this.
        given.length = 0;
      }
    },

    /** As much for JSON. */
    checkJson(schema, json, read) {
      if (isBusy) return core(instantiate).checkJson(schema, json, read);
      const bytes = bytesOf(json);
      const start = module.room(bytes.length);
      module.bytes.set(bytes, start);
      return read(check(schema, false, bytes.length), module, []);
    },
  };
}

function schema(core, number, name, { attributes, jsonSchema }, shape) {
  const outcome = (sentences) => (at, module, given) => {
    const answer = reader(module, at, given, sentences, CODES);
    return answer.outcome(() => (shape ? answer.record(shape) : answer.value()));
  };
  const isGood = (at, module) => module.words[at + 3] === 1;

  const check = (value, options) => core.checkValue(number, value, shape, outcome(sentencesOf(options?.locale)));

  const standard = {
    version: 1,
    vendor: 'ficha',
    validate(value, options) {
      const locale = options?.libraryOptions?.locale;
      const checked = check(value, typeof locale === 'object' && locale ? { locale } : undefined);
      return checked.ok ? { value: checked.value } : { issues: checked.issues };
    },
    jsonSchema: { input: dialect(jsonSchema.input), output: dialect(jsonSchema.output) },
  };

  return freeze({
    name,
    check,
    checkJson: (json, options) => core.checkJson(number, json, outcome(sentencesOf(options?.locale))),
    is: (value) => core.checkValue(number, value, shape, isGood),
    attributes,
    jsonSchema,
    '~standard': standard,
  });
}

export const form = (core, number, name, about) => schema(core, number, name, about, shapeOf(about.jsonSchema.output));
export const field = (core, number, name, about) => schema(core, number, name, about);

/** The same text is right in both dialects. */
const DIALECTS = {
  'draft-2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
};

const dialect = (jsonSchema) => (options) => {
  const target = options?.target;
  if (!Object.hasOwn(DIALECTS, target)) throw new Error(`target: there are ${Object.keys(DIALECTS).join(' and ')}`);
  return { $schema: DIALECTS[target], ...structuredClone(jsonSchema) };
};

function freeze(value) {
  if (value && typeof value === 'object') Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
