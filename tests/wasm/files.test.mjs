// Checks the files of tests/files with checkLines.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../../target/npm/ficha/esm/en.js';
import { updateCliente } from '../../target/npm/ficha/esm/index.js';
import { checkLines, formatOf } from '../../target/npm/ficha/esm/lines.js';
import { createReport, openWorkbook } from '../../target/npm/ficha/esm/workbook.js';
import { BOOKS, bytesOf, ERP, FILES, sorted, told } from '../files/expected.mjs';

/** Checks a source; returns the summary, the good lines, and the issues of the bad ones. */
async function check(source, options) {
  const good = [];
  const bad = {};
  const onRecord = ({ line, ok, issues, warnings }) => {
    if (ok) good.push(line);
    else {
      bad[line] = issues.map(({ path, code }) => {
        const field = path.join('.');
        const cause = warnings.find(
          (warning) => warning.path.join('.') === field && /^(sheet|date)\./.test(warning.code),
        );
        return { field, code, cause: cause?.code };
      });
    }
  };
  const summary = await checkLines(updateCliente, source, { format: 'csv', onRecord, ...options });
  return { summary, good, bad };
}

for (const row of BOOKS) {
  test(`${row.file} ${Object.values(row.asked)}`, async () => {
    const book = await openWorkbook(bytesOf(row.file));
    const visible = book.sheets.filter(({ isHidden }) => !isHidden).map(({ name }) => name);
    assert.deepEqual(visible.toSorted(), [row.sheet, ...row.others].toSorted());
    const text = book.text(row.asked.sheet);
    book.close();
    const { summary, good, bad } = await check(text, { format: 'sheet' });
    assert.deepEqual(
      { header: summary.table.header, fields: summary.table.columns.map(({ field }) => field ?? '-').join(' ') },
      { header: row.header, fields: row.fields },
    );
    assert.deepEqual({ good, bad: shown(bad) }, { good: row.good, bad: expected(row.bad) });
    const after = await check(text, { format: 'sheet', repair: true });
    assert.deepEqual(after.good, row.repaired.good, 'after the repairs');
  });
}

test('what a file is', () => {
  const of = (text) => formatOf(Buffer.from(text, 'latin1'));
  for (const { file } of FILES) assert.deepEqual(formatOf(bytesOf(file).subarray(0, 4096)), { format: 'csv' }, file);
  for (const { file } of BOOKS) assert.deepEqual(formatOf(bytesOf(file)), { format: 'workbook' }, file);
  assert.deepEqual(of('{"id": 1}'), { format: 'ndjson' });
  assert.equal(of('%PDF-1.7').issue.code, 'file.pdf');
  const { issue } = formatOf(Buffer.from('<html>'), { sentences: en });
  assert.match(issue.message, /^This is a web page/);
  assert.throws(() => formatOf('id;nombres'), TypeError);
});

test('a workbook that cannot be read says why', async () => {
  const said = (bytes) => openWorkbook(bytes).then(assert.fail, ({ name, code }) => `${name} ${code}`);
  assert.equal(await said(bytesOf('protegido.xlsx')), 'WorkbookError file.password');
  assert.equal(await said(bytesOf('pipe.csv')), 'WorkbookError file.damaged');
  assert.equal(await said(new Uint8Array()), 'WorkbookError file.damaged');
  await assert.rejects(openWorkbook('clientes.xlsx'), TypeError);
  const book = await openWorkbook(new Blob([bytesOf('biff.xls')]));
  assert.throws(() => book.text('Otra'), { name: 'WorkbookError', code: 'file.no_sheet' });
});

test('a report has every row, and is checked with the same result', async () => {
  for (const file of ['inline-const.xlsx', 'dates.xlsx', ERP.file]) {
    const isText = file.endsWith('.csv');
    const book = isText ? undefined : await openWorkbook(bytesOf(file));
    const [source, format] = isText ? [bytesOf(file), 'csv'] : [book.text(), 'sheet'];
    const first = await check(source, { format, repair: true });
    const headings = first.summary.table.columns.map(({ heading }) => heading);
    const report = await createReport('Clientes', headings);
    const rows = [];
    const onRow = (row) => {
      rows.push(row);
      report.add(row);
    };
    await checkLines(updateCliente, source, { format, repair: true, onRow });
    assert.equal(rows.length, first.summary.records);
    const back = await openWorkbook(report.finish());
    const again = await check(back.text('Clientes'), { format: 'sheet' });
    assert.deepEqual(
      again.summary.table.columns.map(({ heading }) => heading),
      headings,
    );
    // The header of the report is on its first line.
    const lineOf = new Map(rows.map(({ line }, at) => [line, at + 2]));
    assert.deepEqual(
      again.good,
      first.good.map((line) => lineOf.get(line)),
      file,
    );
    const bad = Object.entries(first.bad).map(([line, issues]) => [lineOf.get(Number(line)), issues]);
    assert.deepEqual(shown(again.bad), Object.fromEntries(bad.map(([line, issues]) => [line, told(issues)])), file);
  }
});

