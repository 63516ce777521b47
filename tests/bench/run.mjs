// The benchmark: compares ficha with other validators on the same records, under the same rules. Prints a table for
// each suite and writes its rows to target/bench. If the contestants do not agree, it fails before it times anything.
//
//   node tests/bench/run.mjs [--quick] [--keep] [suite …]
//
// With --keep it writes the rows to docs/bench too: they are the figures that the project publishes, and the documents
// that hold them are written again.
//
// A suite is a file in suites/. `npm ci` in this folder installs its packages; CHROMIUM names the browser.

import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { writeDistricts } from './districts.mjs';
import { tableOf } from './table.mjs';
import { writeTypia } from './typia.mjs';

const DEFAULT = ['object', 'bytes', 'field', 'bulk', 'cold', 'size'];
const target = new URL('../../target/bench/', import.meta.url);
const kept = new URL('../../docs/bench/', import.meta.url);

const quick = process.argv.includes('--quick');
const keep = process.argv.includes('--keep');
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const names = asked.length > 0 ? asked : DEFAULT;
for (const name of names) if (!existsSync(fileOf(name))) throw new Error(`there is no suite ${name}`);

// The modules below import what is made here.
writeDistricts();
await writeTypia();
const { peers } = await import('./peers.mjs');
const { assertAgreement } = await import('./agree.mjs');
console.log(`${assertAgreement(peers)} verdicts, and all of ${peers.map(({ name }) => name).join(', ')} agree`);

for (const name of names) {
  const suite = await import(fileOf(name));
  const { rows, columns } = await suite.run({ quick, keep });
  console.log(`\n── ${suite.name}: ${suite.title}\n\n${tableOf(columns, rows)}`);
  const text = JSON.stringify({ suite: suite.name, title: suite.title, ...circumstances(), rows }, null, 2);
  for (const folder of keep ? [target, kept] : [target])
    writeFileSync(new URL(`${suite.name}.json`, folder), `${text}\n`);
}

if (keep) {
  const { writeDocuments } = await import('./document.mjs');
  writeDocuments();
}

function fileOf(name) {
  return new URL(`suites/${name}.mjs`, import.meta.url);
}

function circumstances() {
  return {
    date: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0].model,
    versions: Object.fromEntries(peers.map(({ name, version }) => [name, version])),
    command: ['npm run bench --', ...process.argv.slice(2)].join(' '),
  };
}
