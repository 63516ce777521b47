// Checks a file of customers in the browser: finds its format, the field of each column, and the errors of each row.

import * as Comlink from 'comlink';
import { beforeReload, language, sentences, t } from './language.js';
import { made } from './made.js';
import { badOf, count, rowsOf } from './revisar/count.js';
import { Edits } from './revisar/edits.js';
import { grid, reasonsOf } from './revisar/grid.js';
import { FIELDS, matching, showMatching, trouble } from './revisar/matching.js';
import { forget, meanings, remembers, rememberWord } from './revisar/memory.js';
import { NOT_LOADED } from './revisar/not-loaded.js';
import { beforeUpdate, showOffline } from './revisar/offline.js';
import { showResult } from './revisar/result.js';
import { sample } from './revisar/sample.js';
import { carried, carry, keep, kept, markOf } from './revisar/session.js';
import { templateColumns } from './revisar/template.js';

const byId = (id) => document.getElementById(id);
const BROKEN = t(
  'El revisor no pudo cargarse o se detuvo. Vuelve a cargar la página y elige el archivo otra vez.',
  'The checker could not be loaded, or stopped. Load the page again and choose the file once more.',
);
const UNREADABLE = t(
  'No se pudo leer el archivo hasta el final; elígelo de nuevo.',
  'The file could not be read to its end; choose it again.',
);
const NO_WORKBOOKS = t(
  'La parte que lee y escribe libros no se pudo cargar. Conéctate y prueba otra vez; después funciona sin conexión.',
  'The part that reads and writes workbooks could not be loaded. Connect and try again; later it works offline.',
);
/** The milliseconds after an edit before the whole file is counted again. */
const CALM = 400;

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
/** What a person chose for this file. */
let choices;
let offered = [];
let isPaused = false;
let counting;
/** The row of the active cell. */
let current;
/** True if a row has more cells than there are columns. */
let hasExtra = false;
const EXTRA = t('Celda de más', 'Extra cell');
const isTable = () => about.format !== 'ndjson';

/** What nobody has chosen yet. */
const fresh = () => ({
  /** Instead of what was found: sheet, header, separator, encoding. */
  asked: {},
  repairs: new Set(),
  values: meanings(),
  edits: new Edits(),
  /** The rows that are kept of repeated ones, by field, and the lines that are left out besides. */
  keep: {},
  left: new Set(),
});

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
  keepSession();
}

function keepSession() {
  if (!opened || state === 'empty' || state === 'failed' || state === 'reading') return;
  const { asked, repairs, values, edits, keep: of, left } = choices;
  const isPasted = opened.isPasted === true;
  keep({
    mark: markOf(opened),
    name: opened.name,
    source: opened.isSample ? 'sample' : isPasted ? 'pasted' : 'file',
    pasted: isPasted ? byId('pegado').value : undefined,
    form: byId('tipo').value,
    fields: matching(),
    isResult: state === 'checking' || state === 'result',
    choices: { asked, repairs: [...repairs], values, edits: edits.done, keep: of, left: [...left] },
  });
}

function say(id, text) {
  byId(id).textContent = text;
}

function failWith(sentence) {
  say('motivo', sentence);
  show('failed');
  byId('titulo-problema').focus();
}

/** The sentence for a file that could not be opened: an issue has one, and what was not loaded. */
function sentenceOf(error) {
  if (error.code === NOT_LOADED) return NO_WORKBOOKS;
  return error.code ? error.message : UNREADABLE;
}

/**
 * Lets the thread open a file. Returns `opened`, `refused` if the row of headings is not there, or `no` if the page says
 * why, or another file was opened meanwhile.
 */
async function load(file, asked) {
  begin();
  clearTimeout(counting);
  rows.clear();
  const mine = worker;
  try {
    const found = await worker.open(file, byId('tipo').value, asked, sentences);
    if (mine !== worker) return 'no';
    about = found;
    return 'opened';
  } catch (error) {
    if (mine !== worker) return 'no';
    if (error.name === 'RangeError' && asked.header) return 'refused';
    failWith(sentenceOf(error));
    return 'no';
  }
}

async function open(file, asked = {}, fields) {
  if (file !== opened) choices = fresh();
  // Other lines and columns have other edits.
  else if (JSON.stringify(asked) !== JSON.stringify(choices.asked)) {
    const { edits, keep: of, left } = fresh();
    Object.assign(choices, { edits, keep: of, left });
  }
  const before = choices.asked;
  opened = file;
  choices.asked = asked;
  say('otra-vez', '');
  show('reading');
  const loaded = await load(file, asked);
  if (loaded === 'refused') {
    // The controls that led here stay, so that another row can be chosen.
    await open(file, { ...before, header: before.header === asked.header ? undefined : before.header });
    say('no-revisar', t('El comienzo del archivo no tiene esa fila.', 'The beginning of the file has no such row.'));
  }
  if (loaded !== 'opened') return;
  showMatching(about, byId('tipo').value, opened.name, fields);
  show('matching');
  byId('titulo-columnas').focus();
}

