// Reads and checks the open file in a thread of its own, so that the page stays responsive. Sends the page only what it
// asks for.

import * as Comlink from 'comlink';
import { checkLines } from 'ficha/lines';
import { checkFile, lanesFor } from './check.js';
import { REPEATED, toldOf } from './part.js';
import { layoutOf, openSource, SCHEMAS, workbooks } from './source.js';
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

/**
 * Reads rows again, with the last edits: their cells and issues. A line of JSON, a row with an open quote and a very long
 * row have no cells: each is shown as one text and cannot be edited.
 */
async function readAgain(all, more) {
  const parts = all.map(({ line, start, end }) => ({
    blob: source.text.slice(start, Math.min(end, start + MOST_SHOWN)),
    line,
    start,
    ...file,
  }));
  const read = new Map();
  let record;
  const listeners = {
    onRecord(next) {
      record = next;
    },
    onRow: ({ cells }) => read.set(record.start, { cells, issues: toldOf(record) }),
  };
  const short = parts.filter((_, at) => all[at].end - all[at].start <= MOST_SHOWN);
  if (isTable() && short.length > 0)
    await checkLines(SCHEMAS[last.form], short, { ...last.options, ...listeners, ...more });
  const isText = ({ issues }) => issues.some(({ field, code }) => field === '' && code !== 'csv.cells');
  return Promise.all(
    all.map(async (row, at) => {
      const found = read.get(row.start);
      if (found && !isText(found)) return found;
      // All cells were emptied: there is no record.
      if (isTable() && !found && short.includes(parts[at])) return { cells: [], issues: [], isEmpty: true };
      return { cells: [{ text: (await textOf(parts[at].blob)).trimEnd() }], isText: true };
    }),
  );
}

/** The text of a part of the file as it can be shown. */
const textOf = async (blob) => new TextDecoder(decoderOf(file.encoding)).decode(await blob.arrayBuffer());
const decoderOf = (encoding = source.encoding) => (encoding === 'cp850' || !encoding ? 'utf-8' : encoding);

const withCells = async (all) => {
  const read = await readAgain(all);
  return all.map((row, at) => ({ ...row, ...read[at] }));
};

/** The lines that a person leaves out: those of rows that repeat others, and some that she chose. */
function leftOut(keep, left) {
  const sets = REPEATED.map((field) => repeats[field].leftOut(keep[field]?.rule ?? 'all', keep[field]?.chosen ?? {}));
  return new Set([...left, ...sets.flatMap((lines) => [...lines])]);
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
    const waitFor = async () => {
      await gate;
      return mine === checks;
    };
    const found = await checkFile(lanes, source.text, { form: given.form, options, edited }, waitFor, often);
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

  /**
   * Returns the text of a cell as it counts: a text that the rules refuse is taken for what the repairs make of it, so that
   * a person can type a date or a word as she is used to.
   */
  async understood(row, column, text) {
    const asked = [...(last.options.edits ?? []), { line: row.line, column, text }];
    const read = async (repair) => {
      const [{ cells }] = await readAgain([row], { edits: asked, repair });
      return cells[column];
    };
    if (!(await read(last.options.repair))?.issue) return text;
    const repaired = await read(true);
    return repaired && !repaired.issue ? repaired.text : text;
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
  leftOut: (keep, left) => leftOut(keep, left).size,

  /** Returns the bytes of a workbook to be filled in. */
  async template(sheet, columns) {
    const { createTemplate } = await workbooks();
    return createTemplate(sheet, columns);
  },

  /** Returns a file of the rows that are wanted, without those that are left out. */
  write({ which, format, keep, left, words }) {
    // The fields as a person matched them.
    const { columns: fields } = last.options;
    const columns = isTable() ? about.columns.map(({ heading }, at) => ({ heading, field: fields[at] })) : undefined;
    const file = { text: source.text, columns, name: source.sheet, ...last };
    const { encoding } = source;
    const asked = { which, format, encoding, without: leftOut(keep, left), separator: about.separator, words, ...file };
    return inThread((lane) => lane.write(asked));
  },
};

Comlink.expose(api);
