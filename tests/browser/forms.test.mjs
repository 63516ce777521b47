// Uses each form as a person does: fill it in, see an error, correct it, submit, and find the row in D1.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSystem } from '../worker/system.mjs';
import { openPage, startBrowser } from './browser.mjs';

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
});
after(() => Promise.all([system?.stop(), browser?.close()]));

const forms = [
  {
    page: 'cliente',
    fill: {
      'Número de cliente': '11',
      Documento: '20131312954',
      'Nombres o razón social': 'Courier  del Sur S.A.C.',
      'Fecha de nacimiento': '',
      Correo: 'ventas@example.com',
      'Contraseña nueva': 'una clave muy larga',
      Celular: '+51 987 654 321',
      'Tipo de cliente': 'Jurídico',
      'Tipo de pago': 'Crédito',
      'Los precios incluyen IGV': 'Sí',
      'Buscar el distrito': 'Ancón, Lima, Lima',
      'Lista de precios': 'Lista preferente',
      'Tipo de detracción': 'Transporte de carga',
    },
    wrong: 'Documento',
    error: /último dígito/,
    mended: '20-13131295-5',
    says: 'Cliente actualizado',
    sql: 'SELECT numero_documento, nombres, celular, tipo_cliente, incluye_igv, id_distrito, id_lista_precio, id_tipo_detraccion, fecha_nacimiento FROM clientes WHERE id = 11',
    row: {
      numero_documento: '20131312955',
      nombres: 'Courier del Sur S.A.C.',
      celular: '987654321',
      tipo_cliente: 'Jurídico',
      incluye_igv: 1,
      id_distrito: 150102,
      id_lista_precio: 3,
      id_tipo_detraccion: 1,
      fecha_nacimiento: null,
    },
  },
  {
    page: 'direcciones',
    fill: { 'Número de cliente': '11', Dirección: 'x', Referencia: 'Casa con reja blanca' },
    wrong: 'Dirección',
    error: /al menos 3 caracteres/,
    mended: 'Jr. Lampa 345, Cercado de Lima',
    says: 'Direcciones agregadas',
    sql: 'SELECT id_cliente, direccion, referencia FROM direcciones ORDER BY id DESC LIMIT 1',
    row: { id_cliente: 11, direccion: 'Jr. Lampa 345, Cercado de Lima', referencia: 'Casa con reja blanca' },
  },
  {
    page: 'publico',
    fill: { 'Número de cliente': '42', Teléfono: '445-1234', Apellidos: 'Martínez  Ñusta' },
    wrong: 'Teléfono',
    error: /código de área/,
    mended: '+51 987 654 321',
    says: 'Cliente actualizado',
    sql: 'SELECT nombres, apellidos, telefono, email FROM clientes_publicos WHERE id = 42',
    row: { nombres: 'Pedro', apellidos: 'Martínez Ñusta', telefono: '+51987654321', email: 'pedro@example.com' },
  },
];

async function fill(page, label, value) {
  const control = page.getByLabel(label, { exact: true });
  const isChoice = await control.evaluate((element) => element.tagName === 'SELECT');
  if (isChoice) await control.selectOption({ label: value });
  else await control.fill(value);
  await control.blur();
  return control;
}