/** Ends a check; what was chosen stays. */
async function cancel() {
  if ((await load(opened, choices.asked)) !== 'opened') return;
  show('matching');
  byId('titulo-columnas').focus();
}

const wanted = () => ({
  form: byId('tipo').value,
  columns: matching(),
  sentences,
  repair: [...choices.repairs],
  values: ofForm(choices.values),
  edits: choices.edits.list,
});

/** The values of the fields that the form has. */
const ofForm = (values) =>
  Object.fromEntries(Object.entries(values).filter(([field]) => FIELDS[byId('tipo').value].includes(field)));

async function check() {
  clearTimeout(counting);
  say('no-revisar', trouble());
  if (trouble()) return;
  setPaused(false);
  byId('barra').value = 0;
  say('cuenta', '');
  show('checking');
  const tell = ({ share, records, bad }) => {
    byId('barra').value = share;
    say('cuenta', `${rowsOf(records)}, ${badOf(bad)}`);
  };
  const found = await foundBy(wanted(), tell);
  if (!found) return;
  tellFound(found);
  show('result');
  await showRows();
  byId('titulo-resultado').focus();
}

/** Returns what the thread found; undefined if another check or file came between. */
async function foundBy(given, tell) {
  const mine = worker;
  try {
    const found = await worker.check(given, Comlink.proxy(tell));
    return mine === worker ? found : undefined;
  } catch {
    // The file was changed or removed meanwhile.
    if (mine === worker) failWith(UNREADABLE);
    return undefined;
  }
}

function tellFound(found) {
  const repeats = { keep: choices.keep, read: (all) => worker.repeated(all), changed: tellLeftOut };
  const { values } = choices;
  hasExtra = found.counts.reasons.some(({ code }) => code === 'csv.cells');
  offered = showResult(found, {
    isTable: isTable(),
    name: opened.name,
    values,
    matching,
    toggle,
    meanWord,
    filter,
    repeats,
  });
  byId('como-editar').hidden = !isTable();
  tellLeftOut();
}

/** Applies a repair or undoes it, and checks again. */
function toggle(repair) {
  if (!choices.repairs.delete(repair)) choices.repairs.add(repair);
  check();
}

/** Keeps what a word of a field means, or with `undefined` forgets it, and checks again. */
function meanWord(field, word, value) {
  const { [word]: _, ...others } = choices.values[field] ?? {};
  choices.values = { ...choices.values, [field]: value === undefined ? others : { ...others, [word]: value } };
  rememberWord(field, word, value);
  tellRemembered();
  check();
}

async function tellLeftOut() {
  keepSession();
  const left = await worker.leftOut(choices.keep, [...choices.left]);
  const said = t(
    `${left === 1 ? 'Queda' : 'Quedan'} fuera de las descargas: ${rowsOf(left)}.`,
    `Left out of the downloads: ${rowsOf(left)}.`,
  );
  say('sin-ellas', left > 0 ? said : '');
  const edits = changesOf(choices.edits.length);
  const byHand = choices.edits.length > 0 ? t(`${edits} a mano. `, `${edits} by hand. `) : '';
  say('ademas', `${byHand}${left > 0 ? said : ''}`);
}

/** Shows the rows with an error of this field and code. */
async function filter(field, code) {
  [byId('filtro-campo').value, byId('filtro-codigo').value] = [field, code];
  await showRows();
  byId('titulo-filas').scrollIntoView();
  byId('titulo-filas').focus();
}

const rows = grid(byId('filas'), {
  headings: () => (isTable() ? [...about.columns.map(({ heading }) => heading), EXTRA] : ['JSON']),
  /** The column that is filtered by stands first, beside the reasons. */
  order() {
    const all = isTable() ? [...about.columns.keys()] : [0];
    // Rows with more cells than there are columns.
    if (hasExtra) all.push(about.columns.length);
    const at = matching().indexOf(byId('filtro-campo').value);
    return at < 0 ? all : [at, ...all.filter((column) => column !== at)];
  },
  async read(from, to) {
    try {
      return await worker.rows(from, to);
    } catch {
      // The file was changed or removed meanwhile.
      failWith(UNREADABLE);
      return [];
    }
  },
  canEdit: ({ isText }) => isTable() && !isText,
  isEdited: (line, column) => choices.edits.has(line, column),
  async edit(row, column, text) {
    choices.edits.set(row.line, column, await worker.understood(row, column, text));
    await edited();
  },
  undo: () => choices.edits.length > 0 && undo(),
  isLeft: (line) => choices.left.has(line),
  tell: tellRow,
});

