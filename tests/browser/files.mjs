// Makes files of customers for the checker, and counts the errors that it puts in.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeSheet from 'write-excel-file/node';
import { createReport } from '../../target/npm/ficha/esm/workbook.js';

const folder = mkdtempSync(join(tmpdir(), 'ficha-revisar-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Errors: one in this many rows, in this column, with this value. */
const ERRORS = [
  [50, 'numero_documento', '1234567'],
  [77, 'fecha_nacimiento', '31/12/1985'],
  [1_000, 'celular', '123'],
];

/** Writes a file with this many rows; returns its path, the number of bad rows, and the errors of each field. */
export function customers(rows) {
  const byField = {};
  let bad = 0;
  const lines = ['Codigo;DNI/RUC;Razón Social;F. Nac;Correo;Celular;Ubigeo;Notas'];
  for (let n = 1; n <= rows; n++) {
    const row = { numero_documento: String(10_000_000 + n), fecha_nacimiento: '1985-12-31', celular: '987654321' };
    const errors = ERRORS.filter(([every]) => n % every === 0);
    for (const [, field, value] of errors) {
      row[field] = value;
      byField[field] = (byField[field] ?? 0) + 1;
    }
    if (errors.length > 0) bad++;
    const { numero_documento, fecha_nacimiento, celular } = row;
    lines.push(
      `${n};${numero_documento};Cliente Ñandú ${n};${fecha_nacimiento};c${n}@example.com;${celular};150102;nota`,
    );
  }
  const path = join(folder, `${rows}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return { path, bad, byField };
}

/** Writes a workbook with these rows; returns its path. */
export async function workbook(rows) {
  const path = join(folder, 'libro.xlsx');
  const cells = rows.map((row) => row.map((value) => ({ value, type: typeof value === 'number' ? Number : String })));
  await writeSheet(cells).toFile(path);
  return path;
}

/** Writes a workbook with this many customers and 15 columns; returns its path. */
export async function customersBook(rows) {
  const { path } = customers(rows);
  const [headings, ...lines] = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => [...line.split(';'), 'Natural', 'Contado', '1', '1', 'Av. Arequipa 890', 'Rosa Vendedora', '']);
  const names = ['Tipo de cliente', 'Forma de pago', 'IGV', 'Lista de precios', 'Dirección', 'Vendedor', 'Zona'];
  const report = await createReport('Clientes', [...headings.slice(0, 8), ...names]);
  for (const [at, cells] of lines.entries())
    report.add({ line: at + 2, cells: cells.map((text) => ({ text, isNumber: false })), issues: [] });
  const book = join(folder, `${rows}.xlsx`);
  writeFileSync(book, report.finish());
  return book;
}
