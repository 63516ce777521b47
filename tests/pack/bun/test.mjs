import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, expectProbed, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);

/** Finds Bun in the package of the platform, because Bun's own package needs an install script to get it. */
function bun() {
  const names = [`bun-${process.platform}-${process.arch.replace('arm64', 'aarch64')}`];
  const paths = [...names, `${names[0]}-baseline`].map((name) =>
    join(folder, 'node_modules', '@oven', name, 'bin', 'bun'),
  );
  return paths.find((path) => existsSync(path)) ?? 'bun';
}

export const cells = [
  {
    cell: 'Bun',
    must: false,
    run() {
      emptyOut(folder);
      expectProbed(run(folder, bun(), writeEntry(folder)));
    },
  },
];
