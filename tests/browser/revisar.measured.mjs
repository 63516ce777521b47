// Tests the file checker: it counts known errors exactly, sends nothing, keeps the page responsive, reads all kinds of
// files.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startSystem } from '../worker/system.mjs';
import { openPage, startBrowser, watchFrames } from './browser.mjs';
import { customers, customersBook, workbook } from './files.mjs';

const ROWS = 50_000;
const BOOK_ROWS = 100_000;

let system;
let browser;
before(async () => {
  [system, browser] = await Promise.all([startSystem(), startBrowser()]);
});
after(() => Promise.all([system?.stop(), browser?.close()]));

const choose = (page, files) => page.getByLabel('Elige un archivo').setInputFiles(files);
const file = (name, content) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
const check = async (page) => {
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await page.getByRole('heading', { name: 'Resultado' }).waitFor();
};
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
  page.context().on('request', (request) => requests.push(request.url()));
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

test('what a spreadsheet did is undone with one click', async () => {
  const { page } = await openPage(browser, new URL('revisar', system.url));
  const text =
    'DNI,F. Nac.,Ubigeo,Celular\n1234567,31/12/1985,150102.0,987654321\n123,x,1,2\n12345678,,150102,987654321\n';
  await choose(page, file('clientes.csv', text));
  await check(page);
  assert.equal(await page.locator('#resumen').textContent(), '3 filas: 1 correctas, 2 con errores.');
  await page.getByRole('button', { name: 'Corregir todo' }).click();
  await page.getByText('1 celdas, ya corregidas').first().waitFor();
  assert.equal(await page.locator('#resumen').textContent(), '3 filas: 2 correctas, 1 con errores.');
  const [clean] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Filas correctas' }).click(),
  ]);
  assert.equal(
    readFileSync(await clean.path(), 'utf8'),
    '\ufeffDNI,F. Nac.,Ubigeo,Celular\r\n01234567,1985-12-31,150102,987654321\r\n12345678,,150102,987654321\r\n',
  );
  const [bad] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Filas con errores' }).click(),
  ]);
  const lines = readFileSync(await bad.path(), 'utf8')
    .trim()
    .split('\r\n');
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
    const { page, complaints } = await openPage(browser, new URL('revisar', system.url));
    await choose(page, typeof content === 'function' ? await content() : content);
    await page.getByText(recognised).first().waitFor();
    await check(page);
    assert.match(await page.locator('#resumen').textContent(), /^1 filas:/);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}

test('pasted rows, a match that is mended, repeated documents', async () => {
  const { page } = await openPage(browser, new URL('revisar', system.url));
  await page.getByText('O pega filas').click();
  await page.getByLabel('Filas con encabezado').fill('Número\tQuién\n12345678\tAna\n12345678\tLuz\n87654321\tEva\n');
  await page.getByRole('button', { name: 'Usar estas filas' }).click();
  await page.getByLabel('Número', { exact: true }).selectOption('numero_documento');
  await page.getByLabel('Quién', { exact: true }).selectOption('nombres');
  await check(page);
  assert.equal(await page.locator('#resumen').textContent(), '3 filas: 3 correctas, 0 con errores.');
  await page.getByText('Documentos repetidos entre las filas correctas: 1').click();
  await page.getByText('12345678: líneas 2, 3').waitFor();
  await page.close();
});

test('what clears stays in the clean rows, and a missing quote is a row among others', async () => {
  const { page } = await openPage(browser, new URL('revisar', system.url));
  const text = `DNI,Correo\n12345678,NULL\n12345678,"abierto\n${'x,'.repeat(500_000)}`;
  await choose(page, file('clientes.csv', text));
  await check(page);
  assert.equal(await page.locator('#resumen').textContent(), '3 filas: 1 correctas, 2 con errores.');
  await page.getByRole('row').filter({ hasText: 'Una comilla no se cierra' }).first().waitFor();
  const [clean] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Filas correctas' }).click(),
  ]);
  assert.match(readFileSync(await clean.path(), 'utf8'), /12345678,NULL/);
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
    `pages: a workbook of ${BOOK_ROWS} rows and 15 columns opened in ${opened.toFixed(1)} s, checked after ${checked.toFixed(1)} s, back after ${back.toFixed(1)} s, the page busy for ${busy.toFixed(0)} ms at most`,
  );
  assert.ok(opened <= 10, `opened in ${opened} s`);
  assert.ok(busy < 100, `the page did not answer for ${busy} ms`);
  assert.deepEqual(complaints, []);
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
  const { page, complaints } = await openPage(browser, new URL('revisar', system.url));
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
  const { page, complaints } = await openPage(browser, new URL('revisar', system.url));
  await choose(page, fileURLToPath(new URL('../files/cover-sheet.xlsx', import.meta.url)));
  await page.getByText('hoja «Portada»').waitFor();
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await page.getByText('Elige qué campo es al menos una columna.').waitFor();
  await page.getByText('Leerlo de otra manera').click();
  await page.getByLabel('Hoja', { exact: true }).selectOption('Clientes');
  await page.getByText('hoja «Clientes»').waitFor();
  await check(page);
  assert.equal(await page.locator('#resumen').textContent(), '3 filas: 2 correctas, 1 con errores.');
  assert.equal(await page.locator('#filas td.wrong').textContent(), '7117410');
  const [book] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Descargar el libro revisado' }).click(),
  ]);
  assert.equal(book.suggestedFilename(), 'cover-sheet-revisado.xlsx');
  await choose(page, { name: 'otra vez.xlsx', mimeType: 'text/plain', buffer: readFileSync(await book.path()) });
  await page.getByText('otra vez.xlsx: hoja «Clientes»').waitFor();
  await check(page);
  assert.equal(await page.locator('#resumen').textContent(), '3 filas: 2 correctas, 1 con errores.');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('repairs one by one, words that are not known, and a click on a bar', async () => {
  const { page, complaints } = await openPage(browser, new URL('revisar', system.url));
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
  await page.getByText('1 filas', { exact: true }).waitFor();
  assert.equal(await page.locator('#filas td.wrong').textContent(), '(01) 445-1234');
  assert.deepEqual(complaints, []);
  await page.close();
});

test('a run can be paused, gone on with, and cancelled', async () => {
  const { page } = await openPage(browser, new URL('revisar', system.url));
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
