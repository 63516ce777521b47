import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tableOf } from '../table.mjs';

/** Prints the table of a suite that is run by itself: node suites/<name>.mjs [--quick] */
export async function printIfMain({ url }, { name, title, run }) {
  if (realpathSync(process.argv[1]) !== fileURLToPath(url)) return;
  const { rows, columns } = await run({ quick: process.argv.includes('--quick') });
  console.log(`── ${name}: ${title}\n\n${tableOf(columns, rows)}`);
}
