// The cards of what can be repaired, and the words that are not known.

import { updateCliente } from 'ficha';
import { t } from '../language.js';
import { made } from '../made.js';
import { cellsOf, number } from './count.js';
import { nameOf } from './fields.js';

const REPAIRS = {
  formula: ['Quitar la fórmula que envuelve el dato', 'Remove the formula around a value'],
  apostrophe: ['Quitar el apóstrofo del comienzo', 'Remove the apostrophe at the beginning'],
  nothing: ['Vaciar las celdas que dicen «-», «s/n» o «N/A»', 'Empty the cells that say “-”, “s/n” or “N/A”'],
  decimal: ['Quitar los decimales que agregó la hoja de cálculo', 'Remove the decimals that the spreadsheet added'],
  thousands: ['Quitar los signos de miles', 'Remove the signs between thousands'],
  exponent: ['Escribir el número completo, sin exponente', 'Write the whole number, without an exponent'],
  zeros: ['Completar los ceros que se perdieron', 'Add the zeros that were lost'],
  date: ['Escribir las fechas como año-mes-día', 'Write dates as year-month-day'],
  date_order: [
    'Leer como mes/día/año las fechas que solo así existen',
    'Read as month/day/year the dates that exist only so',
  ],
  word: ['Cambiar palabras parecidas por la opción de la lista', 'Replace similar words by the option of the list'],
  phone: ['Dejar solo el número de teléfono', 'Keep only the telephone number'],
  email: ['Corregir el dominio del correo', 'Correct the domain of the email'],
};

const EXAMPLES = 3;
const shown = (text) => (text === '' ? t('(vacío)', '(empty)') : text);

/** Groups what was found by its repair: counts, examples, and whether it is applied. */
function grouped(found) {
  const groups = new Map();
  for (const { repair, field, count, applied, examples } of found) {
    if (!repair) continue;
    const group = groups.get(repair) ?? { repair, count: 0, applied, examples: [] };
    group.count += count;
    const isNew = ({ before, after }) =>
      !group.examples.some((known) => known.before === before && known.after === after);
    for (const example of examples) if (isNew(example)) group.examples.push({ field, ...example });
    groups.set(repair, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/**
 * Shows a card for each repair.
 * @param {(repair: string) => void} toggle Applies a repair, or undoes it.
 */
export function repairCards(box, found, toggle) {
  const groups = grouped(found);
  const cards = groups.map(({ repair, count, applied, examples }) => {
    const lines = examples
      .slice(0, EXAMPLES)
      .map(({ field, before, after }) =>
        made(
          'li',
          {},
          `${nameOf(field)}: `,
          made('s', { textContent: shown(before) }),
          ' → ',
          made('b', { textContent: shown(after ?? '') }),
        ),
      );
    const button = made('button', {
      type: 'button',
      className: applied ? 'quiet' : '',
      textContent: applied ? t('Deshacer', 'Undo') : t('Aplicar', 'Apply'),
    });
    button.dataset.repair = repair;
    button.addEventListener('click', () => toggle(repair));
    const corrected = count === 1 ? 'ya corregida' : 'ya corregidas';
    const said = applied ? `${cellsOf(count)}, ${t(corrected, 'repaired')}` : cellsOf(count);
    const title = made('h4', { textContent: t(...REPAIRS[repair]) });
    return made('li', { className: 'card' }, title, made('p', { textContent: said }), made('ul', {}, ...lines), button);
  });
  box.replaceChildren(...cards);
  return groups.filter(({ applied }) => !applied).map(({ repair }) => repair);
}

/** The values of a closed field, each with its name. */
function optionsOf(field) {
  if (field === 'incluye_igv')
    return [
      ['1', t('Sí (1)', 'Yes (1)')],
      ['0', t('No (0)', 'No (0)')],
    ];
  return (updateCliente.jsonSchema.output.properties[field]?.enum ?? []).map((value) => [value, value]);
}

/**
 * Shows each word that is not known, with a choice of what it means, and the words that were chosen before.
 * @param {{field: string, word: string, value: string | null}[]} chosen
 * @param {(field: string, word: string, value: string | null | undefined) => void} choose
 */
export function unknownWords(box, found, chosen, choose) {
  const unknown = found
    .filter(({ code }) => code === 'sheet.word_unknown')
    .map(({ field, count, examples: [{ before: word }] }) => ({ field, word, count }));
  const rows = [...unknown, ...chosen].map(({ field, word, count, value: current }, at) => {
    const option = (value, textContent) => made('option', { value, textContent, selected: value === String(current) });
    const select = made(
      'select',
      { id: `palabra-${at}` },
      option('', count ? t('(elige qué es)', '(choose what it is)') : t('(no lo sé)', '(I do not know)')),
      ...optionsOf(field).map((it) => option(...it)),
      option('null', t('Nada: celda vacía', 'Nothing: an empty cell')),
    );
    const meaning = { '': undefined, null: null };
    select.addEventListener('change', () => {
      choose(field, word, select.value in meaning ? meaning[select.value] : select.value);
    });
    const label = made('label', { htmlFor: select.id, textContent: `${nameOf(field)}: «${word}»` });
    const cells = made('td', { textContent: count ? number.format(count) : t('elegida', 'chosen') });
    return made('tr', {}, made('th', { scope: 'row' }, label), cells, made('td', {}, select));
  });
  const head = [t('Palabra', 'Word'), t('Celdas', 'Cells'), t('Qué es', 'What it is')];
  const heads = made('tr', {}, ...head.map((textContent) => made('th', { scope: 'col', textContent })));
  box.replaceChildren(made('thead', {}, heads), made('tbody', {}, ...rows));
  return rows.length;
}
