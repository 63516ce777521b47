// Tests that the parts of a file have the records of the whole, and that edited cells take the place of the written ones.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { updateCliente } from '../../target/npm/ficha/esm/index.js';
import { checkLines, partsOf } from '../../target/npm/ficha/esm/lines.js';
import { openWorkbook } from '../../target/npm/ficha/esm/workbook.js';
import { BOOKS, bytesOf, ERP, FILES } from '../files/expected.mjs';

/** Every record of a source, and the counts. */
async function read(source, options) {
  const records = [];
  const rows = [];
  const listeners = {
    onRecord: ({ line, start, end, ok, issues, warnings }) =>
      records.push({ line, start, end, ok, issues, warnings: warnings.map(({ code }) => code) }),
    ...(options.format !== 'ndjson' && {
      onRow: ({ line, cells }) => rows.push([line, cells.map(({ text }) => text)]),
    }),
  };
  const { records: count, good, bad } = await checkLines(updateCliente, source, { ...options, ...listeners });
  return { records, rows, count, good, bad };
}

async function expectSame(what, blob, options) {
  const whole = await read(blob, options);
  for (const size of [1, 100, 10_000]) {
    if (blob.size / size > 5_000) continue;
    const sum = { records: [], rows: [], count: 0, good: 0, bad: 0 };
    let end = 0;
    for await (const part of partsOf(updateCliente, blob, { ...options, size })) {
      const found = await read(structuredClone(part), options);
      for (const name of ['records', 'rows']) sum[name].push(...found[name]);
      for (const name of ['count', 'good', 'bad']) sum[name] += found[name];
      end += part.blob.size;
    }
    assert.equal(end, blob.size, what);
    assert.deepEqual(sum, whole, `${what}, in parts of ${size}`);
  }
}

for (const { file, asked, isPart } of [...FILES, { ...ERP, asked: {} }]) {
  test(`parts of ${file} ${Object.values(asked)}`, () =>
    expectSame(file, new Blob([bytesOf(file)]), { format: 'csv', partial: isPart, ...asked }));
}

test('parts of the sheets of workbooks', async () => {
  for (const { file, asked } of BOOKS) {
    const book = await openWorkbook(bytesOf(file));
    await expectSame(file, new Blob(book.text(asked.sheet)), { format: 'sheet' });
    book.close();
  }
});

test('parts of lines of JSON', async () => {
  const text = '{"id":1}\r\n\n{"id":\n2}\n[]\n{"nombres":"Peña 😀"}';
  const utf16 = Uint8Array.from(
    [...`\ufeff${text}`].flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]),
  );
  for (const source of [text, `\ufeff${text}`, text.replaceAll('\n', '\r'), utf16])
    await expectSame(String(source).slice(0, 20), new Blob([source]), { format: 'ndjson' });
});

test('the encoding of a part is that of the file, even if it shows late', async () => {
  const ascii = 'Ana,10117410\n'.repeat(12_000);
  const file = Buffer.concat([Buffer.from(`nombres,DNI\n${ascii}`), Buffer.from('Mar\xeda,10117410\n', 'latin1')]);
  const options = { format: 'csv', partial: true };
  const whole = await read(file, options);
  const rows = [];
  for await (const part of partsOf(updateCliente, new Blob([file]), { ...options, size: 50_000 })) {
    assert.equal(part.encoding, 'windows-1252');
    rows.push(...(await read(part, options)).rows);
  }
  assert.deepEqual(rows.at(-1), [12_002, ['María', '10117410']]);
  assert.deepEqual(rows, whole.rows);
});

test('several parts at once, in any order', async () => {
  const blob = new Blob([bytesOf('decimals.csv')]);
  const options = { format: 'csv' };
  const parts = [];
  for await (const part of partsOf(updateCliente, blob, { ...options, size: 1 })) parts.push(part);
  const { rows } = await read([parts[3], parts[1]], options);
  assert.deepEqual(
    rows.map(([line]) => line),
    [parts[3].line, parts[1].line],
  );
});

const EDITS = [
  // The text, the edits, and the cells of each record afterwards.
  [
    'nombres;email\nAna;x\nLuz;y\n',
    [{ line: 3, column: 1, text: 'luz@example.com' }],
    [
      ['Ana', 'x'],
      ['Luz', 'luz@example.com'],
    ],
  ],
  ['nombres;email\nAna\n', [{ line: 2, column: 1, text: 'ana@example.com' }], [['Ana', 'ana@example.com']]],
  [
    'nombres;email\nAna;x;extra\n',
    [
      { line: 2, column: 2, text: '' },
      { line: 2, column: 1, text: 'a@b.pe' },
    ],
    [['Ana', 'a@b.pe']],
  ],
  [
    'nombres;email\n"An;a";"x\ny"\nLuz;z\n',
    [{ line: 4, column: 0, text: 'Ñ "' }],
    [
      ['An;a', 'x\ny'],
      ['Ñ "', 'z'],
    ],
  ],
  [
    'nombres;email\nAna;x\n',
    [
      { line: 2, column: 1, text: 'y' },
      { line: 2, column: 1, text: 'NULL' },
    ],
    [['Ana', 'NULL']],
  ],
  [
    'nombres;email\nAna;x\n',
    [
      { line: 1, column: 0, text: 'apellidos' },
      { line: 9, column: 0, text: 'b' },
    ],
    [['Ana', 'x']],
  ],
  ['nombres;email\nAna;x\n', [{ line: 2, column: 0, text: 'a\x1e\x1fb' }], [['a\x1d\x1db', 'x']]],
];
for (const [text, edits, expected] of EDITS) {
  test(`edits of ${JSON.stringify(text)}`, async () => {
    const options = { format: 'csv', partial: true, edits };
    const { rows, records } = await read(text, options);
    assert.deepEqual(
      rows.map(([, cells]) => cells),
      expected,
    );
    const alone = [];
    await checkLines(updateCliente, text, { ...options, onRecord: ({ ok, line }) => alone.push([line, ok]) });
    assert.deepEqual(
      alone,
      records.map(({ line, ok }) => [line, ok]),
      'without the cells the same',
    );
  });
}

const MISUSES = [
  [() => partsOf(updateCliente, 'text').next(), /^TypeError: partsOf: a Blob or a File/],
  [() => partsOf(updateCliente, new Blob(), { size: 0 }).next(), /^TypeError: size: a number of bytes/],
  [() => partsOf({}, new Blob()).next(), /^TypeError: partsOf: the first argument is a form/],
  [
    () => checkLines(updateCliente, '', { format: 'csv', edits: [{ line: 0, column: 0, text: '' }] }),
    /^TypeError: edits:/,
  ],
  [
    () => checkLines(updateCliente, '', { format: 'csv', edits: [{ line: 1, column: -1, text: '' }] }),
    /^TypeError: edits:/,
  ],
  [() => checkLines(updateCliente, '', { format: 'csv', edits: [{ line: 1, column: 0 }] }), /^TypeError: edits:/],
];
for (const [call, sentence] of MISUSES) test(`misuse: ${sentence}`, () => assert.rejects(call, sentence));
