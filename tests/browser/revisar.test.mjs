// Tests the page that checks files as a person uses it.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { BOOKS, FILES, sorted, told } from '../files/expected.mjs';
import { startSystem } from '../worker/system.mjs';
import { openPage, startBrowser } from './browser.mjs';
import { check, choose, download, file, summaryOf } from './checker.mjs';
import { customers, workbook } from './files.mjs';

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
});
after(() => Promise.all([system?.stop(), browser?.close()]));

const opened = () => openPage(browser, new URL('revisar', system.url));
const textOf = async (written) => readFileSync(await written.path(), 'utf8');

test('what a spreadsheet did is undone with one click', async () => {
  const { page } = await opened();
  const text =
    'DNI,F. Nac.,Ubigeo,Celular\n1234567,31/12/1985,150102.0,987654321\n123,x,1,2\n12345678,,150102,987654321\n';
  await choose(page, file('clientes.csv', text));
  await check(page);
  assert.equal(await summaryOf(page), '3 filas: 1 correcta, 2 con errores.');
  await page.getByRole('button', { name: 'Corregir todo' }).click();
  await page.getByText('1 celda, ya corregida').first().waitFor();
  assert.equal(await summaryOf(page), '3 filas: 2 correctas, 1 con errores.');
  const clean = await download(page, 'good', 'csv');
  assert.equal(
    await textOf(clean),
    '\ufeffDNI,F. Nac.,Ubigeo,Celular\r\n01234567,1985-12-31,150102,987654321\r\n12345678,,150102,987654321\r\n',
  );
  const bad = await download(page, 'bad', 'csv');
  const lines = (await textOf(bad)).trim().split('\r\n');
  assert.equal(lines[0], 'DNI,F. Nac.,Ubigeo,Celular,motivos');
  assert.match(lines[1], /^123,x,1,2,.*DNI: El DNI tiene 8 dígitos/);
  assert.equal(lines.length, 2);
  await page.close();
});

const KINDS = [
  [
    'semicolons and a byte order mark',
    file('a.csv', '\ufeffDNI;Nombre\n12345678;Ana Ñandú\n'),
    'separado por punto y coma, UTF-8',
  ],
  ['tabs', file('a.tsv', 'DNI\tNombre\n12345678\tAna\n'), 'separado por tabuladores, UTF-8'],
  [
    'Windows-1252',
    { ...file('a.csv', ''), buffer: Buffer.from('DNI,Nombre\n12345678,Jos\xe9\n', 'latin1') },
    'Windows-1252',
  ],
  ['NDJSON', file('a.ndjson', '{"id": 1, "nombres": "Ana"}\n'), 'NDJSON'],
  [
    'a workbook',
    () =>
      workbook([
        ['DNI', 'Nombre'],
        [1234567, 'Ana'],
      ]),
    'hoja «Sheet1»',
  ],
];

