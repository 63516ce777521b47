// Opens the workbooks that ficha writes in LibreOffice, and reads back what it saves: zeros, colours, notes, verdicts.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { updateCliente } from '../../target/npm/ficha/esm/index.js';
import { checkLines } from '../../target/npm/ficha/esm/lines.js';
import { createReport, createTemplate, openWorkbook } from '../../target/npm/ficha/esm/workbook.js';
import { bytesOf, ERP } from '../files/expected.mjs';

const ROWS = 100_000;
const folder = mkdtempSync(join(tmpdir(), 'ficha-office-'));
after(() => rmSync(folder, { recursive: true }));

/** Lets LibreOffice save a workbook in another format; returns the bytes. */
function saved(bytes, format) {
  writeFileSync(join(folder, 'libro.xlsx'), bytes);
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const command = [profile, '--headless', '--convert-to', format, '--outdir', folder, join(folder, 'libro.xlsx')];
  const { status, stderr } = spawnSync('soffice', command, { encoding: 'utf8', timeout: 600_000 });
  assert.equal(status, 0, stderr);
  return readFileSync(join(folder, `libro.${format}`));
}

/** Checks a source; returns a report of it, the verdict of each row, and the texts of the first column that keeps zeros. */
async function checked(source, options) {
  const rows = [];
  const onRow = ({ ok, cells, issues, line }) => rows.push({ line, ok, cells, issues });
  const { table } = await checkLines(updateCliente, source, { ...options, onRow });
  const verdicts = rows.map(({ ok, cells, issues }) => [
    ok,
    ...cells.map(({ issue }) => issue?.code ?? ''),
    ...issues.map(({ code }) => code),
  ]);
  return { headings: table.columns.map(({ heading }) => heading), rows, verdicts };
}

async function reportOf({ headings, rows }) {
  const report = await createReport('Clientes', headings);
  for (const row of rows) report.add(row);
  return report.finish();
}

test('the report of an office’s file: zeros, colours, notes, verdicts', async () => {
  const before = await checked(bytesOf(ERP.file), { format: 'csv', repair: true });
  const bytes = await reportOf(before);
  const book = await openWorkbook(saved(bytes, 'ods'));
  assert.deepEqual(
    book.sheets.map(({ name }) => name),
    ['Clientes', 'Errores'],
  );
  const again = await checked(book.text('Clientes'), { format: 'sheet' });
  assert.deepEqual(again.headings, before.headings);
  assert.deepEqual(again.verdicts, before.verdicts);
  const texts = ({ rows }) => rows.map(({ cells }) => cells.map(({ text }) => text));
  assert.deepEqual(texts(again), texts(before));
  const zeros = texts(before)
    .flat()
    .filter((text) => /^0\d{7}$/.test(text));
  assert.ok(zeros.length > 0, 'the file has documents that begin with zero');

  const flat = saved(bytes, 'fods').toString();
  const wrong = before.rows.flatMap(({ cells }) => cells.filter(({ issue }) => issue)).length;
  const notes = flat.match(/<office:annotation /g)?.length ?? 0;
  const repaired = before.rows.flatMap(({ cells }) => cells.filter(({ before: was }) => was !== undefined)).length;
  assert.ok(
    notes >= wrong && notes <= wrong + repaired + before.rows.length,
    `${notes} notes for ${wrong} wrong cells`,
  );
  assert.match(flat, /fo:background-color="#ffc7ce"/);
  assert.match(flat, /fo:background-color="#ffeb9c"/);
});

test(`a report of ${ROWS} rows opens, and is checked with the same result`, async () => {
  const [head, ...lines] = new TextDecoder('windows-1252').decode(bytesOf(ERP.file)).trim().split('\r\n');
  const many = Array.from({ length: ROWS }, (_, n) => lines[n % lines.length].replace(/^\d+/, String(n + 1)));
  const before = await checked([head, ...many].join('\n'), { format: 'csv', repair: true });
  const begun = performance.now();
  const book = saved(await reportOf(before), 'ods');
  const seconds = (performance.now() - begun) / 1000;
  console.log(`office: LibreOffice opened and saved a report of ${ROWS} rows in ${seconds.toFixed(0)} s`);
  const again = await checked((await openWorkbook(book)).text('Clientes'), { format: 'sheet' });
  assert.equal(again.rows.length, ROWS);
  assert.deepEqual(again.verdicts, before.verdicts);
});

test('a template keeps zeros and offers its words', async () => {
  const columns = [
    { heading: 'DNI o RUC', hint: 'Obligatorio.' },
    { heading: 'Tipo de cliente', choices: ['Natural', 'Jurídico'] },
  ];
  const flat = saved(await createTemplate('Clientes', columns), 'fods').toString();
  assert.match(
    flat,
    /<table:content-validation [^>]*cell-content-is-in-list\(&quot;Natural&quot;;&quot;Jurídico&quot;\)/,
  );
  assert.match(flat, /Obligatorio\./);
  assert.match(flat, /<number:text-style /);
});
