// Writes checked rows as a file: a workbook, CSV or NDJSON.

import { checkLines } from 'ficha/lines';
import { csvOfCells } from './csv.js';
import { SCHEMAS, workbooks } from './source.js';

/** Rows that are written at once. */
const PACK = 5_000;

/**
 * @param {object} asked
 * @param {'xlsx' | 'csv' | 'ndjson'} asked.format
 * @param {'all' | 'good' | 'bad'} asked.which
 * @param {Set<number>} asked.without Lines that are left out.
 * @param {Blob} asked.text The text of the file, its form, and the options of `checkLines` for it.
 * @param {{heading: string, field: string | null}[]} [asked.columns] Those of a table.
 * @param {string | null} [asked.separator] That of the file.
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
  const { createReport } = await workbooks();
  const headings = columns.map(({ heading }) => heading);
  const report = await createReport(name ?? 'Clientes', headings, { language: words.language });
  await each({ onRow: (row) => isWanted(row) && report.add(row) });
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new Blob([report.finish()], { type });
}

/** The reasons of bad rows stand in a last column, if it has a heading. */
async function asCsv({ each, isWanted, columns, separator, words: { reasons } }) {
  const headings = columns.map(({ heading }) => heading);
  const pack = packed((rows) => csvOfCells(rows, separator ?? undefined));
  pack.add(reasons ? [...headings, reasons] : headings);
  await each({
    onRow(row) {
      if (!isWanted(row)) return;
      const cells = row.cells.map(({ text }) => text);
      while (cells.length < headings.length) cells.push('');
      // Cells beyond the columns stand behind the reasons.
      const more = cells.splice(headings.length);
      pack.add(reasons ? [...cells, reasonsOf(row, columns), ...more] : cells);
    },
  });
  return new Blob(['\ufeff', ...(await pack.end())], { type: 'text/csv' });
}

/** Good rows are records, as the API and the import read them; others are what was written, with `motivos`. */
async function asLines({ each, isWanted, columns, text, encoding }) {
  const read = readerOf(text, encoding);
  const lineOf = async ({ ok, value, ...record }) => JSON.stringify(ok ? value : await badLine(record, read));
  const pack = packed(async (all) => {
    const lines = [];
    for (const each of all) lines.push(await lineOf(each));
    return `${lines.join('\n')}\n`;
  });
  let record;
  const onRecord = (next) => {
    record = next;
    if (!columns && isWanted(record)) pack.add(record);
  };
  const onRow = (row) => isWanted(row) && pack.add({ ...record, texts: textsOf(row, columns) });
  await each(columns ? { onRecord, onRow } : { onRecord });
  return new Blob(await pack.end(), { type: 'application/x-ndjson' });
}

async function badLine({ line, start, end, issues, texts }, read) {
  const motivos = issues.map(({ path, code, message }) => ({ campo: path.join('.'), codigo: code, motivo: message }));
  return { linea: line, ...(texts ?? { texto: (await read(start, end)).trimEnd() }), motivos };
}

/** The bytes that are read at once. */
const WINDOW = 1 << 20;

/** Returns a function that reads texts of a file, one after the other. */
function readerOf(text, encoding) {
  const decoder = new TextDecoder(encoding);
  let [from, bytes] = [0, new Uint8Array()];
  return async (start, end) => {
    if (start < from || end > from + bytes.length) {
      [from, bytes] = [start, new Uint8Array(await text.slice(start, Math.max(end, start + WINDOW)).arrayBuffer())];
    }
    return decoder.decode(bytes.subarray(start - from, end - from));
  };
}

/** The texts of a row by the names of their columns, each of which has a name of its own. */
function textsOf({ cells }, columns) {
  const texts = {};
  for (const [at, { text }] of cells.entries()) {
    const name = columns[at]?.field || columns[at]?.heading || `columna ${at + 1}`;
    texts[Object.hasOwn(texts, name) ? `${name} (${at + 1})` : name] = text;
  }
  return texts;
}

function reasonsOf({ cells, issues }, columns) {
  const ofCells = cells.flatMap(({ issue }, at) => (issue ? [`${columns[at]?.heading ?? ''}: ${issue.message}`] : []));
  return [...ofCells, ...issues.map(({ message }) => message)].join(' ');
}

/** Collects rows and turns them into text some at a time. */
function packed(textOf) {
  const parts = [];
  let rows = [];
  let writing = Promise.resolve();
  const write = async (pack) => parts.push(new Blob([await textOf(pack)]));
  const flush = () => {
    const pack = rows;
    rows = [];
    if (pack.length > 0) writing = writing.then(() => write(pack));
  };
  return {
    add(row) {
      rows.push(row);
      if (rows.length >= PACK) flush();
    },
    async end() {
      flush();
      await writing;
      return parts;
    },
  };
}
