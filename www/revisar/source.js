// Opens a file: finds what it is, and how its table is laid out.

import { updateCliente } from 'ficha';
import { checkLines, clientePublico, formatOf, partsOf } from 'ficha/lines';
import { NOT_LOADED } from './not-loaded.js';
import { inThread } from './thread.js';

export const SCHEMAS = { updateCliente, clientePublico };

/** Loads the part of the package that reads and writes workbooks: nothing else is loaded as late. */
export const workbooks = () =>
  import('ficha/workbook').catch(() => {
    // Another thread gets plain data.
    throw { code: NOT_LOADED, message: '' };
  });

/** The bytes from which the kind of a file is found, and the layout of its table. */
const BEGIN = 4_096;
const HEAD = 65_536;
const SAMPLES = 5;

const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());

/**
 * Returns the text of a file, of a workbook that of a sheet. Throws an issue that says what else the file is.
 * @param {File} file
 * @param {string} [sheet] The name of the sheet; without it, of the first one that is visible.
 * @returns {Promise<{format: 'csv' | 'sheet' | 'ndjson', text: Blob, sheets: string[], sheet?: string}>}
 */
export async function openSource(file, sheet, sentences) {
  const { format, issue } = formatOf(await bytesOf(file.slice(0, BEGIN)), { sentences });
  if (issue) throw issue;
  if (format === 'ndjson') return { format, text: file, sheets: [], encoding: await utf16Of(file) };
  if (format !== 'workbook') return { format, text: file, sheets: [] };
  try {
    return { format: 'sheet', ...(await inThread((lane) => lane.open(file, sheet))) };
  } catch ({ code, message }) {
    throw { code, message: sentences?.[code] ?? message };
  }
}

/** The encoding of lines of JSON that are not UTF-8. */
async function utf16Of(file) {
  const [first, second] = await bytesOf(file.slice(0, 2));
  if (second === 0 || (first === 0xff && second === 0xfe)) return 'utf-16le';
  return first === 0 || (first === 0xfe && second === 0xff) ? 'utf-16be' : undefined;
}

/** Returns the names of a workbook's sheets, visible ones first, and the text of one. */
export async function openBook(file, sheet) {
  const { openWorkbook } = await workbooks();
  try {
    const book = await openWorkbook(file);
    const sheets = book.sheets.toSorted((one, other) => one.isHidden - other.isHidden).map(({ name }) => name);
    const chosen = sheet ?? sheets[0];
    return { text: new Blob(book.text(chosen)), sheets, sheet: chosen };
  } catch ({ code, message }) {
    // Another thread gets plain data.
    throw { code, message };
  }
}

/**
 * Finds the layout of a table from its beginning.
 * @param {{header?: number, separator?: string, encoding?: string}} chosen What the person chose instead.
 */
export async function layoutOf({ format, text }, form, chosen) {
  if (format === 'ndjson') return { columns: [], samples: [] };
  const parts = partsOf(SCHEMAS[form], text, { format, partial: true, size: HEAD, ...chosen });
  const { value: head = text } = await parts.next();
  parts.return();
  const options = { format, partial: true, ...chosen };
  const { table } = await checkLines(SCHEMAS[form], head, options);
  const samples = [];
  const onRow = ({ line, cells }) =>
    samples.length < SAMPLES && samples.push({ line, cells: cells.map(({ text: cell }) => cell) });
  // Without fields the cells are told as they are written.
  const columns = table.columns.map(() => null);
  const header = table.header || undefined;
  if (columns.length > 0) await checkLines(SCHEMAS[form], head, { ...options, header, columns, onRow });
  return { ...table, samples };
}
