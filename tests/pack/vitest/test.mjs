// Tests Vitest, in Node and in a page of jsdom.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);

const vitest = (environment) => ({
  cell: `Vitest, ${environment}`,
  slow: true,
  run() {
    const out = emptyOut(folder);
    writeEntry(folder);
    writeFileSync(join(out, 'vitest.config.mjs'), `export default { test: { environment: '${environment}' } };\n`);
    writeFileSync(
      join(out, 'rules.test.mjs'),
      `import { expect, test } from 'vitest';
       import * as ficha from 'ficha';
       import * as js from 'ficha/js';
       import { createClient } from 'ficha/client';
       import { probe } from './probe.mjs';
       test('rules', () => probe(ficha));
       test('rules without WebAssembly', () => probe(js));
       test('client', async () => {
         const client = createClient({ baseUrl: 'https://api.example.com', fetch: () => Promise.reject('no') });
         expect((await client.updateClientePublico(1, {})).code).toBe('client.network');
       });\n`,
    );
    run(out, join(folder, 'node_modules/.bin/vitest'), 'run');
  },
});

export const cells = [vitest('node'), vitest('jsdom')];
