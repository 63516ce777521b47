// Tests what makes an edit safe: versions, idempotency keys, one transaction.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base } from '../vectors.mjs';
import { JSON_HEADERS, startSystem } from './system.mjs';

let system;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

const UPDATE = '/clientes/updateCliente';
const ADD = '/clientes/agregarDireccion';
const cliente = (id, change = {}) => ({ ...base.updateCliente, id, ...change });
const direcciones = (id, ...lines) => ({ id_cliente: id, direcciones: lines.map((direccion) => ({ direccion })) });
const send = (method, path, body, headers = {}) => system.send(method, path, body, { ...JSON_HEADERS, ...headers });
const history = (tabla, id) =>
  system.rows('SELECT * FROM historial WHERE tabla = ? AND id_registro = ? ORDER BY id', tabla, id);

test('an accepted change adds one to the version, and tells it', async () => {
  const first = await send('PUT', '/api/clientes/1', { nombres: 'Uno' });
  const second = await send('PUT', '/api/clientes/1', { nombres: 'Dos' });
  assert.deepEqual([first.headers.get('etag'), second.headers.get('etag')], ['"2"', '"3"']);
  const added = await send('POST', ADD, direcciones(1, 'Calle 1'));
  assert.equal(added.headers.get('etag'), '"1"', 'an address adds nothing to the version');
});

test('a change of nothing adds neither version nor history, and its If-Match is checked', async () => {
  const { email, telefono } = await system.row('SELECT email, telefono FROM clientes_publicos WHERE id = 2');
  const stored = await system.row('SELECT * FROM clientes WHERE id = 2');
  const same = Object.fromEntries(Object.keys(base.updateCliente).map((name) => [name, stored[name]]));
  const rows = [
    ['PUT', '/api/clientes/2', {}],
    ['PUT', '/api/clientes/2', { telefono }],
    ['PUT', '/api/clientes/2', { email, telefono: telefono.replace('+51', '') }],
    ['POST', UPDATE, { ...same, id: 2 }],
    ['POST', UPDATE, { ...same, id: 2, fecha_nacimiento: null, nombres: `  ${same.nombres} ` }],
  ];
  const before = await system.digest();
  for (const [row, [method, path, body]] of rows.entries()) {
    const answer = await send(method, path, body, { 'If-Match': '"1"' });
    assert.deepEqual([answer.status, answer.headers.get('etag')], [200, '"1"'], `row ${row}`);
    const other = await send(method, path, body, { 'If-Match': '"2"' });
    assert.deepEqual([other.status, other.body.code], [412, 'version'], `row ${row}`);
    assert.equal(await system.digest(), before, `row ${row}`);
    const keyed = { 'Idempotency-Key': `nada-${row}` };
    const answers = [await send(method, path, body, keyed), await send(method, path, body, keyed)];
    const told = answers.map(({ headers }) => [headers.get('etag'), headers.get('idempotency-replayed')]);
    assert.deepEqual(
      told,
      [
        ['"1"', null],
        ['"1"', 'true'],
      ],
      `row ${row}`,
    );
    await system.rows('DELETE FROM idempotencia WHERE version = 1');
  }
  const password = 'una clave muy larga';
  for (const version of [2, 3]) {
    const changed = await send('POST', UPDATE, { ...same, id: 2, password });
    assert.equal(changed.headers.get('etag'), `"${version}"`, 'a password is always a change');
  }
  assert.equal((await history('clientes', 2)).length, 2);
});

const MATCHES = [
  ['"1"', 200],
  ['*', 200],
  ['"7", "1"', 200],
  ['W/"1"', 200],
  ['"+1"', 412],
  ['"01"', 412],
  ['"2"', 412],
  ['1', 412],
  ['""', 412],
  ['nada', 412],
];
for (const [row, [tag, status]] of MATCHES.entries()) {
  test(`If-Match: ${tag}`, async () => {
    const id = 3 + row;
    const unchanged = await system.digest();
    const answers = [
      await send('PUT', `/api/clientes/${id}`, {}, { 'If-Match': tag }),
      await send('POST', ADD, direcciones(id, 'Calle 1'), { 'If-Match': tag }),
      await send('POST', UPDATE, cliente(id), { 'If-Match': tag }),
    ];
    for (const { status: got, body } of answers) {
      assert.equal(got, status);
      if (status === 412) assert.equal(body.code, 'version');
    }
    if (status === 412) assert.equal(await system.digest(), unchanged);
  });
}

test('the customer is looked for before the version', async () => {
  const { status, body } = await send('PUT', '/api/clientes/999', {}, { 'If-Match': '"9"' });
  assert.deepEqual([status, body.code], [404, 'not_found']);
});

const KEYED = [
  ['PUT', '/api/clientes/20', { telefono: '987 654 321', email: 'ana@gmial.com' }],
  ['POST', UPDATE, cliente(12, { tipo_pago: 'Crédito' })],
  ['POST', UPDATE, cliente(13, { password: 'una clave muy larga' })],
  ['POST', ADD, direcciones(14, 'Calle 1', 'Calle 2')],
];
for (const [method, path, body] of KEYED) {
  test(`${method} ${path} with a key happens once`, async () => {
    const key = { 'Idempotency-Key': `"clave-${method}-${body.id ?? body.id_cliente ?? 20}"` };
    const first = await send(method, path, body, key);
    const afterwards = await system.digest();
    const again = await send(method, path, body, { ...key, 'If-Match': '"99"' });
    assert.deepEqual([first.status, again.status], [200, 200]);
    assert.deepEqual(again.body, first.body);
    assert.equal(again.headers.get('etag'), first.headers.get('etag'));
    assert.deepEqual(
      [first, again].map(({ headers }) => headers.get('idempotency-replayed')),
      [null, 'true'],
    );
    assert.equal(await system.digest(), afterwards);
    const other = await system.send(method, path, `${JSON.stringify(body)} `, { ...JSON_HEADERS, ...key });
    assert.deepEqual([other.status, other.body.code], [422, 'idempotency.reused']);
    assert.equal(await system.digest(), afterwards);
  });
}

