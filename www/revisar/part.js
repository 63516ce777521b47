// Checks a part of a file, or a whole one.

import { checkLines } from 'ficha/lines';
import { SCHEMAS } from './source.js';
import { BadRows, Repeats } from './store.js';

/** The fields whose repeated values are shown. */
export const REPEATED = ['numero_documento', 'id'];
/** The codes of warnings of cells. In a good row they tell of a repair, in others what a refused cell turns out to be. */
const OF_CELLS = /^(sheet|date)\./;

/** The issues of a record, as rows have them; what a cell turns out to be takes the place of the rule that it breaks. */
export function toldOf({ issues = [], warnings }) {
  return issues.map((issue) => {
    const field = issue.path.join('.');
    const isCause = ({ path, code }) => OF_CELLS.test(code) && path.join('.') === field;
    const { code, message } = warnings.find(isCause) ?? issue;
    return { field, code, message };
  });
}

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
    if (!record.ok || lines.has(record.line)) rows.add({ ...record, issues: toldOf(record) });
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
