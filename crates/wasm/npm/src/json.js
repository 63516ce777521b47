// JSON text: strictly read, for servers and whoever else has it before it is an object.

import { instantiate } from 'json-module';
import { encode } from 'platform-module';
import { access } from './access.js';
import { reader } from './answer.js';
import { es } from './es.js';
import { esText } from './es-text.js';
import { FIELDS, FORMS } from './names.js';
import { sentencesOf } from './sentences.js';
import { MAX_RECORD, shapeOf } from './shape.js';
import { connect } from './wasm.js';

const SENTENCES = { ...es, ...esText };
const NAMES = [...FORMS, ...FIELDS];

// The encoder would repair half of a surrogate pair in silence; escaped, it reaches the rules. Behind a backslash
// there is no JSON, escaped or not, and what the encoder makes of it is none either.
const HALF_PAIRS = /(\\*)([\ud800-\udfff])/gu;
const escaped = (all, slashes, half) =>
  slashes.length % 2 === 1 ? all : `${slashes}\\u${half.charCodeAt().toString(16)}`;

/** What a typed array is, of any realm, and of nothing else. */
const { get: kindOf } = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
);

/** The bytes of JSON text, one more than allowed at most; what is neither text nor bytes is no JSON. */
function bytesOf(json) {
  if (typeof json === 'string') json = encode(json.slice(0, MAX_RECORD + 1).replace(HALF_PAIRS, escaped));
  try {
    const length = kindOf.call(json) === 'Uint8Array' ? Math.min(json.length, MAX_RECORD + 1) : 0;
    return length > 0 ? new Uint8Array(json.buffer, json.byteOffset, length) : new Uint8Array(0);
  } catch {
    // A typed array with members of its own in the place of these.
    return new Uint8Array(0);
  }
}

const module = connect(instantiate);
const answer = reader(module, Object.keys(SENTENCES));
/** By number, how the values of a schema are read. */
const values = [];

/** A reader of the value of a form, or of a field alone. */
function readerOf({ name, jsonSchema: { output } }) {
  if (!FORMS.includes(name)) return () => answer.value(0);
  const shape = shapeOf(output, access[name]);
  return () => answer.record(shape, 0);
}

export function checkJson(schema, json, options) {
  const number = NAMES.indexOf(schema?.name);
  if (number < 0) throw new TypeError(`checkJson: the first argument is one of ${NAMES.join(', ')}`);
  values[number] ??= readerOf(schema);
  const sentences = sentencesOf(options?.locale, SENTENCES);
  const bytes = bytesOf(json);
  const start = module.room(bytes.length);
  module.bytes.set(bytes, start);
  answer.open(
    module.call((wasm) => wasm.check_json(number, bytes.length, Date.now())),
    sentences,
  );
  return answer.outcome(values[number]);
}
