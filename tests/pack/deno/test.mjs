import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, expectProbed, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);

function deno() {
  const platform = process.platform === 'linux' ? `linux-${process.arch}-glibc` : `${process.platform}-${process.arch}`;
  const path = join(folder, 'node_modules', '@deno', platform, 'deno');
  return existsSync(path) ? path : 'deno';
}

export const cells = [
  {
    cell: 'Deno',
    must: false,
    run() {
      emptyOut(folder);
      expectProbed(run(folder, deno(), 'run', '--node-modules-dir=manual', writeEntry(folder)));
    },
  },
];
