// Checks a part of a file, or a whole one.

import { checkLines } from 'ficha/lines';
import { SCHEMAS } from './source.js';
import { BadRows, Repeats } from './store.js';

/** The fields whose repeated values are shown. */
export const REPEATED = ['numero_documento', 'id'];
/** The codes of warnings of cells. In a good row they tell of a repair. */
const OF_CELLS = /^(sheet|date)\./;

/**
 * @param {object} source What `checkLines` reads.
 * @param {object} given The form, the options of `checkLines`, and the lines that a person edited.
 * @param {(bytes: number, records: number, bad: number) => void} tell
 */
export async function checkPart(source, { form, options, edited }, tell) {
  const rows = new BadRows();
  const repeats = Object.fromEntries(REPEATED.map((field) => [field, new Repeats()]));
  const lines = new Set(edited);
  let [repaired, bad] = [0, 0];
  const onRecord = (record) => {
    if (!record.ok) bad++;
    if (!record.ok || lines.has(record.line)) rows.add(record);
    if (!record.ok) return;
    for (const field of REPEATED) {
      const value = record.value[field];
      if (value !== undefined && value !== null) repeats[field].add(value, record);
    }
    if (lines.has(record.line) || record.warnings.some(({ code }) => OF_CELLS.test(code))) repaired++;
  };
  const onProgress = ({ bytes, records }) => tell(bytes, records, bad);
  const summary = await checkLines(SCHEMAS[form], source, { ...options, onRecord, onProgress });
  return {
    summary,
    repaired,
    rows: rows.packed(),
    repeats: REPEATED.map((field) => repeats[field].packed()),
  };
}
