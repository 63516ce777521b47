// Checks a file of customers in the browser: finds its format, the field of each column, and the errors of each row.

import * as Comlink from 'comlink';
import { updateCliente } from 'ficha';
import { clientePublico } from 'ficha/lines';
import { sentences, t } from './language.js';
import { made } from './made.js';
import { chart } from './revisar/chart.js';
import { matchColumns } from './revisar/match.js';
import { rowList } from './revisar/rows.js';

const byId = (id) => document.getElementById(id);
const number = new Intl.NumberFormat(t('es-PE', 'en'));
const FIELDS = {
  updateCliente: Object.keys(updateCliente.jsonSchema.input.properties).filter((name) => name !== 'password'),
  clientePublico: clientePublico.fields,
};
/** Required fields: those that the file lacks are named on the page and not checked. */
const REQUIRED = {
  updateCliente: updateCliente.jsonSchema.input.required,
  clientePublico: clientePublico.required,
};

let thread;
let worker;
let about;
let opened;
let isPaused = false;

/** Starts a new thread; ends the last one and its work. */
function begin() {
  thread?.terminate();
  thread = new Worker('revisar/worker.js', { type: 'module' });
  worker = Comlink.wrap(thread);
}

const show = (id, isShown = true) => {
  byId(id).hidden = !isShown;
};

function say(id, text) {
  byId(id).textContent = text;
}

async function open(file) {
  begin();
  opened = file;
  for (const id of ['columnas', 'avance', 'resultado', 'revisar']) show(id, false);
  say('reconocido', t('Leyendo…', 'Reading…'));
  show('columnas');
  try {
    about = await worker.open(file);
  } catch {
    say('reconocido', t('No se puede leer este archivo.', 'This file cannot be read.'));
    return;
  }
  const separators = {
    ',': t('comas', 'commas'),
    ';': t('punto y coma', 'semicolons'),
    '\t': t('tabuladores', 'tabs'),
  };
  const separated = about.separator
    ? t(`, separado por ${separators[about.separator]}`, `, separated by ${separators[about.separator]}`)
    : '';
  say(
    'reconocido',
    `${file.name}: ${about.format === 'csv' ? t('tabla', 'table') : 'NDJSON'}${separated}, ${about.encoding}.`,
  );
  show('revisar');
  offerColumns();
  byId('titulo-columnas').focus();
}

/** Shows a row for each column: its name, sample values and the field it has. */
function offerColumns() {
  const fields = FIELDS[byId('tipo').value];
  const matched = matchColumns(about.columns, fields);
  const rows = about.columns.map((name, at) => {
    const label = name || t(`Columna ${at + 1}`, `Column ${at + 1}`);
    const select = made(
      'select',
      { id: `columna-${at}` },
      made('option', { value: '', textContent: t('(no se usa)', '(not used)') }),
      ...fields.map((field) => made('option', { value: field, textContent: field, selected: field === matched[at] })),
    );
    const samples = about.samples.map((row) => row[at]).filter(Boolean);
    return made(
      'tr',
      {},
      made('th', { scope: 'row' }, made('label', { htmlFor: select.id, textContent: label })),
      made('td', { textContent: samples.join(' · ') }),
      made('td', {}, select),
    );
  });
  const head = [t('Columna', 'Column'), t('Ejemplos', 'Examples'), t('Dato', 'Field')];
  const heads = head.map((textContent) => made('th', { scope: 'col', textContent }));
  const table = made('table', {}, made('thead', {}, made('tr', {}, ...heads)), made('tbody', {}, ...rows));
  byId('tabla-columnas').replaceChildren(...(rows.length > 0 ? [table] : []));
  tellMissing();
}

const chosen = () => about.columns.map((_, at) => byId(`columna-${at}`).value || null);

function tellMissing() {
  const columns = chosen();
  const missing =
    about.format === 'csv' ? REQUIRED[byId('tipo').value].filter((field) => !columns.includes(field)) : [];
  const names = missing.join(', ');
  say(
    'faltan',
    names && t(`No están en el archivo y no se revisan: ${names}.`, `Not in the file, and not checked: ${names}.`),
  );
  const twice = columns.filter((field, at) => field && columns.indexOf(field) !== at);
  byId('revisar').disabled = about.format === 'csv' && (twice.length > 0 || columns.every((field) => !field));
}

async function check(repair = false) {
  show('resultado', false);
  show('avance');
  setPaused(false);
  byId('barra').value = 0;
  byId('revisar').disabled = true;
  say('cuenta', '');
  const given = { form: byId('tipo').value, columns: chosen(), partial: true, sentences, repair };
  const tell = ({ share, records, bad }) => {
    byId('barra').value = share;
    say(
      'cuenta',
      t(
        `${number.format(records)} filas, ${number.format(bad)} malas`,
        `${number.format(records)} rows, ${number.format(bad)} bad`,
      ),
    );
  };
  const mine = worker;
  let found;
  try {
    found = await worker.check(given, Comlink.proxy(tell));
  } catch {
    // The file was changed or removed meanwhile.
    say(
      'reconocido',
      t(
        'No se pudo leer el archivo hasta el final; elígelo de nuevo.',
        'The file could not be read to its end; choose it again.',
      ),
    );
    byId('titulo-columnas').focus();
  }
  // Another file was opened meanwhile.
  if (mine !== worker) return;
  show('avance', false);
  tellMissing();
  if (found) await showFound(found);
}

