// Builds an Astro page that uses the package at build time and in its script.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = [
  {
    cell: 'Astro, page and script',
    slow: true,
    run() {
      const out = emptyOut(folder);
      mkdirSync(join(out, 'src/pages'), { recursive: true });
      writeFileSync(join(out, 'package.json'), '{"private": true, "type": "module"}');
      writeFileSync(join(out, 'astro.config.mjs'), 'export default {};\n');
      writeFileSync(
        join(out, 'src/pages/index.astro'),
        `---
import { ruc } from 'ficha';
import { distritoOf } from 'ficha/distritos';
---
<p>{ruc.check('20-13131295-5').value} {distritoOf(150122).distrito}</p>
<script>
  import { updateClientePublico } from 'ficha';
  import { bindForm } from 'ficha/form';
  globalThis.bind = (form) => bindForm(form, updateClientePublico);
</script>\n`,
      );
      run(out, join(folder, 'node_modules/.bin/astro'), 'build', '--silent');
      const page = readFileSync(join(out, 'dist/index.html'), 'utf8');
      if (!page.includes('20131312955 Miraflores')) throw new Error(page);
      const scripts = readdirSync(join(out, 'dist'), { recursive: true }).filter((name) => name.endsWith('.js'));
      if (!/script/.test(page) || (scripts.length === 0 && !page.includes('wasm.unavailable')))
        throw new Error('the script is missing');
    },
  },
];
