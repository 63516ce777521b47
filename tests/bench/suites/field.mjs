import { KEYSTROKES } from '../corpus.mjs';
import { peers } from '../peers.mjs';
import { RATIOS, withRatios } from '../ratios.mjs';
import { timed } from '../timing.mjs';

export const name = 'field';
export const title = 'A RUC while it is typed, checked at every key';

const columns = [
  { key: 'name', title: '' },
  { key: 'ns', title: 'ns a key', digits: 0 },
  { key: 'spread', title: 'spread %', digits: 1 },
  ...RATIOS,
];

export async function run(options) {
  const contestants = peers.map(({ name, checkRuc }) => ({ name, check: checkRuc, inputs: KEYSTROKES }));
  return { rows: withRatios(await timed(contestants, 'texts', options), 'ns'), columns };
}
