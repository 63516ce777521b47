import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, expectProbed, folderOf, run, writeEntry } from '../tools.mjs';
import { sizes } from './sizes.mjs';

const folder = folderOf(import.meta.url);

const bundles = ['esm', 'cjs', 'iife'].map((format) => ({
  cell: `esbuild, ${format}`,
  run() {
    const out = join(emptyOut(folder), format === 'esm' ? 'bundle.mjs' : 'bundle.cjs');
    const esbuild = join(folder, 'node_modules/.bin/esbuild');
    run(folder, esbuild, writeEntry(folder), '--bundle', '--minify', `--format=${format}`, `--outfile=${out}`);
    expectProbed(run(folder, process.execPath, out));
  },
}));

/** The most bytes that an entry may have after gzip; `ficha` with one form. */
const MOST = { ficha: 21_000, 'ficha/form': 4100, 'ficha/client': 45_000, 'ficha/workbook': 400_000 };

const README = new URL('../../../crates/wasm/npm/README.md', import.meta.url);

export const cells = [
  ...bundles,
  {
    cell: 'sizes, as the README has them',
    run() {
      emptyOut(folder);
      const rows = sizes(folder);
      console.log(rows.map(({ row }) => row).join('\n'));
      const readme = readFileSync(README, 'utf8');
      for (const { row } of rows) {
        const [, name, ...numbers] = row.split('|');
        const theirs = readme.split('\n').find((line) => line.startsWith(`|${name}|`)) ?? '';
        // Compressors differ a little between versions of Node.
        const isNear = theirs
          .split('|')
          .slice(2, 5)
          .every((number, at) => Math.abs(number - numbers[at]) < 0.25);
        if (!theirs || !isNear) throw new Error(`the README does not have ${row}`);
      }
      for (const [entry, most] of Object.entries(MOST)) {
        const { gzip } = rows.find((row) => row.entry === entry);
        if (gzip > most) throw new Error(`${entry} has ${gzip} bytes, ${most} are allowed`);
      }
    },
  },
];
