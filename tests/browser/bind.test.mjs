// Tests bindForm on markup that it did not write, in a page with nothing else.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBinding } from './binding.mjs';
import { openPage } from './browser.mjs';

let bound;
let stop;
let address;
let browser;
before(async () => {
  ({ bound, stop, address, browser } = await startBinding());
});
after(() => stop());

const CLIENTE = `
  <label>Celular <input name="celular" form="cliente"></label>
  <form id="cliente">
    <input type="hidden" name="csrf" value="abc">
    <input type="hidden" name="id" value="7">
    <p><label>Documento <input name="numero_documento"></label></p>
    <label for="n">Nombres</label><textarea id="n" name="nombres"></textarea>
    <input name="password" value="no se manda" disabled>
    <fieldset><legend>Tipo</legend>
      <label><input type="radio" name="tipo_cliente" value="Natural"> Natural</label>
      <label><input type="radio" name="tipo_cliente" value="Jurídico"> Jurídico</label>
    </fieldset>
    <select name="tipo_pago"><option>Contado</option><option>Crédito</option></select>
    <label><input type="checkbox" name="incluye_igv" value="1"> Con IGV</label>
    <input name="id_distrito" value="150102"><input name="id_lista_precio" value="2">
    <label>Detracción <select name="id_tipo_detraccion"><option value="">Ninguna</option><option value="1" selected>Carga</option></select></label>
    <label>Extra <input name="extra_domicilio_a_domicilio" value="5"></label>
    <button>Guardar</button>
  </form>`;

test('controls of every kind', async () => {
  const { page, submit, sent } = await bound('updateCliente', CLIENTE);
  await submit();
  const links = await page.getByRole('alert').getByRole('link').allTextContents();
  assert.deepEqual(
    links.map((text) => text.split(':')[0]),
    ['Documento', 'Nombres', 'Celular', 'Tipo'],
  );
  // The summary has the focus, and its links lead to the controls.
  assert.equal(await page.evaluate(() => document.activeElement.className), 'form-summary');
  await page.getByRole('alert').getByRole('link', { name: 'Celular' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), 'celular');
  // An error stands beside the label, never inside it.
  assert.equal(await page.locator('label .form-error').count(), 0);

  await page.getByLabel('Documento').fill('20-13131295-5');
  await page.getByLabel('Nombres').fill('Courier  del Sur');
  await page.getByLabel('Celular').fill('+51 987654321');
  await page.getByLabel('Jurídico').check();
  await page.getByLabel('Detracción').selectOption('');
  assert.equal(await page.locator('.form-error').count(), 0);
  await submit();
  const [value] = await sent();
  assert.deepEqual(value, {
    id: 7,
    numero_documento: '20131312955',
    nombres: 'Courier del Sur',
    celular: '987654321',
    tipo_cliente: 'Jurídico',
    tipo_pago: 'Contado',
    incluye_igv: 0,
    id_distrito: 150102,
    id_lista_precio: 2,
    id_tipo_detraccion: null,
  });
  await page.close();
});

const PUBLICO = `
  <form>
    <p id="pista">Con código de país.</p>
    <label>Nombres <input name="nombres" value="Ana"></label>
    <label>Teléfono <input name="telefono" value="+51987654321" aria-describedby="pista"></label>
    <label>Correo <input name="email"></label>
    <button>Guardar</button> <button formnovalidate formaction="/otra">Salir</button>
  </form>`;

test('a blank form never erases, an emptied control does', async () => {
  const { page, submit, sent } = await bound('updateClientePublico', PUBLICO);
  await submit();
  await page.getByLabel('Teléfono').fill('');
  await submit();
  assert.deepEqual(await sent(), [{}, { telefono: null }]);
  // A field that cannot be cleared shows an error.
  await page.getByLabel('Nombres').fill('');
  await submit();
  assert.match(await page.getByRole('alert').textContent(), /Nombres: Completa/);
  await page.close();
});

