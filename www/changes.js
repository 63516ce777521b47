// Shows in a table what differs between two versions of a record.

import { t } from './language.js';
import { made } from './made.js';

/** The text that a control shows for a value: the text of its option, or the value itself. */
function shown(form, name, value) {
  if (value === null || value === undefined || value === '') return t('(vacío)', '(empty)');
  if (name === 'password') return '••••••';
  const option = [...(form.elements[name]?.options ?? [])].find((each) => each.value === String(value));
  return option?.textContent ?? String(value);
}

const labelOf = (form, name) => form.elements[name]?.labels?.[0]?.textContent ?? name;

/**
 * @param {HTMLFormElement} form Its labels and options give the texts.
 * @param {[heading: string, record: object][]} versions Two versions.
 * @param {string[]} names The fields to show.
 */
export function changesTable(form, [before, after], names) {
  const cell = (tag, text, scope) => made(tag, { textContent: text, ...(scope && { scope }) });
  const head = made(
    'tr',
    {},
    cell('th', t('Dato', 'Field'), 'col'),
    cell('th', before[0], 'col'),
    cell('th', after[0], 'col'),
  );
  const rows = names.map((name) =>
    made(
      'tr',
      {},
      cell('th', labelOf(form, name), 'row'),
      cell('td', shown(form, name, before[1][name])),
      cell('td', shown(form, name, after[1][name])),
    ),
  );
  const table = made('table', {}, made('thead', {}, head), made('tbody', {}, ...rows));
  const scroller = made('div', { className: 'scroll', tabIndex: 0 }, table);
  scroller.setAttribute('role', 'group');
  scroller.setAttribute('aria-label', t('Cambios', 'Changes'));
  return scroller;
}

/** The names of the fields whose values differ between two records. */
export const changed = (record, stored) =>
  Object.keys(record).filter((name) => String(record[name] ?? '') !== String(stored[name] ?? ''));
