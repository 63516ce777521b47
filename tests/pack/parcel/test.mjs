// Tests Parcel with its default settings, which do not read `exports`.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, expectProbed, folderOf, run, writeEntry } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = [
  {
    cell: 'Parcel, as it comes',
    slow: true,
    run() {
      const out = emptyOut(folder);
      writeEntry(folder);
      const manifest = {
        private: true,
        targets: { main: { outputFormat: 'esmodule', context: 'node', includeNodeModules: true } },
      };
      writeFileSync(join(out, 'package.json'), JSON.stringify({ ...manifest, main: 'dist/entry.mjs', type: 'module' }));
      run(
        out,
        join(folder, 'node_modules/.bin/parcel'),
        'build',
        'entry.mjs',
        '--cache-dir',
        join(out, 'cache'),
        '--no-optimize',
      );
      const [built] = readdirSync(join(out, 'dist')).filter((name) => name.endsWith('js'));
      expectProbed(run(out, process.execPath, join('dist', built)));
    },
  },
];
