// Writes rows as CSV for a spreadsheet.

import Papa from 'papaparse';

/** The cell that clears a field: the bare word. A text with the same word is written in quotes. */
export const CLEARS = Object('NULL');

const isText = (cell) => typeof cell === 'string' && /^null$/i.test(cell);

/** Matches what a spreadsheet takes for a formula, or a reader for a guarded one; a telephone number does not match. */
const FORMULA = /^(?:'*[=@\t\r]|'+[+-]|[+-](?!\d[\d ]*$))/;

/** Writes rows of values, each with the end of its line. The reader skips the guard before a formula. */
export const csv = (rows) => `${Papa.unparse(rows, { quotes: isText, escapeFormulae: FORMULA })}\r\n`;

/** Writes rows of cells as they stand in a file, where a word in quotes and a bare one look alike. */
export const csvOfCells = (rows) => `${Papa.unparse(rows, { escapeFormulae: FORMULA })}\r\n`;
