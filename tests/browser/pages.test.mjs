// Tests every page in every state: no violation of axe, no error on the console, nothing beyond the edge of a phone.
// Light and dark, Spanish and English, narrow and wide: every pair of these values occurs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSystem } from '../worker/system.mjs';
import { violations } from './axe.mjs';
import { openPage, startBrowser } from './browser.mjs';
import { STATES } from './states.mjs';

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
});
after(() => Promise.all([system?.stop(), browser?.close()]));

/** Every pair of values from two columns occurs in one row. */
const LOOKS = [
  [360, 'light', 'es'],
  [360, 'dark', 'en'],
  [768, 'dark', 'es'],
  [768, 'light', 'en'],
  [1280, 'light', 'es'],
  [1280, 'dark', 'en'],
];

/** Console errors about the failed requests that a state is made of. */
const EXPECTED = /status of 4|status of 5|ERR_INTERNET_DISCONNECTED/;

for (const { name, path, go, there } of STATES) {
  test(name, async () => {
    for (const [width, colorScheme, language] of LOOKS) {
      const look = `${width} ${colorScheme} ${language}`;
      const token = await system.token(['publicos:leer', 'publicos:escribir'], { cliente: 42 });
      const url = new URL(typeof path === 'function' ? path(token) : path, system.url);
      url.searchParams.set('lang', language);
      const { page, complaints } = await openPage(browser, url, { viewport: { width, height: 800 }, colorScheme });
      try {
        await go?.(page, system);
        await page.getByText(there).filter({ visible: true }).first().waitFor();
        assert.deepEqual(await violations(page), [], look);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${look}: ${overflow} pixels beside the edge`);
        assert.deepEqual(
          complaints.filter((complaint) => !EXPECTED.test(complaint)),
          [],
          look,
        );
      } catch (error) {
        error.message = `${look}: ${error.message}`;
        throw error;
      } finally {
        await page.context().close();
      }
    }
  });
}
