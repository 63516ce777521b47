// The operator's commands on a database of their own.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect, newState, removeState } from '../faults/system.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder;
before(() => {
  folder = newState();
});
after(() => removeState(folder));

const run = (...args) =>
  execFileSync('cargo', ['xtask', ...args], {
    cwd: root,
    env: { ...process.env, FICHA_STATE: folder, PORT: '8899' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const rows = (sql) => inspect(folder, (look) => look(sql).map((row) => ({ ...row })));

test('a token is printed once and kept as a hash', () => {
  const said = run('token', '--nombre', "Panel de Ana's", '--alcances', 'clientes:leer', '--dias', '90');
  const token = /ficha_\d+_[0-9a-f]{64}/.exec(said)[0];
  const [{ id, nombre, huella, alcances, vence }] = rows('SELECT * FROM tokens');
  assert.deepEqual([nombre, alcances], ["Panel de Ana's", '["clientes:leer"]']);
  assert.ok(token.startsWith(`ficha_${id}_`) && !token.includes(huella) && vence > new Date().toISOString());
  assert.match(run('token', '--lista'), /Panel de Ana/);
  run('token', '--anular', String(id));
  assert.notEqual(rows('SELECT revocado FROM tokens')[0].revocado, null);
  assert.throws(() => run('token', '--anular', '2'), /there is no token 2/);
  assert.throws(() => run('token', '--alcances', 'todo'), /is no scope; there are clientes:leer/);
});

test('a link is for one client and a week', () => {
  assert.throws(() => run('enlace', '--cliente', '99999'), /there is no public client 99999/);
  assert.match(run('enlace', '--cliente', '42'), /http:\/\/127\.0\.0\.1:8899\/publico#/);
  const said = run('enlace', '--cliente', '42', '--base', 'https://datos.example/');
  assert.match(said, /https:\/\/datos\.example\/publico#cliente=42&token=ficha_/);
  const [{ id_cliente, alcances }] = rows('SELECT * FROM tokens ORDER BY creado DESC, id_cliente DESC LIMIT 1');
  assert.deepEqual([id_cliente, alcances], [42, '["publicos:leer","publicos:escribir"]']);
});

test('a person is erased, and nobody else', () => {
  for (const id of [7, 8]) {
    rows(`INSERT INTO direcciones (id, id_cliente, direccion) VALUES (${id}, ${id}, 'Calle ${id}')`);
    rows(`INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
      VALUES ('clientes', ${id}, 1, '2020-01-01T00:00:00.000Z', 'publico', 'prueba', '{}')`);
    rows(`INSERT INTO idempotencia (clave, huella, peticion, cuerpo, version, vence) VALUES
      ('${String(id).padStart(64, '0')}', '${'0'.repeat(64)}', 'x', '{"direcciones":[{"id":${id}}]}', 1,
      '2999-01-01T00:00:00.000Z')`);
  }
  const others = () => [
    rows('SELECT * FROM clientes WHERE id <> 7'),
    rows('SELECT * FROM clientes_publicos WHERE id <> 42'),
    rows('SELECT * FROM direcciones WHERE id_cliente <> 7'),
    rows("SELECT * FROM historial WHERE tabla = 'clientes' AND id_registro <> 7"),
    rows("SELECT * FROM idempotencia WHERE clave LIKE '%8'"),
  ];
  const before = others();
  run('borrar', '--cliente', '7');
  run('borrar', '--publico', '42');
  assert.deepEqual(others(), before);
  for (const [table, id] of [
    ['clientes', 7],
    ['clientes_publicos', 42],
  ]) {
    assert.deepEqual(rows(`SELECT id FROM ${table} WHERE id = ${id}`), []);
    assert.deepEqual(rows(`SELECT id FROM historial WHERE tabla = '${table}' AND id_registro = ${id}`), []);
  }
  assert.deepEqual(rows('SELECT id FROM tokens WHERE id_cliente = 42'), []);
  assert.deepEqual(rows("SELECT 1 FROM idempotencia WHERE clave LIKE '%7'"), []);
  run('retener', '--dias', '365');
  assert.deepEqual(rows('SELECT id FROM historial'), [], 'what is older than a year');
  assert.throws(() => run('borrar'), /say whom/);
});

test('help deploys nothing', () => assert.match(run('deploy', '--help'), /^npm run deploy -- \[--dry-run\]/));