/** Says what is wrong with the row of the active cell, and offers to leave it out. */
function tellRow(row) {
  current = row;
  say('fila-actual', `${t('Línea', 'Line')} ${row.line}: ${reasonsOf(row) || t('correcta', 'good')}`);
  byId('dejar-fuera').hidden = false;
  const isLeft = choices.left.has(row.line);
  say(
    'dejar-fuera',
    isLeft
      ? t('Volver a incluir esta fila', 'Include this row again')
      : t('Dejar fuera esta fila', 'Leave this row out'),
  );
}

/** Leaves the row of the active cell out of the downloads, or includes it again. */
async function leaveOut() {
  if (!choices.left.delete(current.line)) choices.left.add(current.line);
  await tellLeftOut();
  await rows.refresh();
  tellRow(current);
  byId('dejar-fuera').focus();
}

/** Shows the rows in view with the edits; counts the whole file again soon after. */
async function edited() {
  tellEdits();
  keepSession();
  await worker.edit(choices.edits.list);
  clearTimeout(counting);
  counting = setTimeout(async () => {
    if (state !== 'result') return;
    const found = await foundBy(wanted(), () => {});
    if (!found || state !== 'result') return;
    tellFound(found);
    const total = await select();
    await rows.resize(total);
    tellTotal(total);
  }, CALM);
}

const changesOf = (length) => count(length, t('cambio', 'change'), t('cambios', 'changes'));

function tellEdits() {
  const { length } = choices.edits;
  byId('deshacer').hidden = length === 0;
  const last = t('Deshacer el último cambio', 'Undo the last change');
  say('deshacer', length > 1 ? `${last} ${t(`de ${length}`, `of ${length}`)}` : last);
}

async function undo() {
  choices.edits.undo();
  await edited();
  await rows.refresh();
}

/** Selects the rows that are filtered for; returns their number. */
const select = () => worker.filter(byId('filtro-campo').value, byId('filtro-codigo').value);

async function showRows() {
  const total = await select();
  const isAll = !byId('filtro-campo').value && !byId('filtro-codigo').value;
  byId('con-errores').hidden = isAll && total === 0;
  tellEdits();
  say('fila-actual', '');
  byId('dejar-fuera').hidden = true;
  await rows.show(total);
  tellTotal(total);
}

function tellTotal(total) {
  const withEdits = choices.edits.length > 0 ? t(', con las que corregiste', ', with those that you corrected') : '';
  say('visibles', `${rowsOf(total)}${withEdits}`);
}

function setPaused(paused) {
  isPaused = paused;
  byId('pausar').textContent = paused ? t('Seguir', 'Go on') : t('Pausar', 'Pause');
}

const ENDINGS = {
  all: t('revisado', 'checked'),
  good: t('correctas', 'correct'),
  bad: t('con-errores', 'with-errors'),
};

/** Writes a file of rows and downloads it. */
async function download(which, format) {
  say('descargando', t('Preparando la descarga…', 'Preparing the download…'));
  const reasons = which === 'good' ? undefined : t('motivos', 'reasons');
  try {
    const { keep: of, left } = choices;
    const blob = await worker.write({ which, format, keep: of, left: [...left], words: { reasons, language } });
    save(blob, `${opened.name.replace(/\.[^.]*$/, '')}-${ENDINGS[which]}.${format}`);
    say('descargando', '');
  } catch (error) {
    const failed = t('No se pudo escribir el archivo.', 'The file could not be written.');
    say('descargando', error.code === NOT_LOADED ? NO_WORKBOOKS : error.code ? error.message : failed);
  }
}

