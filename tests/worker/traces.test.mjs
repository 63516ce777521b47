// Checks that the commands leave no customer on the operator's machine, except in the requested files and the database.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from './started.mjs';

const CANARY = 'Canario-8842';
const files = mkdtempSync(join(tmpdir(), 'ficha-traces-'));
const home = join(files, 'home');
const temporary = join(files, 'tmp');
for (const folder of [home, temporary]) mkdirSync(folder);
after(() => rmSync(files, { recursive: true, force: true }));

const run = (...args) =>
  execFileSync('cargo', ['operador', ...args], {
    cwd: root,
    env: {
      ...process.env,
      HOME: home,
      TMPDIR: temporary,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
      CARGO_HOME: process.env.CARGO_HOME ?? join(homedir(), '.cargo'),
      RUSTUP_HOME: process.env.RUSTUP_HOME ?? join(homedir(), '.rustup'),
      FICHA_STATE: join(files, 'state'),
    },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const everyFile = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

test('no command leaves a customer in the home, the temporary files or the folder of the project', () => {
  const file = join(files, 'uno.ndjson');
  writeFileSync(file, `{"id":1,"nombres":"${CANARY}","apellidos":"Uno"}\n`);
  run('importar', file, '--publico');
  run('exportar', join(files, 'salida.csv'), '--publico');
  run('token', '--nombre', CANARY);
  const said = run('borrar', '--publico', '1');
  assert.ok(!said.includes(CANARY));
  const digits = Buffer.from(CANARY).toString('hex');
  const looked = [home, temporary, join(root, '.wrangler'), join(root, 'target/importacion')]
    .filter((folder) => statSync(folder, { throwIfNoEntry: false }))
    .flatMap(everyFile);
  const found = looked.filter((path) => {
    const text = readFileSync(path, 'latin1');
    return text.includes(CANARY) || text.toLowerCase().includes(digits);
  });
  assert.deepEqual(found, []);
});
