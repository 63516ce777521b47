// Every contestant runs in a process of its own, because its warm-up and its memory are part of the job.

import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { said } from '../child.mjs';
import { NAMES } from '../peers.mjs';
import { RATIOS, withRatios } from '../ratios.mjs';
import { write } from '../records.mjs';
import { median } from '../statistics.mjs';

export const name = 'bulk';
export const title = 'Many records, one in twenty bad: one error each';

const child = new URL('bulk-child.mjs', import.meta.url);
const folder = new URL('../../../target/bench/', import.meta.url);
const RUNS = 3;
const FORMATS = [
  // A CSV has no column for an unknown field, so it has a few bad records less.
  { format: 'csv', counts: [100_000], quick: [100_000], names: ['ficha', 'ajv'], sources: ['bytes'] },
  { format: 'ndjson', counts: [100_000, 1_000_000], quick: [100_000], names: NAMES, sources: ['bytes', 'stream'] },
];

const columns = [
  { key: 'case', title: 'records' },
  { key: 'name', title: '' },
  { key: 'megabytes', title: 'MB/s', digits: 0 },
  { key: 'perSecond', title: 'records/s', digits: 0 },
  { key: 'seconds', title: 's', digits: 2 },
  { key: 'memory', title: 'peak memory, MB', digits: 0 },
  ...RATIOS,
];

export function run({ quick }) {
  const rows = [];
  for (const form of FORMATS) {
    for (const count of quick ? form.quick : form.counts) {
      const file = fileURLToPath(new URL(`records.${form.format}`, folder));
      const written = write(file, form.format, count);
      for (const source of form.sources) rows.push(...compared(file, form, source, count, written));
      rmSync(file);
    }
  }
  return { rows, columns };
}

function compared(file, { format, names }, source, count, written) {
  const about = `${count.toLocaleString('en')} ${format}, ${source}`;
  const answers = new Map(['nobody', ...names].map((name) => [name, []]));
  for (let n = 0; n < RUNS; n++) {
    for (const [name, all] of answers) all.push(said(child, name, format, source, file));
  }
  const medianOf = (name, key) => median(answers.get(name).map((answer) => answer[key]));
  const rows = names.map((name) => {
    const [{ records, bad, issues, bytes }] = answers.get(name);
    const seconds = medianOf(name, 'seconds');
    const memory = medianOf(name, 'memory') - medianOf('nobody', 'memory');
    const speed = { megabytes: bytes / seconds / 1e6, perSecond: records / seconds };
    return { case: about, format, source, name, records, bad, issues, bytes, seconds, memory, ...speed };
  });
  const odd = rows.find(({ records, bad }) => records !== written || bad !== rows[0].bad);
  if (odd) throw new Error(`${about}: ${odd.name} counts ${odd.bad} bad of ${odd.records}, ficha ${rows[0].bad}`);
  return withRatios(rows, 'seconds');
}
