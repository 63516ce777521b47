// Workbooks, in and out: a layer over crates/workbook. Each module is loaded when it is first used.

import { esText } from './generated/es-text.js';

/** The kinds of cells that crates/workbook/src/wasm.rs knows. */
const GOOD = 0;
const DOUBTFUL = 2;
const WRONG = 4;
const REPAIRED = 6;
/** Added to the kind of a number. */
const NUMBER = 1;

export class WorkbookError extends Error {
  name = 'WorkbookError';

  constructor(code) {
    super(esText[code]);
    this.code = code;
  }
}

/** Calls a function of a module, which throws codes. */
function told(call) {
  try {
    return call();
  } catch (thrown) {
    // A module without memory traps.
    throw new WorkbookError(typeof thrown === 'string' ? thrown : 'file.too_large');
  }
}

let books;
let reports;

async function loadBooks() {
  const [{ Book, initSync }, { load }] = await Promise.all([import('workbook-glue'), import('workbook-module')]);
  initSync({ module: load() });
  return Book;
}

async function loadReports() {
  const [{ Report, initSync }, { load }] = await Promise.all([import('report-glue'), import('report-module')]);
  initSync({ module: load() });
  return Report;
}

export async function openWorkbook(source) {
  const bytes = typeof source?.arrayBuffer === 'function' ? new Uint8Array(await source.arrayBuffer()) : source;
  if (!ArrayBuffer.isView(bytes)) throw new TypeError('openWorkbook: a Blob, or the bytes as a Uint8Array');
  books ??= loadBooks();
  const Book = await books;
  const book = told(() => new Book(bytes));
  const hidden = book.hidden();
  const sheets = book.names().map((name, at) => ({ name, isHidden: hidden[at] === 1 }));
  const first = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
  return {
    sheets,
    text(sheet = first?.name) {
      const pieces = [];
      told(() => book.text(String(sheet), (piece) => pieces.push(piece)));
      return pieces;
    },
    close: () => book.free(),
  };
}

export async function createReport(sheet, headings, { language = 'es' } = {}) {
  reports ??= loadReports();
  const Report = await reports;
  const report = told(() => new Report(String(sheet), headings.map(String), language === 'en'));
  return {
    add({ line, cells, issues }) {
      const kinds = new Uint8Array(cells.length + 1);
      const said = [];
      for (const [at, { isNumber, issue, warning, before }] of cells.entries()) {
        kinds[at] = issue ? WRONG : before !== undefined ? REPAIRED : warning ? DOUBTFUL : GOOD;
        if (isNumber && !issue) kinds[at] |= NUMBER;
        if (issue) said.push(issue.message, warning?.message ?? '');
        else if (before !== undefined) said.push(before, '');
        else if (warning) said.push(warning.message, '');
      }
      if (issues.length > 0) {
        kinds[cells.length] = WRONG;
        said.push(issues.map(({ message }) => message).join(' '), '');
      }
      const texts = cells.map(({ text }) => text);
      told(() => report.row(line, texts, kinds, said));
    },
    finish: () => told(() => report.finish()),
  };
}

export async function createTemplate(sheet, columns) {
  reports ??= loadReports();
  const Report = await reports;
  const texts = (text) => columns.map((column) => String(text(column) ?? ''));
  const choices = texts(({ choices }) => choices?.join('\n'));
  return told(() =>
    Report.template(
      String(sheet),
      texts(({ heading }) => heading),
      texts(({ hint }) => hint),
      choices,
    ),
  );
}
