// Tests the rules beside what a page has of its own: constraints, controls, closed parts, a policy without WebAssembly.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBinding } from './binding.mjs';

let plain;
let strict;
before(async () => {
  plain = await startBinding();
  strict = await startBinding({ 'Content-Security-Policy': "default-src 'self'; form-action 'self'" });
});
after(() => Promise.all([plain?.stop(), strict?.stop()]));

test('a box to agree with is checked by the browser, sent beside the record, and no part of it', async () => {
  const html = `<form><label>Nombres <input name="nombres"></label>
    <label><input type="checkbox" name="acepta" required> Acepto</label><button name="como" value="ya">Guardar</button></form>`;
  const { page, submit, sent, others, warnings } = await plain.bound('updateClientePublico', html);
  await page.getByLabel('Nombres').fill('Ana');
  await submit();
  assert.deepEqual(await sent(), []);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'acepta');
  await page.getByLabel('Acepto').check();
  await submit();
  assert.deepEqual(await sent(), [{ nombres: 'Ana' }]);
  assert.deepEqual(await others(), [
    [
      ['acepta', 'on'],
      ['como', 'ya'],
    ],
  ]);
  assert.deepEqual(warnings, []);
  await page.close();
});

test('what appears later is left alone', async () => {
  const html = `<form><input name="nombres" value=""><button>Guardar</button></form>`;
  const { page, submit, sent, others } = await plain.bound('updateClientePublico', html);
  await page.evaluate(() => {
    const fields = ['cf-turnstile-response', 'g-recaptcha-response', '_csrf', 'csrfmiddlewaretoken', 'created_at'];
    for (const name of fields)
      document.forms[0].insertAdjacentHTML('beforeend', `<input type="hidden" name="${name}" value="x">`);
    document.forms[0].nombres.value = 'Ana';
  });
  await submit();
  assert.deepEqual(await sent(), [{ nombres: 'Ana' }]);
  assert.equal((await others())[0].length, 5);
  await page.close();
});

/** Controls with a constraint of the page's own: a value that only the rules accept, and one that both accept. */
const OWN = [
  ['required', '<input name="email" required>', 'email', '', 'ana@example.com'],
  ['pattern', '<input name="email" pattern=".*@example\\.com">', 'email', 'ana@otra.pe', 'ana@example.com'],
  ['minlength', '<input name="nombres" minlength="5">', 'nombres', 'Ana', 'Ana María'],
  [
    'maxlength by script',
    '<input name="nombres" oninput="this.setCustomValidity(this.value.length > 4 ? \'Muy largo.\' : \'\')">',
    'nombres',
    'Ana María',
    'Ana',
  ],
];
for (const [name, control, field, bad, good] of OWN) {
  test(`a constraint of the page's own holds beside the rules: ${name}`, async () => {
    const html = `<form>${control}<input name="apellidos"><button>Guardar</button></form>`;
    const { page, submit, sent } = await plain.bound('updateClientePublico', html);
    const input = page.locator(`[name=${field}]`);
    await input.pressSequentially(bad);
    await page.locator('[name=apellidos]').pressSequentially('Quispe');
    await submit();
    assert.deepEqual(await sent(), []);
    assert.equal(await page.locator('.form-error').count(), 1);
    assert.notEqual(await page.locator('.form-error').textContent(), '');
    await input.fill('');
    await input.pressSequentially(good);
    await submit();
    assert.deepEqual(await sent(), [{ [field]: good, apellidos: 'Quispe' }]);
    await page.close();
  });
}

test('the rules hold beside the page’s constraints', async () => {
  const html = `<form><input name="telefono" pattern="[0-9]+" required><button>Guardar</button></form>`;
  const { page, submit, sent } = await plain.bound('updateClientePublico', html);
  await page.locator('input').fill('12');
  await submit();
  assert.match(await page.getByRole('alert').textContent(), /región|país|código/i);
  await page.locator('input').fill('987654321');
  await submit();
  assert.deepEqual(await sent(), [{ telefono: '+51987654321' }]);
  await page.close();
});

test('a name that looks like a slip is told to the developer, once', async () => {
  const rows = [
    ['updateClientePublico', 'nombre', 'nombres'],
    ['updateClientePublico', 'Teléfono', 'telefono'],
    ['updateClientePublico', 'emial2', undefined],
    ['updateClientePublico', 'acepta', undefined],
    ['agregarDireccion', 'direcciones[].direccion', 'direcciones[0].direccion'],
    ['agregarDireccion', 'direccion', 'direcciones'],
    ['agregarDireccion', 'direcciones[0].referncia', 'referencia'],
  ];
  for (const [schema, name, meant] of rows) {
    const { page, warnings } = await plain.bound(schema, `<form><input name="${name}"><button>Guardar</button></form>`);
    await page.evaluate(() => form.refresh());
    assert.deepEqual(
      warnings.map((text) => text.match(/is it "(.*)"/)?.[1]),
      meant ? [meant] : [],
      name,
    );
    await page.close();
  }
});

