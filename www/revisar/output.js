// Writes checked rows as a file: a workbook, CSV or NDJSON.

import { checkLines } from 'ficha/lines';
import { csvOfCells } from './csv.js';
import { SCHEMAS } from './source.js';

/** Rows that are written at once. */
const PACK = 5_000;

/**
 * @param {object} asked
 * @param {'xlsx' | 'csv' | 'ndjson'} asked.format
 * @param {'all' | 'good' | 'bad'} asked.which
 * @param {Set<number>} asked.without Lines that are left out.
 * @param {Blob} asked.text The text of the file, its form, and the options of `checkLines` for it.
 * @param {{heading: string, field: string | null}[]} [asked.columns] Those of a table.
 * @param {string} [asked.name] The name of the sheet.
 * @param {{reasons?: string, language: string}} asked.words The heading of the column of reasons, and the language.
 * @returns {Promise<Blob>}
 */
export function written({ format, which, without, text, form, options, ...more }) {
  const isWanted = ({ line, ok }) => !without.has(line) && (which === 'all' || ok === (which === 'good'));
  const each = (listeners) => checkLines(SCHEMAS[form], text, { ...options, ...listeners });
  return WRITERS[format]({ each, isWanted, text, ...more });
}

const WRITERS = { xlsx: asWorkbook, csv: asCsv, ndjson: asLines };

async function asWorkbook({ each, isWanted, columns, name, words }) {
  const { createReport } = await import('ficha/workbook');
  const headings = columns.map(({ heading }) => heading);
  const report = await createReport(name ?? 'Clientes', headings, { language: words.language });
  await each({ onRow: (row) => isWanted(row) && report.add(row) });
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new Blob([report.finish()], { type });
}

/** The reasons of bad rows stand in a last column, if it has a heading. */
async function asCsv({ each, isWanted, columns, words: { reasons } }) {
  const headings = columns.map(({ heading }) => heading);
  const pack = packed(csvOfCells);
  pack.add(reasons ? [...headings, reasons] : headings);
  await each({
    onRow(row) {
      if (!isWanted(row)) return;
      const cells = row.cells.map(({ text }) => text);
      while (cells.length < headings.length) cells.push('');
      pack.add(reasons ? [...cells, reasonsOf(row, columns)] : cells);
    },
  });
  return new Blob(['\ufeff', ...(await pack.end())], { type: 'text/csv' });
}

/** Good rows are records, as the API and the import read them; others are what was written, with `motivos`. */
async function asLines({ each, isWanted, columns, text }) {
  const lineOf = async ({ ok, value, ...record }) => JSON.stringify(ok ? value : await badLine(record, text));
  const pack = packed(async (all) => `${(await Promise.all(all.map(lineOf))).join('\n')}\n`);
  let record;
  const onRecord = (next) => {
    record = next;
    if (!columns && isWanted(record)) pack.add(record);
  };
  const onRow = (row) => isWanted(row) && pack.add({ ...record, texts: textsOf(row, columns) });
  await each(columns ? { onRecord, onRow } : { onRecord });
  return new Blob(await pack.end(), { type: 'application/x-ndjson' });
}

async function badLine({ line, start, end, issues, texts }, text) {
  const motivos = issues.map(({ path, code, message }) => ({ campo: path.join('.'), codigo: code, motivo: message }));
  return { linea: line, ...(texts ?? { texto: (await text.slice(start, end).text()).trimEnd() }), motivos };
}

const textsOf = ({ cells }, columns) =>
  Object.fromEntries(cells.map(({ text }, at) => [columns[at]?.field ?? columns[at]?.heading ?? `${at + 1}`, text]));

function reasonsOf({ cells, issues }, columns) {
  const ofCells = cells.flatMap(({ issue }, at) => (issue ? [`${columns[at]?.heading ?? ''}: ${issue.message}`] : []));
  return [...ofCells, ...issues.map(({ message }) => message)].join(' ');
}

/** Collects rows and turns them into text some at a time. */
function packed(textOf) {
  const parts = [];
  let rows = [];
  const flush = () => {
    const pack = rows;
    rows = [];
    if (pack.length > 0) parts.push(Promise.resolve(textOf(pack)).then((text) => new Blob([text])));
  };
  return {
    add(row) {
      rows.push(row);
      if (rows.length >= PACK) flush();
    },
    end() {
      flush();
      return Promise.all(parts);
    },
  };
}
