// Rows as a table of text that a spreadsheet opens.

import Papa from 'papaparse';

/** The cell that clears a field: the bare word. The same word as a text is written in quotes. */
export const CLEARS = Object('NULL');

const isText = (cell) => typeof cell === 'string' && /^null$/i.test(cell);

/** What a spreadsheet would take for a formula; a telephone with its + is none. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d[\d ]*$))/;

/** Rows of cells, each with the end of its line. */
export const csv = (rows) => `${Papa.unparse(rows, { quotes: isText, escapeFormulae: FORMULA })}\r\n`;
