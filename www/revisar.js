// Checks a file of customers in the browser: finds its format, the field of each column, and the errors of each row.

import * as Comlink from 'comlink';
import { updateCliente } from 'ficha';
import { clientePublico } from 'ficha/lines';
import { language, sentences, t } from './language.js';
import { made } from './made.js';
import { chart } from './revisar/chart.js';
import { nameOf } from './revisar/fields.js';
import { repairCards, unknownWords } from './revisar/repairs.js';
import { rowList } from './revisar/rows.js';
import { sample } from './revisar/sample.js';

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
const SEPARATORS = {
  ',': t('comas', 'commas'),
  ';': t('punto y coma', 'semicolons'),
  '\t': t('tabuladores', 'tabs'),
  '|': t('barras', 'bars'),
};
const ENCODINGS = { ascii: 'UTF-8', 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', cp850: 'DOS (850)' };
const BROKEN = t(
  'El revisor no pudo cargarse o se detuvo. Vuelve a cargar la página y elige el archivo otra vez.',
  'The checker could not be loaded, or stopped. Load the page again and choose the file once more.',
);
const UNREADABLE = t(
  'No se pudo leer el archivo hasta el final; elígelo de nuevo.',
  'The file could not be read to its end; choose it again.',
);

/** The parts of the page that each state shows. */
const STATES = {
  empty: [],
  reading: ['leyendo'],
  failed: ['problema'],
  matching: ['columnas'],
  checking: ['columnas', 'avance'],
  result: ['columnas', 'resultado'],
};

let state = 'empty';
let thread;
let worker;
/** The file that is open, and what is known of it. */
let opened;
let about;
/** What the person chose instead of what was found. */
let chosen = {};
/** The repairs that are applied, those that could be as well, and what words of each field mean. */
let repairs = new Set();
let offered = [];
let values = {};
let isPaused = false;

/** Starts a new thread; ends the last one and its work. */
function begin() {
  thread?.terminate();
  thread = new Worker('revisar/worker.js', { type: 'module' });
  const mine = thread;
  const fail = () => {
    if (mine === thread && state !== 'empty') failWith(BROKEN);
  };
  thread.addEventListener('error', fail);
  thread.addEventListener('messageerror', fail);
  worker = Comlink.wrap(thread);
}

function show(next) {
  state = next;
  for (const id of new Set(Object.values(STATES).flat())) byId(id).hidden = !STATES[next].includes(id);
  byId('emparejado').open = next === 'matching';
}

function say(id, text) {
  byId(id).textContent = text;
}

function failWith(sentence) {
  say('motivo', sentence);
  show('failed');
  byId('titulo-problema').focus();
}

async function open(file, asked = {}) {
  begin();
  const mine = worker;
  if (file !== opened) [repairs, values] = [new Set(), {}];
  [opened, chosen] = [file, asked];
  show('reading');
  try {
    const found = await worker.open(file, byId('tipo').value, asked, sentences);
    if (mine !== worker) return;
    about = found;
  } catch (error) {
    // An issue has a code; anything else is a file that cannot be read, or an option that does not fit.
    if (mine === worker) failWith(error.code || error instanceof RangeError ? error.message : UNREADABLE);
    return;
  }
  show('matching');
  offerColumns();
  byId('titulo-columnas').focus();
}

/** Says how the file was read. */
function tellReading() {
  const { format, sheet, sheets, separator, encoding, header } = about;
  const kinds = {
    ndjson: 'NDJSON',
    sheet: t(`hoja «${sheet}»`, `sheet “${sheet}”`),
    csv: separator
      ? t(
          `separado por ${SEPARATORS[separator] ?? separator}, `,
          `separated by ${SEPARATORS[separator] ?? separator}, `,
        ) + (ENCODINGS[encoding] ?? encoding)
      : (ENCODINGS[encoding] ?? encoding),
  };
  const heading = header > 1 ? t(`, encabezado en la fila ${header}`, `, headings in row ${header}`) : '';
  say('reconocido', `${opened.name}: ${kinds[format]}${heading}.`);
  byId('lectura').hidden = format === 'ndjson';
  for (const field of document.querySelectorAll('[data-de=csv]')) field.hidden = format !== 'csv';
  byId('campo-hoja').hidden = format !== 'sheet';
  byId('hoja').replaceChildren(
    ...(sheets ?? []).map((name) => made('option', { value: name, textContent: name, selected: name === sheet })),
  );
  byId('encabezado').value = header || '';
  byId('codificacion').value = encoding === 'ascii' ? 'utf-8' : (encoding ?? '');
  byId('separador').value = separator ?? '';
}

/** Shows a row for each column: its name, sample values and the field it has. */
function offerColumns() {
  tellReading();
  const fields = FIELDS[byId('tipo').value];
  const rows = about.columns.map(({ heading, field: matched }, at) => {
    const label = heading.replace(/\s+/g, ' ').trim() || t(`Columna ${at + 1}`, `Column ${at + 1}`);
    const select = made(
      'select',
      { id: `columna-${at}` },
      made('option', { value: '', textContent: t('(no se usa)', '(not used)') }),
      ...fields.map((field) =>
        made('option', { value: field, textContent: nameOf(field), selected: field === matched }),
      ),
    );
    const samples = about.samples.map((row) => row[at]).filter(Boolean);
    return made(
      'tr',
      {},
      made('th', { scope: 'row' }, made('label', { htmlFor: select.id, textContent: label })),
      made('td', { textContent: samples.slice(0, 3).join(' · ') }),
      made('td', {}, select),
    );
  });
  const head = [t('Columna', 'Column'), t('Ejemplos', 'Examples'), t('Campo', 'Field')];
  const heads = head.map((textContent) => made('th', { scope: 'col', textContent }));
  const table = made('table', {}, made('thead', {}, made('tr', {}, ...heads)), made('tbody', {}, ...rows));
  byId('tabla-columnas').replaceChildren(...(rows.length > 0 ? [table] : []));
  tellMissing();
}

const matching = () => about.columns.map((_, at) => byId(`columna-${at}`).value || null);

/** Returns why the columns cannot be checked as they are matched; empty if they can. */
function trouble() {
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
  const missing =
    about.format === 'ndjson' ? [] : REQUIRED[byId('tipo').value].filter((field) => !columns.includes(field));
  const names = missing.map(nameOf).join(', ');
  say(
    'faltan',
    names && t(`No están en el archivo y no se revisan: ${names}.`, `Not in the file, and not checked: ${names}.`),
  );
  say('no-revisar', '');
}

async function check() {
  say('no-revisar', trouble());
  if (trouble()) return;
  setPaused(false);
  byId('barra').value = 0;
  say('cuenta', '');
  show('checking');
  const given = { form: byId('tipo').value, columns: matching(), sentences, repair: [...repairs], values };
  const tell = ({ share, records, bad }) => {
    byId('barra').value = share;
    const [rows, wrong] = [number.format(records), number.format(bad)];
    say('cuenta', t(`${rows} filas, ${wrong} con errores`, `${rows} rows, ${wrong} with errors`));
  };
  const mine = worker;
  try {
    const found = await worker.check(given, Comlink.proxy(tell));
    // Another file was opened meanwhile.
    if (mine === worker) await showFound(found);
  } catch {
    // The file was changed or removed meanwhile.
    if (mine === worker) failWith(UNREADABLE);
  }
}

async function showFound({ summary: { records, good, bad, table }, counts, repeated }) {
  const [all, fine, wrong] = [records, good, bad].map((each) => number.format(each));
  say(
    'resumen',
    t(`${all} filas: ${fine} correctas, ${wrong} con errores.`, `${all} rows: ${fine} good, ${wrong} with errors.`),
  );
  const [goodShare, badShare] = byId('proporcion').children;
  goodShare.style.flexGrow = good;
  badShare.style.flexGrow = bad;
  const isTable = about.format !== 'ndjson';
  const found = table?.found ?? [];
  offered = repairCards(byId('arreglos'), found, number, toggle);
  byId('arreglables').hidden = !found.some(({ repair }) => repair);
  byId('arreglar').hidden = offered.length < 2;
  byId('desconocidas').hidden = unknownWords(byId('palabras'), found, number, meanWord) === 0;
  byId('bajar-libro').hidden = !isTable || records === 0;
  byId('bajar-malas').hidden = bad === 0;
  byId('bajar-buenas').hidden = !isTable || good === 0;
  const fields = counts.fields.map(([field, count]) => [nameOf(field), count, () => filter(field, '')]);
  chart(byId('por-campo'), [t('Campo', 'Field'), t('Errores', 'Errors')], fields, number);
  const reasons = counts.reasons.map(({ field, code, message, count }) => [
    `${nameOf(field)}: ${message}`,
    count,
    () => filter(field, code),
  ]);
  chart(byId('por-codigo'), [t('Motivo', 'Reason'), t('Errores', 'Errors')], reasons, number);
  tellRepeated(repeated);
  const any = () => made('option', { value: '', textContent: t('(todos)', '(all)') });
  byId('filtro-campo').replaceChildren(
    any(),
    ...counts.fields.map(([field]) => made('option', { value: field, textContent: nameOf(field) })),
  );
  const codes = new Map(counts.reasons.map(({ code, message }) => [code, message]));
  byId('filtro-codigo').replaceChildren(
    any(),
    ...[...codes].map(([value, textContent]) => made('option', { value, textContent })),
  );
  show('result');
  await showRows();
  byId('titulo-resultado').focus();
}

/** Applies a repair or undoes it, and checks again. */
function toggle(repair) {
  if (!repairs.delete(repair)) repairs.add(repair);
  check();
}

/** Keeps what a word of a field means, and checks again. */
function meanWord(field, word, value) {
  values = { ...values, [field]: { ...values[field], [word]: value } };
  check();
}

/** Shows the rows with an error of this field and code. */
async function filter(field, code) {
  [byId('filtro-campo').value, byId('filtro-codigo').value] = [field, code];
  await showRows();
  byId('titulo-filas').scrollIntoView();
  byId('titulo-filas').focus();
}

function tellRepeated({ count, list }) {
  const [summary, items] = byId('repetidos').children;
  summary.textContent = t(
    `Documentos repetidos entre las filas correctas: ${number.format(count)}`,
    `Documents repeated among the good rows: ${number.format(count)}`,
  );
  const lines = (all) => all.slice(0, 20).join(', ') + (all.length > 20 ? '…' : '');
  items.replaceChildren(
    ...list.map(({ document: text, lines: all }) =>
      made('li', { textContent: `${text}: ${t('líneas', 'lines')} ${lines(all)}` }),
    ),
  );
  byId('repetidos').hidden = count === 0;
}

const rows = rowList(byId('filas'), {
  headings: () => [
    t('Línea', 'Line'),
    t('Motivos', 'Reasons'),
    ...(about.columns.length > 0 ? about.columns.map(({ heading }) => heading) : ['JSON']),
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

/** Downloads a blob under the name of the file with an ending. */
function save(blob, ending) {
  const name = opened.name.replace(/\.[^.]*$/, '');
  const link = made('a', { href: URL.createObjectURL(blob), download: `${name}-${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Loaded before it is needed: a file can then be checked without a network.
begin();
// Lets the keyboard scroll these parts.
for (const id of ['filas', 'tabla-columnas']) byId(id).tabIndex = 0;

byId('archivo').addEventListener('change', ({ target }) => target.files[0] && open(target.files[0]));
byId('usar-pegado').addEventListener('click', () => {
  const text = byId('pegado').value;
  if (text.trim()) open(new File([text], t('filas pegadas.txt', 'pasted rows.txt')));
});
// Anywhere on the page: a file dropped beside the box would replace the page.
const drop = byId('soltar');
document.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('over');
});
document.addEventListener('dragleave', (event) => {
  if (!event.relatedTarget) drop.classList.remove('over');
});
document.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('over');
  const [file] = event.dataTransfer.files;
  if (file) open(file);
});
byId('tipo').addEventListener('change', () => open(opened, chosen));
byId('hoja').addEventListener('change', ({ target }) => open(opened, { sheet: target.value }));
byId('encabezado').addEventListener('change', ({ target }) => {
  if (target.validity.valid && target.value) open(opened, { ...chosen, header: Number(target.value) });
});
byId('codificacion').addEventListener('change', ({ target }) => open(opened, { ...chosen, encoding: target.value }));
byId('separador').addEventListener('change', ({ target }) => open(opened, { ...chosen, separator: target.value }));
byId('tabla-columnas').addEventListener('change', tellMissing);
byId('ejemplo').addEventListener('click', () => open(sample(t('ejemplo.csv', 'example.csv'))));
byId('revisar').addEventListener('click', check);
byId('arreglar').addEventListener('click', () => {
  for (const repair of offered) repairs.add(repair);
  check();
});
byId('pausar').addEventListener('click', () => {
  if (isPaused) worker.goOn();
  else worker.pause();
  setPaused(!isPaused);
});
byId('cancelar').addEventListener('click', () => open(opened, chosen));
byId('filtro-campo').addEventListener('change', showRows);
byId('filtro-codigo').addEventListener('change', showRows);
byId('bajar-libro').addEventListener('click', async () => {
  save(await worker.workbook(language), t('revisado.xlsx', 'checked.xlsx'));
});
byId('bajar-malas').addEventListener('click', async () => {
  save(await worker.badRows(t('motivos', 'reasons')), t('con-errores.csv', 'with-errors.csv'));
});
byId('bajar-buenas').addEventListener('click', async () => {
  save(await worker.goodRows(), t('correctas.csv', 'correct.csv'));
});

// Opens a file that was chosen while the page was loading, or that the browser remembers.
const [early] = byId('archivo').files;
if (early) open(early);