for (const { page: name, fill: values, wrong, error, mended, says, sql, row } of forms) {
  test(name, async () => {
    const { page, complaints } = await openPage(browser, new URL(name, system.url));
    for (const [label, value] of Object.entries(values)) await fill(page, label, value);

    // The field was checked when the focus left it, and its error is linked to it, for a screen reader too.
    const control = page.getByLabel(wrong, { exact: true });
    assert.equal(await control.getAttribute('aria-invalid'), 'true');
    const described = (await control.getAttribute('aria-describedby')).split(' ').at(-1);
    assert.match(await page.locator(`[id="${described}"]`).textContent(), error);

    // With an error, submitting sends nothing and shows where the error is.
    const before = await system.digest();
    await page.getByRole('button', { name: 'Guardar' }).click();
    assert.match(await page.getByRole('alert').textContent(), error);
    assert.equal(await system.digest(), before);

    // The error disappears while the value is corrected.
    await control.fill(mended);
    assert.equal(await control.getAttribute('aria-invalid'), null);
    assert.equal(await page.locator(`[id="${described}"]`).count(), 0);

    await page.getByRole('button', { name: 'Guardar' }).click();
    await page.locator('.status').getByText(says, { exact: true }).waitFor();
    assert.deepEqual(await system.row(sql), row);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test('what only the server knows lands on its field', async () => {
  const { page } = await openPage(browser, new URL('cliente', system.url));
  for (const [label, value] of Object.entries({ ...forms[0].fill, Documento: '20131312955' })) {
    await fill(page, label, value);
  }
  await page.evaluate(() => document.getElementById('id_lista_precio').append(new Option('Lista de ayer', '99')));
  await fill(page, 'Lista de precios', 'Lista de ayer');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.locator('[name="id_lista_precio"][aria-invalid="true"]').waitFor();
  assert.match(await page.locator('.status').textContent(), /Hay datos que corregir/);
  // Only the server can find this error, so it stays until another value is chosen.
  const control = page.getByLabel('Lista de precios', { exact: true });
  await control.focus();
  await control.blur();
  assert.equal(await control.getAttribute('aria-invalid'), 'true');
  await control.selectOption({ label: 'Lista general' });
  await control.blur();
  assert.equal(await control.getAttribute('aria-invalid'), null);
  await page.close();
});

test('an untouched optional field erases nothing, and an unknown customer is said plainly', async () => {
  const { page } = await openPage(browser, new URL('publico', system.url));
  await fill(page, 'Número de cliente', '43');
  await fill(page, 'Nombres', 'Rosa');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.locator('.status').getByText('Cliente actualizado').waitFor();
  const { nombres, telefono, email } = await system.row('SELECT * FROM clientes_publicos WHERE id = 43');
  assert.deepEqual([nombres, telefono, email], ['Rosa', '+51900000043', 'cliente43@example.com']);
  await fill(page, 'Número de cliente', '999');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.locator('.status').getByText('Cliente no encontrado').waitFor();
  await page.close();
});

test('a date that the browser holds back is not dropped in silence', async () => {
  const { page } = await openPage(browser, new URL('cliente', system.url));
  const control = page.getByLabel('Fecha de nacimiento', { exact: true });
  await control.focus();
  await page.keyboard.type('31');
  await control.blur();
  assert.equal(await control.evaluate((element) => element.value), '');
  assert.equal(await control.getAttribute('aria-invalid'), 'true');
  await page.close();
});

test('an error stays with its address when another one is taken away', async () => {
  const { page } = await openPage(browser, new URL('direcciones', system.url));
  await page.getByRole('button', { name: 'Agregar otra dirección' }).click();
  const addresses = page.getByLabel('Dirección', { exact: true });
  await addresses.nth(1).fill('x');
  await addresses.nth(1).blur();
  await page.getByRole('group', { name: 'Dirección 1' }).getByRole('button', { name: 'Quitar esta dirección' }).click();
  assert.equal(await page.locator('.form-error').count(), 1);
  await addresses.nth(0).fill('Calle 1');
  assert.equal(await page.locator('.form-error').count(), 0);
  await page.close();
});

test('addresses can be added and taken away', async () => {
  const { page } = await openPage(browser, new URL('direcciones', system.url));
  await fill(page, 'Número de cliente', '12');
  await page.getByRole('button', { name: 'Agregar otra dirección' }).click();
  await page.getByRole('button', { name: 'Agregar otra dirección' }).click();
  const addresses = page.getByLabel('Dirección', { exact: true });
  for (const [at, value] of ['Calle 1', 'Calle 2', 'Calle 3'].entries()) await addresses.nth(at).fill(value);
  await page.getByRole('group', { name: 'Dirección 2' }).getByRole('button', { name: 'Quitar esta dirección' }).click();
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.locator('.status').getByText('Direcciones agregadas').waitFor();
  const stored = await system.rows('SELECT direccion FROM direcciones WHERE id_cliente = 12 ORDER BY id');
  assert.deepEqual(
    stored.map(({ direccion }) => direccion),
    ['Calle 1', 'Calle 3'],
  );
  await page.close();
});

test('a personal link opens its client, filled in, and changes that one only', async (t) => {
  // With ACCESO=publico everyone may write, so the test could not tell that the link works.
  const system = await startSystem({ vars: { ACCESO: 'token' } });
  t.after(() => system.stop());
  const token = await system.token(['publicos:leer', 'publicos:escribir'], { cliente: 42 });
  const link = (cliente) => new URL(`publico#cliente=${cliente}&token=${token}`, system.url);
  const { page } = await openPage(browser, link(42));
  await page.waitForFunction(() => document.querySelector('[name=nombres]').value !== '');
  const before = await system.row('SELECT * FROM clientes_publicos WHERE id = 42');
  assert.equal(await page.getByLabel('Apellidos', { exact: true }).inputValue(), before.apellidos);
  assert.equal(await page.getByLabel('Número de cliente', { exact: true }).getAttribute('readonly'), '');
  await fill(page, 'Correo', 'nuevo@example.com');
  await page.getByRole('button', { name: 'Guardar' }).click();
  const dialog = page.getByRole('dialog', { name: 'Esto es lo que cambia' });
  const shown = await dialog.getByRole('row').last().getByRole('cell').allTextContents();
  assert.deepEqual(shown, [before.email, 'nuevo@example.com']);
  await dialog.getByRole('button', { name: 'Guardar estos cambios' }).click();
  await page.getByText('Cliente actualizado').waitFor();
  const after = await system.row('SELECT * FROM clientes_publicos WHERE id = 42');
  assert.deepEqual(after, { ...before, email: 'nuevo@example.com', version: before.version + 1 });
  const { actor, cambios } = await system.row('SELECT actor, cambios FROM historial ORDER BY id DESC LIMIT 1');
  assert.match(actor, /^token \d+: prueba/);
  assert.deepEqual(Object.keys(JSON.parse(cambios)), ['email'], 'what stayed as it was is not sent');
  await page.close();

  const other = await openPage(browser, link(43));
  await other.page.getByText('Este enlace es de otro cliente').waitFor();
  await other.page.close();
});
