// Reads a file as text of rows: its encoding, its columns and a few sample rows.

import Papa from 'papaparse';

/** The bytes that are read to find that out. */
const HEAD = 65_536;
const SAMPLES = 3;

const formatOf = (name) => (/\.(ndjson|jsonl)$/i.test(name) ? 'ndjson' : 'csv');
export const isSpreadsheet = ({ name }) => /\.xlsx$/i.test(name);

/** Decodes bytes as UTF-8, or as Windows-1252 if they are not UTF-8. */
export function decode(bytes) {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' };
  }
}

/**
 * Finds the format, encoding, separator, columns and samples from the beginning of a file.
 * @returns {Promise<{format: string, encoding: string, separator: string, columns: string[], samples: string[][]}>}
 */
export async function inspect(file) {
  const format = formatOf(file.name);
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const { text, encoding } = decode(bytes);
  if (format === 'ndjson') return { format, encoding, separator: '', columns: [], samples: [] };
  const [header = ''] = text.split('\n', 1);
  const separator = [',', ';', '\t'].reduce((best, each) =>
    header.split(each).length > header.split(best).length ? each : best,
  );
  const { data } = Papa.parse(text, { delimiter: separator, preview: SAMPLES + 1, skipEmptyLines: true });
  const [columns = [], ...samples] = data;
  return { format, encoding, separator, columns: columns.map((name) => name.trim()), samples };
}

/** Turns a workbook into a CSV file. Dates become YYYY-MM-DD, so that no day is taken for a month. */
export async function rowsOf(workbook) {
  const { readSheet } = await import('read-excel-file/web-worker');
  const rows = await readSheet(workbook);
  const cell = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : (value ?? ''));
  const text = Papa.unparse(rows.map((row) => row.map(cell)));
  return new File([text], workbook.name.replace(/xlsx$/i, 'csv'));
}
