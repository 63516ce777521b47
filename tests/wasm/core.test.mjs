// What the core module is made of, and that it stays sound over many calls.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { agregarDireccion, updateCliente, updateClientePublico } from '../../target/npm/ficha/index.js';
import { base } from '../vectors.mjs';

const bytes = readFileSync(new URL('../../target/npm/ficha/core.wasm', import.meta.url));
const module = new WebAssembly.Module(bytes);

test('the module asks its host for normalisation only', () => {
  const imports = WebAssembly.Module.imports(module).map(({ module, name }) => `${module}.${name}`);
  assert.deepEqual(imports, ['host.nfc']);
});

test('no artefact holds a path of the machine that built it', () => {
  const home = new URL('../..', import.meta.url).pathname;
  for (const path of ['target/npm/ficha/core.wasm', 'build/worker/index_bg.wasm', 'build/worker/index.js']) {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'latin1');
    for (const part of [home, process.env.HOME, '/.cargo/registry'])
      assert.ok(!text.includes(part), `${path}: ${part}`);
  }
});

test('a form in three states', () => {
  const checked = updateCliente.check({ ...base.updateCliente, email: '', fecha_nacimiento: null });
  assert.equal(checked.ok, true);
  assert.equal(checked.value.email, null);
  assert.equal(checked.value.fecha_nacimiento, null);
  assert.ok(!('id_tipo_detraccion' in checked.value));
});

test('what is not a record is refused, never thrown', () => {
  for (const value of [undefined, null, true, 7, 'x', [], () => 1, Symbol('x')]) {
    const { ok, issues } = updateClientePublico.check(value);
    assert.equal(ok, false, String(value));
    assert.deepEqual(issues[0].path, []);
  }
});

test('memory stays as it is over many calls, good and bad', () => {
  const rows = [
    { ...base.agregarDireccion, nuevo: 'ñ'.repeat(500) },
    base.agregarDireccion,
    { id_cliente: 'x'.repeat(5000) },
  ];
  const check = () => rows.map(agregarDireccion.check);
  for (let n = 0; n < 1000; n++) check();
  const before = process.memoryUsage().arrayBuffers;
  for (let n = 0; n < 20_000; n++) check();
  globalThis.gc?.();
  assert.ok(process.memoryUsage().arrayBuffers - before < 32 << 20);
});
