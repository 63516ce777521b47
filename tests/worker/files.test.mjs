// Tests the import of customers from files into the database, and the export.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect, newState, removeState } from '../faults/system.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = mkdtempSync(join(tmpdir(), 'ficha-files-'));
let folder;
before(() => {
  folder = newState();
});
after(() => {
  removeState(folder);
  rmSync(files, { recursive: true });
});

const run = (task, name, ...options) =>
  execFileSync('cargo', ['operador', task, join(files, name), ...options], {
    cwd: root,
    env: { ...process.env, FICHA_STATE: folder },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const rows = (sql) => inspect(folder, (look) => look(sql).map((row) => ({ ...row })));
const write = (name, text) => writeFileSync(join(files, name), text);
const read = (name) => readFileSync(join(files, name), 'utf8');
const everything = () =>
  ['clientes', 'clientes_publicos', 'historial', 'importacion'].map((table) => rows(`SELECT * FROM ${table}`));

const HEAD =
  'id;numero_documento;nombres;fecha_nacimiento;email;celular;tipo_cliente;tipo_pago;incluye_igv;id_distrito';
const GOOD = 'Ana Rojas;;;987654321;Natural;Contado;1;150102';
const TABLE = [
  `${HEAD};id_lista_precio;password`,
  `5000;12345678;${GOOD};1;`,
  `5000;12345678;${GOOD};1;`,
  `5001;1234567;${GOOD};1;`,
  '5002;12345678;Ana Rojas;31/12/1985;;987654321;Natural;Contado;1;150102;1;',
  `5003;12345678;${GOOD};77;`,
  `5004;12345678;${GOOD};1;contraseña larga`,
  '7;20131312955;Señor de Sipán S.A.C.;;NULL;987 654 321;juridico;contado;0;150102;2;',
  `5005;12345678;${GOOD};1;;de más`,
  '',
].join('\r\n');

test('good rows are loaded with one row of history each, bad ones are told of', () => {
  const before = rows('SELECT * FROM clientes WHERE id NOT IN (7, 5000)');
  write('clientes.csv', TABLE);
  assert.match(run('importar', 'clientes.csv'), /8 filas: 2 en la base de datos, 6 rechazadas/);
  const seen = read('clientes.csv.informe.csv')
    .split('\n')
    .map((line) => line.split(',').slice(0, 4).join(' '));
  assert.deepEqual(seen, [
    'linea campo codigo causa',
    '3 id line.repeated ',
    '4 numero_documento document.length sheet.zero',
    '5 fecha_nacimiento date.syntax sheet.date',
    '6 id_lista_precio reference.unknown ',
    '7 password field.read_only ',
    '9  csv.cells ',
    '',
  ]);
  assert.match(read('clientes.csv.informe.csv'), /La hoja de cálculo quitó ceros del comienzo/);
  assert.doesNotMatch(read('clientes.csv.informe.csv'), /1234567|1985,|contraseña/);
  assert.deepEqual(
    rows('SELECT id, numero_documento, nombres, email, tipo_cliente, version FROM clientes WHERE id IN (7, 5000)'),
    [
      {
        id: 7,
        numero_documento: '20131312955',
        nombres: 'Señor de Sipán S.A.C.',
        email: null,
        tipo_cliente: 'Jurídico',
        version: 2,
      },
      {
        id: 5000,
        numero_documento: '12345678',
        nombres: 'Ana Rojas',
        email: null,
        tipo_cliente: 'Natural',
        version: 1,
      },
    ],
  );
  const history = rows('SELECT id_registro, version, actor, operacion, cambios FROM historial ORDER BY id_registro');
  assert.deepEqual(
    history.map(({ cambios, ...rest }) => rest),
    [
      { id_registro: 7, version: 2, actor: 'operador', operacion: 'importar' },
      { id_registro: 5000, version: 1, actor: 'operador', operacion: 'importar' },
    ],
  );
  assert.deepEqual(JSON.parse(history[0].cambios).email, { antes: 'cliente7@example.com', despues: null });
  assert.deepEqual(JSON.parse(history[1].cambios).nombres, { antes: null, despues: 'Ana Rojas' });
  assert.deepEqual(rows('SELECT * FROM clientes WHERE id NOT IN (7, 5000)'), before, 'nobody else');
});

test('a file that is loaded again changes nothing', () => {
  const before = everything();
  run('importar', 'clientes.csv');
  assert.deepEqual(everything(), before);
});

test('nothing is loaded by a check, nor before a line', () => {
  const before = everything();
  write('uno.csv', `${HEAD};id_lista_precio\n6000;12345678;${GOOD};1\n`);
  assert.match(run('importar', 'uno.csv', '--revisar'), /1 fila: 1 correcta, 0 rechazadas/);
  run('importar', 'uno.csv', '--desde', '3');
  assert.deepEqual(everything(), before);
  assert.ok(!existsSync(join(files, 'uno.csv.informe.csv')));
});

test('public clients, in lines of JSON', () => {
  write('publicos.ndjson', '{"id": 42, "nombres": "Pedro", "apellidos": "Núñez"}\n{"id": 900, "nombres": "Eva"}\n[]\n');
  assert.match(run('importar', 'publicos.ndjson', '--publico'), /3 filas: 1 en la base de datos, 2 rechazadas/);
  const [client] = rows('SELECT apellidos, email, version FROM clientes_publicos WHERE id = 42');
  assert.deepEqual(client, { apellidos: 'Núñez', email: 'pedro@example.com', version: 2 }, 'what is absent stays');
  assert.match(read('publicos.ndjson.informe.csv'), /^2,apellidos,required,.*\n3,,json.not_object,/m);
});

test('what is exported can be loaded again, and what today’s rules refuse is told', () => {
  rows("UPDATE clientes SET numero_documento = '20131312950' WHERE id = 3");
  for (const [name, ...options] of [['salida.csv'], ['salida.ndjson'], ['publicos.tsv', '--publico']]) {
    const said = run('exportar', name, ...options);
    const before = everything();
    run('importar', name, ...options);
    assert.deepEqual(everything(), before, name);
    assert.match(
      said,
      options.length
        ? /50 filas: 50 correctas según las reglas de hoy, 0 rechazadas/
        : /401 filas: 400 correctas.*1 rechazada$/m,
    );
    assert.ok(!/argon2|password/.test(read(name)), name);
  }
  assert.match(read('salida.csv.informe.csv'), /^4,numero_documento,ruc\.check_digit,/m);
  assert.ok(!existsSync(join(files, 'salida.csv.incompleto')));
});

test('misuse is answered with what to do', () => {
  assert.throws(() => run('importar', 'nada.csv'), /no existe el archivo .*nada\.csv/);
  assert.throws(() => run('importar', 'libro.xlsx'), /no existe el archivo/);
  write('clientes.doc', 'x');
  assert.throws(() => run('importar', 'clientes.doc'), /debe terminar en \.csv/);
});

test('a file is named where npm was called', () => {
  write('aqui.csv', `${HEAD};id_lista_precio\r\n5100;12345678;${GOOD};1\r\n`);
  const env = { ...process.env, FICHA_STATE: folder, INIT_CWD: files };
  assert.match(
    execFileSync('cargo', ['operador', 'importar', 'aqui.csv', '--revisar'], { cwd: root, env, encoding: 'utf8' }),
    /1 fila: 1 correcta/,
  );
});
