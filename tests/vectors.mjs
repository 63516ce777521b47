// Reads the tables of tests/vectors for the runners in JavaScript.

import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('vectors/', import.meta.url);
const readJson = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const PLACE = 'value goes here';

export const base = readJson('base.json');

/** Yields every row of `field/`: its path, the record with its value, and the expected issues. */
export function* fieldVectors() {
  for (const [file, { form, path, cases }] of files('field')) {
    for (const [row, vector] of cases.entries()) {
      const issues = 'code' in vector ? [{ path, code: vector.code, params: vector.params ?? {} }] : [];
      yield { name: `${file} row ${row}`, form, path, vector, json: withValue(base[form], path, vector), issues };
    }
  }
}

/** Yields every row of `form/`: a whole record and the expected issues. */
export function* formVectors() {
  for (const [file, { form, cases }] of files('form')) {
    for (const [row, vector] of cases.entries()) {
      const { text, hex, padded_to, body, change, unreadable, params = {}, issues = [], warnings } = vector;
      const bytes = hex && bytesOf(hex);
      const json = text?.padEnd(padded_to) ?? bytes ?? JSON.stringify(body ?? { ...base[form], ...change });
      const unread = unreadable && [{ path: [], code: unreadable, params }];
      yield { name: `${file} row ${row}`, form, json, issues: unread ?? issues, warnings, unreadable, padded_to };
    }
  }
}

/** Yields every row of `alone/`: a value for a field type by itself and the expected result. */
export function* aloneVectors() {
  for (const [file, { schema, cases }] of files('alone')) {
    for (const [row, { value, json, set, code, params = {} }] of cases.entries()) {
      const issues = code ? [{ path: [], code, params }] : [];
      yield { name: `${file} row ${row}`, schema, json: json ?? JSON.stringify(value), set, issues };
    }
  }
}

/** Yields every row of `table/`: records as bytes; the line of each, with the codes of its issues and any warnings. */
export function* tableVectors() {
  for (const [file, { form, format, cases }] of files('table')) {
    for (const [row, { text, hex, records }] of cases.entries()) {
      yield {
        name: `${file} row ${row}`,
        form,
        format,
        bytes: hex ? bytesOf(hex) : new TextEncoder().encode(text),
        records,
      };
    }
  }
}

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

/** An issue without its sentence, which the tests do not compare. */
export const bare = ({ path, code, params }) => ({ path, code, params });

/** The value at a path. */
export const at = (value, path) => path.reduce((inside, step) => inside?.[step], value);

function files(kind) {
  const names = readdirSync(new URL(`${kind}/`, folder)).sort();
  return names.map((name) => [`${kind}/${name}`, readJson(`${kind}/${name}`)]);
}

function withValue(record, path, { absent, value, json }) {
  const copy = structuredClone(record);
  const inside = at(copy, path.slice(0, -1));
  if (absent) delete inside[path.at(-1)];
  else inside[path.at(-1)] = PLACE;
  return JSON.stringify(copy).replace(JSON.stringify(PLACE), () => json ?? JSON.stringify(value));
}
