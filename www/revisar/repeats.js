// Shows the rows that repeat a document or a number of another one, with a choice of which to keep.

import { t } from '../language.js';
import { made } from '../made.js';
import { nameOf } from './fields.js';

/** The most groups that are shown, and the most rows and cells of each. */
const MOST_GROUPS = 50;
const MOST_ROWS = 20;
const MOST_CELLS = 4;

/**
 * @param {HTMLElement} box
 * @param {Record<string, {count: number, list: {value: string, rows: object[]}[]}>} repeats By field.
 * @param {object} source
 * @param {Record<string, {rule: string, chosen: Record<string, number | 'all'>}>} source.keep What is kept; is changed.
 * @param {(rows: object[]) => Promise<object[]>} source.read Returns rows with their cells.
 * @param {Intl.NumberFormat} source.number
 * @param {() => void} source.changed
 */
export function showRepeats(box, repeats, source) {
  const parts = Object.entries(repeats)
    .filter(([, { count }]) => count > 0)
    .map(([field, groups]) => partOf(field, groups, source));
  box.replaceChildren(...parts);
  return parts.length;
}

function partOf(field, { count, list }, { keep, read, number, changed }) {
  keep[field] ??= { rule: 'all', chosen: {} };
  const mine = keep[field];
  const id = `conservar-${field}`;
  const select = made(
    'select',
    { id },
    ...[
      ['all', t('todas las filas', 'all rows')],
      ['first', t('solo la primera fila', 'only the first row')],
      ['last', t('solo la última fila', 'only the last row')],
    ].map(([value, textContent]) => made('option', { value, textContent, selected: value === mine.rule })),
  );
  select.addEventListener('change', () => {
    Object.assign(mine, { rule: select.value, chosen: {} });
    for (const group of groups) group.reset();
    changed();
  });
  const groups = list.slice(0, MOST_GROUPS).map((group, at) => groupOf(field, group, at, { mine, read, changed }));
  const more = count - groups.length;
  const counted = number.format(count);
  const said = t(
    `${counted} ${count === 1 ? 'está' : 'están'} en más de una fila correcta.`,
    `${counted} ${count === 1 ? 'is' : 'are'} in more than one good row.`,
  );
  return made(
    'section',
    {},
    made('h4', { textContent: nameOf(field) }),
    made('p', { textContent: said }),
    made(
      'div',
      { className: 'field' },
      made('label', { htmlFor: id, textContent: t('De cada grupo se conservan', 'Of each group are kept') }),
      select,
    ),
    ...groups.map(({ element }) => element),
    ...(more > 0
      ? [
          made('p', {
            textContent: t(`Y ${number.format(more)} grupos más.`, `And ${number.format(more)} groups more.`),
          }),
        ]
      : []),
  );
}

/** The texts of a row that help to choose: those in which the rows differ first. */
function shownOf(rows, cells, value) {
  const texts = cells.map(({ text }) => text);
  const differs = (at) => rows.some(({ cells: others }) => others[at]?.text !== texts[at]);
  const columns = [...texts.keys()].filter((at) => texts[at] !== value);
  return [...columns.filter(differs), ...columns.filter((at) => !differs(at))].map((at) => texts[at]).filter(Boolean);
}

/** A group: its rows, read when it is opened, each with a choice. */
function groupOf(field, { value, rows }, at, { mine, read, changed }) {
  const lines = rows.slice(0, MOST_ROWS).map(({ line }) => line);
  const shown = lines.join(', ') + (rows.length > MOST_ROWS ? '…' : '');
  const element = made('details', {}, made('summary', { textContent: `${value}: ${t('líneas', 'lines')} ${shown}` }));
  const kept = () => mine.chosen[value] ?? { all: 'all', first: rows[0].line, last: rows.at(-1).line }[mine.rule];
  let inputs = [];
  const choice = (line, text, cells = []) => {
    const input = made('input', { type: 'radio', name: `conservar-${field}-${at}`, value: String(line) });
    inputs.push(input);
    input.checked = kept() === line;
    input.addEventListener('change', () => {
      mine.chosen[value] = line;
      changed();
    });
    const label = [text, ...cells.slice(0, MOST_CELLS)].join(' · ');
    return made('label', { className: 'choice' }, input, ' ', label);
  };
  element.addEventListener('toggle', async () => {
    if (!element.open || inputs.length > 0) return;
    const full = await read(rows.slice(0, MOST_ROWS));
    inputs = [];
    const legend = made('legend', { textContent: t('Se conserva', 'Kept is') });
    const choices = full.map(({ line, cells }) =>
      choice(line, `${t('Línea', 'Line')} ${line}`, shownOf(full, cells, value)),
    );
    element.append(made('fieldset', {}, legend, ...choices, choice('all', t('Todas', 'All'))));
  });
  const reset = () => {
    for (const input of inputs) input.checked = input.value === String(kept());
  };
  return { element, reset };
}
