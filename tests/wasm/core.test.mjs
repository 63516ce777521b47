// Tests what the core module contains, and that it stays sound over many calls.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tables from '../../crates/wasm/npm/src/generated/tables.js';
import * as ficha from '../../target/npm/ficha/esm/index.js';
import { checkJson } from '../../target/npm/ficha/esm/json.js';
import { base } from '../vectors.mjs';

const bytes = readFileSync(new URL('../../target/npm/ficha/core.wasm', import.meta.url));
const module = new WebAssembly.Module(bytes);
const { agregarDireccion, ruc, updateCliente, updateClientePublico } = ficha;

test('the module asks its host for normalisation only', () => {
  const imports = WebAssembly.Module.imports(module).map(({ module, name }) => `${module}.${name}`);
  assert.deepEqual(imports, ['host.nfc']);
});

test('no artefact holds a path of the machine that built it', () => {
  const home = fileURLToPath(new URL('../..', import.meta.url));
  const files = ['build/worker/index_bg.wasm', 'build/worker/index.js'];
  const packed = readdirSync(new URL('../../target/npm/ficha', import.meta.url), {
    recursive: true,
    withFileTypes: true,
  });
  for (const entry of packed) if (entry.isFile()) files.push(relative(home, join(entry.parentPath, entry.name)));
  for (const path of files) {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'latin1');
    for (const part of [home, process.env.HOME, '/.cargo/registry'])
      assert.ok(!text.includes(part), `${path}: ${part}`);
  }
});

test('every form and field of the tables is exported, and declared', () => {
  const declared = readFileSync(new URL('../../target/npm/ficha/types/index.d.ts', import.meta.url), 'utf8');
  for (const name of Object.keys(tables)) {
    assert.equal(ficha[name]?.name, name);
    assert.match(declared, new RegExp(`export const ${name}: F`));
  }
});

test('a form in three states', () => {
  const checked = updateCliente.check({ ...base.updateCliente, email: '', fecha_nacimiento: null });
  assert.equal(checked.ok, true);
  assert.equal(checked.value.email, null);
  assert.equal(checked.value.fecha_nacimiento, null);
  assert.ok(!('id_tipo_detraccion' in checked.value));
});

test('texts beyond ASCII, in any order, are what JSON says they are', () => {
  const rows = [
    { nombres: 'José 😀 Ñusta', apellidos: 'Quispe', telefono: '987654321', email: 'ñandú@example.com' },
    { nombres: '😀😀', apellidos: 'é', telefono: '９87654321', email: 'a@b.pe' },
    { nombres: 'Ana', apellidos: 'ÿ'.repeat(90), ñandú: 'ñ', telefono: 'ﬁ' },
  ];
  for (const [row, record] of rows.entries()) {
    const reversed = Object.fromEntries(Object.entries(record).reverse());
    for (const given of [record, reversed]) {
      assert.deepEqual(
        updateClientePublico.check(given),
        checkJson(updateClientePublico, JSON.stringify(given)),
        `row ${row}`,
      );
    }
  }
});

test('halves of a pair in neighbouring texts are no character', () => {
  const { issues } = updateClientePublico.check({
    nombres: 'Ana\ud83d',
    apellidos: '\ude00Rojas',
    telefono: '987654321',
  });
  assert.deepEqual(
    issues.map(({ path, code }) => [...path, code]),
    [
      ['nombres', 'text.forbidden'],
      ['apellidos', 'text.forbidden'],
    ],
  );
});

test('what is not a record is refused, never thrown', () => {
  for (const value of [undefined, null, true, 7, 'x', [], () => 1, Symbol('x')]) {
    const { ok, issues } = updateClientePublico.check(value);
    assert.equal(ok, false, String(value));
    assert.deepEqual(issues[0].path, []);
    assert.equal(ruc.check(value).ok, false, String(value));
  }
});

