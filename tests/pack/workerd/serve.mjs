// Runs modules in workerd and asks them.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KINDS = { js: 'esModule', mjs: 'esModule', wasm: 'wasm' };

/**
 * The answers to GET of paths of a Worker.
 * @param {string} folder Where `node_modules` has workerd.
 * @param {string} out Where the modules lie.
 * @param {string[]} modules Their names, the first of which is the Worker.
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

/** What workerd says on its control channel once it listens. */
async function listening(workerd) {
  for await (const chunk of workerd.stdio[3]) {
    for (const line of String(chunk).trim().split('\n')) {
      const message = JSON.parse(line);
      if (message.event === 'listen') return message;
    }
  }
  throw new Error('workerd ended before it listened');
}

/** The program itself: the script around it does not hand on the control channel. */
function program(folder) {
  const packages = join(folder, 'node_modules/@cloudflare');
  const name = readdirSync(packages).find((name) => name.startsWith('workerd-'));
  return join(packages, name, 'bin/workerd');
}
