// Compares the provers with the rules: those of Rust, on JSON and on rows of tables, and the one in JavaScript, on objects.
// Prints how many of the good, normal records without a warning are proven; fails on a difference.
//
//   node tests/agree/provers.mjs [records]

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as judge from '../../target/npm/ficha/esm/index.js';
import * as server from '../../target/npm/ficha/node/index.js';
import { isProven, slips } from '../prove.mjs';
import { base } from '../vectors.mjs';
import { generate } from './generate.mjs';

const count = Number(process.argv[2] ?? 1_100_000);
const SEED = 20_261_129;
const tally = { records: 0, plain: 0, proven: 0, differences: 0 };

/** Yields the records to compare: those that `generate` makes, then every slip of one character in every text. */
function* records() {
  yield* generate(count, SEED);
  for (const schema of Object.keys(base)) {
    for (const [name, good] of Object.entries(base[schema]))
      if (typeof good === 'string')
        for (const text of slips(good)) yield { schema, json: JSON.stringify({ ...base[schema], [name]: text }) };
  }
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Compares what the server's build and the page's, which has no prover, say of a value. */
function compare(schema, value) {
  const expected = judge[schema].check(value);
  const got = server[schema].check(value);
  const said = JSON.stringify(expected);
  tally.records++;
  if (JSON.stringify(got) !== said || server[schema].is(value) !== expected.ok) {
    tally.differences++;
    console.error(`the prover and the rules differ: ${schema} ${JSON.stringify(value)}`);
  }
  const isPlain = expected.ok && expected.warnings.length === 0;
  if (!isPlain || JSON.stringify(expected.value) !== JSON.stringify(value)) return;
  tally.plain++;
  if (isProven(schema, value)) tally.proven++;
}

const native = spawn('cargo', ['xtask', 'provers'], { stdio: ['pipe', 'inherit', 'inherit'] });
const ended = once(native, 'exit');
// If it ends early, it has said why.
native.stdin.on('error', () => {});
for (const { schema, json } of records()) {
  const value = parsed(json);
  if (value !== undefined) compare(schema, value);
  const isFull = !native.stdin.write(`${JSON.stringify([schema, json])}\n`);
  if (isFull) await Promise.race([once(native.stdin, 'drain'), ended]);
}
native.stdin.end();
const [status] = await ended;
const share = (100 * tally.proven) / tally.plain;
console.log(
  `objects: ${tally.records} records, ${tally.plain} good, normal and without a warning, ${share.toFixed(1)} % of them proven`,
);
console.log(`differences: ${tally.differences}`);
if (status !== 0 || tally.differences > 0 || share < 60) process.exitCode = 1;
