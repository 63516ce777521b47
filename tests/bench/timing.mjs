// Times the contestants in turn, so that a disturbance of the machine affects them all.

import { median, spread } from './statistics.mjs';

const ROUND_MS = 50;
const WARM_UP_MS = 300;
const ROUNDS = { quick: 7, full: 15 };

let loaded = 0;
let sink = 0;

/**
 * Returns nanoseconds an operation for each contestant: the median of the rounds, and their spread in percent.
 * @param {{name: string, check: Function, inputs: unknown[]}[]} contestants
 * @param {'records' | 'verdicts' | 'texts'} what A function of timed.mjs.
 */
export async function timed(contestants, what, { quick }) {
  const runs = [];
  for (const contestant of contestants) runs.push(await prepared(contestant, what));
  for (let round = 0; round < (quick ? ROUNDS.quick : ROUNDS.full); round++) {
    for (const run of runs) run.times.push(nanoseconds(run, run.count) / run.count);
  }
  if (!Number.isFinite(sink)) throw new Error('a member was read that is not there');
  return runs.map(({ name, times }) => ({ name, ns: median(times), spread: spread(times) }));
}

/** Warms a contestant up; finds how many operations fill a round, in which every input occurs equally often. */
async function prepared({ name, check, inputs }, what) {
  const { [what]: loop } = await import(`./timed.mjs?${loaded++}`);
  const run = { name, loop, check, inputs, times: [] };
  let count = inputs.length;
  let last = nanoseconds(run, count);
  for (let spent = last; spent < WARM_UP_MS * 1e6; spent += last) {
    if (last < (ROUND_MS * 1e6) / 4) count *= 2;
    last = nanoseconds(run, count);
  }
  const cycles = Math.round(((ROUND_MS * 1e6) / last) * (count / inputs.length));
  return { ...run, count: Math.max(cycles, 1) * inputs.length };
}

function nanoseconds({ loop, check, inputs }, count) {
  const begin = process.hrtime.bigint();
  sink += loop(check, inputs, count);
  return Number(process.hrtime.bigint() - begin);
}
