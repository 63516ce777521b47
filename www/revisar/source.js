// Opens a file: finds what it is, and how its table is laid out.

import { updateCliente } from 'ficha';
import { checkLines, clientePublico, formatOf } from 'ficha/lines';
import { inThread } from './thread.js';

export const SCHEMAS = { updateCliente, clientePublico };

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
  if (format !== 'workbook') return { format, text: file, sheets: [] };
  try {
    return { format: 'sheet', ...(await inThread((lane) => lane.open(file, sheet))) };
  } catch ({ code, message }) {
    throw { code, message: sentences?.[code] ?? message };
  }
}

/** Returns the names of a workbook's sheets, visible ones first, and the text of one. */
export async function openBook(file, sheet) {
  const { openWorkbook } = await import('ficha/workbook');
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
  const samples = [];
  const onRow = ({ line, cells }) =>
    samples.length < SAMPLES && samples.push({ line, cells: cells.map(({ text: cell }) => cell) });
  const head = await bytesOf(text.slice(0, HEAD));
  const { table } = await checkLines(SCHEMAS[form], head, { format, partial: true, onRow, ...chosen });
  return { ...table, samples };
}
