// Reads and checks the open file in a thread of its own, so that the page stays responsive. Sends the page only what it
// asks for.

import * as Comlink from 'comlink';
import { checkLines } from 'ficha/lines';
import { checkFile, lanesFor } from './check.js';
import { REPEATED } from './part.js';
import { layoutOf, openSource, SCHEMAS } from './source.js';
import { BadRows } from './store.js';
import { inThread } from './thread.js';

/** The milliseconds between two reports of progress to the page. */
const OFTEN = 100;
/** The largest number of repeated values that are listed. */
const MOST_REPEATED = 200;
/** The largest number of bytes of a row that are shown. */
const MOST_SHOWN = 4_096;

let source;
let about;
let rows = new BadRows();
let repeats = {};
/** The beginning and the encoding of the file, by which any part of it is read. */
let file;
/** What checks parts of it. */
let lanes;
/** The indexes of the selected rows; undefined selects all. */
let places;
/** The form and the options of the last check. */
let last;
/** The number of the last check; an earlier one tells nothing any more. */
let checks = 0;

/** A promise that is pending while the page has paused the check. */
let gate = Promise.resolve();
let open = () => {};

const isTable = () => source.format !== 'ndjson';

/** A beginning of ASCII leaves the encoding open. */
const chosenEncoding = () => (about.encoding === 'ascii' ? undefined : about.encoding);

/** The options of `checkLines` for what the page chose. */
function optionsOf({ sentences, repair, columns, values, edits }) {
  if (!isTable()) return { format: source.format, sentences };
  const isText = source.format === 'csv' && { separator: about.separator ?? undefined, encoding: chosenEncoding() };
  const header = about.header || undefined;
  return { format: source.format, sentences, repair, columns, values, edits, header, partial: true, ...isText };
}

/** Reads rows again, with the last edits: their cells and issues. Of NDJSON the line is the only cell. */
async function readAgain(all) {
  const parts = all.map(({ line, start, end }) => ({
    // A missing quote can make one very long row.
    blob: source.text.slice(start, Math.min(end, start + MOST_SHOWN)),
    line,
    start,
    ...file,
  }));
  const read = [];
  let record;
  const listeners = {
    onRecord(next) {
      record = next;
    },
    onRow: ({ cells }) => read.push({ cells, issues: toldOf(record) }),
  };
  const isShort = ({ start, end }) => end - start <= MOST_SHOWN;
  if (isTable() && all.length > 0 && all.every(isShort)) {
    await checkLines(SCHEMAS[last.form], parts, { ...last.options, ...listeners });
    if (read.length === all.length) return read;
  }
  return Promise.all(parts.map(async ({ blob }) => ({ cells: [{ text: (await textOf(blob)).trimEnd() }] })));
}

/** The issues of a record as the rows have them. */
const toldOf = ({ issues = [] }) => issues.map(({ path, code, message }) => ({ field: path.join('.'), code, message }));

/** The text of a part of the file as it can be shown. */
const textOf = async (blob) => new TextDecoder(decoderOf(file.encoding)).decode(await blob.arrayBuffer());
const decoderOf = (encoding) => (encoding === 'cp850' || !encoding ? 'utf-8' : encoding);

const withCells = async (all) => {
  const read = await readAgain(all);
  return all.map((row, at) => ({ ...row, ...read[at] }));
};

/** The lines that a person leaves out, of rows that repeat others. */
function leftOut(keep) {
  const sets = REPEATED.map((field) => repeats[field].leftOut(keep[field]?.rule ?? 'all', keep[field]?.chosen ?? {}));
  return new Set(sets.flatMap((lines) => [...lines]));
}

const api = {
  /** Opens a file; returns its format, sheets, encoding, separator, header, columns and samples. */
  async open(given, form, { sheet, ...chosen } = {}, sentences) {
    source = await openSource(given, sheet, sentences);
    about = await layoutOf(source, form, chosen);
    lanes = lanesFor(source.text.size);
    const { format, sheets, sheet: of } = source;
    return { format, sheets, sheet: of, ...about };
  },

  /** Checks the file. Returns undefined if a later check began meanwhile. */
  async check(given, tell) {
    open();
    const mine = ++checks;
    const options = optionsOf(given);
    const edited = (given.edits ?? []).map(({ line }) => line);
    let told = 0;
    const often = (progress) => {
      const now = performance.now();
      if (now - told < OFTEN || mine !== checks) return;
      told = now;
      tell(progress);
    };
    const found = await checkFile(lanes, source.text, { form: given.form, options, edited }, () => gate, often);
    if (mine !== checks) return undefined;
    ({ rows, repeats } = found);
    file = found.file ?? { head: source.text };
    last = { form: given.form, options };
    const groups = Object.fromEntries(REPEATED.map((field) => [field, repeats[field].groups(MOST_REPEATED)]));
    return { summary: found.summary, counts: rows.counts(), repeats: groups };
  },

  pause() {
    gate = new Promise((resolve) => {
      open = resolve;
    });
  },

  goOn() {
    open();
  },

  /** Lets rows be read with these edits, until the next check counts them. */
  edit(edits) {
    last.options = { ...last.options, edits };
  },

  /** Selects the rows with an issue of this field and code; returns their number. */
  filter(field, code) {
    places = field || code ? rows.filter(field, code) : undefined;
    return places?.length ?? rows.length;
  },

  /** Returns selected rows with their cells. */
  rows(from, to) {
    const at = (index) => places?.[index] ?? index;
    return withCells(Array.from({ length: to - from }, (_, n) => rows.row(at(from + n))));
  },

  /** Returns the rows of a repeated value with their cells. */
  repeated: withCells,

  /** Returns the number of rows that are left out. */
  leftOut: (keep) => leftOut(keep).size,

  /** Returns the bytes of a workbook to be filled in. */
  async template(sheet, columns) {
    const { createTemplate } = await import('ficha/workbook');
    return createTemplate(sheet, columns);
  },

  /** Returns a file of the rows that are wanted, without those that are left out. */
  write({ which, format, keep, words }) {
    const columns = isTable() ? about.columns : undefined;
    const file = { text: source.text, columns, name: source.sheet, ...last };
    const asked = { which, format, without: leftOut(keep), words, ...file };
    return inThread((lane) => lane.write(asked));
  },
};

Comlink.expose(api);
