// Tests what programs share: folders, databases, temporary files, processes.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { inspect } from '../faults/system.mjs';
import { freePort, root } from './started.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ficha-shared-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const clients = (count, first = 1000) => {
  const rows = Array.from({ length: count }, (_, n) => `${first + n},Canario,Nombre ${n}`);
  return ['id,nombres,apellidos', ...rows, ''].join('\n');
};

/** A copy of the project's folder: the temporary files in it are those of these tests alone. */
const copy = join(folder, 'copia con espacio');

before(() => {
  execFileSync('cargo', ['build', '--quiet', '--package', 'ficha-operator'], { cwd: root, stdio: 'pipe' });
  mkdirSync(join(copy, 'crates/operator'), { recursive: true });
  cpSync(join(root, 'crates/worker/migrations'), join(copy, 'crates/worker/migrations'), { recursive: true });
  cpSync(join(root, 'wrangler.toml'), join(copy, 'wrangler.toml'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

/** Starts the operator's program in the copy. Cargo does not build again in a copy: it runs the first folder's program. */
function operator(args, state, options) {
  const { FICHA_STATE, ...env } = process.env;
  if (state) env.FICHA_STATE = join(folder, state);
  env.CARGO_MANIFEST_DIR = join(copy, 'crates/operator');
  const child = spawn(join(root, 'target/debug/operador'), args, { cwd: copy, env, ...options });
  return { child, ended: once(child, 'exit') };
}

/** Imports so many clients. */
const importing = (count, state, options, first) => {
  const file = join(copy, `${count}.csv`);
  writeFileSync(file, clients(count, first));
  return operator(['importar', file, '--publico'], state, options);
};

test('a copy of the folder works on its own database', async () => {
  assert.deepEqual(await importing(1, undefined, { stdio: 'ignore' }, 4242).ended, [0, null]);
  assert.deepEqual(
    inspect(join(copy, '.wrangler/state'), (rows) => rows('SELECT id FROM clientes_publicos')).map(({ id }) => id),
    [4242],
  );
  assert.ok(existsSync(join(copy, 'target/importacion')));
});

const temporary = () => {
  const path = join(copy, 'target/importacion');
  return existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
};

/** Starts an import and waits until the file of its transaction has content. */
async function beginImport(state) {
  const { child, ended } = importing(60_000, state, { stdio: 'ignore', detached: true });
  while (!temporary().some((path) => readFileSync(path, { flag: 'r' }).length > 0)) {
    assert.equal(child.exitCode, null, 'it ended before it began');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { child, ended };
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  test(`${signal} in an import leaves no file with customers, and all of a transaction or nothing`, async () => {
    const { child, ended } = await beginImport(signal);
    // Signals the whole group, as a terminal does.
    process.kill(-child.pid, signal);
    await ended;
    assert.deepEqual(temporary(), []);
    const [{ n }] = inspect(join(folder, signal), (rows) => rows('SELECT count(*) AS n FROM clientes_publicos'));
    assert.equal(n % 20_000, 0, `${n} rows`);
  });
}

test('an export can be read by its owner only, and leaves nothing when it is interrupted', async () => {
  const file = join(folder, 'salida.csv');
  const exporting = () => operator(['exportar', file, '--publico'], 'SIGINT', { stdio: 'ignore', detached: true });
  const { child, ended } = exporting();
  while (!existsSync(`${file}.incompleto`)) {
    assert.equal(child.exitCode, null, 'it ended before it began');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  process.kill(-child.pid, 'SIGINT');
  await ended;
  assert.deepEqual([existsSync(`${file}.incompleto`), existsSync(file)], [false, false]);
  assert.deepEqual(await exporting().ended, [0, null]);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test('two commands on a new folder make its tables once', async () => {
  const two = [1, 2].map(() => operator(['token', '--lista'], 'nueva', { stdio: 'ignore' }).ended);
  assert.deepEqual(await Promise.all(two), [
    [0, null],
    [0, null],
  ]);
});

test('what a killed import left goes with the next one', async () => {
  const { child, ended } = await beginImport('killed');
  process.kill(-child.pid, 'SIGKILL');
  await ended;
  assert.ok(temporary().length > 0);
  assert.deepEqual(await importing(1, 'killed', { stdio: 'ignore' }).ended, [0, null]);
  assert.deepEqual(temporary(), []);
});

test('an import waits while another program writes', async () => {
  const state = join(folder, 'busy');
  assert.deepEqual(await importing(1, 'busy', { stdio: 'ignore' }).ended, [0, null]);
  const inside = join(state, 'v3/d1/miniflare-D1DatabaseObject');
  const file = readdirSync(inside).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite');
  const writer = new DatabaseSync(join(inside, file));
  writer.exec('BEGIN IMMEDIATE');
  const { child, ended } = importing(2, 'busy');
  let said = '';
  await new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said.includes('otro programa escribe en la base de datos; se espera')) resolve();
    });
    child.once('exit', resolve);
  });
  assert.equal(writer.prepare('SELECT count(*) AS n FROM clientes_publicos').get().n, 1);
  writer.exec('COMMIT');
  assert.deepEqual(await ended, [0, null], said);
  assert.equal(writer.prepare('SELECT count(*) AS n FROM clientes_publicos').get().n, 2);
  writer.close();
});

/** The processes of a group that still run. */
const processesOf = (group) =>
  readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const [, state, , groupOf] = /^\d+ \(.*\) (\S+) (\d+) (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8'));
      return Number(groupOf) === group && state !== 'Z';
    } catch {
      // The process ended meanwhile.
      return false;
    }
  });

test('npm start ends with all its processes when it is told to', async () => {
  const port = await freePort();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, PORT: port, FICHA_STATE: join(folder, 'busy') },
    detached: true,
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    if (said.includes('Ctrl-C')) break;
  }
  assert.ok(processesOf(child.pid).length > 3, said);
  // Signals npm alone, as a supervisor does.
  child.kill('SIGTERM');
  await once(child, 'exit');
  const patience = Date.now() + 15_000;
  while (processesOf(child.pid).length > 0 && Date.now() < patience) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const left = processesOf(child.pid);
  if (left.length > 0) process.kill(-child.pid, 'SIGKILL');
  assert.deepEqual(left, []);
});
