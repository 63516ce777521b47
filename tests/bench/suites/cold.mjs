import { bundleOf, checkOf } from '../bundle.mjs';
import { said } from '../child.mjs';
import { withBrowser } from '../chromium.mjs';
import { EXAMPLE } from '../corpus.mjs';
import { NAMES } from '../peers.mjs';
import { RATIOS, withRatios } from '../ratios.mjs';
import { median, spread } from '../statistics.mjs';

export const name = 'cold';
export const title = 'From the import to the first verdict';

const PROCESSES = 15;
const PAGES = 11;
/** The lower bound for every peer: in a page, mostly the transfer of a file over HTTP. */
const FLOOR = 'nothing';
const CONTESTANTS = [...NAMES, FLOOR];
const child = new URL('cold-child.mjs', import.meta.url);

const columns = [
  { key: 'case', title: 'where' },
  { key: 'name', title: '' },
  { key: 'ms', title: 'ms', digits: 1 },
  { key: 'spread', title: 'spread %', digits: 1 },
  ...RATIOS,
];

export async function run() {
  const inNode = await inTurn(PROCESSES, (name) => said(child, name, JSON.stringify(EXAMPLE)));
  const files = new Map();
  for (const name of CONTESTANTS) files.set(`/${name}.js`, await bundleOf(checkOf(name)));
  const inChromium = await withBrowser(files, (visit) => inTurn(PAGES, (name) => visit(firstCheck, name, EXAMPLE)));
  const rowsOf = (about, times) => withRatios(times, 'ms').map((row) => ({ case: about, ...row }));
  return { rows: [...rowsOf('a Node process', inNode), ...rowsOf('a page in Chromium', inChromium)], columns };
}

async function inTurn(rounds, measure) {
  const times = new Map(CONTESTANTS.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, all] of times) all.push(await measure(name));
  }
  return Array.from(times, ([name, all]) => ({
    name,
    ms: median(all),
    spread: spread(all),
    isFloor: name === FLOOR,
  }));
}

/** Runs in the page. */
async function firstCheck([name, record]) {
  const begin = performance.now();
  const { check } = await import(`/${name}.js`);
  const { ok } = check(record);
  const ms = performance.now() - begin;
  if (!ok) throw new Error(`${name} refuses the record`);
  return ms;
}
