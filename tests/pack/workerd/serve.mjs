// Runs modules in workerd and sends them requests.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KINDS = { js: 'esModule', mjs: 'esModule', wasm: 'wasm' };

/**
 * Starts a Worker and returns its answers to GET of these paths.
 * @param {string} folder The folder whose `node_modules` has workerd.
 * @param {string} out The folder of the modules.
 * @param {string[]} modules Their names; the first is the Worker.
 */
export async function answersOf(folder, out, modules, paths, flags = []) {
  const list = modules.map((name) => `(name = "${name}", ${KINDS[name.split('.').at(-1)]} = embed "${name}")`);
  const options = `compatibilityDate = "2026-10-23", compatibilityFlags = [${flags.map((flag) => `"${flag}"`)}]`;
  writeFileSync(
    join(out, 'config.capnp'),
    `using Workerd = import "/workerd/workerd.capnp";
     const config :Workerd.Config = (
       services = [(name = "main", worker = (modules = [${list}], ${options}))],
       sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);`,
  );
  const workerd = spawn(program(folder), ['serve', 'config.capnp', '--control-fd=3'], {
    cwd: out,
    stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
  });
  try {
    const { port } = await listening(workerd);
    const ask = async (path) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    return await Promise.all(paths.map(ask));
  } finally {
    workerd.kill();
    if (workerd.exitCode === null) await once(workerd, 'exit');
  }
}

/** Waits until workerd reports on its control channel that it listens; returns that message. */
async function listening(workerd) {
  for await (const chunk of workerd.stdio[3]) {
    for (const line of String(chunk).trim().split('\n')) {
      const message = JSON.parse(line);
      if (message.event === 'listen') return message;
    }
  }
  throw new Error('workerd ended before it listened');
}

/** The workerd program itself: the script around it does not pass the control channel on. */
function program(folder) {
  const packages = join(folder, 'node_modules/@cloudflare');
  const name = readdirSync(packages).find((name) => name.startsWith('workerd-'));
  return join(packages, name, 'bin/workerd');
}
