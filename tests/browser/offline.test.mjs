// Tests the service worker of the page that checks files: it works without a network, updates when asked, and goes away.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startSystem } from '../worker/system.mjs';
import { openPage, startBrowser } from './browser.mjs';
import { check, choose, file, summaryOf } from './checker.mjs';

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
});
after(() => Promise.all([system?.stop(), browser?.close()]));

const READY = /Lista para usarse sin conexión, versión [0-9a-f]{8}/;
const CSV = file('clientes.csv', 'DNI;Nombre\n12345678;Ana\n');

async function ready(address = system.url) {
  const { page, complaints } = await openPage(browser, new URL('revisar', address));
  await page.getByText(READY).waitFor();
  return { page, complaints };
}

test('a file is checked without a network, a workbook as well once one was opened', async () => {
  const { page } = await ready();
  await page.reload();
  await choose(page, fileURLToPath(new URL('../files/dates.xlsx', import.meta.url)));
  await page.getByText('hoja «Sheet»').waitFor();
  await page.context().setOffline(true);
  await page.reload();
  await choose(page, CSV);
  await check(page);
  assert.equal(await summaryOf(page), '1 fila: 1 correcta, 0 con errores.');
  await choose(page, fileURLToPath(new URL('../files/inline-const.xlsx', import.meta.url)));
  await page.getByText('inline-const.xlsx: hoja «Clientes»').waitFor();
  await page.context().close();
});

test('it keeps that page and its files, and answers for nothing else', async () => {
  const { page } = await ready();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await (await caches.open(names[0])).keys();
    return { names: names.length, paths: requests.map(({ url }) => new URL(url).pathname) };
  });
  assert.equal(kept.names, 1);
  for (const path of kept.paths)
    assert.match(path, /^\/(revisar|revisar\.js|revisar\/(worker|lane)\.js|(chunk|en)-\w+\.js|style\.css|icon\.svg)$/);
  await page.context().setOffline(true);
  for (const path of ['', 'cliente', 'publico', 'salud'])
    await assert.rejects(page.goto(new URL(path, system.url).href), /ERR_INTERNET_DISCONNECTED|ERR_FAILED/, path);
  await page.context().close();
});

test('a newer version is offered, and taken when asked', async () => {
  const newer = '00000000';
  let isNewer = false;
  // Stands before the system, and serves a newer service worker when it is time.
  const front = createServer(async ({ url }, answer) => {
    const response = await fetch(new URL(url, system.url));
    let body = Buffer.from(await response.arrayBuffer());
    if (isNewer && url.endsWith('/offline-worker.js'))
      body = Buffer.from(String(body).replace(/"[0-9a-f]{8}"/, `"${newer}"`));
    answer.writeHead(response.status, { 'Content-Type': response.headers.get('Content-Type') }).end(body);
  });
  await new Promise((resolve) => front.listen(0, '127.0.0.1', resolve));
  const { page } = await ready(`http://127.0.0.1:${front.address().port}/`);
  await choose(page, CSV);
  isNewer = true;
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration('revisar')).update());
  const offer = page.getByText('Hay una versión más nueva de esta página.');
  await offer.waitFor();
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Actualizar' }).click()]);
  await page.getByText(`versión ${newer}`).waitFor();
  await page.getByText('clientes.csv: separado por punto y coma').waitFor();
  assert.equal(await offer.isVisible(), false);
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1);
  await page.context().close();
  front.close();
});

test('it can be switched off, and on again', async () => {
  const { page } = await ready();
  await page.getByRole('button', { name: 'No usarla sin conexión' }).click();
  await page.getByText('Esta página necesita conexión.').waitFor();
  const left = () =>
    page.evaluate(async () => [
      (await navigator.serviceWorker.getRegistrations()).length,
      (await caches.keys()).length,
    ]);
  assert.deepEqual(await left(), [0, 0]);
  await page.reload();
  await page.getByText('Esta página necesita conexión.').waitFor();
  assert.deepEqual(await left(), [0, 0]);
  await page.getByRole('button', { name: 'Usarla sin conexión' }).click();
  await page.getByText(READY).waitFor();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'Revisar un archivo' }).waitFor();
  await page.context().close();
});
