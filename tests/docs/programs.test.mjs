// Checks that the programs that check a file, in Rust and in Node, print the same; and that threads count the same.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { root } from './documents.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ficha-programs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
cpSync(join(root, 'target/npm/ficha'), join(folder, 'node_modules/ficha'), { recursive: true });
copyFileSync(join(root, 'examples/archivo/revisar.mjs'), join(folder, 'revisar.mjs'));

const GOOD = {
  id: 1,
  numero_documento: '12345678',
  nombres: 'José Núñez',
  celular: '987654321',
  tipo_cliente: 'Natural',
  tipo_pago: 'Contado',
  incluye_igv: 1,
  id_distrito: 150102,
  id_lista_precio: 1,
};
const BAD = { ...GOOD, numero_documento: '1234567', celular: '' };

const table = (...records) =>
  [Object.keys(GOOD), ...records.map((record) => Object.values(record))].map((row) => row.join(';')).join('\r\n');
const lines = (...records) => records.map((record) => JSON.stringify(record)).join('\n');

const FILES = [
  ['good.csv', table(GOOD, GOOD), 0, 1],
  ['bad.csv', `\ufeff${table(GOOD, BAD, GOOD)}\r\n1;2;3;4;5;6;7;8;9;10\r\n`, 1, 4],
  ['good.ndjson', lines(GOOD, GOOD), 0, 1],
  ['bad.ndjson', `${lines(BAD, GOOD)}\n\n{"id": 1, "id": 2}\n[]`, 1, 5],
];

const programs = {
  Rust: (file) => ['cargo', ['run', '--quiet', '--package=ficha', '--features=csv', '--example=revisar', '--', file]],
  Node: (file) => [process.execPath, [join(folder, 'revisar.mjs'), file]],
};

for (const [name, text, expected, count] of FILES) {
  test(name, () => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const said = Object.entries(programs).map(([language, command]) => {
      const [program, options] = command(file);
      const { status, stdout, stderr } = spawnSync(program, options, { cwd: root, encoding: 'utf8' });
      assert.equal(status, expected, `${language}: ${stdout}${stderr}`);
      return stdout;
    });
    assert.equal(said[0], said[1]);
    assert.equal(said[0].trim().split('\n').length, count, said[0]);

    const threads = ['run', '--quiet', '--package=ficha', '--features=csv', '--example=threads', '--', file];
    const { stdout } = spawnSync('cargo', threads, { cwd: root, encoding: 'utf8' });
    assert.equal(stdout.replace(/, \d+ ms\n$/, ''), said[0].trim().split('\n').at(-1));
  });
}
