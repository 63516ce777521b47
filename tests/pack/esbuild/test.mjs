import { join } from 'node:path';
import { emptyOut, expectProbed, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = ['esm', 'cjs', 'iife'].map((format) => ({
  cell: `esbuild, ${format}`,
  run() {
    const out = join(emptyOut(folder), format === 'esm' ? 'bundle.mjs' : 'bundle.cjs');
    const esbuild = join(folder, 'node_modules/.bin/esbuild');
    run(folder, esbuild, writeEntry(folder), '--bundle', '--minify', `--format=${format}`, `--outfile=${out}`);
    expectProbed(run(folder, process.execPath, out));
  },
}));
