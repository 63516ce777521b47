import { bytesOf, EXAMPLE, valid } from '../corpus.mjs';
import { parsed } from '../json.mjs';
import { peers } from '../peers.mjs';
import { RATIOS, withRatios } from '../ratios.mjs';
import { timed } from '../timing.mjs';

export const name = 'bytes';
export const title = 'JSON in bytes to a verdict and a value, or to a verdict alone';

const CASES = [
  ['valid, the example', [EXAMPLE].map(bytesOf)],
  ['valid, 64 in turn', valid(64).map(bytesOf)],
];

/** The lower bound for every peer: reads the same bytes and checks nothing. */
const FLOOR = 'decode and JSON.parse alone';

const columns = [
  { key: 'case', title: 'record' },
  { key: 'name', title: '' },
  { key: 'ns', title: 'ns a record', digits: 0 },
  { key: 'megabytes', title: 'MB/s', digits: 0 },
  { key: 'spread', title: 'spread %', digits: 1 },
  ...RATIOS,
];

export async function run(options) {
  const rows = [];
  for (const [about, inputs] of CASES) {
    const contestants = peers.map(({ name, checkBytes }) => ({ name, check: checkBytes, inputs }));
    contestants.push({ name: FLOOR, check: (bytes) => ({ ok: true, value: parsed(bytes) }), inputs });
    const times = await timed(contestants, 'records', options);
    const size = inputs.reduce((sum, { length }) => sum + length, 0) / inputs.length;
    const measured = times.map((row) => ({ ...row, megabytes: (size / row.ns) * 1000, isFloor: row.name === FLOOR }));
    rows.push(...withRatios(measured, 'ns').map((row) => ({ case: about, ...row })));
  }
  const inputs = valid(64).map(bytesOf);
  const contestants = peers.map(({ name, isBytes, checkBytes }) => {
    return { name, check: isBytes ?? ((bytes) => checkBytes(bytes).ok), inputs };
  });
  const verdicts = await timed(contestants, 'verdicts', options);
  rows.push(...withRatios(verdicts, 'ns').map((row) => ({ case: 'a verdict alone, 64 in turn', ...row })));
  return { rows, columns };
}
