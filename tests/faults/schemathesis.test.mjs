// Tests the API against its own description, with schemathesis. Long tier only.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect, newState, removeState, start } from './system.mjs';

const CASES = 20_000;
/** The most examples for each operation in each phase. */
const EXAMPLES = 3_300;
const SCOPES = ['clientes:leer', 'clientes:escribir', 'publicos:leer', 'publicos:escribir'];

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** Runs schemathesis; returns its output, and `isGood` if it found nothing. */
function schemathesis(...args) {
  const program = process.env.SCHEMATHESIS ?? 'st';
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
      resolve({ isGood: !error, said: stdout + stderr }),
    );
  });
}

if (process.env.FAULTS === 'long') {
  test(`${CASES} cases of schemathesis`, async () => {
    const folder = newState();
    const token = `ficha_1_${'x'.repeat(43)}`;
    inspect(folder, (rows) =>
      rows(
        `INSERT INTO tokens (id, nombre, huella, alcances) VALUES (1, 'schemathesis', ?, '${JSON.stringify(SCOPES)}')`,
        createHash('sha256').update(token).digest('hex'),
      ),
    );
    const system = await start(folder);
    const { isGood, said } = await schemathesis(
      ...['--config-file', path('schemathesis.toml'), 'run', path('../../www/openapi.json'), '--url', system.url],
      ...['--checks', 'all', '--max-examples', EXAMPLES, '--seed', '1', '--header', `Authorization: Bearer ${token}`],
      ...['--warnings', 'off', '--no-color'],
    );
    await system.kill();
    removeState(folder);
    const [, cases] = /(\d+) generated/.exec(said) ?? [];
    console.log(`faults: cases of schemathesis: ${cases}, ${isGood ? 'nothing found' : 'see its messages'}`);
    assert.ok(isGood, said.slice(-8_000));
    assert.ok(cases >= CASES, `only ${cases} cases`);
  });
}
