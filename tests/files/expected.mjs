// What is said of each file of this folder, by every reader. Runners: tests/wasm/files.test.mjs (checkLines) and
// tests/worker/reading.test.mjs (the command of the operator).

import { readFileSync } from 'node:fs';

const ALL =
  'id numero_documento nombres celular tipo_cliente tipo_pago incluye_igv id_distrito id_lista_precio email fecha_nacimiento';

/** Lines of several rows with the same cause in two fields. */
const both = (lines, [email, date], cause) =>
  Object.fromEntries(lines.map((line) => [line, `email ${email} ${cause}, fecha_nacimiento ${date} ${cause}`]));

const bad = (lines, text) => Object.fromEntries(lines.map((line) => [line, text]));

/**
 * Each row: the file; the fields of its columns (`-` for a column that is not used); the good lines; the bad lines, each
 * with its issues as `field code`, and what a cell turns out to be behind them; and the same after all repairs.
 * `header` is the line of the header if it is not 1. `isPart` says that required columns are missing: then the issue
 * `required` does not count.
 */
export const FILES = [
  { file: 'sep-semicolon.csv', separator: ';', header: 2, good: [3, 4] },
  { file: 'sep-quoted.csv', separator: ';', header: 2, good: [3, 4] },
  { file: 'utf16le-bom-tab.txt', encoding: 'utf-16le', separator: '\t', good: [2, 3] },
  {
    file: 'header-linebreak-first.csv',
    separator: ';',
    isPart: true,
    fields: 'id numero_documento nombres celular',
    good: [3],
    bad: { 4: 'numero_documento document.length sheet.zero' },
    repaired: { good: [3, 4] },
  },
  {
    file: 'header-commas-semi.csv',
    separator: ';',
    isPart: true,
    fields: 'numero_documento nombres celular',
    good: [2, 3],
  },
  { file: 'blank-first-line-comma.csv', header: 2, good: [3, 4] },
  {
    file: 'cr-only-bad.csv',
    good: [2],
    bad: { 3: 'numero_documento document.length', 4: 'fecha_nacimiento date.future' },
  },
  { file: 'trailing-delims-row.csv', separator: ';', good: [2, 3] },
  { file: 'only-delims-rows.csv', separator: ';', good: [2, 4] },
  {
    file: 'unclosed-quote-40.csv',
    good: [...Array(41).keys()].filter((line) => line > 1 && line !== 12).concat(41),
    bad: { 12: ' csv.quote' },
  },
  { file: 'quote-inside.csv', good: [], bad: bad([2, 3, 4, 5, 6], ' csv.quote') },
  {
    file: 'formula-cells.csv',
    good: [],
    bad: bad(
      [2, 3],
      'numero_documento digits.forbidden sheet.formula, celular digits.forbidden sheet.formula, id_distrito integer.syntax sheet.formula',
    ),
    repaired: { good: [2, 3] },
  },
  {
    file: 'apostrophes.csv',
    good: [],
    bad: {
      2: 'numero_documento digits.forbidden sheet.apostrophe, celular digits.forbidden sheet.apostrophe, id_distrito integer.syntax sheet.apostrophe',
    },
    repaired: { good: [2] },
  },
  {
    file: 'scientific.csv',
    separator: ';',
    good: [],
    bad: {
      2: 'numero_documento digits.forbidden sheet.digits_lost, celular digits.forbidden sheet.digits_lost',
      3: 'numero_documento digits.forbidden sheet.digits_lost, id_distrito integer.syntax sheet.digits_lost',
    },
  },
  {
    file: 'decimals.csv',
    good: [3],
    bad: {
      2: 'id integer.syntax sheet.decimal, numero_documento document.length sheet.decimal, celular celular.length sheet.decimal, incluye_igv integer.syntax sheet.decimal, id_distrito integer.syntax sheet.decimal, id_lista_precio integer.syntax sheet.decimal',
      ...bad([4, 5], 'numero_documento document.length sheet.zero, incluye_igv integer.syntax sheet.word'),
    },
    repaired: { good: [2, 3, 4, 5] },
  },
  {
    file: 'thousands.csv',
    separator: ';',
    good: [],
    bad: {
      2: 'numero_documento digits.forbidden sheet.thousands, celular digits.forbidden sheet.thousands, id_distrito integer.syntax sheet.thousands',
      3: 'id_distrito integer.syntax sheet.thousands',
    },
    repaired: { good: [2, 3] },
  },
  {
    file: 'dates.csv',
    good: [],
    bad: {
      ...bad(
        [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 19, 20, 21, 22, 23, 24],
        'fecha_nacimiento date.syntax sheet.date',
      ),
      13: 'fecha_nacimiento date.syntax sheet.date_order',
      16: 'fecha_nacimiento date.unreal sheet.nothing',
      17: 'fecha_nacimiento date.syntax sheet.nothing',
      18: 'fecha_nacimiento date.syntax date.too_early',
    },
    repaired: {
      good: [...Array(25).keys()].filter((line) => line > 1 && line !== 18),
      bad: { 18: 'fecha_nacimiento date.syntax date.too_early' },
    },
  },
  { file: 'ctrl-z.csv', good: [2, 3] },
  { file: 'pipe.csv', separator: '|', good: [2, 3] },
  {
    // Macintosh cannot be told from Windows: what was taken is said, and can be changed.
    file: 'macroman.csv',
    encoding: 'windows-1252',
    separator: ';',
    good: [3],
    bad: { 2: 'tipo_cliente choice.unknown sheet.word_unknown, tipo_pago choice.unknown sheet.word_unknown' },
  },
  { file: 'macroman.csv', asked: { encoding: 'macintosh' }, encoding: 'macintosh', separator: ';', good: [2, 3] },
  {
    file: 'nulls.csv',
    good: [2, 3, 4, 18, 19, 20],
    bad: {
      ...both([5, 6, 7, 10, 11, 13, 15, 16], ['email.at', 'date.syntax'], 'sheet.nothing'),
      ...both([12, 14, 17], ['email.characters', 'date.syntax'], 'sheet.nothing'),
      ...bad([8, 9], 'email sheet.error, fecha_nacimiento sheet.error'),
    },
    repaired: {
      good: [...Array(21).keys()].filter((line) => line > 1 && line !== 8 && line !== 9),
      bad: bad([8, 9], 'email sheet.error, fecha_nacimiento sheet.error'),
    },
  },
  { file: 'header-case.csv', good: [2, 3] },
  { file: 'header-variants.csv', separator: ';', good: [2, 3] },
].map((row) => ({ encoding: 'utf-8', separator: ',', header: 1, fields: ALL, bad: {}, asked: {}, ...row }));

