// Checks that files of the checker start no formula in a spreadsheet, and read back to the same values.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkLines, clientePublico } from '../../target/npm/ficha/esm/lines.js';
import { CLEARS, csv, csvOfCells } from '../../www/revisar/csv.js';

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

test('names', async () => {
  const rows = NAMES.map((name, n) => [n + 1, name, 'Rojas', '+51987654321', n % 2 ? '+x@example.com' : CLEARS]);
  const text = csv([['id', 'nombres', 'apellidos', 'telefono', 'email']]) + csv(rows);
  for (const line of text.split('\r\n')) assert.doesNotMatch(line, /(^|,)"?[=@]|(^|,)"?[+-][^\d]/, line);
  const found = [];
  await checkLines(clientePublico, text, { format: 'csv', onRecord: (record) => found.push(record) });
  assert.deepEqual(
    found.map(({ value }) => [value.id, value.nombres, value.apellidos, value.telefono, value.email]),
    rows.map(([id, name, ...rest]) => [id, name, ...rest.map((cell) => (cell === CLEARS ? null : cell))]),
  );
});

test('the word stays bare in rows that are written as they stand', () => {
  assert.equal(csvOfCells([['5001', 'NULL', '=x', 'why']]), '5001,NULL,"\'=x",why\r\n');
});
