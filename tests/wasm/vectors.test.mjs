// The rows of tests/vectors through the core module and its JavaScript face.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as ficha from '../../target/npm/ficha/index.js';
import { aloneVectors, at, bare, fieldVectors, formVectors } from '../vectors.mjs';

test('fields', () => {
  let count = 0;
  for (const { name, form, path, vector, json, issues } of fieldVectors()) {
    const checked = ficha[form].checkJson(json);
    assert.deepEqual((checked.issues ?? []).map(bare), issues, name);
    if (checked.ok) assert.deepEqual(at(checked.value, path), 'clear' in vector ? null : vector.set, name);
    count++;
  }
  console.log(`vectors: ${count} of field`);
});

test('forms', () => {
  let count = 0;
  for (const { name, form, json, issues, warnings } of formVectors()) {
    const checked = ficha[form].checkJson(json);
    assert.deepEqual((checked.issues ?? []).map(bare), issues, name);
    if (warnings) assert.deepEqual(checked.warnings.map(bare), warnings, name);
    count++;
  }
  console.log(`vectors: ${count} of form`);
});

test('fields alone', () => {
  let count = 0;
  for (const { name, schema, json, set, issues } of aloneVectors()) {
    const checked = ficha[schema].checkJson(json);
    assert.deepEqual((checked.issues ?? []).map(bare), issues, name);
    assert.deepEqual(checked.value, set, name);
    count++;
  }
  console.log(`vectors: ${count} of alone`);
});

test('every issue has a sentence', () => {
  for (const { name, form, json } of [...fieldVectors(), ...formVectors()]) {
    const { issues = [], warnings } = ficha[form].checkJson(json);
    for (const issue of [...issues, ...warnings]) assert.match(issue.message, /^[¿A-ZÉ].*[.?]$/u, name);
  }
});
