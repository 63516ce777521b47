import { allWrong, EXAMPLE, oneError, valid } from '../corpus.mjs';
import { peers } from '../peers.mjs';
import { RATIOS, withRatios } from '../ratios.mjs';
import { timed } from '../timing.mjs';

export const name = 'object';
export const title = 'A JavaScript object to a verdict and a value';

const reversed = (record) => Object.fromEntries(Object.entries(record).reverse());

const CASES = [
  ['valid, the example', [EXAMPLE]],
  ['valid, 64 in turn', valid(64)],
  ['valid, keys in another order', valid(64).map(reversed)],
  ['one error, 64 in turn', oneError(64)],
  ['all 16 fields wrong', [allWrong()]],
];

const columns = [
  { key: 'case', title: 'record' },
  { key: 'name', title: '' },
  { key: 'ns', title: 'ns a record', digits: 0 },
  { key: 'spread', title: 'spread %', digits: 1 },
  ...RATIOS,
];

export async function run(options) {
  const rows = [];
  for (const [about, inputs] of CASES) {
    const contestants = peers.map(({ name, check }) => ({ name, check, inputs }));
    const times = await timed(contestants, 'records', options);
    rows.push(...withRatios(times, 'ns').map((row) => ({ case: about, ...row })));
  }
  return { rows, columns };
}
