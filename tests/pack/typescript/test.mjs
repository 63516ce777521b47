// Checks which code compiles against the package's types and which does not, as a module and as CommonJS.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);

/** Compiles types.ts with the newest TypeScript, or with the oldest that reads the types if `version` names it. */
const compile = (module, moduleResolution, extension, version = '') => ({
  cell: `TypeScript${version.replace('-', ' ')}, ${moduleResolution}, .${extension}`,
  run() {
    const out = emptyOut(folder);
    writeFileSync(join(out, `types.${extension}`), readFileSync(join(folder, 'types.ts')));
    const compilerOptions = { noEmit: true, strict: true, target: 'es2022', module, moduleResolution, types: [] };
    compilerOptions.lib = ['es2022', 'dom', 'dom.iterable'];
    writeFileSync(join(out, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [`types.${extension}`] }));
    run(out, process.execPath, join(folder, `node_modules/typescript${version}/bin/tsc`), '--project', 'tsconfig.json');
  },
});

export const cells = [
  compile('node16', 'node16', 'mts'),
  compile('node16', 'node16', 'cts'),
  compile('esnext', 'bundler', 'ts'),
  compile('nodenext', 'nodenext', 'mts', '-5.0'),
  compile('commonjs', 'node10', 'ts', '-5.0'),
];
