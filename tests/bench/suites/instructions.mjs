// Instructions a record, which do not depend on the load of the machine: natively by callgrind of Valgrind, in wasm by
// the fuel of an interpreter. Fails if a figure is above the committed one by more than 3 %.

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { native, program, withFiles } from '../native.mjs';

export const name = 'instructions';
export const title = 'Instructions a record, one in twenty bad';

const COUNT = 20_000;
const MOST_ABOVE = 1.03;
const kept = new URL('../../../docs/bench/instructions.json', import.meta.url);
const lines = fileURLToPath(new URL('../../../target/npm/ficha/lines.wasm', import.meta.url));
const profile = fileURLToPath(new URL('../../../target/bench/callgrind.out', import.meta.url));

const columns = [
  { key: 'name', title: '' },
  { key: 'instructions', title: 'instructions a record', digits: 0 },
  { key: 'before', title: 'committed', digits: 0 },
  { key: 'toBefore', title: '× committed', digits: 3 },
];

export function run({ keep }) {
  const before = new Map(committed().map(({ name, instructions }) => [name, instructions]));
  const rows = withFiles(COUNT, (files) =>
    Object.entries(files).flatMap(([format, file]) => [
      { name: `native, ${format}`, instructions: natively(format, file) },
      { name: `wasm, ${format}`, instructions: Number(native('fuel', lines, format, file)) },
    ]),
  ).map((row) => ({ ...row, before: before.get(row.name), toBefore: row.instructions / before.get(row.name) }));
  const worse = rows.filter(({ toBefore }) => toBefore > MOST_ABOVE);
  if (worse.length > 0 && !keep) {
    process.exitCode = 1;
    for (const { name, toBefore } of worse) console.error(`${name}: ${toBefore.toFixed(3)} × the committed figure`);
  }
  return { rows, columns };
}

function committed() {
  try {
    return JSON.parse(readFileSync(kept, 'utf8')).rows;
  } catch {
    return [];
  }
}

/** The difference of three rounds and one leaves out what a start costs. */
function natively(format, file) {
  return Math.round((counted(format, file, 3) - counted(format, file, 1)) / (2 * COUNT));
}

function counted(format, file, rounds) {
  const run = [program(), 'count', format, file, String(rounds)];
  const { error, stderr } = spawnSync('valgrind', ['--tool=callgrind', `--callgrind-out-file=${profile}`, ...run], {
    encoding: 'utf8',
  });
  if (error) throw new Error('Valgrind is not installed: apt-get install valgrind');
  rmSync(profile, { force: true });
  return Number(/Collected : (\d+)/.exec(stderr)[1]);
}
