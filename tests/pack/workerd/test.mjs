// The package in a Worker, bundled by wrangler as for a deployment and run by workerd.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = [
  {
    cell: 'wrangler and workerd',
    async run() {
      const out = emptyOut(folder);
      writeEntry(folder);
      writeFileSync(
        join(out, 'worker.mjs'),
        `import * as ficha from 'ficha';
         import { probe } from './probe.mjs';
         export default { fetch: () => probe(ficha).then(() => new Response('probed'), (error) => new Response(error.stack)) };`,
      );
      const options = ['--name=probe', '--compatibility-date=2026-10-23', '--dry-run', '--outdir=bundle'];
      run(out, join(folder, 'node_modules/.bin/wrangler'), 'deploy', 'worker.mjs', ...options);
      const files = readdirSync(join(out, 'bundle')).filter((name) => /\.(js|wasm)$/.test(name));
      const kinds = { js: 'esModule', wasm: 'wasm' };
      const modules = files
        .sort((a) => (a.endsWith('.js') ? -1 : 1))
        .map((name) => `(name = "${name}", ${kinds[name.split('.').at(-1)]} = embed "bundle/${name}")`);
      writeFileSync(
        join(out, 'config.capnp'),
        `using Workerd = import "/workerd/workerd.capnp";
         const config :Workerd.Config = (
           services = [(name = "main", worker = (modules = [${modules}], compatibilityDate = "2026-10-23"))],
           sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);`,
      );
      const workerd = spawn(program(), ['serve', 'config.capnp', '--control-fd=3'], {
        cwd: out,
        stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
      });
      try {
        const { port } = await listening(workerd);
        const answer = await (await fetch(`http://127.0.0.1:${port}/`)).text();
        if (answer !== 'probed') throw new Error(answer);
      } finally {
        workerd.kill();
        if (workerd.exitCode === null) await once(workerd, 'exit');
      }
    },
  },
];

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
function program() {
  const packages = join(folder, 'node_modules/@cloudflare');
  return join(
    packages,
    readdirSync(packages).find((name) => name.startsWith('workerd-')),
    'bin/workerd',
  );
}
