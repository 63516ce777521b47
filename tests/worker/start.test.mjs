// `npm start` as a newcomer runs it: it says what to do, that works, and the data stays.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FICHA_STATE = mkdtempSync(join(tmpdir(), 'ficha-'));
after(() => rmSync(FICHA_STATE, { recursive: true, force: true }));

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(String(port)));
    });
  });

/** Starts the system and waits for its last line; gives back what it said and a way to stop it. */
async function start(PORT) {
  const child = spawn('cargo', ['xtask', 'start'], { cwd: root, env: { ...process.env, PORT, FICHA_STATE } });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const said = await new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk) => {
      text += chunk;
      if (text.includes('Ctrl-C')) resolve(text);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${text}`)));
  });
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { said, stop };
}

const put = async (port, body) => {
  const headers = { 'Content-Type': 'application/json' };
  return (await fetch(`http://127.0.0.1:${port}/api/clientes/42`, { method: 'PUT', headers, body })).json();
};

const curlsOf = (text) => text.match(/curl -X [\s\S]*?-d '[^']*'/g);
const paste = (curl) => JSON.parse(execFileSync('bash', ['-c', `${curl} --silent`], { encoding: 'utf8' }));

test('it starts, its curl and those of the README work when pasted, and what was stored is there after a restart', async () => {
  const port = await freePort();
  const first = await start(port);
  after(first.stop);
  const [pasted] = curlsOf(first.said);
  assert.equal(paste(pasted).cliente.telefono, '+5559876543');
  const inReadme = curlsOf(
    readFileSync(join(root, 'README.md'), 'utf8').replaceAll('127.0.0.1:8787', `127.0.0.1:${port}`),
  );
  const said = inReadme.map((curl) => paste(curl).message);
  assert.deepEqual(said, ['Cliente actualizado', 'Direcciones agregadas', 'Cliente actualizado']);
  const pages = ['', 'cliente', 'direcciones', 'publico', 'revisar', 'docs'];
  for (const page of pages) assert.equal((await fetch(`http://127.0.0.1:${port}/${page}`)).status, 200, page);
  await first.stop();

  const second = await start(port);
  after(second.stop);
  assert.equal((await put(port, '{}')).cliente.telefono, '+5559876543');
});

test('a port that is none is said plainly', () => assert.rejects(start('87870'), /PORT/));

test('a port in use is said plainly', async () => {
  const port = await freePort();
  const server = createServer();
  await new Promise((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
  try {
    await assert.rejects(start(port), /port \d+ is in use[\s\S]*PORT=8788 npm start/);
  } finally {
    server.close();
  }
});
