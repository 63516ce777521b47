// Tests an old Hermes, the compiler of React Native's engine, and a context without what that engine lacks:
// WebAssembly, TextEncoder, TextDecoder and structuredClone.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { emptyOut, folderOf, Missing, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);
const HAS_HERMES = process.platform === 'linux' && process.arch === 'x64';

export const cells = [
  {
    cell: 'Hermes, ficha/js',
    must: HAS_HERMES,
    slow: true,
    run() {
      if (!HAS_HERMES) throw new Missing('hermes-engine has no program for this platform');
      const out = emptyOut(folder);
      writeFileSync(
        join(out, 'entry.mjs'),
        `import { ruc, updateClientePublico, updateCliente } from 'ficha/js';
         const same = (got, expected) => { if (JSON.stringify(got) !== JSON.stringify(expected)) throw new Error(JSON.stringify(got)); };
         same([typeof WebAssembly, typeof TextEncoder, typeof TextDecoder], ['undefined', 'undefined', 'undefined']);
         same(ruc.check('RUC N° 20-13131295-5').value, '20131312955');
         same(updateClientePublico.check({ nombres: 'Ñandú 🙂', telefono: '(01) 555-1234' }).value, { nombres: 'Ñandú 🙂', telefono: '+5115551234' });
         same(updateClientePublico.check({ nombres: 'Ana \\ud800' }).issues[0].code, 'text.forbidden');
         same(updateClientePublico.check({ nombres: 'ñ'.repeat(120000) }).issues[0].code, 'text.too_long');
         same(updateClientePublico.check({ zzz: 1 }).issues[0].message, 'Este campo no existe.');
         same(updateCliente['~standard'].jsonSchema.input({ target: 'draft-07' }).type, 'object');
         print('probed');`,
      );
      const esbuild = join(folder, 'node_modules/.bin/esbuild');
      // In an application Metro lowers the syntax that this engine does not read.
      run(out, esbuild, 'entry.mjs', '--bundle', '--format=iife', '--target=es2018', '--outfile=bundle.js');
      const bin = join(folder, 'node_modules/hermes-engine/linux64-bin');
      run(out, join(bin, 'hermesc'), '-O', '-emit-binary', '-out', 'bundle.hbc', 'bundle.js');
      // Only the compiler comes with the package, so Node runs the bundle in a context without what the engine lacks.
      const said = [];
      runInNewContext(`'use strict'; delete globalThis.WebAssembly; ${readFileSync(join(out, 'bundle.js'), 'utf8')}`, {
        print: (text) => said.push(text),
      });
      if (said.join() !== 'probed') throw new Error(said.join());
      const built = readFileSync(join(folder, 'node_modules/ficha/esm/js.js'), 'utf8');
      if (/TextEncoder|TextDecoder|structuredClone|\\p\{/.test(built))
        throw new Error('esm/js.js asks for what is not there');
    },
  },
];
