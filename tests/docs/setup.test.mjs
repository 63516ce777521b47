// Tests that two tasks at once do not install at the same time, and that what a killed one left does not stop the next.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A project with one package of its own, whose tasks are compiled already. */
function project() {
  const folder = mkdtempSync(join(tmpdir(), 'ficha-setup-'));
  folders.push(folder);
  for (const name of ['setup.mjs', 'rust-toolchain.toml']) copyFileSync(join(root, name), join(folder, name));
  const about = { name: 'project', version: '1.0.0', dependencies: { part: 'file:part' } };
  const locked = { '': about, part: { version: '1.0.0' }, 'node_modules/part': { resolved: 'part', link: true } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...about, lockfileVersion: 3, packages: locked }));
  mkdirSync(join(folder, 'part'));
  writeFileSync(join(folder, 'part/package.json'), JSON.stringify({ name: 'part', version: '1.0.0' }));
  mkdirSync(join(folder, 'target/debug'), { recursive: true });
  for (const name of ['xtask', 'operador']) writeFileSync(join(folder, 'target/debug', name), '');
  return folder;
}

/** Makes the lock of a task with this process number. */
function lock(folder, pid) {
  mkdirSync(join(folder, '.ficha-lock'));
  writeFileSync(join(folder, '.ficha-lock', 'pid'), String(pid));
}

/** Starts the setup; `says` waits for a text, `ended` for the end. */
function setup(folder) {
  const child = spawn('node', ['setup.mjs', 'then', 'node', '-e', '0'], { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  return {
    async says(text) {
      while (!said.includes(text))
        await Promise.race([once(child.stdout, 'data'), once(child, 'close').then(() => assert.fail(said))]);
    },
    async ended() {
      const [status] = await once(child, 'close');
      return { status, said };
    },
  };
}

const installed = (folder) => existsSync(join(folder, 'node_modules/.installed'));

test('a task waits while another installs in the folder', async () => {
  const folder = project();
  lock(folder, process.pid);
  const task = setup(folder);
  const ended = task.ended();
  await task.says('another task installs here');
  assert.ok(!installed(folder));
  rmSync(join(folder, '.ficha-lock'), { recursive: true });
  assert.equal((await ended).status, 0);
  assert.ok(installed(folder) && !existsSync(join(folder, '.ficha-lock')));
});

test('the lock of a task that was killed stops nobody', async () => {
  const folder = project();
  lock(folder, spawnSync('true').pid);
  const { status, said } = await setup(folder).ended();
  assert.equal(status, 0, said);
  assert.doesNotMatch(said, /another task/);
});

test('of two tasks at once one installs', async () => {
  const folder = project();
  const both = await Promise.all([setup(folder), setup(folder)].map((task) => task.ended()));
  assert.deepEqual(
    both.map(({ status }) => status),
    [0, 0],
  );
  assert.equal(both.filter(({ said }) => said.includes('npm packages of')).length, 1);
});
