// Checks that SQLite finds every row that a statement needs by an index, so that a request takes as long with a million
// customers as with a thousand.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { configFor, JSON_HEADERS, startSystem } from './system.mjs';

const config = configFor('tests/worker/plans/entry.js', ['/sentencias']);

let system;
before(async () => {
  system = await startSystem({ config: config.path });
});
after(async () => {
  await system.stop();
  config.remove();
});

/** Tables that are read as a whole, each with the reason. */
const WHOLE = {
  listas_precio: 'the list itself is asked for',
  tipos_detraccion: 'the list itself is asked for',
};

const CLIENTE = {
  id: 1,
  numero_documento: '12345678',
  nombres: 'Juan Pérez',
  celular: '987654321',
  tipo_cliente: 'Natural',
  tipo_pago: 'Contado',
  incluye_igv: 1,
  id_distrito: 150102,
  id_lista_precio: 2,
};
const WRITES = [
  ['POST', '/clientes/updateCliente', CLIENTE],
  ['POST', '/clientes/agregarDireccion', { id_cliente: 1, direcciones: [{ direccion: 'Av. Arequipa 890' }] }],
  ['PUT', '/api/clientes/42', { telefono: '+51987654321' }],
];
const READS = ['/clientes/1', '/clientes/1/historial', '/api/clientes/42', '/catalogos', '/salud'];

/** Returns every statement that the Worker sends for requests and for the scheduled run. */
async function statements() {
  const token = await system.token(['clientes:leer', 'publicos:leer']);
  for (const [method, path, body] of WRITES) {
    const headers = { ...JSON_HEADERS, 'Idempotency-Key': `plan ${path}`.replaceAll(' ', '-'), 'If-Match': '*' };
    for (const sent of [JSON_HEADERS, headers, headers]) await system.send(method, path, body, sent);
  }
  for (const path of READS) {
    const { status } = await system.send('GET', path, undefined, { Authorization: `Bearer ${token}` });
    assert.equal(status, 200, path);
  }
  await system.scheduled();
  return (await fetch(new URL('/sentencias', system.url))).json();
}

test('no statement passes over a table', async () => {
  const all = await statements();
  assert.ok(all.length >= 20, `only ${all.length} statements`);
  for (const sql of all) {
    const parameters = Math.max(0, ...(sql.match(/\?\d+/g) ?? []).map((name) => Number(name.slice(1))));
    const plan = await system.rows(`EXPLAIN QUERY PLAN ${sql}`, ...Array(parameters).fill(null));
    for (const { detail } of plan) {
      const [, table] = /^SCAN (\w+)/.exec(detail) ?? [];
      const isTable =
        table && (await system.row("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", table));
      assert.ok(!isTable || WHOLE[table], `${detail}: ${sql}`);
    }
  }
  console.log(`statements: ${all.length}`);
});
