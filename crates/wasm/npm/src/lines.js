// Checks many records: NDJSON and CSV from bytes or a stream, in bounded memory.

import { instantiate } from 'lines-module';
import { encode } from 'platform-module';
import { reader } from './answer.js';
import { es } from './generated/es.js';
import { esText } from './generated/es-text.js';
import { clientePublico } from './generated/files.js';
import { FORMS } from './generated/names.js';
import { Kind, Stream } from './generated/wire.ts';
import { sentencesOf } from './sentences.js';
import { made } from './shape.js';
import { tableOptions } from './table-options.js';
import { connect } from './wasm.js';

const SENTENCES = { ...es, ...esText };

export { clientePublico };

/** The forms, in the order of their numbers in crates/wasm/src/lines.rs. */
const NAMES = [...FORMS, clientePublico.name];
const FORMATS = ['ndjson', 'csv', 'sheet'];
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
  'sentences',
  'onIssue',
  'onWarning',
  'onRecord',
  'onRow',
  'onProgress',
];
const WHAT = 'checkLines: the source is text, a Uint8Array, or a stream or other sequence of them';
/** The codes of warnings that say what a refused cell turned out to be. */
const OF_CELLS = /^(sheet|date)\./;
/** A byte that UTF-8 never has. */
const NOT_UTF8 = Uint8Array.of(0xff);
/** The most bytes that are read at once. */
const SLICE = 65536;

export async function checkLines(schema, source, options = {}) {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('checkLines: the third argument is the options');
  const wrong = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (wrong) throw new TypeError(`checkLines: ${wrong} is no option; the options are ${OPTIONS.join(', ')}`);
  const { format = 'ndjson', partial, repeated, onIssue, onWarning, onRecord, onRow, onProgress } = options;
  const form = NAMES.indexOf(schema?.name);
  if (form < 0) throw new TypeError(`checkLines: the first argument is a form: ${NAMES.join(', ')}`);
  if (!FORMATS.includes(format)) throw new TypeError(`format: ${FORMATS.join(' or ')}`);
  const sentences = sentencesOf(options.sentences, SENTENCES);
  // Every stream has a module of its own: streams do not disturb each other, and their memory is freed at their end.
  const module = connect(instantiate);
  const settings =
    (format !== 'ndjson' && Stream.Csv) |
    (format === 'sheet' && Stream.Sheet) |
    (partial && Stream.Partial) |
    (repeated && Stream.Repeated) |
    ((onRecord || onRow) && Stream.All) |
    (onRow && Stream.Rows);
  const asked = encode(tableOptions(options, schema));
  const room = module.room(asked.length);
  module.bytes.set(asked, room);
  module.open().lines_open(form, settings, asked.length);
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

  for await (const bytes of bytesOf(chunksOf(source))) {
    for (let start = 0; start < bytes.length; start += SLICE) {
      const slice = bytes.subarray(start, start + SLICE);
      const room = module.room(slice.length);
      module.bytes.set(slice, room);
      take(module.call((wasm) => wasm.lines_feed(slice.length, Date.now())));
      read += slice.length;
    }
    onProgress?.({ bytes: read, records: summary.records });
  }
  take(module.call((wasm) => wasm.lines_close(Date.now())));
  if (format !== 'ndjson') {
    open(
      module.call((wasm) => wasm.lines_table()),
      sentences,
    );
    const { absent, ...table } = JSON.parse(string(word()));
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
  const room = module.room(begin.length);
  module.bytes.set(begin, room);
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

/** Cuts a file of lines into parts that end where lines end, so that several workers can read it. */
export async function splitLines(blob, count) {
  if (typeof blob?.slice !== 'function' || !(blob.size >= 0)) throw new TypeError('splitLines: a Blob or a File');
  const unit = await unitOf(blob);
  const cuts = [0];
  for (let part = 1; part < count; part++) {
    const about = Math.floor((blob.size * part) / count);
    cuts.push(await endOfLine(blob, Math.max(about, cuts.at(-1)), unit));
  }
  const parts = cuts.map((cut, part) => blob.slice(cut, cuts[part + 1] ?? blob.size));
  return parts.filter(({ size }) => size > 0);
}

/** Returns the place after the end of the line that a place is in; a unit of the text has one byte, or two in UTF-16. */
async function endOfLine(blob, from, unit) {
  for (let at = from - (from % unit); at < blob.size; at += SLICE) {
    const bytes = new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer());
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, end + 1)) {
      const begin = end - (end % unit);
      if (bytes.subarray(begin, begin + unit).every((byte, place) => begin + place === end || byte === 0))
        return at + begin + unit;
    }
  }
  return blob.size;
}

/** Returns the number of bytes of a unit of text: two if the first character, which is ASCII or a mark, is in UTF-16. */
async function unitOf(blob) {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return first === 0 || second === 0 || (first ^ second) === 1 ? 2 : 1;
}

/** True for bytes of any realm: in Jest the Uint8Array of a test is not that of Node's buffers. */
const isBytes = (it) => ArrayBuffer.isView(it) && it.BYTES_PER_ELEMENT === 1;

/** Yields the chunks of text, of bytes, or of a stream. Not every browser can iterate over a stream by itself. */
async function* chunksOf(source) {
  if (typeof source === 'string' || isBytes(source)) {
    yield source;
  } else if (typeof source?.stream === 'function') {
    yield* chunksOf(source.stream());
  } else if (typeof source?.getReader === 'function') {
    const stream = source.getReader();
    try {
      for (let next = await stream.read(); !next.done; next = await stream.read()) yield next.value;
    } finally {
      // If reading ends early, for example because `onIssue` throws, the rest of the stream is not needed.
      stream.cancel().catch(() => {});
    }
  } else if (source?.[Symbol.asyncIterator] || source?.[Symbol.iterator]) {
    yield* source;
  } else {
    throw new TypeError(WHAT);
  }
}

/** Yields the bytes of chunks. A surrogate pair may span two chunks; an unpaired surrogate becomes invalid UTF-8. */
async function* bytesOf(chunks) {
  let rest = '';
  for await (const chunk of chunks) {
    if (isBytes(chunk)) {
      yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    } else if (typeof chunk === 'string') {
      const text = rest + chunk;
      rest = /[\ud800-\udbff]$/.exec(text)?.[0] ?? '';
      const parts = text.slice(0, text.length - rest.length).split(/[\ud800-\udfff]/u);
      for (const [at, part] of parts.entries()) {
        if (at > 0) yield NOT_UTF8;
        yield encode(part);
      }
    } else {
      throw new TypeError(WHAT);
    }
  }
  if (rest) yield NOT_UTF8;
}