const shown = (bad, isPart) => Object.fromEntries(Object.entries(bad).map(([line, it]) => [line, told(it, isPart)]));
const expected = (bad) => Object.fromEntries(Object.entries(bad).map(([line, text]) => [line, sorted(text)]));

for (const row of FILES) {
  test(`${row.file} ${Object.values(row.asked)}`, async () => {
    const { file, asked, isPart, repaired } = row;
    const { summary, good, bad } = await check(bytesOf(file), { ...asked, partial: isPart });
    const { encoding, separator, header, columns } = summary.table;
    const fields = columns.map(({ field }) => field ?? '-').join(' ');
    assert.deepEqual(
      { encoding, separator, header, fields },
      {
        encoding: row.encoding,
        separator: row.separator,
        header: row.header,
        fields: row.fields,
      },
    );
    assert.deepEqual({ good, bad: shown(bad, isPart) }, { good: row.good, bad: expected(row.bad) });
    const after = await check(bytesOf(file), { ...asked, partial: isPart, repair: true });
    const wanted = repaired ?? row;
    assert.deepEqual(after.good, wanted.good, 'after the repairs');
    assert.deepEqual(shown(after.bad, isPart), expected(wanted.bad ?? {}), 'after the repairs');
  });
}

test('the file of an office is good for the most part after the repairs', async () => {
  const { summary, bad } = await check(bytesOf(ERP.file), { repair: true });
  const { encoding, separator, header, columns, found } = summary.table;
  const fields = columns.map(({ field }) => field ?? '-').join(' ');
  const { records, good } = summary;
  assert.deepEqual({ file: ERP.file, encoding, separator, header, fields, records, good }, ERP);
  for (const { count, examples } of found) assert.ok(count >= examples.length && examples.length > 0);
  assert.equal(Object.keys(bad).length, records - good);
});

test('80,000 such rows likewise, within a minute', async () => {
  const [head, ...rows] = new TextDecoder('windows-1252').decode(bytesOf(ERP.file)).trim().split('\r\n');
  const numbered = Array.from({ length: 80_000 }, (_, n) => rows[n % rows.length].replace(/^\d+/, String(n + 1)));
  const { records, good } = await checkLines(updateCliente, [head, ...numbered].join('\n'), {
    format: 'csv',
    repair: true,
  });
  assert.equal(records, 80_000);
  assert.ok(good / records >= 0.85, `${good} of ${records} are good`);
});

test('a repair is applied or left out as a whole', async () => {
  const { summary } = await check(ERP.file, { repair: ['word', 'zeros'] });
  for (const { repair, applied } of summary.table.found)
    assert.equal(applied, ['word', 'zeros'].includes(repair), repair);
});

test('columns and words of one’s own', async () => {
  const text = 'Clase;Quien;Doc\nEIRL;Ana;10117410\n';
  const seen = [];
  const { table } = await checkLines(updateCliente, text, {
    format: 'csv',
    partial: true,
    columns: { Clase: 'tipo_cliente', Quien: 'nombres', Doc: null },
    values: { tipo_cliente: { eirl: 'Jurídico' } },
    onRecord: ({ value }) => seen.push(value),
  });
  assert.deepEqual(seen, [{ nombres: 'Ana', tipo_cliente: 'Jurídico' }]);
  assert.deepEqual(
    table.columns.map(({ field }) => field),
    ['tipo_cliente', 'nombres', null],
  );
});

test('values that occur twice are named with their first line', async () => {
  const lines = ['{"id":1,"celular":"987654321"}', '{"id":2,"celular":"+51 987 654 321"}'].join('\n');
  const seen = [];
  const onWarning = ({ line, path, code, params }) => seen.push([line, path.join('.'), code, params.line]);
  await checkLines(updateCliente, lines, { repeated: true, onWarning });
  assert.deepEqual(seen, [[2, 'celular', 'line.repeated', 1]]);
});

const misuses = [
  [{ repair: ['magic'] }, /^TypeError: repair: true, or a list of formula/],
  [{ encoding: 'ebcdic' }, /^TypeError: encoding: utf-8/],
  [{ separator: 'ab' }, /^TypeError: separator: one/],
  [{ header: 0 }, /^TypeError: header: the number of a line/],
  [{ dates: 'ymd' }, /^TypeError: dates: dmy or mdy/],
  [{ values: { nada: { a: 'b' } } }, /^TypeError: values: nada is no field/],
];
for (const [options, sentence] of misuses) {
  test(`misuse: ${JSON.stringify(options)}`, () =>
    assert.rejects(checkLines(updateCliente, '', { format: 'csv', ...options }), sentence));
}
