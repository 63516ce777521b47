import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = [
  {
    cell: 'Next, server and client component',
    must: false,
    run() {
      const out = emptyOut(folder);
      const app = join(out, 'app');
      mkdirSync(app);
      writeFileSync(join(out, 'package.json'), '{"private": true}');
      writeFileSync(
        join(app, 'layout.jsx'),
        'export default ({ children }) => <html lang="es"><body>{children}</body></html>;\n',
      );
      writeFileSync(
        join(app, 'page.jsx'),
        `import { ruc } from 'ficha';
         import { Campo } from './campo';
         export default () => <main>{ruc.check('20-13131295-5').value}<Campo /></main>;\n`,
      );
      writeFileSync(
        join(app, 'campo.jsx'),
        `'use client';
         import { updateCliente } from 'ficha';
         export const Campo = () => <p>{updateCliente.check({}).issues[0].code}</p>;\n`,
      );
      const output = run(out, join(folder, 'node_modules/.bin/next'), 'build', out);
      if (!/○ +\//.test(output)) throw new Error(output);
    },
  },
];
