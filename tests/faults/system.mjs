// The system as `npm start` runs it, with state of its own. Tests can kill it and read its database.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const wrangler = join(root, 'node_modules/wrangler/bin/wrangler.js');
const env = { ...process.env, CI: 'true' };

/** The number of managed customers. The sample has too few: a customer can have only 1000 addresses. */
export const CUSTOMERS = 400;
const MORE = `
INSERT INTO clientes (id, numero_documento, nombres, celular, tipo_cliente, tipo_pago, incluye_igv, id_distrito, id_lista_precio)
WITH RECURSIVE numero (n) AS (SELECT 21 UNION ALL SELECT n + 1 FROM numero WHERE n < ${CUSTOMERS})
SELECT n, '10000000', 'Cliente de Prueba ' || n, '900000000', 'Natural', 'Contado', 1, 150102, 1 FROM numero`;

/** Makes a folder with the tables, the sample customers and some more. */
export function newState() {
  const folder = mkdtempSync(join(tmpdir(), 'ficha-faults-'));
  for (const args of [
    ['d1', 'migrations', 'apply', 'DB'],
    ['d1', 'execute', 'DB', '--yes', '--file', 'crates/worker/sample.sql'],
    ['d1', 'execute', 'DB', '--yes', '--command', MORE],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [wrangler, ...args, '--local', '--persist-to', folder], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  }
  return folder;
}

export const removeState = (folder) => rmSync(folder, { recursive: true, force: true });

/** Starts the system on a state; `kill` ends it and all its processes without a warning. */
export async function start(folder) {
  const port = await freePort();
  const settings = ['ACCESO:publico', 'LIMITES:no'].flatMap((setting) => ['--var', setting]);
  const quiet = ['--log-level', 'error', '--show-interactive-dev-session=false', '--inspector-port', '0'];
  const child = spawn(
    process.execPath,
    [wrangler, 'dev', '--ip', '127.0.0.1', '--port', String(port), '--persist-to', folder, ...settings, ...quiet],
    // In a process group of its own, one signal reaches workerd too.
    { cwd: root, env, detached: true, stdio: 'ignore' },
  );
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const kill = async () => {
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  };
  await answers(`${url}/salud`, child);
  return { url, kill, workerds: () => workerdsOf(child.pid) };
}

/** The workerd processes of a process group: one runs the Worker, the other is what wrangler puts before it. */
function workerdsOf(group) {
  const isOne = (pid) => {
    try {
      // pid (name) state parent group …
      const [, name, , , groupOf] = /^\d+ \((.*)\) (\S+) (\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      return name === 'workerd' && Number(groupOf) === group;
    } catch {
      // The process ended meanwhile.
      return false;
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOne(name));
}

/** Asks until an answer is ok. */
async function answers(url, child) {
  while (child.exitCode === null) {
    const { ok } = await fetch(url).catch(() => ({}));
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`wrangler ended before it answered: ${child.exitCode}`);
}

function freePort() {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Reads the database of a state that nobody has open. */
export function inspect(folder, look) {
  const inside = join(folder, 'v3/d1/miniflare-D1DatabaseObject');
  const file = readdirSync(inside).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite');
  const database = new DatabaseSync(join(inside, file));
  try {
    return look((sql, ...parameters) => database.prepare(sql).all(...parameters));
  } finally {
    database.close();
  }
}
