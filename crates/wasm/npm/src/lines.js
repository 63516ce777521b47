// Checks many records: NDJSON and CSV from bytes or a stream, in bounded memory.

import { instantiate } from 'lines-module';
import { reader } from './answer.js';
import { bytesOf, chunksOf, isBytes } from './chunks.js';
import { es } from './generated/es.js';
import { esText } from './generated/es-text.js';
import { clientePublico } from './generated/files.js';
import { Kind, Stream } from './generated/wire.ts';
import { openHead, partsIn, placeOf } from './parts.js';
import { sentencesOf } from './sentences.js';
import { made } from './shape.js';
import { openStream, put, tableOf } from './stream.js';
import { connect } from './wasm.js';

const SENTENCES = { ...es, ...esText };

export { partsOf } from './parts.js';
export { clientePublico };

const OPTIONS = [
  'format',
  'columns',
  'values',
  'header',
  'separator',
  'encoding',
  'dates',
  'partial',
  'repair',
  'repeated',
  'edits',
  'sentences',
  'onIssue',
  'onWarning',
  'onRecord',
  'onRow',
  'onProgress',
];
/** The codes of warnings that say what a refused cell turned out to be. */
const OF_CELLS = /^(sheet|date)\./;
/** The most bytes that are read at once. */
const SLICE = 65536;

export async function checkLines(schema, source, options = {}) {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('checkLines: the third argument is the options');
  const wrong = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (wrong) throw new TypeError(`checkLines: ${wrong} is no option; the options are ${OPTIONS.join(', ')}`);
  const { format = 'ndjson', onIssue, onWarning, onRecord, onRow, onProgress } = options;
  const sentences = sentencesOf(options.sentences, SENTENCES);
  const parts = partsIn(source);
  const { module, settings } = openStream('checkLines', schema, { ...options, ...placeOf(parts) });
  const summary = { records: 0, good: 0, bad: 0, lines: 0 };
  let read = 0;

  const { open, word, outcome, record, string, list, issue } = reader(module, SENTENCES);
  const shape = (onRecord || onRow) && shapeOf(schema);
  const value = shape && (() => record(shape, 0));
  const cell = () => {
    const head = word();
    const text = string(head >>> 2);
    const before = (head & 2) > 0 ? string(word()) : undefined;
    const [[wrong], [doubtful]] = [list(issue), list(issue)];
    return { text, isNumber: (head & 1) === 1, issue: wrong, warning: doubtful, before };
  };
  function take(at) {
    open(at, sentences);
    for (let line = word(); line !== 0; line = word()) {
      const start = word() + word() * 2 ** 32;
      const end = start + word();
      const told = outcome(value);
      for (const issue of told.issues ?? []) {
        const cause = told.warnings.find(({ path, code }) => OF_CELLS.test(code) && path.join() === issue.path.join());
        onIssue?.({ line, ...issue, ...(cause && { cause: { code: cause.code, message: cause.message } }) });
      }
      for (const warning of told.warnings) onWarning?.({ line, ...warning });
      onRecord?.({ line, start, end, ...told });
      if (settings & Stream.Rows) onRow({ line, ok: told.ok, cells: list(cell), issues: list(issue) });
    }
    const [records, good, lines] = [word(), word(), word()];
    summary.records += records;
    summary.good += good;
    summary.bad += records - good;
    summary.lines = lines;
  }

  async function feed(chunks) {
    for await (const bytes of bytesOf(chunks)) {
      for (let start = 0; start < bytes.length; start += SLICE) {
        const slice = bytes.subarray(start, start + SLICE);
        put(module, slice);
        take(module.call((wasm) => wasm.lines_feed(slice.length, Date.now())));
        read += slice.length;
      }
      onProgress?.({ bytes: read, records: summary.records });
    }
    take(module.call((wasm) => wasm.lines_close(Date.now())));
  }

  if (parts) await openHead(module, parts[0].head);
  else await feed(chunksOf(source));
  for (const { blob, line, start } of parts ?? []) {
    module.run((wasm) => wasm.lines_go(line, start));
    await feed(chunksOf(blob));
  }
  if (format !== 'ndjson') {
    const { absent, ...table } = tableOf(module);
    if (absent) throw new RangeError(`columns: the table has no heading ${absent}`);
    if (options.header && table.header === 0)
      throw new RangeError('header: the beginning of the table has no such line');
    for (const found of table.found) found.message = sentences[found.code];
    summary.table = table;
  }
  return summary;
}

const KINDS = { [Kind.Table]: 'csv', [Kind.Lines]: 'ndjson', [Kind.Workbook]: 'workbook' };

/** Finds what a file is from its first bytes: its format, or an issue. */
export function formatOf(begin, options = {}) {
  if (!isBytes(begin)) throw new TypeError('formatOf: the first bytes of a file, as a Uint8Array');
  const module = connect(instantiate);
  put(module, begin);
  const { open, word, outcome } = reader(module, SENTENCES);
  open(
    module.call((wasm) => wasm.lines_kind(begin.length)),
    sentencesOf(options.sentences, SENTENCES),
  );
  const format = KINDS[word()];
  if (format) return { format };
  const [issue] = outcome().issues;
  return { issue };
}

/** Returns the shape by which answer.js reads the values of a form: its lists, and the function that makes a record. */
function shapeOf({ fields, jsonSchema }) {
  const properties = jsonSchema?.output.properties ?? {};
  return shapeWith(fields ?? Object.keys(properties), properties);
}

function shapeWith(names, properties) {
  const lists = names.map((name) => {
    const item = properties[name]?.items;
    return item && { shape: shapeWith(Object.keys(item.properties), item.properties) };
  });
  return { lists, make: (members) => made(names, members) };
}
