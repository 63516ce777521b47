// Checks JSON text strictly, for servers and other programs that have the text before it is parsed.

import { instantiate } from 'json-module';
import { encode } from 'platform-module';
import { reader } from './answer.js';
import { es } from './generated/es.js';
import { esText } from './generated/es-text.js';
import { makers } from './generated/make.js';
import { FIELDS, FORMS } from './generated/names.js';
import { sentencesOf } from './sentences.js';
import { MAX_RECORD, shapeOf } from './shape.js';
import { connect } from './wasm.js';

const SENTENCES = { ...es, ...esText };
const NAMES = [...FORMS, ...FIELDS];

// The encoder would silently replace an unpaired surrogate; escaped, it reaches the rules. After a backslash it is not
// valid JSON, escaped or not, and the encoder's replacement is not valid either.
const HALF_PAIRS = /(\\*)([\ud800-\udfff])/gu;
const escaped = (all, slashes, half) =>
  slashes.length % 2 === 1 ? all : `${slashes}\\u${half.charCodeAt().toString(16)}`;

const ofTypedArrays = Object.getPrototypeOf(Uint8Array.prototype);
const getterOf = (name) => Object.getOwnPropertyDescriptor(ofTypedArrays, name).get;
/** The type name of a typed array of any realm, undefined for any other value; and its length, whatever it may hide. */
const kindOf = getterOf(Symbol.toStringTag);
const lengthOf = getterOf('length');

const NOTHING = new Uint8Array(0);

/** Returns the bytes of JSON text, or as many as are too many. A value that is neither text nor bytes has none. */
function bytesOf(json) {
  if (typeof json === 'string') return encode(json.slice(0, MAX_RECORD + 1).replace(HALF_PAIRS, escaped));
  if (kindOf.call(json) !== 'Uint8Array') return NOTHING;
  return lengthOf.call(json) > MAX_RECORD ? new Uint8Array(MAX_RECORD + 1) : json;
}

const module = connect(instantiate);
const answer = reader(module, SENTENCES);
/** By the number of a schema, the function that reads its values. */
const values = [];

/** Creates a reader of the value of a form, or of a field alone. */
function readerOf({ name, jsonSchema: { output } }) {
  if (!FORMS.includes(name)) return () => answer.value(0);
  const shape = shapeOf(output, makers[name]);
  return () => answer.record(shape, 0);
}

/** The instance whose buffer this is, the buffer's place in the memory, and its length. */
let instance;
let room;
let size = 0;

/** Writes JSON text into the module; returns its number of bytes. */
function write(json) {
  const bytes = bytesOf(json);
  const length = lengthOf.call(bytes);
  if (instance !== module.open() || length > size) {
    size = 2 * length + 1024;
    room = module.room(size);
    instance = module.wasm;
  }
  if (length > 0) module.bytes.set(bytes, room);
  return length;
}

function numberOf(schema, caller) {
  const number = NAMES.indexOf(schema?.name);
  if (number < 0) throw new TypeError(`${caller}: the first argument is one of ${NAMES.join(', ')}`);
  return number;
}

const check = (wasm, schema, length, now) => wasm.check_json(schema, length, now);
const is = (wasm, schema, length, now) => wasm.is_json(schema, length, now);

export function checkJson(schema, json, options) {
  const number = numberOf(schema, 'checkJson');
  values[number] ??= readerOf(schema);
  const sentences = options === undefined ? SENTENCES : sentencesOf(options?.sentences, SENTENCES);
  const length = write(json);
  answer.open(module.call(check, number, length, Date.now()), sentences);
  return answer.outcome(values[number]);
}

export function isJson(schema, json) {
  const number = numberOf(schema, 'isJson');
  const length = write(json);
  return module.run(is, number, length, Date.now()) === 1;
}
