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
  const { pack, forget, given } = packer(module);
  const answer = reader(module, CODES, given);
  const check = (schema, isPacked, length) => module.call((wasm) => wasm.check(schema, isPacked, length, Date.now()));

  let isBusy = false;

  return {
    /** Checks a value and reads from the answer what is asked for. */
    checkValue(schema, value, shape, sentences, read) {
      // A getter of the value may check something itself; that is the business of another module.
      if (isBusy) return core(instantiate).checkValue(schema, value, shape, sentences, read);
      isBusy = true;
      try {
        answer.open(check(schema, true, pack(value, shape)), sentences);
        return read(answer);
      } finally {
        isBusy = false;
        forget();
      }
    },

    /** As much for JSON. */
    checkJson(schema, json, sentences, read) {
      if (isBusy) return core(instantiate).checkJson(schema, json, sentences, read);
      const bytes = bytesOf(json);
      const start = module.room(bytes.length);
      module.bytes.set(bytes, start);
      answer.open(check(schema, false, bytes.length), sentences);
      return read(answer);
    },
  };
}

const isGood = ({ word }) => word() === 1;

function schema(core, number, name, { attributes, jsonSchema }, shape) {
  const outcome = (answer) => answer.outcome(() => (shape ? answer.record(shape, 0) : answer.value(0)));
  const check = (value, options) => core.checkValue(number, value, shape, sentencesOf(options?.locale), outcome);

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
    checkJson: (json, options) => core.checkJson(number, json, sentencesOf(options?.locale), outcome),
    is: (value) => core.checkValue(number, value, shape, es, isGood),
    attributes,
    jsonSchema,
    '~standard': standard,
  });
}

export const form = (core, number, name, about, access) =>
  schema(core, number, name, about, shapeOf(about.jsonSchema.output, access));
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