function save(blob, name) {
  const link = made('a', { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function tellRemembered() {
  byId('recordado').hidden = !remembers();
}

/** Opens a file that came in another way than by the input, which is told, so that the browser keeps it. */
function take(file) {
  const transfer = new DataTransfer();
  transfer.items.add(file);
  byId('archivo').files = transfer.files;
  openAgain(file);
}

const pastedFile = () =>
  Object.assign(new File([byId('pegado').value], t('filas pegadas.txt', 'pasted rows.txt'), { lastModified: 0 }), {
    isPasted: true,
    mark: 'pasted',
  });
const sampleFile = () => Object.assign(sample(t('ejemplo.csv', 'example.csv')), { isSample: true, mark: 'sample' });

/** Opens the file of this tab again, with what was chosen for it. */
async function restore() {
  // A browser restores the input after the scripts ran.
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('pageshow', resolve));
  const { source, pasted, name } = kept();
  if (pasted) byId('pegado').value ||= pasted;
  const file = { sample: sampleFile, pasted: pastedFile }[source]?.() ?? byId('archivo').files[0] ?? (await carried());
  if (state !== 'empty') return;
  if (file) openAgain(file);
  else if (name) {
    const again = t(
      `Elige otra vez «${name}»: lo que elegiste y corregiste se conserva.`,
      `Choose “${name}” once more: what you chose and corrected is kept.`,
    );
    say('otra-vez', again);
  }
}

/** Opens a file; with what was chosen for it, if it is the one that this tab had open. */
async function openAgain(file) {
  const { mark, form, fields, isResult, choices: of } = kept();
  if (mark !== markOf(file)) {
    await open(file);
    return;
  }
  byId('tipo').value = form;
  opened = file;
  const [repairs, left] = [new Set(of.repairs), new Set(of.left)];
  choices = { ...fresh(), ...of, repairs, left, edits: new Edits(of.edits) };
  await open(file, of.asked, fields);
  if (isResult && state === 'matching') check();
}

// Loaded before it is needed: a file can then be checked without a network.
begin();
// Lets the keyboard scroll these parts.
for (const id of ['filas', 'tabla-columnas', 'tabla-primeras']) byId(id).tabIndex = 0;

byId('archivo').addEventListener('change', ({ target }) => target.files[0] && openAgain(target.files[0]));
byId('usar-pegado').addEventListener('click', () => byId('pegado').value.trim() && open(pastedFile()));
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
  if (file) take(file);
});
byId('tipo').addEventListener('change', () => open(opened, choices.asked));
byId('hoja').addEventListener('change', ({ target }) => open(opened, { sheet: target.value }));
byId('encabezado').addEventListener('change', ({ target }) => {
  if (target.validity.valid && target.value) open(opened, { ...choices.asked, header: Number(target.value) });
});
for (const [id, name] of [
  ['codificacion', 'encoding'],
  ['separador', 'separator'],
])
  byId(id).addEventListener('change', ({ target }) => open(opened, { ...choices.asked, [name]: target.value }));
byId('tabla-columnas').addEventListener('change', () => {
  tellRemembered();
  // The result was that of other columns.
  if (state === 'result') show('matching');
  else keepSession();
});
byId('ejemplo').addEventListener('click', () => open(sampleFile()));
for (const button of document.querySelectorAll('[data-plantilla]')) {
  button.addEventListener('click', async () => {
    say('sin-plantilla', '');
    try {
      const bytes = await worker.template('Clientes', templateColumns(button.dataset.plantilla));
      const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
      save(new Blob([bytes], { type }), button.dataset.nombre);
    } catch {
      say('sin-plantilla', NO_WORKBOOKS);
    }
  });
}
byId('revisar').addEventListener('click', check);
byId('arreglar').addEventListener('click', () => {
  for (const repair of offered) choices.repairs.add(repair);
  check();
});
byId('pausar').addEventListener('click', () => {
  if (isPaused) worker.goOn();
  else worker.pause();
  setPaused(!isPaused);
});
byId('cancelar').addEventListener('click', cancel);
byId('filtro-campo').addEventListener('change', showRows);
byId('filtro-codigo').addEventListener('change', showRows);
byId('deshacer').addEventListener('click', undo);
byId('siguiente').addEventListener('click', () => rows.nextWrong());
byId('dejar-fuera').addEventListener('click', leaveOut);
byId('bajar-libro').addEventListener('click', () => download('all', 'xlsx'));
byId('bajar').addEventListener('click', () => download(byId('cuales').value, byId('formato').value));
byId('formato').addEventListener('change', ({ target }) => {
  byId('cuidado').hidden = target.value !== 'csv';
});
byId('imprimir').addEventListener('click', () => print());
byId('recordado')
  .querySelector('button')
  .addEventListener('click', () => {
    forget();
    tellRemembered();
    if (!choices) return;
    choices.values = {};
    if (state === 'result') check();
  });

// The page is loaded anew for another language or a newer version: the browser would forget the file.
const carryFile = () => opened && state !== 'failed' && !opened.mark && carry(opened);
beforeReload(carryFile);
beforeUpdate(carryFile);
if (matchMedia('(pointer: coarse)').matches) {
  const touch = t(
    'Toca una celda dos veces para corregirla. La fila se revisa al momento.',
    'Tap a cell twice to correct it. The row is checked at once.',
  );
  say('como-editar', touch);
}
// A press before the scripts are there would do nothing.
for (const button of byId('elegir').querySelectorAll('button')) button.disabled = false;
tellRemembered();
showOffline();
restore();
