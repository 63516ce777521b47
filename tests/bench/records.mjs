// Writes files of records.

import { closeSync, openSync, writeFileSync } from 'node:fs';
import { FIELDS, mixed } from './corpus.mjs';

const LINES = {
  csv: (record) => FIELDS.map((field) => record[field] ?? '').join(','),
  ndjson: JSON.stringify,
};

/** In a table a cell of spaces is empty for ficha, and a text for others. */
const isSameEverywhere = ({ password }) => password?.trim() !== '';

/** Writes a file of about `count` records, of which one in twenty is bad; returns how many it has. */
export function write(file, format, count) {
  const out = openSync(file, 'w');
  let lines = format === 'csv' ? `${FIELDS}\n` : '';
  let written = 0;
  for (const record of mixed(count)) {
    if (format === 'csv' && !isSameEverywhere(record)) continue;
    lines += `${LINES[format](record)}\n`;
    written++;
    if (lines.length > 1 << 20) {
      writeFileSync(out, lines);
      lines = '';
    }
  }
  writeFileSync(out, lines);
  closeSync(out);
  return written;
}
