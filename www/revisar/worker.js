// Checks a file in a thread of its own, so that the page stays responsive. Sends the page only what it asks for.

import * as Comlink from 'comlink';
import { checkLines } from 'ficha/lines';
import { csvOfCells } from './csv.js';
import { layoutOf, lineOf, openSource, SCHEMAS } from './source.js';
import { BadRows, Documents } from './store.js';

/** The milliseconds between two reports of progress to the page. */
const OFTEN = 100;
/** Rows that are written at once. */
const PACK = 5_000;
/** The largest number of repeated documents that are listed. */
const MOST_REPEATED = 1_000;
/** The largest number of bytes of a row that are shown. */
const MOST_SHOWN = 4_096;

let source;
let about;
let bad = new BadRows();
/** The indexes of the selected rows; undefined selects all. */
let places;
/** The options of the last check. */
let last;

/** A promise that is pending while the page has paused the check. */
let gate = Promise.resolve();
let open = () => {};

async function* chunks() {
  for (let start = 0; start < source.text.size; start += 1 << 20) {
    await gate;
    yield new Uint8Array(await source.text.slice(start, start + (1 << 20)).arrayBuffer());
  }
}

const isTable = () => source.format !== 'ndjson';

/** A beginning of ASCII leaves the encoding open. */
const chosenEncoding = () => (about.encoding === 'ascii' ? undefined : about.encoding);

/** The options of `checkLines` for a table whose layout the page knows. */
const layout = ({ columns, values }) =>
  isTable() && {
    columns,
    partial: true,
    values,
    header: about.header || undefined,
    ...(source.format === 'csv' && { separator: about.separator ?? undefined, encoding: chosenEncoding() }),
  };

const options = (given) => ({
  format: source.format,
  sentences: given.sentences,
  repair: given.repair,
  ...layout(given),
});

/** Returns the cells of a row of the file as they come out of the check; of NDJSON the line is the only cell. */
async function cellsOf({ start, end }) {
  // A missing quote can make one very long row.
  const bytes = new Uint8Array(await source.text.slice(start, Math.min(end, start + MOST_SHOWN)).arrayBuffer());
  if (!isTable()) return [{ text: new TextDecoder().decode(bytes).trimEnd() }];
  let cells;
  const onRow = (row) => {
    cells ??= row.cells;
  };
  await checkLines(SCHEMAS[last.form], [lineOf(about.encoding), bytes], { ...options(last), header: 1, onRow });
  return cells ?? [];
}

/** Writes the rows that `isWanted` into a CSV, with the reasons of bad ones in a last column if it has a heading. */
async function csvWith(isWanted, reasons) {
  const headings = about.columns.map(({ heading }) => heading);
  const parts = [`\ufeff${csvOfCells([reasons ? [...headings, reasons] : headings])}`];
  let rows = [];
  const flush = () => {
    if (rows.length > 0) parts.push(new Blob([csvOfCells(rows)]));
    rows = [];
  };
  await eachRow((row) => {
    if (!isWanted(row)) return;
    const cells = row.cells.map(({ text }) => text);
    while (cells.length < headings.length) cells.push('');
    rows.push(reasons ? [...cells, reasonsOf(row)] : cells);
    if (rows.length >= PACK) flush();
  });
  flush();
  return new Blob(parts, { type: 'text/csv' });
}

const reasonsOf = ({ cells, issues }) => {
  const name = (at) => about.columns[at]?.heading ?? '';
  const ofCells = cells.flatMap(({ issue }, at) => (issue ? [`${name(at)}: ${issue.message}`] : []));
  return [...ofCells, ...issues.map(({ message }) => message)].join(' ');
};

/** Calls `each` with every row of the table, as the last check left it. */
const eachRow = (each) => {
  open();
  return checkLines(SCHEMAS[last.form], chunks(), { ...options(last), onRow: each });
};

const api = {
  /** Opens a file; returns its format, sheets, encoding, separator, header, columns and samples. */
  async open(file, form, { sheet, ...chosen } = {}, sentences) {
    source = await openSource(file, sheet, sentences);
    about = await layoutOf(source, form, chosen);
    const { format, sheets, sheet: of } = source;
    return { format, sheets, sheet: of, ...about };
  },

  /** Finds the layout of the open file anew, for another form or with what the person chose. */
  async layout(form, chosen) {
    about = await layoutOf(source, form, chosen);
    return about;
  },

  /** Checks the file. */
  async check(given, tell) {
    open();
    const found = new BadRows();
    const documents = new Documents();
    let told = 0;
    let records = 0;
    const onRecord = (record) => {
      records++;
      if (!record.ok) found.add(record);
      else if (record.value.numero_documento) documents.add(record.value.numero_documento, record.line);
    };
    const onProgress = ({ bytes }) => {
      const now = performance.now();
      if (now - told < OFTEN) return;
      told = now;
      tell({ share: bytes / source.text.size, records, bad: found.length });
    };
    const summary = await checkLines(SCHEMAS[given.form], chunks(), { ...options(given), onRecord, onProgress });
    [bad, places, last] = [found, undefined, given];
    return { summary, counts: bad.counts(), repeated: documents.repeated(MOST_REPEATED) };
  },

  pause() {
    gate = new Promise((resolve) => {
      open = resolve;
    });
  },

  goOn() {
    open();
  },

  /** Selects the bad rows with this field and code; returns their number. */
  filter(field, code) {
    places = field || code ? bad.filter(field, code) : undefined;
    return places?.length ?? bad.length;
  },

  /** Returns bad rows with their cells. */
  rows(from, to) {
    return Promise.all(
      Array.from({ length: to - from }, async (_, n) => {
        const row = bad.row(places?.[from + n] ?? from + n);
        return { ...row, cells: await cellsOf(row) };
      }),
    );
  },

  /** Returns the rows with errors, with the reasons in a last column. */
  async badRows(heading) {
    if (isTable()) return csvWith(({ ok }) => !ok, heading);
    const rows = [['JSON', heading]];
    for (let at = 0; at < bad.length; at++) {
      const row = bad.row(at);
      const [{ text }] = await cellsOf(row);
      rows.push([text, row.issues.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(' ')]);
    }
    return new Blob([`\ufeff${csvOfCells(rows)}`], { type: 'text/csv' });
  },

  /** Returns the good rows of a table in their normal form, with all columns. */
  goodRows: () => csvWith(({ ok }) => ok),

  /** Returns a workbook of all rows of a table, wrong cells in red. */
  async workbook(language) {
    const { createReport } = await import('ficha/workbook');
    const headings = about.columns.map(({ heading }) => heading);
    const report = await createReport(source.sheet ?? 'Clientes', headings, { language });
    await eachRow(report.add);
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return new Blob([report.finish()], { type });
  },
};

Comlink.expose(api);
