// The package in a Worker: bundled with the conditions that wrangler gives, the module as a file beside it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);
const MODULES = ['core', 'lines', 'distritos'];

export const cells = [
  {
    cell: 'workerd',
    async run() {
      const out = emptyOut(folder);
      writeEntry(folder);
      writeFileSync(
        join(out, 'worker.mjs'),
        `import * as ficha from 'ficha';
         import { probe } from './probe.mjs';
         export default { fetch: () => probe(ficha).then(() => new Response('probed'), (error) => new Response(error.stack)) };`,
      );
      const options = ['--bundle', '--format=esm', '--conditions=workerd,worker,browser', '--external:*.wasm'];
      run(out, join(folder, 'node_modules/.bin/esbuild'), 'worker.mjs', ...options, '--outfile=bundle.js');
      for (const name of MODULES)
        copyFileSync(join(folder, `node_modules/ficha/${name}.wasm`), join(out, `${name}.wasm`));
      const modules = MODULES.map((name) => `(name = "../${name}.wasm", wasm = embed "${name}.wasm")`);
      writeFileSync(
        join(out, 'config.capnp'),
        `using Workerd = import "/workerd/workerd.capnp";
         const config :Workerd.Config = (
           services = [(name = "main", worker = (
             modules = [(name = "bundle.js", esModule = embed "bundle.js"), ${modules.join(', ')}],
             compatibilityDate = "2026-10-23"))],
           sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]);`,
      );
      const workerd = spawn(join(folder, 'node_modules/.bin/workerd'), ['serve', 'config.capnp', '--control-fd=3'], {
        cwd: out,
        stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
      });
      try {
        const { port } = await listening(workerd);
        const answer = await (await fetch(`http://127.0.0.1:${port}/`)).text();
        if (answer !== 'probed') throw new Error(answer);
      } finally {
        workerd.kill();
        await once(workerd, 'exit');
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
