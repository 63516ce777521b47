import { join } from 'node:path';
import { emptyOut, expectProbed, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = [
  {
    cell: 'Rollup',
    run() {
      emptyOut(folder);
      const rollup = join(folder, 'node_modules/.bin/rollup');
      const out = join(folder, 'out/bundle.mjs');
      run(
        folder,
        rollup,
        writeEntry(folder),
        '--plugin',
        'node-resolve',
        '--format',
        'es',
        '--file',
        out,
        '--failAfterWarnings',
      );
      expectProbed(run(folder, process.execPath, out));
    },
  },
];
