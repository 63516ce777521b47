// Writes files of records.

import { closeSync, openSync, writeFileSync } from 'node:fs';
import { FIELDS, mixed } from './corpus.mjs';

const LINES = {
  csv: (record) => FIELDS.map((field) => record[field] ?? '').join(','),
  ndjson: JSON.stringify,
};

/** Writes a file of `count` records, of which one in twenty is bad; only those that `isWanted`. */
export function write(file, format, count, isWanted = () => true) {
  const out = openSync(file, 'w');
  let lines = format === 'csv' ? `${FIELDS}\n` : '';
  for (const record of mixed(count)) {
    if (isWanted(record)) lines += `${LINES[format](record)}\n`;
    if (lines.length > 1 << 20) {
      writeFileSync(out, lines);
      lines = '';
    }
  }
  writeFileSync(out, lines);
  closeSync(out);
}
