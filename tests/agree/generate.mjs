// Generates records for agree.mjs: good ones, good ones with one change that gives a code (every code occurs), and
// arbitrary text. The same seed gives the same records.

import { aloneVectors, at, base, fieldVectors, formVectors } from '../vectors.mjs';

/** Marsaglia's xorshift: its seed makes a difference reproducible. */
export function dice(seed) {
  let state = seed >>> 0 || 1;
  return (sides) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % sides;
  };
}

const BLOCKS = [
  [0x20, 0x7e],
  [0x20, 0x7e],
  [0x30, 0x39],
  [0x30, 0x39],
  [0xa0, 0xff],
  [0x100, 0x17f],
  [0x300, 0x345],
  [0x391, 0x3a1],
  [0x410, 0x44f],
  [0x5d0, 0x5ea],
  [0x627, 0x63a],
  [0x905, 0x939],
  [0x1100, 0x1112],
  [0x1161, 0x1175],
  [0x1e00, 0x1e99],
  [0x2000, 0x200f],
  [0x2010, 0x2029],
  [0x202a, 0x202e],
  [0x2066, 0x2069],
  [0x3041, 0x3096],
  [0x4e00, 0x4e40],
  [0xac00, 0xac20],
  [0xff10, 0xff19],
  [0x1f600, 0x1f640],
  [0, 0x1f],
  [0xfeff, 0xfeff],
];

/** Yields {schema, json, kind}: a form or field, the JSON text of a record or value, and how it was made. */
export function* generate(count, seed) {
  const roll = dice(seed);
  const pick = (list) => list[roll(list.length)];
  const text = () => {
    const characters = Array.from({ length: roll(14) }, () => {
      const [first, last] = pick(BLOCKS);
      return String.fromCodePoint(first + roll(last - first + 1));
    });
    return characters.join('');
  };

  const fields = [...fieldVectors()];
  const good = fields.filter(({ issues }) => issues.length === 0);
  const byCode = Map.groupBy(
    fields.filter(({ issues }) => issues.length > 0),
    ({ issues }) => issues[0].code,
  );
  const forms = Map.groupBy(
    [...formVectors()].filter(({ json }) => typeof json === 'string'),
    ({ issues, warnings }) => issues[0]?.code ?? warnings?.[0]?.code ?? 'good',
  );
  const alone = Map.groupBy([...aloneVectors()], ({ issues }) => issues[0]?.code ?? 'good');
  const codes = [...new Set([...byCode.keys(), ...forms.keys(), ...alone.keys()])].filter((code) => code !== 'good');

  /** Returns a record of the form in which up to three values are replaced by other good ones. */
  const goodRecord = (form) => {
    const record = structuredClone(base[form]);
    for (let n = roll(4); n > 0; n--) change(record, pick(good), form);
    return record;
  };
  const make = [
    () => {
      const form = pick(Object.keys(base));
      return { schema: form, json: write(goodRecord(form)), kind: 'good' };
    },
    () => {
      const code = pick(codes);
      const places = [byCode.get(code), forms.get(code), alone.get(code)].filter(Boolean);
      const vector = pick(pick(places));
      if (vector.schema) return { schema: vector.schema, json: vector.json, kind: code };
      if (!vector.vector) return { schema: vector.form, json: vector.json, kind: code };
      const record = goodRecord(vector.form);
      change(record, vector, vector.form);
      return { schema: vector.form, json: write(record), kind: code };
    },
    () => {
      const { form, path } = pick(fields);
      const record = goodRecord(form);
      const old = at(record, path);
      const value = typeof old === 'string' && roll(2) ? old.slice(0, roll(old.length + 1)) + text() : text();
      put(record, path, value);
      return { schema: form, json: write(record), kind: 'arbitrary' };
    },
  ];
  // In ten records: four good, four with a change that gives a code, two arbitrary.
  const mix = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2];
  for (let n = 0; n < count; n++) yield make[pick(mix)]();
}

/** JSON text that `write` copies unchanged. */
class Verbatim {
  constructor(json) {
    this.json = json;
  }
}

function change(record, { form, path, vector }, into) {
  if (form !== into) return;
  if (vector.absent) delete at(record, path.slice(0, -1))[path.at(-1)];
  else put(record, path, 'json' in vector ? new Verbatim(vector.json) : vector.value);
}

function put(record, path, value) {
  const inside = at(record, path.slice(0, -1));
  if (inside && typeof inside === 'object' && !(inside instanceof Verbatim)) inside[path.at(-1)] = value;
}

function write(value) {
  if (value instanceof Verbatim) return value.json;
  if (Array.isArray(value)) return `[${value.map(write).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, value]) => `${JSON.stringify(key)}:${write(value)}`)
    .join()}}`;
}
