// Many records: NDJSON and CSV from bytes or a stream, in bounded memory.

import { instantiate } from 'lines-module';
import { reader } from './answer.js';
import { es } from './es.js';
import { sentencesOf } from './sentences.js';
import { connect } from './wasm.js';

const CODES = Object.keys(es);
/** In the order of FORMS in crates/wasm/src/answer.rs. */
const FORMS = ['updateCliente', 'agregarDireccion', 'updateClientePublico'];
const FORMATS = ['ndjson', 'csv'];
/** So many bytes are read at once. */
const SLICE = 65536;

export async function checkLines(schema, source, onIssue, { format = 'ndjson', locale, onWarning } = {}) {
  const form = FORMS.indexOf(schema?.name);
  if (form < 0) throw new TypeError(`checkLines: the first argument is a form: ${FORMS.join(', ')}`);
  if (!FORMATS.includes(format)) throw new TypeError(`format: ${FORMATS.join(' or ')}`);
  const sentences = sentencesOf(locale);
  // A module of its own for every stream: they do not disturb one another, and their memory goes with them.
  const module = connect(instantiate);
  module.open().lines_open(form, format === 'csv');
  const summary = { records: 0, good: 0, bad: 0 };

  function read(at) {
    const { word, outcome } = reader(module, at, [], sentences, CODES);
    for (let line = word(); line !== 0; line = word()) {
      const { issues = [], warnings } = outcome();
      for (const issue of issues) onIssue({ line, ...issue });
      for (const warning of warnings) onWarning?.({ line, ...warning });
    }
    const [records, good] = [word(), word()];
    summary.records += records;
    summary.good += good;
    summary.bad += records - good;
  }

  for await (const chunk of chunksOf(source)) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    for (let start = 0; start < bytes.length; start += SLICE) {
      const slice = bytes.subarray(start, start + SLICE);
      const room = module.room(slice.length);
      module.bytes.set(slice, room);
      read(module.call((wasm) => wasm.lines_feed(slice.length, Date.now())));
    }
  }
  read(module.call((wasm) => wasm.lines_close(Date.now())));
  return summary;
}

/** The chunks of text, of bytes, or of a stream; not every browser iterates over a stream by itself. */
async function* chunksOf(source) {
  if (typeof source === 'string' || source instanceof Uint8Array) {
    yield source;
  } else if (typeof source?.getReader === 'function') {
    const stream = source.getReader();
    try {
      for (let next = await stream.read(); !next.done; next = await stream.read()) yield next.value;
    } finally {
      // What is left when reading ends early, because `onIssue` throws for one, is not wanted.
      stream.cancel().catch(() => {});
    }
  } else {
    yield* source;
  }
}