test('names as PHP has them', async () => {
  const html = `<form><input name="id_cliente" value="1"><input name="direcciones[0][direccion]"><input name="direcciones[0][referencia]"><button>Guardar</button></form>`;
  const { page, submit, sent } = await plain.bound('agregarDireccion', html);
  await submit();
  assert.equal(await page.locator('.form-error').count(), 1);
  await page.locator('input').nth(1).fill('Av. Brasil 123');
  await submit();
  assert.deepEqual(await sent(), [{ id_cliente: 1, direcciones: [{ direccion: 'Av. Brasil 123', referencia: '' }] }]);
  await page.close();
});

test('an error in a closed part opens it', async () => {
  const html = `<form><details><summary>Más</summary><details><summary>Aún más</summary><label>Correo <input name="email" value="ana@example.com"></label></details></details>
    <details><summary>Términos</summary><input type="checkbox" name="acepta" required></details><button>Guardar</button></form>`;
  const { page, submit } = await plain.bound('updateClientePublico', html);
  await page.evaluate(() => {
    document.forms[0].email.value = 'x';
  });
  await submit();
  assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('details')].map(({ open }) => open)), [
    true,
    true,
    true,
  ]);
  await page.close();
});

test('a date survives to be bound again', async () => {
  const html = `<form><input name="fecha_nacimiento" value="1990-01-15"><button>Guardar</button></form>`;
  const { page } = await plain.bound('updateCliente', html);
  const control = page.locator('input');
  const state = () => control.evaluate(({ type, value }) => [type, value]);
  assert.deepEqual(await state(), ['date', '1990-01-15']);
  await page.evaluate(() => form.unbind());
  assert.deepEqual(await state(), ['text', '1990-01-15']);
  await page.evaluate(() => bindAgain());
  assert.deepEqual(await state(), ['date', '1990-01-15']);
  await page.evaluate(() => form.unbind());
  await control.fill('15/01/1990');
  await page.evaluate(() => bindAgain());
  assert.deepEqual(await state(), ['text', '15/01/1990'], 'what a date cannot hold stays');
  await page.close();
});

test('a domain beyond ASCII is refused as it is typed, and does not become punycode', async () => {
  for (const type of ['', 'type="email"']) {
    const html = `<form><label>Correo <input name="email" ${type}></label><button>Guardar</button></form>`;
    const { page, submit, sent } = await plain.bound('updateClientePublico', html);
    await page.getByLabel('Correo').pressSequentially('ana@ñandú.pe');
    await submit();
    assert.equal(await page.getByLabel('Correo').inputValue(), 'ana@ñandú.pe');
    assert.match(await page.getByRole('alert').textContent(), /tilde o una ñ/);
    assert.deepEqual(await sent(), []);
    await page.close();
  }
});

test('where WebAssembly is forbidden, the form says so and submits to its own action', async () => {
  const html = `<form action="/registro"><label>Nombres <input name="nombres" required></label><label>Correo <input name="email"></label><button>Guardar</button></form>`;
  const { page, submit, sent } = await strict.bound('updateClientePublico', html);
  await page.getByLabel('Nombres').focus();
  await page.getByLabel('Correo').focus();
  assert.match(await page.getByRole('status').textContent(), /no se pueden revisar/);
  await submit();
  assert.equal(new URL(page.url()).pathname, '/', 'the page itself demands a name');
  await page.getByLabel('Nombres').fill('Ana');
  await Promise.all([page.waitForURL(/registro\?nombres=Ana/), submit()]);
  await page.close();

  // Submits at once, without an earlier submit; then a form without an action.
  const first = await strict.bound('updateClientePublico', html);
  await first.page.evaluate(() => document.forms[0].nombres.setAttribute('value', 'Eva'));
  await Promise.all([
    first.page.waitForURL(/registro\?nombres=Eva/),
    first.page.evaluate(() => document.forms[0].requestSubmit()),
  ]);
  await first.page.close();
  const nowhere = await strict.bound('updateClientePublico', html.replace('action="/registro"', ''));
  await nowhere.page.getByLabel('Nombres').fill('Ana');
  await nowhere.submit();
  assert.match(await nowhere.page.getByRole('status').textContent(), /no se pueden revisar/);
  assert.equal(nowhere.page.url(), strict.address);
  await nowhere.submit();
  assert.equal(nowhere.page.url(), strict.address, 'nor with the second click');
  assert.deepEqual([await sent().catch(() => []), await nowhere.sent()], [[], []]);
  await nowhere.page.close();
});

test('a server that cannot be reached is told on top, without an issue', async () => {
  const html = `<form><input name="nombres" value="Ana"><button>Guardar</button></form>`;
  const { page } = await plain.bound('updateClientePublico', html);
  await page.evaluate(() => form.applyServerIssues([], 'No hay conexión.'));
  assert.equal(await page.getByRole('alert').textContent(), 'No hay conexión.');
  await page.evaluate(() => form.check());
  assert.equal(await page.locator('.form-summary').textContent(), '');
  await page.close();
});
