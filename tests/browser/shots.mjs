// Takes a picture of every page in every state (narrow and wide, light and dark, Spanish and English) in target/shots.
// Copies three of them to docs/shots for the README.
//
//   node tests/browser/shots.mjs [state …]

import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startSystem } from '../worker/system.mjs';
import { openPage, startBrowser } from './browser.mjs';
import { STATES } from './states.mjs';

const target = new URL('../../target/shots/', import.meta.url);
const README = ['cliente-avisos 360 light es', 'publico-412 360 dark es', 'revisar-resultado 1280 light es'];
const docs = new URL('../../docs/shots/', import.meta.url);
for (const folder of [target, docs]) mkdirSync(folder, { recursive: true });

const asked = process.argv.slice(2);
const states = STATES.filter(({ name }) => asked.length === 0 || asked.includes(name));
const [system, browser] = await Promise.all([startSystem(), startBrowser()]);
let count = 0;
for (const { name, path, go, there } of states) {
  for (const width of [360, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      for (const language of ['es', 'en']) {
        const token = await system.token(['publicos:leer', 'publicos:escribir'], { cliente: 42 });
        const url = new URL(typeof path === 'function' ? path(token) : path, system.url);
        url.searchParams.set('lang', language);
        const { page } = await openPage(browser, url, { viewport: { width, height: 800 }, colorScheme });
        await go?.(page, system);
        const subject = page.getByText(there).filter({ visible: true }).first();
        await subject.waitFor();
        const look = `${name} ${width} ${colorScheme} ${language}`;
        const file = new URL(`${look.replaceAll(' ', '-')}.png`, target);
        // A dialog covers only the visible part, and the README needs small pictures: these do not show the full page.
        const isWhole = !README.includes(look) && (await page.getByRole('dialog').count()) === 0;
        // A picture of the README shows what its caption says.
        if (README.includes(look)) await subject.evaluate((element) => element.scrollIntoView({ block: 'center' }));
        await page.screenshot({ path: fileURLToPath(file), fullPage: isWhole });
        if (README.includes(look)) copyFileSync(file, new URL(`${name}.png`, docs));
        await page.context().close();
        count++;
      }
    }
  }
  console.log(`▸ ${name}`);
}
console.log(`${count} pictures in target/shots`);
await Promise.all([system.stop(), browser.close()]);
