// Checks a file, a large one in several threads, and puts together what they found.

import * as Comlink from 'comlink';
import { partsOf } from 'ficha/lines';
import { checkPart, REPEATED } from './part.js';
import { SCHEMAS } from './source.js';
import { BadRows, Repeats } from './store.js';
import { startThread } from './thread.js';

/** The bytes of a part: smaller ones cost more, with larger ones threads end at different times. */
const PART = 1 << 22;
/** The least bytes for a thread: it takes longer to start one than to check fewer. */
const SHARE = 1 << 23;
/** The most threads. */
const MOST_LANES = 4;
/** The largest numbers of examples of what was found, and of unknown words. */
const MOST_EXAMPLES = 3;
const MOST_WORDS = 50;

/** Starts the threads that check a text of this size; a short one is checked in the thread that asks. */
export function lanesFor(size) {
  const count = Math.min(navigator.hardwareConcurrency ?? 1, MOST_LANES, Math.floor(size / SHARE));
  if (count < 2) return [checkPart];
  return Array.from({ length: count }, () => {
    const { call } = startThread();
    return (part, given, tell) => call((lane) => lane.check(part, given, Comlink.proxy(tell)));
  });
}

/**
 * @param {(typeof checkPart)[]} lanes
 * @param {Blob} text
 * @param {object} given See `checkPart`.
 * @param {() => Promise<boolean>} gate Is pending while the check is paused; false ends it.
 * @param {(progress: {share: number, records: number, bad: number}) => void} tell
 */
export async function checkFile(lanes, text, given, gate, tell) {
  const parts = partsOf(SCHEMAS[given.form], text, { ...given.options, size: PART });
  const progress = [];
  const results = [];
  let head;
  async function run(check) {
    for (;;) {
      if (!(await gate())) return;
      const { value: part, done } = await parts.next();
      if (done) return;
      head ??= part;
      const at = progress.push([0, 0, 0]) - 1;
      const told = (...numbers) => {
        progress[at] = numbers;
        const [bytes, records, bad] = progress.reduce((sums, row) => sums.map((sum, place) => sum + row[place]));
        tell({ share: bytes / text.size, records, bad });
      };
      results[at] = await check(part, given, told);
    }
  }
  await Promise.all(lanes.map(run));
  return { ...joined(results), file: head && { head: head.head, encoding: head.encoding } };
}

/** Puts together what was found in the parts of a file, in their order. */
function joined(results) {
  const rows = new BadRows();
  const repeats = Object.fromEntries(REPEATED.map((field) => [field, new Repeats()]));
  const summary = { records: 0, good: 0, bad: 0, lines: 0, repaired: 0 };
  const found = new Map();
  for (const { summary: part, repaired, ...more } of results) {
    for (const name of ['records', 'good', 'bad']) summary[name] += part[name];
    summary.repaired += repaired;
    summary.lines = part.lines;
    rows.append(more.rows);
    for (const [at, field] of REPEATED.entries()) repeats[field].append(more.repeats[at]);
    for (const one of part.table?.found ?? []) join(found, one);
  }
  const table = results[0]?.summary.table;
  if (table) summary.table = { ...table, found: withoutRareWords([...found.values()]) };
  return { summary, rows, repeats };
}

/** The first words stand for the rest: a column of names has as many unknown words as rows. */
function withoutRareWords(found) {
  let words = 0;
  return found.filter(({ code }) => code !== 'sheet.word_unknown' || ++words <= MOST_WORDS);
}

function join(found, one) {
  const word = one.code === 'sheet.word_unknown' ? one.examples[0].before : '';
  const key = [one.field, one.code, one.applied, word.toLowerCase()].join('\n');
  const earlier = found.get(key);
  if (!earlier) {
    found.set(key, one);
    return;
  }
  const examples = [...earlier.examples, ...one.examples].slice(0, MOST_EXAMPLES);
  found.set(key, { ...earlier, count: earlier.count + one.count, examples });
}