test('JavaScript values that JSON has no text for are of a wrong type, never lost', () => {
  const loop = {};
  loop.x = loop;
  const thrower = Object.defineProperty({}, 'email', {
    enumerable: true,
    get() {
      throw new Error('no');
    },
  });
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };
  const inherited = Object.create({ email: 'x' });
  const rows = [
    [{ email: Number.NaN }, 'type.text'],
    [{ email: () => 1 }, 'type.text'],
    [{ email: Symbol('x') }, 'type.text'],
    [{ email: 1n }, 'type.text'],
    [{ email: { toJSON: () => 'a@example.com' } }, 'type.text'],
    [{ email: new String('a@example.com') }, 'type.text'],
    [{ email: '\ud800' }, 'text.forbidden'],
    [{ email: loop }, 'type.text'],
    [loop, 'field.unknown'],
    [{ email: new Date(0) }, 'type.text'],
    [{ email: revoked() }, 'type.text'],
    [thrower, 'type.text'],
    [{ '\udc00': 1 }, 'field.unknown'],
    [revoked(), 'json.not_object'],
    [{ email: undefined }, undefined],
    [inherited, undefined],
    [JSON.parse('{"__proto__": 1}'), 'field.unknown'],
  ];
  for (const [row, [value, code]] of rows.entries()) {
    assert.equal(updateClientePublico.check(value).issues?.[0].code, code, `row ${row}`);
  }
  const id = (id) => updateCliente.check({ ...base.updateCliente, id }).issues?.[0].code;
  const numbers = [
    [1.0, undefined],
    [-0, 'integer.too_small'],
    [1.5, 'integer.syntax'],
    [1e21, 'integer.too_large'],
    [2 ** 53, 'integer.too_large'],
    [Number.POSITIVE_INFINITY, 'type.integer'],
  ];
  for (const [number, code] of numbers) assert.equal(id(number), code, String(number));
});

test('what has members in ways of its own is no record', () => {
  const values = [
    new FormData(),
    Promise.resolve({}),
    new Map(),
    new Date(),
    Object(5),
    new Uint8Array(0),
    /x/,
    new Error('x'),
  ];
  for (const [row, value] of values.entries()) {
    assert.equal(updateClientePublico.check(value).issues?.[0].code, 'json.not_object', `row ${row}`);
  }
  const list = (length) => new Proxy([], { get: (target, key) => (key === 'length' ? length : target[key]) });
  for (const length of [-1, 1.5, NaN, '2', 2 ** 40]) {
    const { ok } = agregarDireccion.check({ id_cliente: 1, direcciones: list(length) });
    assert.equal(ok, false, `length ${String(length)}`);
  }
});

test('a getter may check something itself', () => {
  const other = { nombres: 'OTRA  PERSONA', telefono: '987 654 321' };
  const record = {
    nombres: 'Ana',
    get email() {
      assert.equal(updateClientePublico.check(other).value.nombres, 'OTRA PERSONA');
      assert.equal(checkJson(updateClientePublico, '{"nombres":""}').ok, false);
      return 'malo';
    },
  };
  const { ok, issues } = updateClientePublico.check(record);
  assert.deepEqual([ok, issues.map(({ code }) => code)], [false, ['email.at']]);
});

test('JSON is text or bytes, and nothing else is', () => {
  const revoked = Proxy.revocable(new Uint8Array(2), {});
  revoked.revoke();
  const detached = new Uint8Array(2);
  structuredClone(detached, { transfer: [detached.buffer] });
  const values = [undefined, null, 7, {}, [123, 125], new Uint16Array(1), new DataView(new ArrayBuffer(2)), detached];
  values.push(revoked.proxy, new Proxy(new Uint8Array(2), {}), Object.create(Uint8Array.prototype), Symbol('x'));
  for (const [row, value] of values.entries()) {
    assert.equal(checkJson(updateClientePublico, value).issues[0].code, 'json.syntax', `row ${row}`);
  }
  const bytes = new TextEncoder().encode('x{}x').subarray(1, 3);
  assert.equal(checkJson(updateClientePublico, bytes).ok, true);
  assert.equal(checkJson(updateClientePublico, Buffer.from('{}')).ok, true);
});

test('sentences may be changed one by one', () => {
  const message = (sentences) => ruc.check('1', { sentences }).issues[0].message;
  const spanish = message();
  assert.equal(message({ 'ruc.length': 'Once.' }), 'Once.');
  for (const odd of [{ 'ruc.length': undefined }, { 'ruc.length': 5 }, {}]) assert.equal(message(odd), spanish);
  assert.equal(ruc['~standard'].validate('1', { libraryOptions: { sentences: 'en' } }).issues[0].message, spanish);
  assert.equal(ruc.check('1', null).ok, false);
  for (const sentences of ['en', null, 7]) assert.throws(() => message(sentences), /^TypeError: sentences: /);
  for (const target of ['toString', '__proto__', 'openapi-3.0', undefined]) {
    assert.throws(() => ruc['~standard'].jsonSchema.input({ target }), /^Error: target: /);
  }
});

test('half a surrogate pair in JSON text is not repaired', () => {
  // A backslash before the half pair is not valid JSON.
  assert.equal(checkJson(updateClientePublico, '{"nombres":"a\\\ud800b"}').issues[0].code, 'json.syntax');
  assert.equal(checkJson(updateClientePublico, '{"nombres":"a\\\\\ud800b"}').issues[0].code, 'text.forbidden');
  assert.equal(checkJson(updateClientePublico, '{"nombres":"\ud800"}').issues[0].code, 'text.forbidden');
  assert.equal(checkJson(updateClientePublico, '{"nombres":"\ud83d\ude00"}').ok, true);
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
