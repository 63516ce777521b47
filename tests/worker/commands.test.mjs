// Tests the operator's commands on a database of their own.

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

const cargo = (...args) =>
  execFileSync('cargo', args, {
    cwd: root,
    env: { ...process.env, FICHA_STATE: folder, PORT: '8899' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const run = (...args) => cargo('operador', ...args);
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
  assert.throws(() => run('token', '--anular', '2'), /no hay ningún token 2/);
  assert.throws(() => run('token', '--alcances', 'todo'), /no es un alcance; hay clientes:leer/);
});

const REFUSED = [
  [['token', '--dias', '3000000'], /de 1 a 3650/],
  [['token', '--dias', '0'], /de 1 a 3650/],
  [['enlace', '--cliente', '42', '--dias', '3651'], /de 1 a 3650/],
  [['retener', '--dias', '99999999999'], /de 1 a 3650/],
  [['token', '--cliente', '42', '--alcances', 'clientes:leer,publicos:leer'], /alcances de una sola clase/],
  [['token', '--nombre', ''], /--nombre .* necesita un valor/],
  [['token', '--nombre', 'dos\nlíneas'], /de 1 a 100 caracteres, en una sola línea/],
  [['enlace', '--cliente', '42', '--base', 'javascript:alert(1)'], /debe empezar con https:/],
  [['token', '--cliente', '424242'], /no hay ningún cliente con el número 424242/],
  [
    ['token', '--cliente', '424242', '--alcances', 'publicos:leer'],
    /no hay ningún cliente público con el número 424242/,
  ],
  [['borrar', '--cliente', '777777'], /no hay ningún cliente con el número 777777.*no se borró nada/],
  [['borrar', '--publico', '777777'], /no hay ningún cliente público con el número 777777.*no se borró nada/],
];
for (const [args, sentence] of REFUSED) {
  test(`${args.join(' ')} is refused`, () => {
    const before = rows('SELECT count(*) AS n FROM tokens');
    assert.throws(() => run(...args), sentence);
    assert.deepEqual(rows('SELECT count(*) AS n FROM tokens'), before);
  });
}

test('a token of one customer has an end only if it was given one', () => {
  run('token', '--cliente', '1', '--dias', '3650');
  const [{ id_cliente, vence }] = rows('SELECT * FROM tokens WHERE id_cliente = 1');
  const years = new Date(vence).getUTCFullYear() - new Date().getUTCFullYear();
  assert.deepEqual([id_cliente, years], [1, 10]);
});

test('a database of a newer version is not written to', () => {
  rows("INSERT INTO d1_migrations (name) VALUES ('9999_de_mas.sql')");
  try {
    for (const args of [
      ['operador', 'token', '--lista'],
      ['xtask', 'start'],
    ]) {
      assert.throws(
        () => cargo(...args),
        /la base de datos es de una versión más nueva: tiene la migración 9999_de_mas\.sql/,
      );
    }
  } finally {
    rows("DELETE FROM d1_migrations WHERE name = '9999_de_mas.sql'");
  }
});

test('a link is for one client and a week', () => {
  assert.throws(() => run('enlace', '--cliente', '99999'), /no hay ningún cliente público con el número 99999/);
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
  const said = run('borrar', '--cliente', '7');
  for (const line of [
    '1 respuestas guardadas',
    '1 entradas del historial',
    '1 direcciones',
    '0 tokens',
    '1 clientes',
  ]) {
    assert.match(said, new RegExp(`^ +${line}$`, 'm'));
  }
  assert.match(run('borrar', '--publico', '42'), / 2 tokens\n +1 clientes/);
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
  assert.match(run('retener', '--dias', '365'), /se borraron 1 entradas del historial de más de 365 días/);
  assert.deepEqual(rows('SELECT id FROM historial'), [], 'what is older than a year');
  assert.throws(() => run('borrar'), /indica a quién/);
});

test('help deploys nothing', () =>
  assert.match(cargo('xtask', 'deploy', '--help'), /^npm run deploy -- \[--dry-run\]/));

test('the command line answers in Spanish', () => {
  const said = [['--ayuda'], ['importar', '--help'], ['token', '--ayuda']].map((args) => run(...args)).join('');
  assert.match(said, /Uso: npm run import -- <ARCHIVO> \[opciones\]/);
  assert.doesNotMatch(said, /Usage|Options|Print help|default:/);
});

const MISTAKES = [
  [['token', '--listo'], /--listo no es una opción; la más parecida es --lista/],
  [['enlace'], /falta --cliente/],
  [['token', '--cliente'], /--cliente .* necesita un valor/],
  [['importar', 'a.csv', 'b.csv'], /sobra «b\.csv»/],
  [['retener', '--dias=3', '--dias=4'], /--dias .* está dos veces/],
  [['borar'], /la orden borar no existe/],
];
for (const [args, sentence] of MISTAKES) {
  test(`${args.join(' ')} is explained`, () => assert.throws(() => run(...args), sentence));
}
