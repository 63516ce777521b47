// Compares the JSON Schemas with the rules: neither contradicts the other.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import * as ficha from '../../target/npm/ficha/esm/index.js';
import { checkJson } from '../../target/npm/ficha/esm/json.js';
import { aloneVectors, fieldVectors, formVectors } from '../vectors.mjs';

/** A record as a value; undefined if JSON.parse cannot read it. */
function parsed(json) {
  try {
    return JSON.parse(typeof json === 'string' ? json : new TextDecoder().decode(json));
  } catch {
    return undefined;
  }
}

for (const [draft, Validator, folder] of [
  ['2020-12', Ajv2020, 'schema/'],
  ['draft-07', Ajv, 'schema/draft-07/'],
]) {
  const ajv = new Validator({ allErrors: true, strict: true, allowUnionTypes: true });
  const files = new URL(`../../target/npm/ficha/${folder}`, import.meta.url);
  const names = readdirSync(files).filter((name) => name.endsWith('.json'));
  const compiled = names.map((name) => [
    name.replace('.json', ''),
    ajv.compile(JSON.parse(readFileSync(new URL(name, files), 'utf8'))),
  ]);
  const validate = Object.fromEntries(compiled);
  const passes = (name, value) => validate[name](value) || assert.fail(JSON.stringify(validate[name].errors));

  test(`what the rules accept passes the schemas (${draft})`, () => {
    for (const { name, form, json } of [...fieldVectors(), ...formVectors()]) {
      const checked = checkJson(ficha[form], json);
      if (!checked.ok) continue;
      assert.doesNotThrow(() => passes(`${form}.output`, checked.value), name);
      assert.doesNotThrow(() => passes(`${form}.input`, parsed(json)), name);
    }
    for (const { name, schema, json } of aloneVectors()) {
      const checked = checkJson(ficha[schema], json);
      if (checked.ok) assert.doesNotThrow(() => passes(`${schema}.output`, checked.value), name);
    }
  });

  test(`what the schemas refuse, the rules refuse, or change (${draft})`, () => {
    let refused = 0;
    for (const { name, form, json } of [...fieldVectors(), ...formVectors()]) {
      const value = parsed(json);
      if (value === undefined) continue;
      const checked = checkJson(ficha[form], json);
      if (!validate[`${form}.input`](value)) {
        assert.equal(checked.ok, false, name);
        refused++;
      }
      // A value that the output schema refuses is no normal form, so the rules must change it.
      if (!validate[`${form}.output`](value) && checked.ok) assert.notDeepEqual(checked.value, value, name);
    }
    assert.ok(refused > 100, 'the schemas refuse next to nothing');
  });
}
