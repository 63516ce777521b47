// Tests personal links: whose data a page shows and saves, and what it keeps of a link.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSystem } from '../worker/system.mjs';
import { openPage, startBrowser } from './browser.mjs';

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem({ vars: { ACCESO: 'token' } }), startBrowser()]);
});
after(() => Promise.all([system?.stop(), browser?.close()]));

const BOTH = ['publicos:leer', 'publicos:escribir'];
const label = (page, name) => page.getByLabel(name, { exact: true });
const isFilledIn = (page, nombres) =>
  page.waitForFunction((text) => document.querySelector('[name=nombres]')?.value === text, nombres);
const nombres = async (id) => (await system.row('SELECT nombres FROM clientes_publicos WHERE id = ?', id)).nombres;
const stored = (id) => system.row('SELECT * FROM clientes_publicos WHERE id = ?', id);

async function link(id, token = undefined) {
  const of = token ?? (await system.token(BOTH, { cliente: id }));
  return String(new URL(`publico#cliente=${id}&token=${of}`, system.url));
}

async function save(page) {
  await page.getByRole('button', { name: 'Guardar cambios' }).click();
  await page.getByRole('button', { name: 'Guardar estos cambios' }).click();
  await page.locator('.status').getByText('Cliente actualizado').waitFor();
}

test('the token leaves the address once it is read, and a reload finds it', async () => {
  const { page, complaints } = await openPage(browser, await link(42));
  await isFilledIn(page, await nombres(42));
  assert.equal(page.url(), String(new URL('publico', system.url)));
  await page.reload();
  await isFilledIn(page, await nombres(42));
  assert.equal(await label(page, 'Número de cliente').inputValue(), '42');
  await page.getByRole('button', { name: 'English' }).click();
  await label(page, 'Customer number').waitFor();
  await isFilledIn(page, await nombres(42));
  assert.equal(page.url(), String(new URL('publico', system.url)));
  assert.deepEqual(complaints, []);
  await page.close();
});

test('the page without a link, in the same tab, is nobody’s', async () => {
  const { page } = await openPage(browser, await link(42));
  await isFilledIn(page, await nombres(42));
  await page.goto(String(new URL('./', system.url)));
  await page.goto(String(new URL('publico', system.url)));
  await label(page, 'Número de cliente').fill('7');
  assert.equal(await label(page, 'Nombres').inputValue(), '');
  await page.goBack();
  await page.goBack();
  await isFilledIn(page, await nombres(42));
  await page.close();
});

test('another link in the same tab opens the other client, whose data is then saved', async () => {
  const before = await stored(42);
  const { page } = await openPage(browser, await link(42));
  await isFilledIn(page, before.nombres);
  await label(page, 'Correo').fill('de-42@example.com');
  await page.goto(await link(43));
  await isFilledIn(page, await nombres(43));
  assert.equal(await label(page, 'Número de cliente').inputValue(), '43');
  assert.notEqual(await label(page, 'Correo').inputValue(), 'de-42@example.com', 'the draft is that of 42');
  await label(page, 'Correo').fill('de-43@example.com');
  await save(page);
  assert.equal((await stored(43)).email, 'de-43@example.com');
  assert.deepEqual(await stored(42), before);
  await page.close();
});

test('the way back between two links shows the client of the link that one comes back to', async () => {
  const { page } = await openPage(browser, await link(42));
  await isFilledIn(page, await nombres(42));
  await page.goto(await link(43));
  await isFilledIn(page, await nombres(43));
  await label(page, 'Correo').fill('de-43-otra-vez@example.com');
  await page.goBack();
  await isFilledIn(page, await nombres(42));
  assert.equal(await label(page, 'Número de cliente').inputValue(), '42');
  await page.goForward();
  await isFilledIn(page, await nombres(43));
  assert.equal(await label(page, 'Correo').inputValue(), 'de-43-otra-vez@example.com', 'what was typed is still there');
  await page.close();
});

test('a draft never changes the number that a link fixes', async () => {
  const { page } = await openPage(browser, await link(44));
  await isFilledIn(page, await nombres(44));
  await label(page, 'Correo').fill('borrador@example.com');
  const drafts = await page.evaluate(() => Object.values({ ...sessionStorage }));
  assert.deepEqual(drafts, ['{"email":"borrador@example.com"}']);
  // A draft of an earlier version may look like this.
  await page.evaluate(() => {
    for (const key of Object.keys(sessionStorage)) sessionStorage.setItem(key, '{"cliente":"42","email":"x@y.pe"}');
  });
  await page.reload();
  await isFilledIn(page, await nombres(44));
  assert.equal(await label(page, 'Número de cliente').inputValue(), '44');
  assert.equal(await label(page, 'Correo').inputValue(), 'x@y.pe');
  await page.close();
});

const USELESS = [
  ['an expired link', 45, { cliente: 45, vence: '2020-01-01T00:00:00.000Z' }, /venció o fue anulado/],
  ['a link that was taken back', 45, { cliente: 45, revocado: '2020-01-01T00:00:00.000Z' }, /venció o fue anulado/],
  ['a link of another customer', 45, { cliente: 46 }, /es de otro cliente/],
  ['a link of a customer who is no longer there', 4545, { cliente: 4545 }, /ya no existe/],
];
for (const [what, id, options, sentence] of USELESS) {
  test(`${what} is explained instead of a form`, async () => {
    const { page } = await openPage(browser, await link(id, await system.token(BOTH, options)));
    await page.getByRole('heading', { name: 'Este enlace no sirve' }).waitFor();
    assert.match(await page.locator('main').textContent(), sentence);
    assert.equal(await page.locator('form').count(), 0);
    await page.close();
  });
}

test('a link without a number is explained, and one that could not be read can be tried again', async () => {
  const { page } = await openPage(browser, new URL('publico#token=x', system.url));
  await page.getByText('A este enlace le falta una parte').waitFor();
  let isAway = true;
  await page.route('**/api/clientes/48', (route) => (isAway ? route.abort() : route.continue()));
  await page.goto(await link(48));
  const again = page.getByRole('button', { name: 'Intentar de nuevo' });
  await again.waitFor();
  isAway = false;
  await again.click();
  await isFilledIn(page, await nombres(48));
  await page.close();
});

test('what is typed while the record loads is kept, and is what is saved', async () => {
  const { page } = await openPage(browser, new URL('./', system.url));
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route('**/api/clientes/47', async (route) => {
    if (route.request().method() === 'GET') await held;
    await route.continue();
  });
  const before = await stored(47);
  await page.goto(await link(47));
  await page.waitForFunction(() => document.querySelector('button[type="submit"]')?.disabled === false);
  await label(page, 'Correo').pressSequentially('a-tiempo@example.com');
  release();
  await isFilledIn(page, before.nombres);
  assert.equal(await label(page, 'Correo').inputValue(), 'a-tiempo@example.com');
  await save(page);
  const { version } = before;
  assert.deepEqual(await stored(47), { ...before, email: 'a-tiempo@example.com', version: version + 1 });
  await page.close();
});

test('requests can be tried out on this machine only', async () => {
  const count = async (origin) => {
    const page = await browser.newPage();
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({ response: await route.fetch({ url: String(new URL(pathname, system.url)) }) });
    });
    await page.goto(`${origin}/docs`);
    await page.locator('.opblock-summary').first().click();
    await page.locator('.opblock-body').first().waitFor();
    const buttons = await page.getByRole('button', { name: /Execute|Try it out/ }).count();
    await page.close();
    return buttons;
  };
  assert.equal(await count('http://ficha.example'), 0);
  assert.ok((await count('http://localhost:8787')) > 0);
});
