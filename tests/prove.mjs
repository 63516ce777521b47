// What the tests of the prover in JavaScript share.

import { FORMS } from '../crates/wasm/npm/src/generated/names.js';
import * as prove from '../crates/wasm/npm/src/generated/prove.js';
import * as tables from '../crates/wasm/npm/src/generated/tables.js';
import { read } from '../crates/wasm/npm/src/members.js';
import { shapeOf } from '../crates/wasm/npm/src/shape.js';

const shapes = new Map(FORMS.map((name) => [name, shapeOf(tables[name].jsonSchema.output)]));

/** True if a value of a schema is proven. */
export function isProven(schema, value) {
  const shape = shapes.get(schema);
  if (!shape) return prove[schema](value);
  const it = read(value, shape);
  return it !== undefined && prove[schema](it);
}

/** Characters that stand for their kind. */
export const SIGNS =
  '09azAZñÑéǾ \'"\\@.+-_,;:#=/\t\n\r\0\x7f\x85\xa0\xad\xc0\u02ff\u0300\u0301\u200b\u202e\u2028€😀\ud800';

/** Yields a text with every slip of one character: one left out, two changed places, one put in, one replaced. */
export function* slips(text) {
  for (let at = 0; at <= text.length; at++) {
    const [before, c, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
    yield before + after;
    yield before + after.slice(0, 1) + c + after.slice(1);
    for (const sign of SIGNS) {
      yield before + sign + c + after;
      yield before + sign + after;
    }
  }
}
