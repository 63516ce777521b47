// Writes the options for reading a table; crates/wasm/src/table.rs documents their form.

import { REPAIRS } from './generated/files.js';

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'cp850', 'macintosh'];
const BETWEEN_OPTIONS = '\x1e';
const BETWEEN_ARGUMENTS = '\x1f';

/** No rule accepts the two signs in a text; another sign of their kind is refused by the same rule. */
const argument = (it) => {
  const text = String(it ?? '');
  return text.replaceAll(BETWEEN_OPTIONS, '\x1d').replaceAll(BETWEEN_ARGUMENTS, '\x1d');
};

/** Returns the options of `checkLines` as one text. Throws a sentence for an option that cannot be used. */
export function tableOptions({ columns, values, header, separator, encoding, dates, repair, edits }, schema) {
  const options = [];
  const add = (name, ...args) => options.push([name, ...args.map(argument)].join(BETWEEN_ARGUMENTS));
  const expect = (is, sentence) => {
    if (!is) throw new TypeError(sentence);
  };
  const expectField = (field, what) =>
    expect(field === null || isField(schema, field), `${what}: ${field} is no field of ${schema.name}`);
  if (columns !== undefined) {
    expect(
      typeof columns === 'object' && columns !== null,
      'columns: an object of headings and fields, or a list of fields',
    );
    for (const field of Object.values(columns)) expectField(field, 'columns');
  }
  if (Array.isArray(columns)) add('columns', ...columns);
  else for (const [heading, field] of Object.entries(columns ?? {})) add('heading', heading, field);
  for (const [field, words] of Object.entries(values ?? {})) {
    expectField(field, 'values');
    for (const [word, value] of Object.entries(words)) add('value', field, word, value);
  }
  for (const { line, column, text } of edits ?? []) {
    const isPlace = Number.isSafeInteger(line) && line > 0 && Number.isInteger(column) && column >= 0 && column < 1e5;
    expect(isPlace && typeof text === 'string', 'edits: a list of { line, column, text }; columns count from 0');
    add('edit', line, column, text);
  }
  if (header !== undefined) {
    expect(Number.isSafeInteger(header) && header > 0, 'header: the number of a line, from 1');
    add('header', header);
  }
  if (separator !== undefined) {
    expect(/^[\t\x20-\x7e]$/.test(separator), 'separator: one ASCII character');
    add('separator', separator);
  }
  if (encoding !== undefined) {
    expect(ENCODINGS.includes(encoding), `encoding: ${ENCODINGS.join(', ')}`);
    add('encoding', encoding);
  }
  if (dates !== undefined) {
    expect(['dmy', 'mdy'].includes(dates), 'dates: dmy or mdy');
    add('dates', dates);
  }
  if (repair === true) add('repair', 'all');
  else if (repair) {
    expect(
      Array.isArray(repair) && repair.every((name) => REPAIRS.includes(name)),
      `repair: true, or a list of ${REPAIRS.join(', ')}`,
    );
    for (const name of repair) add('repair', name);
  }
  return options.join(BETWEEN_OPTIONS);
}

/** True for a field of a form, or of an item of its lists: `direcciones[0].direccion`. */
function isField({ fields, jsonSchema }, name) {
  const [list, ...rest] = String(name).split('[');
  return rest.length < 2 && (fields ?? Object.keys(jsonSchema.output.properties)).includes(list);
}