test('hints, native validity, reset and taking everything back', async () => {
  const { page } = await bound('updateClientePublico', PUBLICO);
  const telefono = page.getByLabel('Teléfono');
  await telefono.fill('12');
  assert.equal(await telefono.getAttribute('aria-invalid'), null, 'nothing is said while typing');
  await telefono.blur();
  const state = () =>
    telefono.evaluate((control) => [
      control.getAttribute('aria-invalid'),
      control.getAttribute('aria-describedby'),
      control.validity.valid,
      control.hasAttribute('maxlength'),
    ]);
  const [invalid, described, isValid, isLimited] = await state();
  assert.deepEqual([invalid, isValid, isLimited], ['true', false, false]);
  assert.match(described, /^pista ficha-\d+$/);
  assert.equal(await page.getByRole('button', { name: 'Guardar' }).isEnabled(), true);
  await page.evaluate(() => document.forms[0].reset());
  assert.deepEqual(await state(), [null, 'pista', true, false]);

  await telefono.fill('12');
  await telefono.blur();
  await page.evaluate(() => form.unbind());
  assert.deepEqual(await state(), [null, 'pista', true, false]);
  assert.deepEqual(
    await page.evaluate(() => [document.forms[0].noValidate, document.querySelectorAll('.form-summary').length]),
    [false, 0],
  );
  await telefono.fill('13');
  await telefono.blur();
  assert.equal((await state())[0], null);
  await page.close();
});

test('a button that skips validation skips it', async () => {
  const { page } = await bound('updateClientePublico', PUBLICO);
  await page.getByLabel('Teléfono').fill('12');
  await Promise.all([page.waitForURL(/otra/), page.getByRole('button', { name: 'Salir' }).click()]);
  await page.close();
});

test('a field that is there twice is refused', async () => {
  const html = `<form><input name="email" value=""><input name="email" value=""><button>Guardar</button></form>`;
  const { page, submit, sent } = await bound('updateClientePublico', html);
  await page.locator('input').nth(0).fill('ana@example.com');
  await submit();
  assert.match(await page.getByRole('alert').textContent(), /más de una vez/);
  assert.deepEqual(await sent(), []);
  await page.close();
});

