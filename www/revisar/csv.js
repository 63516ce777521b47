// Writes rows of cells as CSV for a spreadsheet.

/** Matches what a spreadsheet takes for a formula; a telephone number does not match. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d[\d ]*$))/;
const SPECIAL = /["\r\n]|^\s|\s$/;

/** A cell; an apostrophe, which the reader skips, keeps it from being a formula. */
function cellOf(text, separator) {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return SPECIAL.test(safe) || safe.includes(separator) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Returns the rows as text, each with the end of its line. */
export const csvOfCells = (rows, separator = ',') =>
  rows.map((cells) => `${cells.map((text) => cellOf(text, separator)).join(separator)}\r\n`).join('');
