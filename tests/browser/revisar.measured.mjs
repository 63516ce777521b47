// Measures the page that checks files: it counts known errors exactly, sends nothing, and stays responsive.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSystem } from '../worker/system.mjs';
import { openPage, startBrowser, watchFrames } from './browser.mjs';
import { check, choose } from './checker.mjs';
import { customers, customersBook } from './files.mjs';
import { mostMemory } from './memory.mjs';

const ROWS = 50_000;
const BOOK_ROWS = 100_000;
const LARGE_ROWS = 600_000;

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
});
after(() => Promise.all([system?.stop(), browser?.close()]));

const counts = async (page, id) => {
  const rows = await page.locator(`#${id} tbody tr`).all();
  return Object.fromEntries(
    await Promise.all(
      rows.map(async (row) => [await row.locator('th').textContent(), (await row.locator('td').textContent()).trim()]),
    ),
  );
};
const number = new Intl.NumberFormat('es-PE');
const NAMES = { numero_documento: 'DNI o RUC', fecha_nacimiento: 'Fecha de nacimiento', celular: 'Celular' };

test(`${ROWS} rows with known errors`, async () => {
  const { page, complaints } = await openPage(browser, new URL('revisar', system.url));
  const { path, bad, byField } = customers(ROWS);
  await choose(page, path);
  await page.getByText('separado por punto y coma, UTF-8').waitFor();
  const requests = [];
  page.context().on('request', (request) => request.resourceType() === 'script' || requests.push(request.url()));
  const longest = await watchFrames(page);
  const begin = performance.now();
  await check(page);
  const seconds = (performance.now() - begin) / 1000;
  const busy = await longest();
  const good = number.format(ROWS - bad);
  const summary = `${number.format(ROWS)} filas: ${good} correctas, ${number.format(bad)} con errores.`;
  assert.equal(await page.locator('#resumen').textContent(), summary);
  const expected = Object.fromEntries(Object.entries(byField).map(([field, n]) => [NAMES[field], number.format(n)]));
  assert.deepEqual(await counts(page, 'por-campo'), expected);
  assert.deepEqual(requests, [], 'nothing is sent');
  assert.deepEqual(complaints, []);
  console.log(
    `pages: ${ROWS} rows checked in ${seconds.toFixed(1)} s, the page busy for ${busy.toFixed(0)} ms at most`,
  );
  assert.ok(busy < 100, `the page did not answer for ${busy} ms`);

  await page.getByLabel('Campo', { exact: true }).last().selectOption('celular');
  await page.getByText(`${expected.Celular} filas`, { exact: true }).waitFor();
  assert.match(await page.locator('#filas tbody tr').first().textContent(), /Celular: /);
  await page.close();
});

test(`a workbook of ${BOOK_ROWS} rows opens, is checked, and comes back`, async () => {
  const { page, complaints } = await openPage(browser, new URL('revisar', system.url));
  const path = await customersBook(BOOK_ROWS);
  const longest = await watchFrames(page);
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  await choose(page, path);
  await page.getByText('hoja «Clientes»').waitFor();
  const opened = seconds();
  const memory = mostMemory();
  await check(page);
  const checked = seconds();
  const [book] = await Promise.all([
    page.waitForEvent('download', { timeout: 60_000 }),
    page.getByRole('button', { name: 'Descargar el libro revisado' }).click(),
  ]);
  await book.path();
  const back = seconds();
  const busy = await longest();
  console.log(
    `pages: a workbook of ${BOOK_ROWS} rows and 15 columns opened in ${opened.toFixed(1)} s, checked after ${checked.toFixed(1)} s, back after ${back.toFixed(1)} s, the page busy for ${busy.toFixed(0)} ms at most, its process ${memory.toFixed(0)} MiB at most until it was open, ${mostMemory().toFixed(0)} MiB until it was back`,
  );
  assert.ok(memory <= 500, `to open it took ${memory} MiB`);
  assert.ok(opened <= 10, `opened in ${opened} s`);
  assert.ok(busy < 100, `the page did not answer for ${busy} ms`);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a large file is checked in several threads, with the same result', async () => {
  const { path, bad } = customers(LARGE_ROWS);
  const figures = {};
  for (const threads of [1, 2]) {
    const context = await browser.newContext();
    await context.addInitScript(
      `Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { value: ${threads} })`,
    );
    // The threads of the page ask by themselves.
    await context.route('**/revisar/worker.js', async (route) => {
      const response = await route.fetch();
      const set = `Object.defineProperty(WorkerNavigator.prototype, 'hardwareConcurrency', { value: ${threads} });`;
      await route.fulfill({ response, body: `${set}\n${await response.text()}` });
    });
    const page = await context.newPage();
    await page.goto(new URL('revisar', system.url).href);
    await choose(page, path);
    await page.getByText('separado por punto y coma').waitFor();
    const begin = performance.now();
    await check(page);
    figures[threads] = (performance.now() - begin) / 1000;
    const summary = `${number.format(LARGE_ROWS)} filas: ${number.format(LARGE_ROWS - bad)} correctas, ${number.format(bad)} con errores.`;
    assert.equal(await page.locator('#resumen').textContent(), summary);
    await context.close();
  }
  console.log(
    `pages: ${LARGE_ROWS} rows checked in ${figures[1].toFixed(1)} s by one thread, in ${figures[2].toFixed(1)} s by two`,
  );
});
