// The JSON Schemas against the rules: neither contradicts the other.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import * as ficha from '../../target/npm/ficha/index.js';
import { aloneVectors, fieldVectors, formVectors } from '../vectors.mjs';

const schemas = JSON.parse(readFileSync(new URL('../../target/npm/ficha/schema.json', import.meta.url), 'utf8'));

/** A record as an object, if JSON.parse reads it. */
function parsed(json) {
  try {
    return JSON.parse(typeof json === 'string' ? json : new TextDecoder().decode(json));
  } catch {
    return undefined;
  }
}

for (const [draft, Validator] of [
  ['2020-12', Ajv2020],
  ['draft-07', Ajv],
]) {
  const ajv = new Validator({ allErrors: true, strict: true, allowUnionTypes: true });
  const validate = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]));
  const passes = (name, value) => validate[name](value) || assert.fail(JSON.stringify(validate[name].errors));

  test(`what the rules accept passes the schemas (${draft})`, () => {
    for (const { name, form, json } of [...fieldVectors(), ...formVectors()]) {
      const checked = ficha[form].checkJson(json);
      if (!checked.ok) continue;
      assert.doesNotThrow(() => passes(`${form}.output`, checked.value), name);
      assert.doesNotThrow(() => passes(`${form}.input`, parsed(json)), name);
    }
    for (const { name, schema, json } of aloneVectors()) {
      const checked = ficha[schema].checkJson(json);
      if (checked.ok) assert.doesNotThrow(() => passes(schema, checked.value), name);
    }
  });

  test(`what the schemas refuse, the rules refuse, or change (${draft})`, () => {
    let refused = 0;
    for (const { name, form, json } of [...fieldVectors(), ...formVectors()]) {
      const value = parsed(json);
      if (value === undefined) continue;
      const checked = ficha[form].checkJson(json);
      if (!validate[`${form}.input`](value)) {
        assert.equal(checked.ok, false, name);
        refused++;
      }
      // A normal form that the output schema refuses is none.
      if (!validate[`${form}.output`](value) && checked.ok) assert.notDeepEqual(checked.value, value, name);
    }
    assert.ok(refused > 100, 'the schemas refuse next to nothing');
  });
}
