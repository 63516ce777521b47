// Checks the rows of tests/vectors with the npm package, with WebAssembly and without.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as small from '../../target/npm/ficha/esm/index.js';
import * as js from '../../target/npm/ficha/esm/js.js';
import { checkJson } from '../../target/npm/ficha/esm/json.js';
import { checkLines, clientePublico } from '../../target/npm/ficha/esm/lines.js';
import * as fast from '../../target/npm/ficha/node/index.js';
import { aloneVectors, at, bare, base, fieldVectors, formVectors, tableVectors } from '../vectors.mjs';

test('fields', () => {
  let count = 0;
  for (const { name: row, form, path, vector, json, issues } of fieldVectors()) {
    const checked = checkJson(small[form], json);
    assert.deepEqual((checked.issues ?? []).map(bare), issues, row);
    if (checked.ok) assert.deepEqual(at(checked.value, path), 'clear' in vector ? null : vector.set, row);
    count++;
  }
  console.log(`vectors: ${count} of field`);
});

test('forms', () => {
  let count = 0;
  for (const { name: row, form, json, issues, warnings } of formVectors()) {
    const checked = checkJson(small[form], json);
    assert.deepEqual((checked.issues ?? []).map(bare), issues, row);
    if (warnings) assert.deepEqual(checked.warnings.map(bare), warnings, row);
    count++;
  }
  console.log(`vectors: ${count} of form`);
});

test('fields alone', () => {
  let count = 0;
  for (const { name: row, schema, json, set, issues } of aloneVectors()) {
    const checked = checkJson(small[schema], json);
    assert.deepEqual((checked.issues ?? []).map(bare), issues, row);
    assert.deepEqual(checked.value, set, row);
    count++;
  }
  console.log(`vectors: ${count} of alone`);
});

for (const [name, ficha] of Object.entries({ small, fast, js })) {
  // Skips rows about how JSON text is written: an object does not keep that.
  test(`as objects (${name})`, () => {
    let count = 0;
    for (const { name: row, schema, form, json, set, issues, unreadable } of [
      ...fieldVectors(),
      ...formVectors(),
      ...aloneVectors(),
    ]) {
      if (unreadable || typeof json !== 'string' || /(-0|\d\.\d|\de|\d{16})/i.test(withoutTexts(json))) continue;
      const checked = ficha[form ?? schema].check(JSON.parse(json));
      assert.deepEqual((checked.issues ?? []).map(bare), issues, row);
      assert.deepEqual(checked, checkJson(small[form ?? schema], json), row);
      if (schema) assert.deepEqual(checked.value, set, row);
      assert.equal(ficha[form ?? schema].is(JSON.parse(json)), checked.ok, row);
      count++;
    }
    console.log(`vectors: ${count} of objects`);
  });
}

test('every issue has a sentence', () => {
  for (const { name: row, form, json } of [...fieldVectors(), ...formVectors()]) {
    const { issues = [], warnings } = checkJson(small[form], json);
    for (const issue of [...issues, ...warnings]) assert.match(issue.message, /^[¿A-ZÉ].*[.?]$/u, row);
  }
});

/** JSON text with every string in it emptied. */
const withoutTexts = (json) => json.replace(/"(?:[^"\\]|\\.)*"/g, '""');

test('streams of every kind, and what is none', async () => {
  const text = '{"nombres":"Ana \u{1f600}"}\n{"nombres":"a\ud800b"}\n';
  const bytes = new TextEncoder().encode('{}\n{"email":"x"}\n');
  const half = text.indexOf('\ude00');
  const sources = [
    [text, ['json.utf8']],
    [[text.slice(0, half), text.slice(half)], ['json.utf8']],
    [bytes, ['email.at']],
    [new Blob([bytes]), ['email.at']],
    [new Blob([bytes]).stream(), ['email.at']],
    [[bytes.subarray(0, 5), new Uint8Array(0), bytes.subarray(5)], ['email.at']],
    ['', []],
  ];
  for (const [row, [source, expected]] of sources.entries()) {
    const codes = [];
    const { records, bad } = await checkLines(small.updateClientePublico, source, {
      onIssue: ({ code }) => codes.push(code),
    });
    assert.deepEqual([codes, bad], [expected, expected.length], `row ${row}`);
    assert.equal(records, source === '' ? 0 : 2, `row ${row}`);
  }
  const misuses = [[{ email: 'x' }], [bytes.buffer], [...bytes], bytes.buffer, 7, null, undefined, {}];
  for (const [row, source] of misuses.entries()) {
    await assert.rejects(
      checkLines(small.updateClientePublico, source),
      /^TypeError: checkLines: the source/,
      `row ${row}`,
    );
  }
  await assert.rejects(checkLines(small.ruc, ''), /^TypeError: checkLines: the first/);
  await assert.rejects(checkLines(small.updateCliente, '', { format: 'xml' }), /^TypeError: format/);
  await assert.rejects(
    checkLines(small.updateCliente, '', () => {}),
    /^TypeError: checkLines: the third/,
  );
});

