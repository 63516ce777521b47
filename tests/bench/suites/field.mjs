import { KEYSTROKES, RUC } from '../corpus.mjs';
import { peers } from '../peers.mjs';
import { RATIOS, withRatios } from '../ratios.mjs';
import { timed } from '../timing.mjs';

export const name = 'field';
export const title = 'A RUC alone: while it is typed, checked at every key; and a good one';

const CASES = [
  ['a key', KEYSTROKES],
  ['a good one', [RUC]],
];

const columns = [
  { key: 'case', title: '' },
  { key: 'name', title: '' },
  { key: 'ns', title: 'ns', digits: 0 },
  { key: 'spread', title: 'spread %', digits: 1 },
  ...RATIOS,
];

export async function run(options) {
  const rows = [];
  for (const [about, inputs] of CASES) {
    const contestants = peers.map(({ name, checkRuc }) => ({ name, check: checkRuc, inputs }));
    const times = await timed(contestants, 'texts', options);
    rows.push(...withRatios(times, 'ns').map((row) => ({ case: about, ...row })));
  }
  return { rows, columns };
}
