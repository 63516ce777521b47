// Tests the history of a customer, page by page.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base } from '../vectors.mjs';
import { JSON_HEADERS, startSystem } from './system.mjs';

let system;
let headers;
before(async () => {
  system = await startSystem();
  headers = { Authorization: `Bearer ${await system.token(['clientes:leer'])}` };
});
after(() => system.stop());

const add = (id, ...direcciones) =>
  system.send('POST', '/clientes/agregarDireccion', { id_cliente: id, direcciones }, JSON_HEADERS);
const page = (id, antes) =>
  system.send('GET', `/clientes/${id}/historial${antes ? `?antes=${antes}` : ''}`, undefined, headers);

/** Reads all pages; returns the ids of the entries of each. */
async function pages(id) {
  const all = [];
  for (let antes = ''; antes !== null; ) {
    const { status, body } = await page(id, antes);
    assert.equal(status, 200);
    all.push(body.historial.map(({ id }) => id));
    antes = body.siguiente;
  }
  return all;
}

test('it comes in pages of 50, the newest first', async () => {
  for (let n = 0; n < 55; n++) await add(13, { direccion: 'Calle 1' });
  const all = await pages(13);
  assert.deepEqual(
    all.map(({ length }) => length),
    [50, 5],
  );
  assert.deepEqual(
    all.flat(),
    [...all.flat()].sort((a, b) => b - a),
  );
  const { body } = await page(13, all.flat().at(-1));
  assert.deepEqual(body, { historial: [], siguiente: null }, 'before the first there is nothing');
});

test('a page is bounded by bytes as well, and nothing is left out', async () => {
  const long = { direccion: '🏠'.repeat(200), referencia: '🌳'.repeat(200) };
  for (let n = 0; n < 20; n++) assert.equal((await add(14, ...Array(50).fill(long))).status, 200);
  const nombres = (letter) => letter.repeat(1500);
  for (const letter of ['𝐀', '𝐁']) {
    await system.send('POST', '/clientes/updateCliente', { ...base.updateCliente, id: 14, nombres: nombres(letter) });
  }
  const first = await page(14);
  assert.ok(Buffer.byteLength(JSON.stringify(first.body)) < 1_100_000, 'D1 gives no text beyond 2,000,000 bytes');
  const all = await pages(14);
  assert.ok(all.length > 1 && all[0].length < 20, `${all.map(({ length }) => length)} entries`);
  const stored = await system.rows("SELECT id FROM historial WHERE tabla = 'clientes' AND id_registro = 14");
  assert.deepEqual(
    all.flat().reverse(),
    stored.map(({ id }) => id),
  );
});

test('a customer without history has an empty page, and nobody has none', async () => {
  assert.deepEqual((await page(15)).body, { historial: [], siguiente: null });
  assert.equal((await page(999)).status, 404);
});

for (const antes of ['x', '0', '1.5', '9007199254740992']) {
  test(`?antes=${antes} is no entry`, async () => {
    const { status, body } = await page(13, antes);
    assert.deepEqual([status, body.issues?.[0].path], [422, ['antes']]);
  });
}
