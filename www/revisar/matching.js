// The part of the page that shows how a file is read, and which field each column is.

import { updateCliente } from 'ficha';
import { clientePublico } from 'ficha/lines';
import { t } from '../language.js';
import { made } from '../made.js';
import { nameOf } from './fields.js';
import { matched, rememberColumn } from './memory.js';

const byId = (id) => document.getElementById(id);

export const FIELDS = {
  updateCliente: Object.keys(updateCliente.jsonSchema.input.properties).filter((name) => name !== 'password'),
  clientePublico: clientePublico.fields,
};
/** Required fields: those that the file lacks are named on the page and not checked. */
export const REQUIRED = {
  updateCliente: updateCliente.jsonSchema.input.required,
  clientePublico: clientePublico.required,
};
const SEPARATORS = {
  ',': t('comas', 'commas'),
  ';': t('punto y coma', 'semicolons'),
  '\t': t('tabuladores', 'tabs'),
  '|': t('barras', 'bars'),
};
const ENCODINGS = { ascii: 'UTF-8', 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', cp850: 'DOS (850)' };
const SAMPLES = 3;

/** What is known of the open file. */
let about;
let form;

/** Shows how a file was read, and its columns. `fields` are those that a person chose before; without them, found ones. */
export function showMatching(found, ofForm, name, fields) {
  [about, form] = [found, ofForm];
  tellReading(name);
  const isSame = fields?.length === about.columns.length;
  offerColumns(isSame ? fields : matched(form, about.columns));
  showPreview();
  tellMissing();
}

/** Says how the file was read. */
function tellReading(name) {
  const { format, sheet, sheets, separator, encoding, header } = about;
  const by = SEPARATORS[separator] ?? separator;
  const charset = ENCODINGS[encoding] ?? encoding;
  const kinds = {
    ndjson: 'NDJSON',
    sheet: t(`hoja «${sheet}»`, `sheet “${sheet}”`),
    csv: separator ? t(`separado por ${by}, ${charset}`, `separated by ${by}, ${charset}`) : charset,
  };
  const heading = header > 1 ? t(`, encabezado en la fila ${header}`, `, headings in row ${header}`) : '';
  byId('reconocido').textContent = `${name}: ${kinds[format]}${heading}.`;
  byId('lectura').hidden = format === 'ndjson';
  for (const field of document.querySelectorAll('[data-de=csv]')) field.hidden = format !== 'csv';
  byId('campo-hoja').hidden = format !== 'sheet';
  byId('hoja').replaceChildren(
    ...(sheets ?? []).map((of) => made('option', { value: of, textContent: of, selected: of === sheet })),
  );
  byId('encabezado').value = header || '';
  byId('codificacion').value = encoding === 'ascii' ? 'utf-8' : (encoding ?? '');
  byId('separador').value = separator ?? '';
}

const labelOf = (heading, at) => heading.replace(/\s+/g, ' ').trim() || t(`Columna ${at + 1}`, `Column ${at + 1}`);

const tableOf = (heads, rows) =>
  made(
    'table',
    {},
    made('thead', {}, made('tr', {}, ...heads.map((textContent) => made('th', { scope: 'col', textContent })))),
    made('tbody', {}, ...rows),
  );

/** Shows a row for each column: its name, sample values and the field it has. */
function offerColumns(chosen) {
  const rows = about.columns.map(({ heading }, at) => {
    const select = made(
      'select',
      { id: `columna-${at}` },
      made('option', { value: '', textContent: t('(no se usa)', '(not used)') }),
      ...FIELDS[form].map((field) =>
        made('option', { value: field, textContent: nameOf(field), selected: field === chosen[at] }),
      ),
    );
    select.addEventListener('change', () => {
      // If no heading is known, the first row may be one of data.
      if (about.columns.some(({ field }) => field)) rememberColumn(form, heading, select.value);
      tellMissing();
    });
    const samples = about.samples.map(({ cells }) => cells[at]).filter(Boolean);
    const label = made('label', { htmlFor: select.id, textContent: labelOf(heading, at) });
    return made(
      'tr',
      {},
      made('th', { scope: 'row' }, label),
      made('td', { textContent: samples.slice(0, SAMPLES).join(' · ') }),
      made('td', {}, select),
    );
  });
  const heads = [t('Columna', 'Column'), t('Ejemplos', 'Examples'), t('Campo', 'Field')];
  byId('tabla-columnas').replaceChildren(...(rows.length > 0 ? [tableOf(heads, rows)] : []));
}

/** Shows the first rows as they were read. */
function showPreview() {
  const heads = [t('Línea', 'Line'), ...about.columns.map(({ heading }, at) => labelOf(heading, at))];
  const rows = about.samples.map(({ line, cells }) =>
    made(
      'tr',
      {},
      made('th', { scope: 'row', textContent: line }),
      ...cells.map((textContent) => made('td', { textContent })),
    ),
  );
  byId('primeras').hidden = rows.length === 0;
  byId('tabla-primeras').replaceChildren(...(rows.length > 0 ? [tableOf(heads, rows)] : []));
}

/** The field of each column; `null` for one that is not used. */
export const matching = () => about.columns.map((_, at) => byId(`columna-${at}`).value || null);

/** Returns why the columns cannot be checked as they are matched; empty if they can. */
export function trouble() {
  if (about.format === 'ndjson') return '';
  const columns = matching();
  const twice = columns.find((field, at) => field && columns.indexOf(field) !== at);
  if (twice)
    return t(`Dos columnas tienen el mismo campo: ${nameOf(twice)}.`, `Two columns have one field: ${nameOf(twice)}.`);
  if (columns.every((field) => !field))
    return t('Elige qué campo es al menos una columna.', 'Choose the field of at least one column.');
  return '';
}

function tellMissing() {
  const columns = matching();
  const missing = about.format === 'ndjson' ? [] : REQUIRED[form].filter((field) => !columns.includes(field));
  const names = missing.map(nameOf).join(', ');
  byId('faltan').textContent =
    names && t(`Sin columna, no se revisan: ${names}.`, `Without a column, not checked: ${names}.`);
  byId('no-revisar').textContent = '';
}
