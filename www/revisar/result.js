// The part of the page that shows what was found.

import { language, t } from '../language.js';
import { made } from '../made.js';
import { chart } from './chart.js';
import { badOf, goodOf, number, rowsOf } from './count.js';
import { nameOf } from './fields.js';
import { repairCards, unknownWords } from './repairs.js';
import { showRepeats } from './repeats.js';

const byId = (id) => document.getElementById(id);

/**
 * @param {object} found What the thread found.
 * @param {object} source
 * @param {boolean} source.isTable
 * @param {string} source.name The name of the file.
 * @param {Record<string, Record<string, string | null>>} source.values The chosen meanings of words, by field.
 * @param {() => (string | null)[]} source.matching The field of each column.
 * @param {(repair: string) => void} source.toggle
 * @param {(field: string, word: string, value: string | null) => void} source.meanWord
 * @param {(field: string, code: string) => void} source.filter
 * @param {object} source.repeats See `showRepeats`.
 * @returns {string[]} The repairs that are offered and not applied.
 */
export function showResult(
  { summary, counts, repeats },
  { isTable, name, values, matching, toggle, meanWord, filter, ...source },
) {
  const { records, good, bad, repaired, table } = summary;
  byId('resumen').textContent = `${rowsOf(records)}: ${goodOf(good)}, ${badOf(bad)}.`;
  showShares(good - repaired, repaired, bad);
  const found = table?.found ?? [];
  const offered = repairCards(byId('arreglos'), found, toggle);
  byId('arreglables').hidden = !found.some(({ repair }) => repair);
  byId('arreglar').hidden = offered.length < 2;
  byId('desconocidas').hidden = unknownWords(byId('palabras'), found, chosenOf(values, matching()), meanWord) === 0;
  byId('repetidos').hidden = showRepeats(byId('grupos'), repeats, { ...source.repeats, number }) === 0;
  byId('bajar-libro').hidden = !isTable || records === 0;
  for (const option of byId('formato').options) option.hidden = !isTable && option.value !== 'ndjson';
  if (!isTable) byId('formato').value = 'ndjson';
  showCharts(counts, filter);
  const when = new Intl.DateTimeFormat(t('es-PE', language), { dateStyle: 'long', timeStyle: 'short' });
  byId('de-archivo').textContent = `${name} · ${when.format(new Date())}`;
  byId('sin-errores').hidden = bad > 0 || records === 0;
  return offered;
}

/** The words that a person chose the meaning of, for fields that the file has. */
const chosenOf = (values, fields) =>
  Object.entries(values)
    .filter(([field]) => fields.includes(field))
    .flatMap(([field, words]) => Object.entries(words).map(([word, value]) => ({ field, word, value })));

/** Shows the shares of rows as a bar and in words. */
function showShares(good, repaired, bad) {
  const parts = [
    ['good', good, t('Correctas', 'Good')],
    ['repaired', repaired, t('Corregidas', 'Corrected')],
    ['bad', bad, t('Con errores', 'With errors')],
  ];
  const all = Math.max(1, good + repaired + bad);
  const percent = new Intl.NumberFormat(t('es-PE', 'en'), { style: 'percent', maximumFractionDigits: 1 });
  byId('proporcion').replaceChildren(
    ...parts.map(([className, share]) => {
      const part = made('span', { className });
      part.style.flexGrow = share;
      return part;
    }),
  );
  byId('leyenda').replaceChildren(
    ...parts.map(([className, share, label]) =>
      made(
        'li',
        {},
        made('span', { className: `swatch ${className}`, ariaHidden: 'true' }),
        ` ${label}: ${number.format(share)} (${percent.format(share / all)})`,
      ),
    ),
  );
}

function showCharts({ fields, reasons }, filter) {
  const errors = t('Errores', 'Errors');
  const ofFields = fields.map(([field, count]) => [nameOf(field), count, () => filter(field, '')]);
  chart(byId('por-campo'), [t('Campo', 'Field'), errors], ofFields, number);
  const ofReasons = reasons.map(({ field, code, message, count }) => [
    `${nameOf(field)}: ${message}`,
    count,
    () => filter(field, code),
  ]);
  chart(byId('por-codigo'), [t('Motivo', 'Reason'), errors], ofReasons, number);
  const chosen = [byId('filtro-campo').value, byId('filtro-codigo').value];
  const any = () => made('option', { value: '', textContent: t('(todos)', '(all)') });
  byId('filtro-campo').replaceChildren(
    any(),
    ...fields.map(([value]) => made('option', { value, textContent: nameOf(value) })),
  );
  const codes = new Map(reasons.map(({ code, message }) => [code, message]));
  byId('filtro-codigo').replaceChildren(
    any(),
    ...[...codes].map(([value, textContent]) => made('option', { value, textContent })),
  );
  for (const [at, id] of ['filtro-campo', 'filtro-codigo'].entries()) {
    const values = [...byId(id).options].map(({ value }) => value);
    byId(id).value = values.includes(chosen[at]) ? chosen[at] : '';
  }
}
