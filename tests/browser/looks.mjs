// Tests pages in their states: no violation of axe, no error on the console, nothing beyond the edge of a phone.
// Light and dark, Spanish and English, narrow and wide: every pair of these values occurs.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSystem } from '../worker/system.mjs';
import { violations } from './axe.mjs';
import { openPage, startBrowser } from './browser.mjs';

/** Every pair of values occurs in one look. A page is opened once for a language; then its width and colours change. */
const LOOKS = {
  es: [
    [360, 'light'],
    [768, 'dark'],
    [1280, 'light'],
  ],
  en: [
    [360, 'dark'],
    [768, 'light'],
    [1280, 'dark'],
  ],
};

/** Console errors about the failed requests that a state is made of. */
const EXPECTED = /status of 4|status of 5|ERR_INTERNET_DISCONNECTED/;

/** Tests each of these states. */
export function testLooks(states) {
  let system;
  let browser;
  before(async () => {
    [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  });
  after(() => Promise.all([system?.stop(), browser?.close()]));
  for (const { name, path, go, there } of states) {
    test(name, async () => {
      for (const [language, looks] of Object.entries(LOOKS)) {
        const token = await system.token(['publicos:leer', 'publicos:escribir'], { cliente: 42 });
        const url = new URL(typeof path === 'function' ? path(token) : path, system.url);
        url.searchParams.set('lang', language);
        const { page, complaints } = await openPage(browser, url, { viewport: { width: looks[0][0], height: 800 } });
        let look = language;
        try {
          await go?.(page, system);
          await page.getByText(there).filter({ visible: true }).first().waitFor();
          for (const [width, colorScheme] of looks) {
            look = `${width} ${colorScheme} ${language}`;
            await page.setViewportSize({ width, height: 800 });
            await page.emulateMedia({ colorScheme });
            await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
            assert.deepEqual(await violations(page), [], look);
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
            assert.ok(overflow <= 0, `${look}: ${overflow} pixels beside the edge`);
          }
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
}
