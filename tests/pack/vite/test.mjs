import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { emptyOut, expectProbed, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);
const vite = join(folder, 'node_modules/.bin/vite');

export const cells = [
  {
    cell: 'Vite, client',
    run() {
      const out = emptyOut(folder);
      writeEntry(folder);
      writeFileSync(join(out, 'index.html'), '<script type="module" src="./entry.mjs"></script>');
      run(out, vite, 'build', '--logLevel', 'warn');
      const assets = join(out, 'dist/assets');
      const names = readdirSync(assets);
      if (!names.every((name) => name.endsWith('.js'))) throw new Error(`unexpected assets: ${names}`);
      // Only the preloading code that Vite adds needs a page; this stub is enough for it.
      const page = 'globalThis.document = { createElement: () => ({ relList: { supports: () => true } }) };';
      const entry = join(
        assets,
        names.find((name) => name.startsWith('index')),
      );
      const script = `${page} await import(${JSON.stringify(pathToFileURL(entry))});`;
      expectProbed(
        run(folder, process.execPath, '--experimental-default-type=module', '--input-type=module', '--eval', script),
      );
    },
  },
  {
    cell: 'Vite, server',
    run() {
      const out = emptyOut(folder);
      run(out, vite, 'build', '--ssr', writeEntry(folder), '--logLevel', 'warn');
      expectProbed(run(folder, process.execPath, join(out, 'dist', readdirSync(join(out, 'dist'))[0])));
    },
  },
];
