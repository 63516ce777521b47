// Tests the form of servidor.mjs, without JavaScript in the page and with it.

import assert from 'node:assert/strict';
import { withBrowser, withServer } from '../page.mjs';
import { copyExample, folderOf } from '../tools.mjs';

/** Calls `act` with a page that shows the form; returns the saved records. */
async function saved(settings, act) {
  const all = [];
  const { servidor } = await import(copyExample(folderOf(import.meta.url), 'servidor/servidor.mjs'));
  await withBrowser((browser) =>
    withServer(
      servidor((cliente) => all.push(cliente)),
      async (url) => {
        const page = await (await browser.newContext(settings)).newPage();
        await page.goto(url);
        await act(page);
        await page.getByText('Guardado.').waitFor();
      },
    ),
  );
  return all;
}

const GOOD = [{ telefono: '+51987654321', email: 'ana@example.com' }];

export const cells = [
  {
    cell: 'a server-rendered form, without JavaScript',
    async run() {
      const all = await saved({ javaScriptEnabled: false }, async (page) => {
        await page.getByLabel('Teléfono').fill('987 "654');
        await page.getByLabel('Correo').fill('ana@EXAMPLE.com');
        await page.getByRole('button').click();
        assert.match(await page.locator('#telefono-error').textContent(), /números/);
        assert.equal(await page.getByLabel('Teléfono').inputValue(), '987 "654');
        await page.getByLabel('Teléfono').fill('987 654 321');
        await page.getByRole('button').click();
      });
      assert.deepEqual(all, GOOD);
    },
  },
  {
    cell: 'a server-rendered form, with it and no bundler',
    async run() {
      const all = await saved({}, async (page) => {
        await page.getByLabel('Teléfono').fill('987 654');
        await page.getByLabel('Correo').fill('ana@example.com');
        await page.getByRole('button').click();
        assert.match(await page.getByRole('alert').textContent(), /Teléfono/);
        await page.getByLabel('Teléfono').fill('987 654 321');
        await page.getByRole('button').click();
      });
      assert.deepEqual(all, GOOD);
    },
  },
];
