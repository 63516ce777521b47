// Tests React Hook Form: its resolver, and a form in a page.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openPage, withPage } from '../page.mjs';
import { copyExample, folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);
const require = createRequire(import.meta.url);
const load = (name) => import(pathToFileURL(require.resolve(name)));

export const cells = [
  {
    cell: '@hookform/resolvers',
    async run() {
      const { standardSchemaResolver } = await load('@hookform/resolvers/standard-schema');
      const { updateClientePublico } = await import(import.meta.resolve('ficha'));
      const resolve = standardSchemaResolver(updateClientePublico);
      const options = { fields: {}, shouldUseNativeValidation: false };
      const bad = await resolve({ nombres: '', email: 'x' }, undefined, options);
      assert.deepEqual(Object.keys(bad.errors), ['nombres', 'email']);
      assert.match(bad.errors.email.message, /@/);
      const good = await resolve({ nombres: ' Ana ', telefono: '987654321' }, undefined, options);
      assert.deepEqual(good, { values: { nombres: 'Ana', telefono: '+51987654321' }, errors: {} });
    },
  },
  {
    cell: 'a form of React Hook Form',
    async run() {
      const program = copyExample(folder, 'react-hook-form/formulario.jsx');
      const esbuild = join(folder, 'node_modules/.bin/esbuild');
      const options = ['--bundle', '--jsx=automatic', '--define:process.env.NODE_ENV="production"'];
      run(folder, esbuild, program, ...options, `--outfile=${join(folder, 'out', 'formulario.js')}`);
      const html = '<!doctype html><div id="form"></div><script src="/out/formulario.js"></script>';
      await withPage(folder, html, '', async (browser, url) => {
        const { page, said } = await openPage(browser, url);
        await page.getByLabel('Teléfono').fill('987 654');
        await page.getByRole('button').click();
        await page
          .getByText('El celular', { exact: false })
          .or(page.getByText('teléfono', { exact: false }))
          .first()
          .waitFor();
        assert.equal(await page.getByLabel('Teléfono').getAttribute('aria-invalid'), 'true');
        await page.getByLabel('Teléfono').fill('987 654 321');
        await page.getByRole('button').click();
        await page.waitForFunction(() => !document.querySelector('[aria-invalid="true"]'));
        assert.deepEqual(said, ['{"telefono":"+51987654321"}']);
      });
    },
  },
];