const ZERO = 'numero_documento document.length sheet.zero';
const DATE = 'fecha_nacimiento date.syntax sheet.date';

/**
 * The workbooks: like the rows above, with the sheet that is read, the first visible one if none is asked for. Lines are
 * the rows of the sheet.
 */
export const BOOKS = [
  { file: 'inline-const.xlsx', sheet: 'Clientes', good: [2, 3], bad: { 4: ZERO }, repaired: { good: [2, 3, 4] } },
  {
    file: 'offset-blank-rows.xlsx',
    header: 3,
    fields: `- ${ALL}`,
    good: [4, 6],
    bad: { 8: ZERO },
    repaired: { good: [4, 6, 8] },
  },
  { file: 'title-merged.xlsx', header: 3, good: [4, 5], bad: { 6: ZERO }, repaired: { good: [4, 5, 6] } },
  { file: 'dates.xlsx', good: [6, 7], bad: bad([2, 3, 4, 5], DATE), repaired: { good: [2, 3, 4, 5, 6, 7] } },
  {
    file: 'cover-sheet.xlsx',
    asked: { sheet: 'Clientes' },
    sheet: 'Clientes',
    others: ['Portada'],
    good: [2, 3],
    bad: { 4: ZERO },
    repaired: { good: [2, 3, 4] },
  },
  { file: 'blank-rows-between.xlsx', good: [2], bad: { 5: ZERO }, repaired: { good: [2, 5] } },
  {
    file: 'biff.xls',
    sheet: 'Clientes',
    good: [2],
    bad: { 3: DATE, 4: `${ZERO}, ${DATE}` },
    repaired: { good: [2, 3, 4] },
  },
  { file: 'header-linebreaks.xlsx', good: [2, 3], bad: { 4: ZERO }, repaired: { good: [2, 3, 4] } },
  { file: 'date1904-1.xlsx', good: [2, 3], bad: { 4: ZERO }, repaired: { good: [2, 3, 4] } },
  { file: 'date1904-true.xlsx', good: [2, 3], bad: { 4: ZERO }, repaired: { good: [2, 3, 4] } },
  { file: 'calc.ods', sheet: 'C', good: [2, 3], bad: { 4: `${ZERO}, ${DATE}` }, repaired: { good: [2, 3, 4] } },
].map((row) => ({ sheet: 'Sheet', others: [], header: 1, fields: ALL, bad: {}, asked: {}, ...row }));

/** The file of a program of an office: fields, and counts before and after the repairs. */
export const ERP = {
  file: 'clientes-de-un-erp.csv',
  encoding: 'windows-1252',
  separator: ';',
  header: 1,
  fields:
    'id - numero_documento nombres fecha_nacimiento celular email tipo_cliente tipo_pago incluye_igv id_distrito - id_lista_precio - -',
  records: 300,
  good: 256,
};

export const bytesOf = (file) => readFileSync(new URL(file, import.meta.url));

/** The issues of a row as one text, without regard to their order; `required` does not count if columns are missing. */
export function told(issues, isPart) {
  const shown = issues
    .filter(({ code }) => !(isPart && code === 'required'))
    .map(({ field, code, cause }) => `${field} ${code}${cause ? ` ${cause}` : ''}`);
  return shown.sort().join(', ');
}

export const sorted = (text) => text.split(', ').sort().join(', ');
