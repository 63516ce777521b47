// Measures the page that checks files, in Chromium, with a million rows.

import { readdirSync, readFileSync } from 'node:fs';
import { openPage, startBrowser, watchFrames } from '../../browser/browser.mjs';
import { customers } from '../../browser/files.mjs';
import { startSystem } from '../../worker/system.mjs';

export const name = 'checker';
export const title = 'A table of customers, checked in a page';
const columns = [
  { key: 'records', title: 'rows', digits: 0 },
  { key: 'bad', title: 'bad', digits: 0 },
  { key: 'seconds', title: 'seconds', digits: 1 },
  { key: 'longest', title: 'longest frame, ms', digits: 0 },
  { key: 'memory', title: 'memory, MiB', digits: 0 },
];

/** The memory of the largest process of a page, in MiB. */
function memoryOfPages() {
  const sizes = readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .map((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return 0;
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
      } catch {
        // The process ended meanwhile.
        return 0;
      }
    });
  return Math.max(...sizes);
}

export async function run({ quick }) {
  const records = quick ? 100_000 : 1_000_000;
  const { path, bad } = customers(records);
  const [system, browser] = await Promise.all([startSystem(), startBrowser()]);
  let memory = 0;
  const sampler = setInterval(() => {
    memory = Math.max(memory, memoryOfPages());
  }, 50);
  try {
    const { page } = await openPage(browser, new URL('revisar', system.url));
    await page.getByLabel('Elige un archivo').setInputFiles(path);
    const longest = await watchFrames(page);
    const begin = performance.now();
    await page.getByRole('button', { name: 'Revisar', exact: true }).click();
    await page.getByRole('heading', { name: 'Resultado' }).waitFor({ timeout: 120_000 });
    const seconds = (performance.now() - begin) / 1000;
    const number = new Intl.NumberFormat('es-PE');
    const expected = `${number.format(records)} filas: ${number.format(records - bad)} correctas, ${number.format(bad)} con errores.`;
    const said = await page.locator('#resumen').textContent();
    if (said !== expected) throw new Error(`${said} instead of ${expected}`);
    const rows = [{ name: 'ficha', records, bad, seconds, longest: await longest(), memory }];
    return { rows, columns };
  } finally {
    clearInterval(sampler);
    await Promise.all([system.stop(), browser.close()]);
  }
}
