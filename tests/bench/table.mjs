// Prints the rows of a suite for people.

/**
 * A column: a member of the rows with its heading; `digits` after the point if it is a number.
 * @typedef {{key: string, title: string, digits?: number}} Column
 */

/** Lines of an aligned table, with an empty one between two cases. */
export function tableOf(columns, rows) {
  const heads = columns.map(({ title }) => title);
  const cells = rows.map((row) => columns.map((column) => cellOf(column, row[column.key])));
  const widths = heads.map((head, n) => Math.max(head.length, ...cells.map((row) => row[n].length)));
  const line = (row) =>
    row.map((cell, n) => (isNumber(columns[n]) ? cell.padStart(widths[n]) : cell.padEnd(widths[n]))).join('  ');
  const body = cells.map((row, n) => (n > 0 && rows[n].case !== rows[n - 1].case ? `\n${line(row)}` : line(row)));
  return [line(heads), widths.map((width) => '─'.repeat(width)).join('  '), ...body].join('\n');
}

const isNumber = ({ digits }) => digits !== undefined;

function cellOf({ digits }, value) {
  if (typeof value !== 'number') return value ?? '';
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