for (const [what, content, recognised] of KINDS) {
  test(`reads ${what}`, async () => {
    const { page, complaints } = await opened();
    await choose(page, typeof content === 'function' ? await content() : content);
    await page.getByText(recognised).first().waitFor();
    await check(page);
    assert.match(await summaryOf(page), /^1 fila:/);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test('pasted rows, a match that is mended, repeated documents', async () => {
  const { page } = await opened();
  await page.getByText('O pega filas').click();
  await page.getByLabel('Filas con encabezado').fill('Número\tQuién\n12345678\tAna\n12345678\tLuz\n87654321\tEva\n');
  await page.getByRole('button', { name: 'Usar estas filas' }).click();
  await page.getByLabel('Número', { exact: true }).selectOption('numero_documento');
  await page.getByLabel('Quién', { exact: true }).selectOption('nombres');
  await check(page);
  assert.equal(await summaryOf(page), '3 filas: 3 correctas, 0 con errores.');
  await page.getByText('1 está en más de una fila correcta.').waitFor();
  await page.getByText('12345678: líneas 2, 3').click();
  await page.getByLabel('Línea 3 · Luz').check();
  await page.locator('#sin-ellas').getByText('Queda fuera de las descargas: 1 fila.').waitFor();
  const kept = await download(page, 'all', 'csv');
  assert.equal(await textOf(kept), '\ufeffNúmero\tQuién\tmotivos\r\n12345678\tLuz\t\r\n87654321\tEva\t\r\n');
  await page.close();
});

test('what clears stays in the clean rows, and a missing quote is a row among others', async () => {
  const { page } = await opened();
  const text = `DNI,Correo\n12345678,NULL\n12345678,"abierto\n${'x,'.repeat(500_000)}`;
  await choose(page, file('clientes.csv', text));
  await check(page);
  assert.equal(await summaryOf(page), '3 filas: 1 correcta, 2 con errores.');
  await page.getByRole('row').filter({ hasText: 'Una comilla no se cierra' }).first().waitFor();
  const clean = await download(page, 'good', 'csv');
  assert.match(await textOf(clean), /12345678,NULL/);
  await page.close();
});

const NO_RECORDS = [
  ['informe.pdf', '%PDF-1.7', 'Es un PDF; pide la tabla como Excel o como CSV.'],
  ['clientes.xls', '<html><table>', 'Es una página web, aunque su nombre diga otra cosa'],
  ['vacío.csv', '', 'El archivo está vacío.'],
  ['lista.json', '[{"id": 1}]', 'Es una lista de JSON; escribe un objeto por línea'],
  ['libro.xlsx', 'PK\u0003\u0004', 'El archivo no es texto ni un libro de Excel o LibreOffice, o está dañado.'],
];

test('what cannot be read is said for what it is', async () => {
  const { page, complaints } = await opened();
  for (const [name, content, sentence] of NO_RECORDS) {
    await choose(page, file(name, content));
    await page.getByText(sentence).waitFor();
  }
  await choose(page, fileURLToPath(new URL('../files/protegido.xlsx', import.meta.url)));
  await page.getByText('El libro pide una contraseña').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('another sheet, another header, and one workbook back', async () => {
  const { page, complaints } = await opened();
  await choose(page, fileURLToPath(new URL('../files/cover-sheet.xlsx', import.meta.url)));
  await page.getByText('hoja «Portada»').waitFor();
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await page.getByText('Elige qué campo es al menos una columna.').waitFor();
  await page.getByText('Leerlo de otra manera').click();
  await page.getByLabel('Hoja', { exact: true }).selectOption('Clientes');
  await page.getByText('hoja «Clientes»').waitFor();
  await check(page);
  assert.equal(await summaryOf(page), '3 filas: 2 correctas, 1 con errores.');
  assert.equal(await page.locator('#filas td.wrong').textContent(), '7117410');
  const [book] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Descargar el libro revisado' }).click(),
  ]);
  assert.equal(book.suggestedFilename(), 'cover-sheet-revisado.xlsx');
  await choose(page, { name: 'otra vez.xlsx', mimeType: 'text/plain', buffer: readFileSync(await book.path()) });
  await page.getByText('otra vez.xlsx: hoja «Clientes»').waitFor();
  await check(page);
  assert.equal(await summaryOf(page), '3 filas: 2 correctas, 1 con errores.');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('repairs one by one, words that are not known, and a click on a bar', async () => {
  const { page, complaints } = await opened();
  const summary = (good, bad) => page.getByText(`8 filas: ${good} correctas, ${bad} con errores.`).waitFor();
  await page.getByRole('button', { name: 'Probar con un ejemplo' }).click();
  await page.getByText('ejemplo.csv: separado por punto y coma, UTF-8').waitFor();
  await check(page);
  await summary(0, 8);
  await page.getByRole('button', { name: 'Corregir todo' }).click();
  await summary(4, 4);
  await page.getByLabel('Tipo de cliente: «Cooperativa»').selectOption('Jurídico');
  await summary(5, 3);
  await page.getByLabel('Condición de pago: «Fiado»').selectOption('Crédito');
  await summary(5, 3);
  await page.locator('[data-repair=date]').click();
  await summary(2, 6);
  await page.locator('[data-repair=date]').click();
  await summary(5, 3);
  await page.getByRole('button', { name: 'Celular', exact: true }).click();
  await page.getByText('1 fila', { exact: true }).waitFor();
  assert.equal(await page.locator('#filas td.wrong').textContent(), '(01) 445-1234');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a run can be paused, gone on with, and cancelled', async () => {
  const { page } = await opened();
  const { path } = customers(400_000);
  await choose(page, path);
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await page.getByRole('button', { name: 'Pausar' }).click();
  // Progress that was on its way at the pause is still reported; after that nothing is.
  await page.waitForFunction(async () => {
    const bar = document.querySelector('#barra');
    const before = bar.value;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return bar.value === before && before < 1;
  });
  await page.getByRole('button', { name: 'Seguir' }).click();
  await page.getByRole('button', { name: 'Cancelar' }).click();
  await page.getByText('separado por punto y coma').waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Resultado' }).count(), 0);
  await page.close();
});

const pathOf = (name) => fileURLToPath(new URL(`../files/${name}`, import.meta.url));

/** The issues of the rows with errors, as the page hands them out. */
async function badRows(page, isPart) {
  const lines = (await textOf(await download(page, 'bad', 'ndjson'))).trim().split('\n').filter(Boolean);
  const rows = lines.map((line) => JSON.parse(line));
  return Object.fromEntries(
    rows.map(({ linea, motivos }) => [
      linea,
      told(
        motivos.map(({ campo, codigo }) => ({ field: campo, code: codigo })),
        isPart,
      ),
    ]),
  );
}

/** What is expected of the rows, without the cause of an issue, which the page shows in the workbook alone. */
const withoutCause = (bad = {}) =>
  Object.fromEntries(
    Object.entries(bad).map(([line, text]) => [
      line,
      sorted(
        text
          .split(', ')
          .map((issue) => issue.split(' ').slice(0, 2).join(' '))
          .join(', '),
      ),
    ]),
  );

const fieldsOf = (page) =>
  page.locator('#tabla-columnas select').evaluateAll((selects) => selects.map(({ value }) => value || '-').join(' '));

test('every file of people gives in the page what it gives elsewhere', async () => {
  const { page, complaints } = await opened();
  for (const row of [...FILES, ...BOOKS]) {
    const { file: name, asked, good, bad, repaired = row } = row;
    const what = `${name} ${Object.values(asked)}`;
    await choose(page, pathOf(name));
    await page.getByText(`${name}: `).waitFor();
    for (const [option, value] of Object.entries(asked)) {
      await page.locator('#lectura').evaluate((details) => {
        details.open = true;
      });
      await page.getByLabel(option === 'sheet' ? 'Hoja' : 'Codificación', { exact: true }).selectOption(value);
      await page.locator('#leyendo').waitFor({ state: 'hidden' });
      await page.getByRole('heading', { name: 'Columnas' }).waitFor();
    }
    assert.equal(await fieldsOf(page), row.fields, what);
    await check(page);
    const counted = async () => (await summaryOf(page)).match(/\d+/g).map(Number);
    const all = good.length + Object.keys(bad).length;
    assert.deepEqual(await counted(), [all, good.length, all - good.length], what);
    if (all > good.length) assert.deepEqual(await badRows(page, true), withoutCause(bad), what);
    while (await page.locator('[data-repair]:not(.quiet)').count()) {
      await page.locator('[data-repair]:not(.quiet)').first().click();
      await page.locator('#avance').waitFor({ state: 'hidden' });
      await page.getByRole('heading', { name: 'Resultado' }).waitFor();
    }
    assert.deepEqual(await counted(), [all, repaired.good.length, all - repaired.good.length], `${what}, repaired`);
    assert.deepEqual(complaints, [], what);
  }
  await page.context().close();
});

const THREE =
  'DNI;Nombre;Correo;Celular\n1234567;Ana;ana@example.com;987654321\n12345678;;x;123\n10117410;Eva;;987654321\n';

test('a wrong cell is corrected in place, by keyboard, and the correction is taken back', async () => {
  const { page, complaints } = await opened();
  await choose(page, file('clientes.csv', THREE));
  await check(page);
  assert.equal(await summaryOf(page), '3 filas: 1 correcta, 2 con errores.');
  await page.locator('#filas td.wrong').first().click();
  await page.keyboard.press('Enter');
  await page.keyboard.type('01234567');
  await page.keyboard.press('Enter');
  await page.getByText('3 filas: 2 correctas, 1 con errores.').waitFor();
  assert.match(await page.locator('#filas tbody tr').first().textContent(), /Corregida/);
  // The next row has three wrong cells; a letter begins a new text, Escape leaves the old one.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('Luz');
  await page.keyboard.press('Tab');
  await page.keyboard.type('luz@example.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F2');
  await page.keyboard.type('912345678');
  await page.keyboard.press('Enter');
  await page.getByText('3 filas: 3 correctas, 0 con errores.').waitFor();
  await page.getByText('Ninguna fila tiene errores.').waitFor();
  const csv = await textOf(await download(page, 'all', 'csv'));
  assert.match(csv, /01234567;Ana;.*\r\n12345678;Luz;luz@example\.com;912345678;\r\n/);
  await page.getByRole('button', { name: 'Deshacer el último cambio de 4' }).click();
  await page.getByText('3 filas: 2 correctas, 1 con errores.').waitFor();
  assert.match(await page.locator('#filas tbody tr').nth(1).textContent(), /Celular: /);
  assert.deepEqual(complaints, []);
  await page.close();
});

test('columns and words are remembered by their headings, and forgotten when asked', async () => {
  const { page } = await opened();
  const text = 'Doc;Quien sabe;Pago\n10117410;Ana;al fiado\n';
  await choose(page, file('uno.csv', text));
  await page.getByLabel('Quien sabe').selectOption('nombres');
  await check(page);
  await page.getByLabel('Condición de pago: «al fiado»').selectOption('Crédito');
  await page.getByText('1 fila: 1 correcta, 0 con errores.').waitFor();
  await page.goto(new URL('.', system.url).href);
  await page.goto(new URL('revisar', system.url).href);
  await choose(page, file('otro.csv', text.replace('Ana', 'Luz')));
  await page.getByRole('heading', { name: 'Columnas' }).waitFor();
  assert.equal(await fieldsOf(page), 'numero_documento nombres tipo_pago');
  await check(page);
  assert.equal(await summaryOf(page), '1 fila: 1 correcta, 0 con errores.');
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.doesNotMatch(stored, /Ana|Luz|10117410/);
  await page.getByRole('button', { name: 'Olvidarlas' }).click();
  await choose(page, file('otro más.csv', text));
  await page.getByText('otro más.csv:').waitFor();
  assert.equal(await fieldsOf(page), 'numero_documento - tipo_pago');
  await page.close();
});

test('a reload, another language and *back* lose nothing', async () => {
  const { page, complaints } = await opened();
  await choose(page, pathOf('thousands.csv'));
  await check(page);
  await page.locator('[data-repair=thousands]').click();
  await page.getByText('2 filas: 2 correctas, 0 con errores.').waitFor();
  await page.goto(new URL('.', system.url).href);
  await page.goBack();
  await page.getByText('2 filas: 2 correctas, 0 con errores.').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('2 rows: 2 good, 0 with errors.').waitFor();
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByText('2 filas: 2 correctas, 0 con errores.').waitFor();
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), [], 'the file is not left behind');
  // A reload forgets the file, and nothing else.
  await page.reload();
  await page.getByText('Elige otra vez «thousands.csv»').waitFor();
  await choose(page, pathOf('thousands.csv'));
  await page.getByText('2 filas: 2 correctas, 0 con errores.').waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test('cancelling keeps the matching', async () => {
  const { page } = await opened();
  const { path } = customers(400_000);
  await choose(page, path);
  await page.getByLabel('Notas').selectOption('id_tipo_detraccion');
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await page.getByRole('button', { name: 'Pausar' }).click();
  await page.getByRole('button', { name: 'Cancelar' }).click();
  await page.locator('#avance').waitFor({ state: 'hidden' });
  assert.equal(await page.getByLabel('Notas').inputValue(), 'id_tipo_detraccion');
  await page.close();
});

test('lines of JSON come back as lines of JSON', async () => {
  const { page } = await opened();
  await choose(page, file('a.ndjson', '{"id":1,"celular":"987 654 321"}\n{"id":2,"celular":"1"}\n{oops\n'));
  await check(page);
  const good = await textOf(await download(page, 'good', 'ndjson'));
  assert.equal(good, '');
  const bad = (await textOf(await download(page, 'bad', 'ndjson')))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    bad.map(({ linea, texto }) => [linea, texto]),
    [
      [1, '{"id":1,"celular":"987 654 321"}'],
      [2, '{"id":2,"celular":"1"}'],
      [3, '{oops'],
    ],
  );
  assert.ok(bad[1].motivos.some(({ campo, codigo }) => campo === 'celular' && codigo === 'celular.length'));
  await page.close();
});

test('a filled in template is read without a question', async () => {
  for (const [name, form] of [
    ['Plantilla de clientes (Excel)', 'updateCliente'],
    ['Plantilla de clientes públicos (Excel)', 'clientePublico'],
  ]) {
    const { page, complaints } = await opened();
    const [template] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    const buffer = readFileSync(await template.path());
    await choose(page, { name: 'plantilla.xlsx', mimeType: 'text/plain', buffer });
    await page.getByRole('heading', { name: 'Columnas' }).waitFor();
    await page.getByLabel('Las filas son').selectOption(form);
    await page.getByText('hoja «Clientes»').waitFor();
    const fields = await fieldsOf(page);
    assert.doesNotMatch(fields, /-/, name);
    assert.equal(await page.locator('#faltan').textContent(), '');
    assert.deepEqual(complaints, []);
    await page.context().close();
  }
});

test('the printed summary has counts and no data of customers', async () => {
  const { page } = await opened();
  await page.getByRole('button', { name: 'Probar con un ejemplo' }).click();
  await check(page);
  await page.emulateMedia({ media: 'print' });
  const printed = await page.evaluate(() => document.body.innerText);
  assert.match(printed, /8 filas: 0 correctas, 8 con errores/);
  assert.match(printed, /Errores por campo/);
  for (const secret of ['Paredes', '10117410', 'gmial', 'Cooperativa', '4451234', '445-1234', 'Quispe'])
    assert.ok(!printed.includes(secret), `${secret} is printed`);
  await page.close();
});

test('what a person types is understood as in a file: dates, zeros, words', async () => {
  const { page } = await opened();
  await choose(page, file('a.csv', 'DNI;Nombre;F. Nac.;Forma de pago\n1;Ana;x;y\n12345678;Luz;2026-13-01;Contado\n'));
  await check(page);
  await page.getByRole('button', { name: 'Siguiente error' }).click();
  for (const text of ['7117410', undefined, '28/02/1990', 'CRED. 30 DIAS']) {
    if (text) await page.keyboard.type(text);
    await page.keyboard.press(text ? 'Tab' : 'ArrowRight');
  }
  await page.getByText('2 filas: 1 correcta, 1 con errores.').waitFor();
  const [, row] = (await textOf(await download(page, 'all', 'csv'))).split('\r\n');
  assert.equal(row, '07117410;Ana;1990-02-28;Crédito;');
  // Ctrl+Z takes the last one back; the delete key empties a cell.
  await page.locator('#filas [tabindex="0"]').focus();
  await page.keyboard.press('Control+z');
  await page.getByText('2 filas: 0 correctas, 2 con errores.').waitFor();
  await page.keyboard.press('Control+z');
  await page.locator('#filas tbody tr').nth(1).locator('td.wrong').click();
  await page.keyboard.press('Delete');
  await page.getByText('2 filas: 1 correcta, 1 con errores.').waitFor();
  await page.close();
});

test('rows are left out of the downloads, and words that were chosen can be changed', async () => {
  const { page } = await opened();
  await choose(page, file('a.csv', 'DNI;Nombre;Forma de pago\n10117410;Ana;al fiado\nTotal;1;\n'));
  await check(page);
  await page.getByLabel('Condición de pago: «al fiado»').selectOption('Contado');
  await page.getByText('2 filas: 1 correcta, 1 con errores.').waitFor();
  await page.getByLabel('Condición de pago: «al fiado»').selectOption('Crédito');
  await page.locator('#filas td.wrong').first().click();
  await page.getByRole('button', { name: 'Dejar fuera esta fila' }).click();
  await page.locator('#sin-ellas').getByText('Queda fuera de las descargas: 1 fila.').waitFor();
  assert.equal(
    await textOf(await download(page, 'all', 'csv')),
    '\ufeffDNI;Nombre;Forma de pago;motivos\r\n10117410;Ana;Crédito;\r\n',
  );
  await page.getByRole('button', { name: 'Volver a incluir esta fila' }).click();
  await page.getByLabel('Condición de pago: «al fiado»').selectOption('');
  await page.getByText('2 filas: 0 correctas, 2 con errores.').waitFor();
  await page.close();
});

test('pasted rows survive another language, and a column that is not used is none', async () => {
  const { page } = await opened();
  await page.getByText('O pega filas').click();
  await page.getByLabel('Filas con encabezado').fill('DNI\tNombre\tDistrito\n1\tAna\tCercado\n');
  await page.getByRole('button', { name: 'Usar estas filas' }).click();
  await page.getByLabel('Distrito', { exact: true }).selectOption('');
  await check(page);
  await page.locator('#filas td.wrong').first().click();
  await page.keyboard.type('10117410');
  await page.keyboard.press('Enter');
  await page.getByText('1 fila: 1 correcta, 0 con errores.').waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('1 row: 1 good, 0 with errors.').waitFor();
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByText('1 fila: 1 correcta, 0 con errores.').waitFor();
  await page.getByRole('button', { name: 'Deshacer el último cambio' }).click();
  await page.getByText('1 fila: 0 correctas, 1 con errores.').waitFor();
  const bad = JSON.parse(await textOf(await download(page, 'bad', 'ndjson')));
  assert.deepEqual([bad.Distrito, bad.numero_documento], ['Cercado', '1']);
  await page.close();
});

test('a very long row, one whose quotes do not close, and one with a cell too many beside others', async () => {
  const { page } = await opened();
  const rows = ['1234567;Ana;x', `123;Luz;${'z'.repeat(5000)}`, '12;Eva;y', '1"2;Ivo;y', '10117410;Ida;y;de más'];
  await choose(page, file('a.csv', `DNI;Nombre;Notas\n${rows.join('\n')}\n`));
  await check(page);
  const texts = (n) => page.locator('#filas tbody tr').nth(n).locator('td').allTextContents();
  assert.deepEqual((await texts(0)).slice(1, 4), ['1234567', 'Ana', 'x']);
  assert.deepEqual((await texts(2)).slice(1, 4), ['12', 'Eva', 'y']);
  assert.match((await texts(1))[1], /^123;Luz;zzz/);
  await page.locator('#filas tbody tr').nth(3).locator('td').nth(1).click();
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#filas input').count(), 0, 'a row without cells cannot be edited');
  assert.equal((await texts(4))[4], 'de más');
  await page.locator('#filas tbody tr').nth(4).locator('td').nth(4).click();
  await page.keyboard.press('Delete');
  await page.getByText('5 filas: 1 correcta, 4 con errores.').waitFor();
  // A row of nothing is none, and leaves the list.
  await page.locator('#filas tbody tr').first().locator('td').nth(1).click();
  for (let cell = 0; cell < 3; cell++) {
    await page.keyboard.press('Delete');
    await page.keyboard.press('ArrowRight');
  }
  await page.getByText('4 filas: 1 correcta, 3 con errores.').waitFor();
  await page.getByText('4 filas, con las que corregiste').waitFor();
  await page.close();
});

test('to look at a cell of two lines changes nothing', async () => {
  const { page } = await opened();
  await choose(page, file('a.csv', 'DNI;Nombre;Notas\n1;Ana;"uno\ndos"\n'));
  await check(page);
  await page.locator('#filas tbody tr').first().locator('td').nth(3).click();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.match(await textOf(await download(page, 'all', 'csv')), /"uno\ndos"/);
  assert.equal(await page.locator('#deshacer').isVisible(), false);
  await page.close();
});

test('a row that repeats no longer is kept, whatever was chosen', async () => {
  const { page } = await opened();
  await choose(page, file('a.csv', 'DNI;Nombre\n1234567;Ana\n01234567;Luz\n01234567;Eva\n'));
  await check(page);
  await page.locator('[data-repair=zeros]').click();
  await page.getByText('3 filas: 3 correctas').waitFor();
  await page.getByText('01234567: líneas 2, 3, 4').click();
  await page.getByLabel('Línea 2 · Ana').check();
  await page.locator('[data-repair=zeros]').click();
  await page.getByText('3 filas: 2 correctas').waitFor();
  assert.equal((await textOf(await download(page, 'good', 'csv'))).trim().split('\r\n').length, 3);
  await page.close();
});

test('an edit, and a repair at once after it', async () => {
  const { page } = await opened();
  const many = `3;Eva;31/12/1985\n`.repeat(100_000);
  await choose(page, file('a.csv', `DNI;Nombre;F. Nac.\n${many}`));
  await check(page);
  await page.locator('#filas td.wrong').first().click();
  await page.keyboard.type('10117410');
  await page.keyboard.press('Enter');
  await page.locator('[data-repair=date]').click();
  await page.getByText('100,000 filas: 1 correcta, 99,999 con errores.').waitFor();
  await page.close();
});

test('what is remembered of one form does not disturb the other, nor are values taken for headings', async () => {
  const { page } = await opened();
  await choose(page, file('a.csv', 'DNI;Forma de pago\n10117410;al fiado\n'));
  await check(page);
  await page.getByLabel('Condición de pago: «al fiado»').selectOption('Crédito');
  await page.getByText('1 fila: 1 correcta').waitFor();
  await page.getByLabel('Las filas son').selectOption('clientePublico');
  await page.locator('#leyendo').waitFor({ state: 'hidden' });
  await page.getByLabel('DNI', { exact: true }).selectOption('id');
  await check(page);
  await choose(page, file('b.csv', '45678912;Anastasia Quispe\n10117410;Luz\n'));
  await page.getByText('b.csv:').waitFor();
  await page.getByLabel('45678912').selectOption('id');
  await page.getByLabel('Anastasia Quispe').selectOption('nombres');
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.doesNotMatch(stored, /45678912|anastasia/i);
  await page.close();
});

test('a row of headings that is not there, and a file that is gone', async () => {
  const { page } = await opened();
  const folder = mkdtempSync(join(tmpdir(), 'ficha-pagina-'));
  const path = join(folder, 'clientes.csv');
  writeFileSync(path, 'DNI;Nombre\n1;Ana\n');
  await choose(page, path);
  await page.getByText('Leerlo de otra manera').click();
  await page.getByLabel('Fila del encabezado').fill('50');
  await page.getByLabel('Fila del encabezado').blur();
  await page.getByText('El comienzo del archivo no tiene esa fila.').waitFor();
  await check(page);
  rmSync(folder, { recursive: true });
  // The page may have noticed already, and hidden the list.
  await page.locator('#filtro-codigo').evaluate((select) => {
    select.selectedIndex = 1;
    select.dispatchEvent(new Event('change'));
  });
  await page.getByText('No se pudo leer el archivo hasta el final').waitFor();
  await page.close();
});

test('a browser that denies all storage', async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
  });
  const page = await context.newPage();
  await page.goto(new URL('revisar', system.url).href);
  await page.getByRole('button', { name: 'Probar con un ejemplo' }).click();
  await check(page);
  assert.equal(await summaryOf(page), '8 filas: 0 correctas, 8 con errores.');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Check a file of customers' }).waitFor();
  await context.close();
});
