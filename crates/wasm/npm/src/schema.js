// The public objects of forms and fields: plain and frozen, around the core module. The bundler sets IS_SERVER: only
// servers have provers.

import { access } from 'access-module';
import { reader } from './answer.js';
import { es } from './generated/es.js';
import { read } from './members.js';
import { packer } from './pack.js';
import { sentencesOf } from './sentences.js';
import { shapeOf } from './shape.js';
import { connect } from './wasm.js';

const check = (wasm, schema, length, now) => wasm.check(schema, length, now);

/** Connects to a core module, with its writer and its reader. */
export function core(instantiate) {
  const module = connect(instantiate);
  const { pack, forget, given } = packer(module);
  const answer = reader(module, es, given);

  return {
    /** Checks a value, or what was read of a record of a shape; `take` takes the result from the answer. */
    checkValue(schema, it, shape, sentences, take) {
      try {
        const length = pack(it, shape);
        answer.open(module.call(check, schema, length, Date.now()), sentences);
        return take(answer);
      } finally {
        forget();
      }
    },
  };
}

/** Makes the value of a proven record with lists. */
function withLists(members, { lists, make }) {
  for (let place = 0; place < lists.length; place++) {
    const list = lists[place];
    if (list) members[place] = members[place].map((item) => withLists(item, list.shape));
  }
  return make(members);
}

const isGood = ({ word }) => word() === 1;

function schema(core, number, name, { attributes, jsonSchema }, shape) {
  const prove = IS_SERVER && access[name].prove;
  const valueOfProven =
    IS_SERVER && (!shape ? (it) => it : shape.lists.some(Boolean) ? (it) => withLists(it, shape) : shape.make);
  const outcome = (answer) => answer.outcome(() => (shape ? answer.record(shape, 0) : answer.value(0)));

  function check(value, options) {
    const sentences = options === undefined ? es : sentencesOf(options?.sentences, es);
    const it = shape ? read(value, shape) : value;
    if (IS_SERVER) {
      if (it !== undefined && prove(it)) return { ok: true, value: valueOfProven(it), warnings: [] };
    }
    return core.checkValue(number, it, shape, sentences, outcome);
  }

  function is(value) {
    const it = shape ? read(value, shape) : value;
    if (IS_SERVER) {
      if (it !== undefined && prove(it)) return true;
    }
    return core.checkValue(number, it, shape, es, isGood);
  }

  const standard = {
    version: 1,
    vendor: 'ficha',
    validate(value, options) {
      const sentences = options?.libraryOptions?.sentences;
      const checked = check(value, typeof sentences === 'object' && sentences ? { sentences } : undefined);
      return checked.ok ? { value: checked.value } : { issues: checked.issues };
    },
    jsonSchema: { input: dialect(jsonSchema.input), output: dialect(jsonSchema.output) },
  };

  return freeze({
    name,
    check,
    is,
    attributes,
    jsonSchema,
    '~standard': standard,
  });
}

export const form = (core, number, name, about) =>
  schema(core, number, name, about, shapeOf(about.jsonSchema.output, access[name]));
export const field = (core, number, name, about) => schema(core, number, name, about);

/** The dialects; the same schema is valid in both. */
const DIALECTS = new Map([
  ['draft-2020-12', 'https://json-schema.org/draft/2020-12/schema'],
  ['draft-07', 'http://json-schema.org/draft-07/schema#'],
]);

const dialect = (jsonSchema) => (options) => {
  const $schema = DIALECTS.get(options?.target);
  if (!$schema) throw new Error(`target: there are ${[...DIALECTS.keys()].join(' and ')}`);
  return { $schema, ...JSON.parse(JSON.stringify(jsonSchema)) };
};

function freeze(value) {
  if (value && typeof value === 'object') Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
