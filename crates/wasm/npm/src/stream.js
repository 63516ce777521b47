// Opens a reader of records.

import { instantiate } from 'lines-module';
import { encode } from 'platform-module';
import { reader } from './answer.js';
import { clientePublico } from './generated/files.js';
import { FORMS } from './generated/names.js';
import { Stream } from './generated/wire.ts';
import { tableOptions } from './table-options.js';
import { connect } from './wasm.js';

/** The forms, in the order of their numbers in crates/wasm/src/lines.rs. */
const NAMES = [...FORMS, clientePublico.name];
const FORMATS = ['ndjson', 'csv', 'sheet'];

/**
 * Opens a reader in a module of its own: readers do not disturb each other, and their memory is freed at their end.
 * @param {string} caller The function of the package, for its sentences.
 */
export function openStream(caller, schema, options) {
  const { format = 'ndjson', partial, repeated, onRecord, onRow } = options;
  const form = NAMES.indexOf(schema?.name);
  if (form < 0) throw new TypeError(`${caller}: the first argument is a form: ${NAMES.join(', ')}`);
  if (!FORMATS.includes(format)) throw new TypeError(`format: ${FORMATS.join(' or ')}`);
  const module = connect(instantiate);
  const settings =
    (format !== 'ndjson' && Stream.Csv) |
    (format === 'sheet' && Stream.Sheet) |
    (partial && Stream.Partial) |
    (repeated && Stream.Repeated) |
    ((onRecord || onRow) && Stream.All) |
    (onRow && Stream.Rows);
  const asked = encode(tableOptions(options, schema));
  put(module, asked);
  module.open().lines_open(form, settings, asked.length);
  return { module, settings };
}

/** Writes bytes to where an export reads them. */
export function put(module, bytes) {
  const room = module.room(bytes.length);
  module.bytes.set(bytes, room);
}

/** Returns what is known of a table. */
export function tableOf(module) {
  const { open, word, string } = reader(module, {});
  open(
    module.call((wasm) => wasm.lines_table()),
    {},
  );
  return JSON.parse(string(word()));
}