test('a stream of every form is read by its own rules', async () => {
  for (const [form, record] of Object.entries(base)) {
    const issues = [];
    const summary = await checkLines(small[form], JSON.stringify(record), { onIssue: (issue) => issues.push(issue) });
    assert.deepEqual([summary, issues], [{ records: 1, good: 1, bad: 0, lines: 0 }, []], form);
  }
});

test('columns of other names, in part, repaired, with values and places', async () => {
  const text =
    '\ufeffDNI;x;Nacido;Correo;\r\n1234567;a;31/12/1985;ANA@EXAMPLE.PE;\r\n"ab\nc";;;;\r\n12345678;;;NULL;\r\n';
  const bytes = new TextEncoder().encode(text);
  const columns = ['numero_documento', null, 'fecha_nacimiento', 'email', null];
  const seen = [];
  const onRecord = ({ line, start, end, ok, value, issues, warnings }) => {
    const said = (ok ? warnings : issues).map(({ path: [field], code }) => `${field} ${code}`);
    seen.push([line, new TextDecoder().decode(bytes.subarray(start, end)).trim(), value ?? said, ok ? said : []]);
  };
  const options = { format: 'csv', columns, partial: true, onRecord };
  await checkLines(small.updateCliente, bytes, options);
  const refused = ['numero_documento document.length', 'fecha_nacimiento date.syntax'];
  const [first, second, third] = ['1234567;a;31/12/1985;ANA@EXAMPLE.PE;', '"ab\nc";;;;', '12345678;;;NULL;'];
  const bad = [3, second, ['numero_documento digits.forbidden'], []];
  const good = [5, third, { numero_documento: '12345678', email: null }, []];
  assert.deepEqual(seen.splice(0), [[2, first, refused, []], bad, good]);
  await checkLines(
    small.updateCliente,
    [...bytes].map((byte) => Uint8Array.of(byte)),
    { ...options, repair: true },
  );
  const value = { numero_documento: '01234567', fecha_nacimiento: '1985-12-31', email: 'ANA@example.pe' };
  const repairs = ['numero_documento sheet.zero', 'fecha_nacimiento sheet.date'];
  assert.deepEqual(seen.splice(0), [[2, first, value, repairs], bad, good]);
  await checkLines(clientePublico, 'id,nombres,apellidos\n7,Ana,Rojas\n', { format: 'csv', onRecord });
  assert.deepEqual(
    seen,
    [[2, '', { id: 7, nombres: 'Ana', apellidos: 'Rojas' }, []]].map((row) => [row[0], seen[0][1], ...row.slice(2)]),
  );
  const records = [];
  const direcciones = [{ direccion: 'Calle 1', referencia: '' }];
  const line = JSON.stringify({ id_cliente: 1, direcciones });
  await checkLines(small.agregarDireccion, `\n${line}\n`, { onRecord: (record) => records.push(record) });
  assert.deepEqual(records, [
    { line: 2, start: 1, end: 2 + line.length, ok: true, value: { id_cliente: 1, direcciones }, warnings: [] },
  ]);
});

test('tables, by lines', async () => {
  let count = 0;
  for (const { name, form, format, bytes, records } of tableVectors()) {
    const told = (which) =>
      records.flatMap((record) => (record[which] ?? []).map((code) => ({ line: record[0], code })));
    for (const size of [1, 7, bytes.length]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
        bytes.subarray(n * size, (n + 1) * size),
      );
      const issues = [];
      const warnings = [];
      const onWarning = ({ line, code }) => warnings.push({ line, code });
      const onIssue = ({ line, code }) => issues.push({ line, code });
      const { table, ...summary } = await checkLines(small[form], chunks, { format, onIssue, onWarning });
      assert.deepEqual([issues, warnings], [told(1), told(2)], name);
      const bad = records.filter(([, codes]) => codes.length > 0).length;
      assert.deepEqual(
        { ...summary, lines: 0 },
        { records: records.length, good: records.length - bad, bad, lines: 0 },
        name,
      );
      assert.equal(table !== undefined, format === 'csv', name);
    }
    count++;
  }
  console.log(`vectors: ${count} of table`);
});
