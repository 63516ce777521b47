// Measures what an import costs: bundled by esbuild, minified, compressed. The README of the package has the rows.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { run } from '../tools.mjs';

export const IMPORTS = [
  ['{ updateCliente }', 'ficha'],
  ['{ ruc }', 'ficha'],
  ['*', 'ficha'],
  ['{ updateCliente }', 'ficha/js'],
  ['{ bindForm }', 'ficha/form'],
  ['{ createClient }', 'ficha/client'],
  ['{ en }', 'ficha/en'],
  ['{ checkJson }', 'ficha/json'],
  ['{ checkLines }', 'ficha/lines'],
  ['{ openWorkbook }', 'ficha/workbook'],
  ['{ searchDistritos }', 'ficha/distritos'],
];

/** Returns the gzip size of every import, with its row for the table. */
export function sizes(folder) {
  return IMPORTS.map(([names, entry]) => {
    const source = join(folder, 'out', 'size.mjs');
    const what = names === '*' ? '* as ficha' : names;
    const used = names === '*' ? 'ficha' : names.slice(2, -2);
    writeFileSync(source, `import ${what} from '${entry}';\nconsole.log(${used});\n`);
    const esbuild = join(folder, 'node_modules/.bin/esbuild');
    const bundle = Buffer.from(run(folder, esbuild, source, '--bundle', '--minify', '--format=esm'));
    const [raw, gzip, brotli] = [bundle, gzipSync(bundle, { level: 9 }), brotliCompressSync(bundle)].map(
      (b) => b.length,
    );
    const kb = (bytes) => (bytes / 1000).toFixed(1);
    return { entry, gzip, row: `| \`import ${what} from '${entry}'\` | ${kb(raw)} | ${kb(gzip)} | ${kb(brotli)} |` };
  });
}
