// Writes rows of cells as CSV for a spreadsheet.

import Papa from 'papaparse';

/** Matches what a spreadsheet takes for a formula; a telephone number does not match. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d[\d ]*$))/;

/** Returns the rows as text, each with the end of its line. The reader skips the guard before a formula. */
export const csvOfCells = (rows) => `${Papa.unparse(rows, { escapeFormulae: FORMULA })}\r\n`;
