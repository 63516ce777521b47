// Checks that files of the checker start no formula in a spreadsheet, and read back to the same values.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLines, clientePublico } from '../../target/npm/ficha/esm/lines.js';
import { csvOfCells } from '../../www/revisar/csv.js';

const NAMES = [
  '=HYPERLINK("http://example.com";"x")',
  "'=1+1",
  "''-1",
  '+1+1',
  '-Luz',
  '@SUM(1)',
  '-5',
  "'Ana",
  'NULL',
  'null',
  'Ana;=1+1',
  'Ana, "la otra"',
];

/** A cell in quotes; the reader takes an apostrophe before a formula for a guard. */
const cell = (name) => `"${/^'+[=+@-]/.test(name) ? "'" : ''}${name.replaceAll('"', '""')}"`;

test('names', async () => {
  const rows = NAMES.map((name, n) => `${n + 1},${cell(name)},Rojas,+51987654321,${n % 2 ? '+x@example.com' : 'NULL'}`);
  const source = ['id,nombres,apellidos,telefono,email', ...rows, ''].join('\n');
  const cells = [];
  await checkLines(clientePublico, source, {
    format: 'csv',
    onRow: (row) => cells.push(row.cells.map(({ text }) => text)),
  });
  const text = csvOfCells([['id', 'nombres', 'apellidos', 'telefono', 'email'], ...cells]);
  for (const line of text.split('\r\n')) assert.doesNotMatch(line, /(^|,)"?[=@]|(^|,)"?[+-][^\d]/, line);
  const found = [];
  await checkLines(clientePublico, text, { format: 'csv', onRecord: (record) => found.push(record) });
  assert.deepEqual(
    found.map(({ value }) => [value.id, value.nombres, value.apellidos, value.telefono, value.email]),
    NAMES.map((name, n) => [n + 1, name, 'Rojas', '+51987654321', n % 2 ? '+x@example.com' : null]),
  );
});