test('the key in quotes is the key without', async () => {
  const keys = ['misma-clave', '"misma-clave"'];
  const answers = [];
  for (const key of keys) answers.push(await send('POST', ADD, direcciones(15, 'Calle 1'), { 'Idempotency-Key': key }));
  assert.equal(answers[1].headers.get('idempotency-replayed'), 'true');
});

test('a key belongs to its path', async () => {
  const key = { 'Idempotency-Key': 'de-una-ruta' };
  await send('PUT', '/api/clientes/21', { nombres: 'Ana' }, key);
  const other = await send('PUT', '/api/clientes/22', { nombres: 'Ana' }, key);
  assert.deepEqual([other.status, other.body.cliente.id], [200, 22]);
});

test('a request that was refused leaves its key free', async () => {
  const key = { 'Idempotency-Key': 'primero-mal' };
  const bad = await send('POST', UPDATE, cliente(16, { id_lista_precio: 999 }), key);
  assert.deepEqual([bad.status, bad.body.issues[0].code], [422, 'reference.unknown']);
  assert.equal((await send('POST', UPDATE, cliente(16), key)).status, 200);
});

for (const key of ['', 'con espacio', 'x'.repeat(256), 'ñ', '""']) {
  test(`the key ${JSON.stringify(key.slice(0, 20))} is none`, async () => {
    const headers = { ...JSON_HEADERS, 'Idempotency-Key': Buffer.from(key).toString('latin1') };
    const { status, body } = await system.send('PUT', '/api/clientes/23', { nombres: 'Ana' }, headers);
    assert.deepEqual([status, body.code], [400, 'idempotency.syntax']);
  });
}

test('a key is forgotten after a day', async () => {
  const key = { 'Idempotency-Key': 'de-ayer' };
  await send('POST', ADD, direcciones(17, 'Calle 1'), key);
  await system.rows("UPDATE idempotencia SET vence = '2020-01-01T00:00:00.000Z'");
  const again = await send('POST', ADD, direcciones(17, 'Calle 1'), key);
  assert.equal(again.headers.get('idempotency-replayed'), null);
  assert.equal((await system.rows('SELECT 1 FROM direcciones WHERE id_cliente = 17')).length, 2);
});

test('what is older than a day is forgotten every hour, however much it is', async () => {
  await system.rows(`INSERT INTO idempotencia (clave, huella, peticion, version, vence)
    WITH RECURSIVE numero (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numero WHERE n < 25000)
    SELECT printf('%064d', n), printf('%064d', n), 'x', 1,
      strftime('%Y-%m-%dT%H:%M:%fZ', 'now', iif(n % 5 = 0, '+1 hours', '-1 hours')) FROM numero`);
  await system.scheduled();
  const [{ old, young }] =
    await system.rows(`SELECT count(*) FILTER (WHERE vence <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) AS old,
    count(*) FILTER (WHERE peticion = 'x') AS young FROM idempotencia`);
  assert.deepEqual([old, young], [0, 5000]);
  await system.rows("DELETE FROM idempotencia WHERE peticion = 'x'");
});

test('the same request at once happens once', async () => {
  const key = { 'Idempotency-Key': 'a-la-vez' };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send('POST', ADD, direcciones(18, 'Calle 1', 'Calle 2'), key)),
  );
  for (const { status, body } of answers) assert.deepEqual([status, body], [200, answers[0].body]);
  assert.equal((await system.rows('SELECT 1 FROM direcciones WHERE id_cliente = 18')).length, 2);
  assert.equal((await history('clientes', 18)).length, 1);
});

test('of those who know the same version exactly one wins, every time', async () => {
  let version = 1;
  for (let round = 0; round < 20; round++) {
    const tag = { 'If-Match': `"${version}"` };
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => send('PUT', '/api/clientes/24', { nombres: `Nombre ${round} ${n}` }, tag)),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 412, 412, 412, 412]);
    version++;
  }
});

test('writers of different fields do not erase each other', async () => {
  const last = {};
  const writer = async (field, value) => {
    for (let n = 0; n < 60; n++) {
      const { status } = await send('PUT', '/api/clientes/25', { [field]: value(n) });
      assert.equal(status, 200);
      last[field] = value(n);
    }
  };
  await Promise.all([
    writer('nombres', (n) => `Nombre ${n}`),
    writer('apellidos', (n) => `Apellido ${n}`),
    writer('telefono', (n) => `+51${900000000 + n}`),
    writer('email', (n) => `a${n}@example.com`),
  ]);
  const row = await system.row(
    'SELECT nombres, apellidos, telefono, email, version FROM clientes_publicos WHERE id = 25',
  );
  assert.deepEqual(row, { ...last, version: 241 });
});

test('the answer of a change is what a read gives', async () => {
  const token = await system.token(['clientes:leer', 'publicos:leer']);
  const headers = { Authorization: `Bearer ${token}` };
  const changed = await send('PUT', '/api/clientes/26', { email: 'otra@example.com' });
  const read = await system.send('GET', '/api/clientes/26', undefined, headers);
  assert.deepEqual(read.body, { cliente: changed.body.cliente });
  assert.equal(read.headers.get('etag'), changed.headers.get('etag'));
});
