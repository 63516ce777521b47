// Without WebAssembly in a page or runtime, calls fail with `wasm.unavailable`, and ficha/js still works.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createClient } from '../../target/npm/ficha/esm/client.js';
import { searchDistritos } from '../../target/npm/ficha/esm/distritos.js';
import { ruc } from '../../target/npm/ficha/esm/index.js';
import * as js from '../../target/npm/ficha/esm/js.js';
import { checkJson } from '../../target/npm/ficha/esm/json.js';
import { checkLines } from '../../target/npm/ficha/esm/lines.js';

const { WebAssembly: own } = globalThis;
before(() => delete globalThis.WebAssembly);
after(() => {
  globalThis.WebAssembly = own;
});

const CALLS = {
  check: () => ruc.check('1'),
  is: () => ruc.is('1'),
  checkJson: () => checkJson(ruc, '"1"'),
  checkLines: () => checkLines(js.updateClientePublico, 'x'),
  searchDistritos: () => searchDistritos('lima'),
  createClient: () => createClient({ baseUrl: 'http://127.0.0.1:1' }).updateClientePublico(1, {}),
};
for (const [name, call] of Object.entries(CALLS)) {
  test(`${name} says that there is no WebAssembly`, async () => {
    await assert.rejects(async () => call(), { code: 'wasm.unavailable' });
  });
}

test('ficha/js does without it', () => {
  assert.equal(js.ruc.check('20131312955').ok, true);
});
