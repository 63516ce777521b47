// Checks a file in a thread of its own, so that the page stays responsive. Sends the page only what it asks for.

import * as Comlink from 'comlink';
import { updateCliente } from 'ficha';
import { checkLines, clientePublico } from 'ficha/lines';
import Papa from 'papaparse';
import { CLEARS, csv, csvOfCells } from './csv.js';
import { decode, inspect, isSpreadsheet, rowsOf } from './source.js';
import { BadRows, Documents } from './store.js';

const SCHEMAS = { updateCliente, clientePublico };
/** The milliseconds between two reports of progress to the page. */
const OFTEN = 100;
/** Rows that are written at once. */
const PACK = 5_000;
/** The largest number of repeated documents that are listed. */
const MOST_REPEATED = 1_000;
/** The largest number of bytes of a row that are shown, and of the file that are read at once. */
const MOST_SHOWN = 4_096;
const MOST_READ = 8 << 20;

let file;
let about;
let bad = new BadRows();
/** The indexes of the selected rows; undefined selects all. */
let places;
let last;

/** A promise that is pending while the page has paused the check. */
let gate = Promise.resolve();
let open = () => {};

async function* chunks() {
  for (let start = 0; start < file.size; start += 1 << 20) {
    await gate;
    yield new Uint8Array(await file.slice(start, start + (1 << 20)).arrayBuffer());
  }
}

const options = ({ columns, partial, sentences, repair }) => ({
  format: about.format,
  columns: about.format === 'csv' ? columns : undefined,
  partial,
  sentences,
  repair,
});

/** Splits a row of the file into its cells. */
function cellsOf(bytes) {
  const text = decode(bytes).text.replace(/\r?\n$/, '');
  return about.format === 'csv' ? Papa.parse(text, { delimiter: about.separator }).data[0] : [text];
}

const api = {
  /** Opens a file; returns its format, encoding, separator, columns and samples. */
  async open(given) {
    file = isSpreadsheet(given) ? await rowsOf(given) : given;
    about = await inspect(file);
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
      tell({ share: bytes / file.size, records, bad: found.length });
    };
    const summary = await checkLines(SCHEMAS[given.form], chunks(), { ...options(given), onRecord, onProgress });
    [bad, places, last] = [found, undefined, given];
    // Cells, and not rows: one row may have several.
    const repairs = summary.table?.found.filter(({ repair }) => repair) ?? [];
    return {
      summary,
      repairs: repairs.reduce((sum, { count }) => sum + count, 0),
      counts: bad.counts(),
      repeated: documents.repeated(MOST_REPEATED),
      isRepaired: given.repair,
    };
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
        // A missing quote can make one very long row.
        const end = Math.min(row.end, row.start + MOST_SHOWN);
        const bytes = new Uint8Array(await file.slice(row.start, end).arrayBuffer());
        return { ...row, cells: cellsOf(bytes) };
      }),
    );
  },

  /** Returns the bad rows as they stand in the file, with the reasons in a last column. */
  async badRows(heading) {
    const parts = [];
    if (about.format === 'csv') parts.push(`\ufeff${csvOfCells([[...about.columns, heading]])}`);
    for (let from = 0, end; from < bad.length; from = end) {
      const rows = [];
      const begin = bad.row(from).start;
      end = from + 1;
      while (end < bad.length && end - from < PACK && bad.row(end).end - begin < MOST_READ) end++;
      const bytes = new Uint8Array(await file.slice(begin, bad.row(end - 1).end).arrayBuffer());
      for (let at = from; at < end; at++) {
        const row = bad.row(at);
        const reasons = row.issues.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(' ');
        const cells = cellsOf(bytes.subarray(row.start - begin, row.end - begin));
        while (cells.length < about.columns.length) cells.push('');
        rows.push([...cells, reasons]);
      }
      parts.push(csvOfCells(rows));
    }
    return new Blob(parts, { type: 'text/csv' });
  },

  /** Returns the good rows in their normal form. */
  async goodRows() {
    open();
    const fields = last.columns.filter(Boolean);
    const parts = [`\ufeff${csv([fields])}`];
    let rows = [];
    const flush = () => {
      if (rows.length > 0) parts.push(new Blob([csv(rows)]));
      rows = [];
    };
    const onRecord = ({ ok, value }) => {
      if (ok) rows.push(fields.map((field) => (value[field] === null ? CLEARS : (value[field] ?? ''))));
      if (rows.length >= PACK) flush();
    };
    await checkLines(SCHEMAS[last.form], chunks(), { ...options(last), onRecord });
    flush();
    return new Blob(parts, { type: 'text/csv' });
  },
};

Comlink.expose(api);
