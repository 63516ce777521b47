// The public objects of forms and fields: plain and frozen, around the core module.

import { reader } from './answer.js';
import { es } from './generated/es.js';
import { packer } from './pack.js';
import { sentencesOf } from './sentences.js';
import { shapeOf } from './shape.js';
import { connect } from './wasm.js';

const CODES = Object.keys(es);

/** Connects to a core module, with its writer and its reader. */
export function core(instantiate) {
  const module = connect(instantiate);
  const { pack, forget, given } = packer(module);
  const answer = reader(module, CODES, given);

  let isBusy = false;

  return {
    /** Checks a value; `read` takes the result from the answer. */
    checkValue(schema, value, shape, sentences, read) {
      // A getter of the value may itself start a check, which then needs another module.
      if (isBusy) return core(instantiate).checkValue(schema, value, shape, sentences, read);
      isBusy = true;
      try {
        const length = pack(value, shape);
        answer.open(
          module.call((wasm) => wasm.check(schema, length, Date.now())),
          sentences,
        );
        return read(answer);
      } finally {
        isBusy = false;
        forget();
      }
    },
  };
}

const isGood = ({ word }) => word() === 1;

function schema(core, number, name, { attributes, jsonSchema }, shape) {
  const outcome = (answer) => answer.outcome(() => (shape ? answer.record(shape, 0) : answer.value(0)));
  const check = (value, options) => core.checkValue(number, value, shape, sentencesOf(options?.sentences, es), outcome);

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
    is: (value) => core.checkValue(number, value, shape, es, isGood),
    attributes,
    jsonSchema,
    '~standard': standard,
  });
}

export const form = (core, number, name, about, access) =>
  schema(core, number, name, about, shapeOf(about.jsonSchema.output, access));
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
