import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
      // The page's script needs nothing of a page.
      const entry = names.find((name) => name.startsWith('index'));
      renameSync(join(assets, entry), join(assets, 'index.mjs'));
      expectProbed(run(folder, process.execPath, join(assets, 'index.mjs')));
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
