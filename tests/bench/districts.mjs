// Writes the codes of the districts as a module of their own, which the peers import as their users would.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const csv = new URL('../../crates/validation/data/ubigeo_inei.csv', import.meta.url);
const folder = new URL('../../target/bench/', import.meta.url);

/** Every code, in the order of the table. */
export const codes = readFileSync(csv, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => Number(row.slice(0, 6)));

export function writeDistricts() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('districts.mjs', folder), `export const DISTRICTS = new Set([${codes}]);\n`);
}
