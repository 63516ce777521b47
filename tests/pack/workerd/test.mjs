// Tests the package in a Worker, bundled by wrangler as for a deployment and run by workerd.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run, writeEntry } from '../tools.mjs';
import { answersOf } from './serve.mjs';

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
      const bundle = join(out, 'bundle');
      const names = readdirSync(bundle).filter((name) => /\.(js|wasm)$/.test(name));
      names.sort((a) => (a.endsWith('.js') ? -1 : 1));
      const [answer] = await answersOf(folder, bundle, names, ['/']);
      if (answer !== 'probed') throw new Error(answer);
    },
  },
];
