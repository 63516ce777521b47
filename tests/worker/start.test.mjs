// Runs `npm start` as a newcomer does: it prints what to do, that works, and the data stays.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { freePort, start } from './started.mjs';

const state = mkdtempSync(join(tmpdir(), 'ficha-'));
after(() => rmSync(state, { recursive: true, force: true }));

const put = async (port, body) => {
  const headers = { 'Content-Type': 'application/json' };
  return (await fetch(`http://127.0.0.1:${port}/api/clientes/42`, { method: 'PUT', headers, body })).json();
};

const curlIn = (text) => /curl -X [\s\S]*?-d '[^']*'/.exec(text)[0];
const paste = (curl) => JSON.parse(execFileSync('bash', ['-c', `${curl} --silent`], { encoding: 'utf8' }));

// A fresh clone serves the quick build, and the later start the release.
test('it starts, its curl works when pasted, and what was stored is there after a restart', async () => {
  const port = await freePort();
  const first = await start(port, state, ['--quick']);
  after(first.stop);
  assert.equal(paste(curlIn(first.said)).cliente.telefono, '+5559876543');
  const pages = ['', 'cliente', 'direcciones', 'publico', 'revisar', 'docs'];
  for (const page of pages) assert.equal((await fetch(`http://127.0.0.1:${port}/${page}`)).status, 200, page);
  await first.stop();

  const second = await start(port, state);
  after(second.stop);
  assert.equal((await put(port, '{}')).cliente.telefono, '+5559876543');
});

test('a port that is none is said plainly', () => assert.rejects(start('87870', state), /PORT/));

test('a port in use is said plainly', async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
  try {
    await assert.rejects(start(port, state), /port \d+ is in use[\s\S]*PORT=8788 npm start/);
  } finally {
    server.close();
  }
});
