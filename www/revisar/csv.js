// Writes rows of cells as CSV for a spreadsheet.

/** Matches what a spreadsheet takes for a formula; a telephone number does not match. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d[\d ]*$))/;
const SPECIAL = /[",\r\n]|^\s|\s$/;

/** A cell; an apostrophe, which the reader skips, keeps it from being a formula. */
function cellOf(text) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Returns the rows as text, each with the end of its line. */
export const csvOfCells = (rows) => rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
