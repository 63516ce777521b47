// Rows as a table of text that a spreadsheet opens.

import Papa from 'papaparse';

/** The cell that clears a field: the bare word. The same word as a text is written in quotes. */
export const CLEARS = Object('NULL');

const isText = (cell) => typeof cell === 'string' && /^null$/i.test(cell);

/** What a spreadsheet would take for a formula, and what a reader would take for one with a guard; a telephone is none. */
const FORMULA = /^(?:'*[=@\t\r]|'+[+-]|[+-](?!\d[\d ]*$))/;

/** Rows of values, each with the end of its line. The reader passes over the guard before a formula. */
export const csv = (rows) => `${Papa.unparse(rows, { quotes: isText, escapeFormulae: FORMULA })}\r\n`;

/** Rows of cells as they stand in a file, where a word in quotes and a bare one look alike. */
export const csvOfCells = (rows) => `${Papa.unparse(rows, { escapeFormulae: FORMULA })}\r\n`;
