// Tests pages in Chromium: the one of the README, unchanged, and one whose policy allows no WebAssembly. To compare the
// time of the first check with that of the peers, run `npm run bench -- cold`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openPage, withPage } from '../page.mjs';
import { folderOf } from '../tools.mjs';

const folder = folderOf(import.meta.url);

/** The page in the README: its first block of HTML. */
function readmePage() {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  return /```html\n(.+?)```/s.exec(readme)[1];
}

export const cells = [
  {
    cell: 'the page of the README',
    run: () =>
      withPage(folder, readmePage(), '', async (browser, url) => {
        const { page, said } = await openPage(browser, url);
        await page.getByLabel('Teléfono').fill('987 654');
        await page.getByLabel('Correo').fill('ana@example.com');
        await page.getByRole('button').click();
        assert.match(await page.getByRole('alert').textContent(), /Teléfono/);
        assert.equal(await page.getByLabel('Teléfono').getAttribute('aria-invalid'), 'true');
        await page.getByLabel('Teléfono').fill('987 654 321');
        await page.getByRole('button').click();
        assert.deepEqual(said, ['{"telefono":"+51987654321","email":"ana@example.com"}']);
      }),
  },
  {
    cell: "a page under script-src 'self', ficha/js",
    run: () =>
      withPage(
        folder,
        '<script type="module" src="/csp.js"></script>',
        "default-src 'none'; script-src 'self'",
        async (browser, url) => {
          const page = await browser.newPage();
          await page.addInitScript(() => {
            globalThis.violations = [];
            addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
          });
          await page.goto(url);
          await page.waitForFunction(() => globalThis.checked);
          assert.deepEqual(await page.evaluate(() => [checked, violations]), [['20131312955', 'ruc.check_digit'], []]);
        },
      ),
  },
];
