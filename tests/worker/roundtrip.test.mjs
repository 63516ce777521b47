// Sends texts through files, commands, wrangler and the database: every one comes out unchanged.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { updateClientePublico } from '../../target/npm/ficha/esm/index.js';
import { random } from '../faults/random.mjs';
import { inspect } from '../faults/system.mjs';
import { root } from './started.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ficha-texts-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (state, ...args) =>
  execFileSync('cargo', ['operador', ...args, '--publico'], {
    cwd: root,
    env: { ...process.env, FICHA_STATE: join(folder, state) },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const path = (name) => join(folder, name);
const read = (name) => readFileSync(path(name), 'utf8');
const stored = (state) =>
  inspect(join(folder, state), (rows) => rows('SELECT id, nombres, apellidos FROM clientes_publicos ORDER BY id')).map(
    (row) => ({ ...row }),
  );

/** Texts that a program on the way could take for its own syntax. */
const NASTY = [
  'BEGIN TRANSACTION;',
  'COMMIT;',
  'Pedro BEGIN TRANSACTION; COMMIT; Pérez',
  'CREATE TRIGGER x AFTER INSERT ON clientes BEGIN SELECT 1; END;',
  "'; DROP TABLE clientes_publicos; --",
  "x' || (SELECT group_concat(huella) FROM tokens) || '",
  "CAST(x'41' AS TEXT)",
  'NULL',
  'null',
  '"NULL"',
  '"',
  '""',
  "'",
  "'NULL",
  '`x`',
  '[x',
  '/* x',
  '-- x',
  'x;',
  '\\',
  '\\u0000',
  '%s %d %n',
  '$(x) {{x}} <%= x %>',
  '=HYPERLINK("http://example.com";"x")',
  '+51',
  '-1+1',
  '@SUM(1)',
  'a,b;c|d',
  'sep=;',
  'id',
  'true',
  '1e5',
  '00123',
  '1985-12-31',
  '#N/A',
  'Err:522',
  '__proto__',
  'O’Higgins & Cía. Ñandú',
  'ﬁ ẞ İ ı',
  '🏠👩‍👩‍👧 𝐀 \u{10FFFD}',
  'नि क‍ष',
];

/** Makes a text of characters of every plane; those with a meaning for programs are more frequent. */
function randomText({ next }) {
  const special = [...'\'";,|\\`[]{}()-/*=+@#%$<>&\tNULL'];
  const one = () => {
    const roll = next();
    if (roll < 0.4) return special[Math.floor(next() * special.length)];
    if (roll < 0.6) return String.fromCodePoint(0x20 + Math.floor(next() * 0x5f));
    if (roll < 0.8) return String.fromCodePoint(0xa0 + Math.floor(next() * 0x2f00));
    return String.fromCodePoint(Math.floor(next() * 0x110000));
  };
  return Array.from({ length: 1 + Math.floor(next() * 30) }, one).join('');
}

/** The normal form, which is stored; undefined for a text that is no valid name. */
const normal = (nombres) => {
  const { ok, value } = updateClientePublico.check({ nombres });
  return ok ? value.nombres : undefined;
};

const numbers = random(20261128);
const texts = NASTY.map(normal);
while (texts.length < NASTY.length + 200) {
  const text = normal(randomText(numbers));
  if (text !== undefined) texts.push(text);
}
const customers = texts.map((nombres, n) => ({ id: n + 1, nombres, apellidos: texts.at(-1 - n) }));

test('every nasty text is a name', () => {
  const refused = NASTY.filter((text) => normal(text) !== text);
  assert.deepEqual(refused, []);
});

test(`${texts.length} texts come through NDJSON and CSV unchanged`, () => {
  const bad = [{ nombres: 'a\u0000b' }, { nombres: 'x'.repeat(2 << 20) }, { nombres: 'x'.repeat(101) }];
  const lines = [...customers, ...bad.map((record, n) => ({ id: 9000 + n, apellidos: 'x', ...record }))];
  writeFileSync(path('in.ndjson'), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
  const said = run('a', 'importar', path('in.ndjson'));
  assert.match(said, new RegExp(`${customers.length} en la base de datos, ${bad.length} rechazadas`));
  assert.deepEqual(stored('a'), customers);

  run('a', 'exportar', path('a.ndjson'));
  const exported = read('a.ndjson').trimEnd().split('\n');
  const names = exported
    .map((line) => JSON.parse(line))
    .map(({ id, nombres, apellidos }) => ({ id, nombres, apellidos }));
  assert.deepEqual(names, customers);

  run('a', 'exportar', path('a.csv'));
  assert.match(
    run('b', 'importar', path('a.csv')),
    new RegExp(`${customers.length} en la base de datos, 0 rechazadas`),
  );
  assert.deepEqual(stored('b'), customers);
  run('b', 'exportar', path('b.csv'));
  assert.equal(read('b.csv'), read('a.csv'));
});