async function showFound({ summary: { records, good, bad }, repairs, counts, repeated, isRepaired }) {
  const [all, fine, wrong] = [records, good, bad].map((each) => number.format(each));
  say(
    'resumen',
    t(`${all} filas: ${fine} bien, ${wrong} con errores.`, `${all} rows: ${fine} good, ${wrong} with errors.`),
  );
  const cells = number.format(repairs);
  byId('arreglables').firstElementChild.textContent = isRepaired
    ? t(`Celdas reparadas: ${cells}.`, `Cells repaired: ${cells}.`)
    : t(
        `Celdas que se pueden reparar (ceros perdidos, fechas, decimales, palabras): ${cells}.`,
        `Cells that can be repaired (lost zeros, dates, decimals, words): ${cells}.`,
      );
  show('arreglables', repairs > 0);
  show('arreglar', !isRepaired);
  show('bajar-malas', bad > 0);
  show('bajar-buenas', good > 0 && about.format === 'csv');
  chart(byId('por-campo'), [t('Dato', 'Field'), t('Errores', 'Errors')], counts.fields, number);
  const byCode = Map.groupBy(counts.reasons, ([code]) => code);
  const codes = [...byCode].map(([code, all]) => [all[0][1], all.reduce((sum, [, , n]) => sum + n, 0), code]);
  chart(byId('por-codigo'), [t('Motivo', 'Reason'), t('Errores', 'Errors')], codes, number);
  tellRepeated(repeated);
  const any = made('option', { value: '', textContent: t('(todos)', '(all)') });
  const option = ([value, textContent]) => made('option', { value, textContent });
  byId('filtro-campo').replaceChildren(
    any,
    ...counts.fields.map(([field]) => option([field, field || t('(la fila)', '(the row)')])),
  );
  byId('filtro-codigo').replaceChildren(
    any.cloneNode(true),
    ...codes.map(([message, , code]) => option([code, message])),
  );
  show('resultado');
  await showRows();
  byId('titulo-resultado').focus();
}

function tellRepeated({ count, list }) {
  const [summary, items] = byId('repetidos').children;
  summary.textContent = t(
    `Documentos repetidos entre las filas buenas: ${number.format(count)}`,
    `Documents repeated among the good rows: ${number.format(count)}`,
  );
  const lines = (all) => all.slice(0, 20).join(', ') + (all.length > 20 ? '…' : '');
  items.replaceChildren(
    ...list.map(({ document: text, lines: all }) =>
      made('li', { textContent: `${text}: ${t('líneas', 'lines')} ${lines(all)}` }),
    ),
  );
  show('repetidos', count > 0);
}

const rows = rowList(byId('filas'), {
  headings: () => [
    t('Línea', 'Line'),
    t('Motivos', 'Reasons'),
    ...(about.columns.length > 0 ? about.columns : ['JSON']),
  ],
  read: (from, to) => worker.rows(from, to),
});

async function showRows() {
  const count = await worker.filter(byId('filtro-campo').value, byId('filtro-codigo').value);
  await rows.show(count);
  say('visibles', t(`${number.format(count)} filas`, `${number.format(count)} rows`));
}

function setPaused(paused) {
  isPaused = paused;
  byId('pausar').textContent = paused ? t('Seguir', 'Go on') : t('Pausar', 'Pause');
}

/** Downloads a blob under a name. */
function save(blob, name) {
  const link = made('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Lets the keyboard scroll these parts.
for (const id of ['filas', 'tabla-columnas']) byId(id).tabIndex = 0;

byId('archivo').addEventListener('change', ({ target }) => target.files[0] && open(target.files[0]));
byId('usar-pegado').addEventListener('click', () => {
  const text = byId('pegado').value;
  if (text.trim()) open(new File([text], text.trimStart().startsWith('{') ? 'pegado.ndjson' : 'pegado.csv'));
});
const drop = byId('soltar');
drop.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  const [file] = event.dataTransfer.files;
  if (file) open(file);
});
byId('tipo').addEventListener('change', offerColumns);
byId('tabla-columnas').addEventListener('change', tellMissing);
byId('revisar').addEventListener('click', () => check());
byId('arreglar').addEventListener('click', () => check(true));
byId('pausar').addEventListener('click', () => {
  if (isPaused) worker.goOn();
  else worker.pause();
  setPaused(!isPaused);
});
byId('cancelar').addEventListener('click', () => {
  show('avance', false);
  open(opened);
});
byId('filtro-campo').addEventListener('change', showRows);
byId('filtro-codigo').addEventListener('change', showRows);
byId('bajar-malas').addEventListener('click', async () => {
  const blob = await worker.badRows(t('motivos', 'reasons'));
  save(blob, t('filas-malas.csv', 'bad-rows.csv'));
});
byId('bajar-buenas').addEventListener('click', async () => {
  save(await worker.goodRows(), t('filas-limpias.csv', 'clean-rows.csv'));
});

// Opens a file that was chosen while the page was loading, or that the browser remembers.
const [early] = byId('archivo').files;
if (early) open(early);