test('items of a list with gaps in their names, and what the server says of them', async () => {
  const item = (n) => `<label>Dirección ${n} <input name="direcciones[${n}].direccion"></label>`;
  const html = `<form><input name="id_cliente" value="7">${item(0)}${item(5)}<button>Guardar</button></form>`;
  const { page, submit, sent } = await bound('agregarDireccion', html);
  await page.getByLabel('Dirección 0').fill('Calle 1');
  await page.getByLabel('Dirección 5').fill('x');
  await page.getByLabel('Dirección 5').blur();
  assert.equal(await page.getByLabel('Dirección 5').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Dirección 5').fill('Calle 2');
  await submit();
  const direcciones = ['Calle 1', 'Calle 2'].map((direccion) => ({ direccion, referencia: '' }));
  assert.deepEqual(await sent(), [{ id_cliente: 7, direcciones }]);

  await page.evaluate(() =>
    form.applyServerIssues([
      { path: ['direcciones', 1, 'direccion'], code: 'x', params: {}, message: 'No se reparte ahí.' },
      { path: [], code: 'x', params: {}, message: 'Algo más.' },
    ]),
  );
  assert.deepEqual(await page.getByRole('alert').locator('li').allTextContents(), [
    'Dirección 5: No se reparte ahí.',
    'Algo más.',
  ]);
  // The server's error stays while the control is unchanged, and goes when it changes.
  await page.getByLabel('Dirección 5').focus();
  await page.getByLabel('Dirección 5').blur();
  assert.equal(await page.getByLabel('Dirección 5').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Dirección 5').fill('Calle 3');
  assert.equal(await page.getByLabel('Dirección 5').getAttribute('aria-invalid'), null);
  await page.close();
});

test('nothing that nobody touched is sent, whatever the markup', async () => {
  const rows = [
    '<fieldset disabled><input name="telefono" value="+51987654321"></fieldset>',
    '<input name="telefono" value="x" disabled>',
    '<select name="email" size="3"><option>a@b.pe</option><option>c@d.pe</option></select>',
    '<select name="email"><option selected disabled>Elige</option><option>a@b.pe</option></select>',
    '<input type="hidden" name="email" value="a@b.pe">',
    '<input type="checkbox" name="email" value="a@b.pe" checked>',
    '<textarea name="nombres">Ana</textarea>',
  ];
  for (const row of rows) {
    const { page, submit, sent } = await bound('updateClientePublico', `<form>${row}<button>Guardar</button></form>`);
    await submit();
    assert.deepEqual(await sent(), [{}], row);
    await page.close();
  }
  const date = '<input type="date" name="fecha_nacimiento" value="1990-01-15 00:00:00"><input name="email" value="a">';
  const { page } = await bound('updateCliente', `<form>${date}<button>Guardar</button></form>`);
  const checked = await page.evaluate(() => form.check());
  assert.deepEqual(
    checked.issues.filter(({ path }) => path[0] === 'fecha_nacimiento'),
    [],
  );
  await page.close();
});

test('what a script puts in is sent, and what is emptied after that is null', async () => {
  const html = `<form><input type="hidden" name="email"><label>Teléfono <input name="telefono"></label><button>Guardar</button></form>`;
  const { page, submit, sent } = await bound('updateClientePublico', html);
  await page.evaluate(() => {
    document.forms[0].elements.email.value = 'ana@example.com';
    document.forms[0].elements.telefono.value = '+51987654321';
  });
  await submit();
  await page.evaluate(() => form.unbind());
  await page.evaluate(async () => {
    const [{ updateClientePublico }, { bindForm }] = await Promise.all([import('/index.js'), import('/form.js')]);
    bindForm(document.forms[0], updateClientePublico, { onSubmit: (value) => void sent.push(value) });
  });
  await page.getByLabel('Teléfono').fill('');
  await submit();
  assert.deepEqual(await sent(), [{ telefono: '+51987654321', email: 'ana@example.com' }, { telefono: null }]);
  await page.close();
});

test('odd names', async () => {
  const odd = [
    '__proto__',
    '__proto__.polluted',
    'constructor.prototype.polluted',
    'email.',
    'a..b',
    'x[1',
    'toString',
  ];
  const inputs = odd.map((name) => `<input name="${name}" value="1">`).join('');
  const html = `<form><input name="elements"><input name="getRootNode">${inputs}<input name="email" value=""><button>Guardar</button></form>`;
  const { page, submit, sent } = await bound('updateClientePublico', html);
  await page.evaluate(() => {
    for (const control of document.querySelectorAll('input')) control.value = 'a@b.pe';
  });
  await submit();
  // None of these names is a field of the form.
  assert.deepEqual([await sent(), await page.evaluate(() => ({}).polluted)], [[{ email: 'a@b.pe' }], undefined]);
  await page.close();
  const clash = `<form><input name="id_cliente" value="1"><input name="direcciones" value="x"><input name="direcciones[0].direccion" value="Calle 1"><button>Guardar</button></form>`;
  const second = await bound('agregarDireccion', clash);
  await second.submit();
  assert.match(await second.page.getByRole('alert').textContent(), /más de una vez/);
  assert.equal(new URL(second.page.url()).search, '');
  await second.page.close();
});

test('nothing is said while typing, or after the form is let go', async () => {
  const html = `<form><label>Teléfono <input name="telefono" aria-invalid="false"></label><button type="button">Cancelar</button><button type="reset">Borrar</button></form>`;
  const { page } = await bound('updateClientePublico', html);
  await page.evaluate(() => document.querySelector('button').addEventListener('click', () => globalThis.form.unbind()));
  const telefono = page.getByLabel('Teléfono');
  await telefono.pressSequentially('12');
  assert.equal(await page.locator('.form-error').count(), 0);
  await page.getByRole('button', { name: 'Borrar' }).click();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.equal(await page.locator('.form-error').count(), 0);
  await telefono.fill('12');
  await page.getByRole('button', { name: 'Cancelar' }).click();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
  assert.deepEqual(
    await telefono.evaluate((control) => [control.validity.valid, document.querySelectorAll('.form-error').length]),
    [true, 0],
  );
  await page.close();
});

test('what the rules do not look at, the browser does', async () => {
  const html = `<form><input type="checkbox" name="terms" required><button>Guardar</button></form>`;
  const { page, submit, sent } = await bound('updateClientePublico', html);
  await submit();
  assert.deepEqual(await sent(), []);
  await page.getByRole('checkbox').check();
  await submit();
  assert.deepEqual(await sent(), [{}]);
  await page.close();
});

test('in a shadow tree, with ids that are there twice', async () => {
  const { page } = await openPage(browser, `${address}`);
  const left = await page.evaluate(async () => {
    const [{ updateClientePublico }, { bindForm }] = await Promise.all([import('/index.js'), import('/form.js')]);
    const host = document.body.appendChild(document.createElement('div'));
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<form><input id="x" name="telefono"><input id="x" name="email"></form>';
    bindForm(root.querySelector('form'), updateClientePublico);
    const [telefono, email] = root.querySelectorAll('input');
    const count = () => root.querySelectorAll('.form-error').length;
    const counts = [];
    const leave = (control, value) => {
      control.value = value;
      control.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
      counts.push(count());
    };
    leave(telefono, '12');
    leave(email, 'x');
    leave(telefono, '+51987654321');
    leave(email, 'a@b.pe');
    return [counts, email.getAttribute('aria-describedby')];
  });
  assert.deepEqual(left, [[1, 2, 1, 0], null]);
  await page.close();
});

test('English, and a place of its own for the summary', async () => {
  const { page } = await openPage(browser, `${address}`);
  await page.evaluate(async (html) => {
    document.body.innerHTML = `<div id="arriba"></div>${html}`;
    const [{ updateClientePublico }, { bindForm }, { en }] = await Promise.all(
      ['/index.js', '/form.js', '/en.js'].map((path) => import(path)),
    );
    const summary = document.getElementById('arriba');
    bindForm(document.forms[0], updateClientePublico, { sentences: en, heading: 'Please mend:', summary });
  }, PUBLICO);
  await page.getByLabel('Teléfono').fill('12');
  await page.getByRole('button', { name: 'Guardar' }).click();
  assert.match(await page.locator('#arriba').textContent(), /^Please mend:.*country code/);
  await page.close();
});

test('a file in several workers, with progress', async () => {
  const { page } = await openPage(browser, `${address}`);
  const found = await page.evaluate(async () => {
    const { updateClientePublico } = await import('/index.js');
    const { partsOf } = await import('/lines.js');
    const rows = Array.from({ length: 30_000 }, (_, n) => `"Ana\n${n}";${n % 1000 === 999 ? 'x' : ''}\n`);
    const blob = new Blob(['nombres;email\n', ...rows]);
    const script = `
      import { updateClientePublico } from '${location.origin}/index.js';
      import { checkLines } from '${location.origin}/lines.js';
      onmessage = async ({ data }) => {
        const bad = [];
        let steps = 0;
        const onRecord = ({ ok, line, issues }) => ok || issues.length > 1 && bad.push(line);
        const options = { format: 'csv', partial: true, onRecord, onProgress: () => steps++ };
        const summary = await checkLines(updateClientePublico, data, options);
        postMessage({ bad, steps, summary });
      };`;
    const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    const parts = [];
    const options = { format: 'csv', partial: true, size: blob.size / 4 };
    for await (const part of partsOf(updateClientePublico, blob, { ...options, size: Math.ceil(options.size) }))
      parts.push(part);
    const answers = await Promise.all(
      parts.map((part) => {
        const worker = new Worker(url, { type: 'module' });
        return new Promise((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = reject;
          worker.postMessage(part);
        }).finally(() => worker.terminate());
      }),
    );
    const bad = answers.flatMap((answer) => answer.bad);
    const records = answers.reduce((total, { summary }) => total + summary.records, 0);
    const steps = Math.min(...answers.map((answer) => answer.steps));
    return { parts: parts.length, records, lines: answers.at(-1).summary.lines, bad, steps };
  });
  // A name of two lines is refused; every thousandth row has a wrong email as well.
  const bad = Array.from({ length: 30 }, (_, n) => 2000 * (n + 1));
  const { steps, ...rest } = found;
  assert.deepEqual(rest, { parts: 4, records: 30_000, lines: 60_001, bad });
  assert.ok(steps >= 1, 'progress was told');
  await page.close();
});
