// The face of a form or a field: plain frozen objects around the core module.

import { reader } from './answer.js';
import { es } from './es.js';
import { MAX_RECORD, packer, shapeOf } from './pack.js';
import { sentencesOf } from './sentences.js';
import { connect } from './wasm.js';

const CODES = Object.keys(es);
const encoder = new TextEncoder();
// The encoder would repair half of a surrogate pair in silence; escaped, it reaches the rules.
const HALF_PAIRS = /\p{Surrogate}/gu;
const escaped = (half) => `\\u${half.charCodeAt().toString(16)}`;

/** A core module and what is written to it and read from it. */
export function core(instantiate) {
  const module = connect(instantiate);
  const { pack, given } = packer(module);
  const check = (schema, isPacked, length) => module.call((wasm) => wasm.check(schema, isPacked, length, Date.now()));

  return {
    /** Checks a value and reads from the answer what is asked for. */
    checkValue(schema, value, shape, read) {
      const length = pack(value, shape);
      try {
        return read(check(schema, true, length), module, given);
      } finally {
        // What was typed is not kept.
        given.length = 0;
      }
    },

    /** As much for JSON; what is neither text nor bytes is no JSON. */
    checkJson(schema, json, read) {
      let bytes = json;
      if (typeof json === 'string') bytes = encoder.encode(json.slice(0, MAX_RECORD + 1).replace(HALF_PAIRS, escaped));
      else if (!(json instanceof Uint8Array)) bytes = new Uint8Array(0);
      // One byte too many is the proof that there are.
      bytes = bytes.subarray(0, MAX_RECORD + 1);
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

  const check = (value, { locale } = {}) => core.checkValue(number, value, shape, outcome(sentencesOf(locale)));

  const standard = {
    version: 1,
    vendor: 'ficha',
    validate(value, options) {
      const locale = options?.libraryOptions?.locale;
      const checked = check(value, { locale: typeof locale === 'object' && locale ? locale : undefined });
      return checked.ok ? { value: checked.value } : { issues: checked.issues };
    },
    jsonSchema: { input: dialect(jsonSchema.input), output: dialect(jsonSchema.output) },
  };

  return freeze({
    name,
    check,
    checkJson: (json, { locale } = {}) => core.checkJson(number, json, outcome(sentencesOf(locale))),
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
  const $schema = DIALECTS[options?.target];
  if (!$schema) throw new Error(`target: there are ${Object.keys(DIALECTS).join(' and ')}`);
  return { $schema, ...structuredClone(jsonSchema) };
};

function freeze(value) {
  if (value && typeof value === 'object') Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
