// Changes the prover in JavaScript, one place at a time, and lets it judge values of which the rules' verdict is known. A
// change after which it accepts what the rules do not accept as it is, is noticed; so is one after which it proves less,
// which is no fault but costs time. Prints the changes that make no difference.
//
//   node tests/wasm/mutants.mjs

import { readFileSync } from 'node:fs';
import { FORMS } from '../../crates/wasm/npm/src/generated/names.js';
import * as tables from '../../crates/wasm/npm/src/generated/tables.js';
import { read } from '../../crates/wasm/npm/src/members.js';
import { shapeOf } from '../../crates/wasm/npm/src/shape.js';
import * as judge from '../../target/npm/ficha/esm/index.js';
import { slips } from '../prove.mjs';
import { aloneVectors, base, fieldVectors, formVectors } from '../vectors.mjs';

/** What is changed: a pattern, and what takes its place. */
const CHANGES = [
  [/<=/g, '<'],
  [/>=/g, '>'],
  [/(?<![<>=])<(?![<=])/g, '<='],
  [/(?<![<>=])>(?![>=])/g, '>='],
  [/===/g, '!=='],
  [/!==/g, '==='],
  [/&&/g, '||'],
  [/\|\|/g, '&&'],
  [/\breturn false\b/g, 'return true'],
  [/\b\d[\d_]*\b/g, (digits) => String(Number(digits.replaceAll('_', '')) + 1)],
  [/ \+ /g, ' - '],
  [/ - /g, ' + '],
  [/ \* /g, ' / '],
  [/ % /g, ' * '],
];

const source = readFileSync(new URL('../../crates/wasm/npm/src/generated/prove.js', import.meta.url), 'utf8');
/** The places of comments and of the names that are exported. */
const passed = [...source.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*|^export .*/gm)].map((match) => [
  match.index,
  match.index + match[0].length,
]);
const isPassed = (at) => passed.some(([from, to]) => at >= from && at < to);
const mutants = CHANGES.flatMap(([pattern, change]) =>
  [...source.matchAll(pattern)]
    .filter(({ index }) => !isPassed(index))
    .map(({ 0: before, index: at }) => ({ at, before, after: typeof change === 'string' ? change : change(before) })),
);

const shapes = new Map(FORMS.map((name) => [name, shapeOf(tables[name].jsonSchema.output)]));
const realNow = Date.now;
const TODAY = Date.parse('2026-11-22T12:00:00Z');
const CLOCKS = [
  TODAY,
  Date.parse('1988-02-29T05:00:00Z'),
  Date.parse('1988-02-29T04:59:59Z'),
  Date.parse('2030-03-01T00:00:00Z'),
];

/** What is absent, null or empty is made one of these, which the prover knows. */
const isNothing = (it) => it === undefined || it === null || it === '';
const namesOf = (it) =>
  Object.keys(it)
    .filter((name) => !isNothing(it[name]))
    .sort()
    .join();
const same = (a, b) =>
  Object.is(a, b) ||
  (isNothing(a) && isNothing(b)) ||
  (typeof a === 'object' &&
    typeof b === 'object' &&
    a !== null &&
    b !== null &&
    Array.isArray(a) === Array.isArray(b) &&
    namesOf(a) === namesOf(b) &&
    Object.keys(a)
      .filter((name) => !isNothing(a[name]))
      .every((name) => same(a[name], b[name])));

/** Values with the schema, the clock, what the prover reads of them, and whether they are good as they are. */
const corpus = [];
function add(schema, value, now = TODAY) {
  const shape = shapes.get(schema);
  const it = shape ? read(value, shape) : value;
  if (shape && it === undefined) return;
  Date.now = () => now;
  const { ok, value: made, warnings } = judge[schema].check(value);
  corpus.push({ schema, it, now, isGood: ok && warnings.length === 0 && same(made, value) });
}

const ODD = [
  undefined,
  null,
  true,
  0,
  -0,
  1,
  -1,
  1.5,
  Number.NaN,
  Infinity,
  2 ** 31,
  2 ** 31 - 1,
  2 ** 53,
  2 ** 53 - 1,
  -(2 ** 31),
  '',
  ' ',
  [],
  {},
  7n,
];
const parsed = (json) => {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
};
const numbers = (good) =>
  [0, 1, 2, 255, 256, 65535, 65536, 10 ** 6, 10 ** 7, 10 ** 8, 10 ** 9, 10 ** 10].flatMap((n) => [
    n,
    -n,
    good + n,
    good - n,
  ]);
const lengths = (text) => Array.from({ length: 260 }, (_, n) => text.slice(0, 1).repeat(n) || text);
/** Numbers of documents with every check digit; dates of every kind; places of every province. */
const DOCUMENTS = ['20131312955', '10101174102', '15101174102', '17101174102', '20600000005', '05414828', '10117410'];
const DATES = [
  '1899-12-31',
  '1900-01-01',
  '1900-02-29',
  '2000-02-29',
  '1999-02-29',
  '2004-02-29',
  '2026-11-21',
  '2026-11-22',
  '2026-11-23',
  '2026-04-31',
  '2026-06-30',
  '2025-09-31',
  '1988-02-28',
  '1988-02-29',
  '1988-03-01',
  '2025-12-31',
  '2025-13-01',
  '2025-00-10',
  '2025-10-00',
];

for (const { form, json } of [...fieldVectors(), ...formVectors()]) add(form, parsed(json));
for (const { schema, json } of aloneVectors()) add(schema, parsed(json));
for (const form of FORMS) {
  add(form, base[form]);
  for (const [name, good] of Object.entries(base[form])) {
    const texts =
      typeof good === 'string' ? [...slips(good), ...lengths(good)] : typeof good === 'number' ? numbers(good) : [];
    for (const value of [...ODD, ...texts]) add(form, { ...base[form], [name]: value });
    const { [name]: _, ...without } = base[form];
    add(form, without);
  }
}
for (const text of DOCUMENTS)
  for (let digit = 0; digit < 10; digit++)
    for (const field of ['ruc', 'dni', 'documento'])
      for (let at = 0; at < text.length; at++) add(field, text.slice(0, at) + digit + text.slice(at + 1));
for (const text of DOCUMENTS)
  for (let at = 0; at < text.length; at++)
    for (const sign of '/:09')
      for (let digit = 0; digit < 10; digit++)
        for (const field of ['ruc', 'dni', 'documento'])
          add(field, `${text.slice(0, at)}${sign}${text.slice(at + 1, -1)}${digit}`);
const DOMAINS = [
  'gmail.com',
  'hotmail.com',
  'hotmail.es',
  'outlook.com',
  'outlook.es',
  'yahoo.com',
  'yahoo.es',
  'live.com',
  'icloud.com',
];
for (const domain of DOMAINS) for (const value of slips(`ana@${domain}`)) add('email', value);
const PHONES = [
  '+5114451234',
  '+5144231234',
  '+14155552671',
  '+442071234567',
  '+34911222333',
  '+5491123456789',
  '+56221234567',
  '+861012345678',
  '+79161234567',
];
for (const phone of PHONES)
  for (const value of [phone, ...slips(phone)]) for (const field of ['telefono', 'celular']) add(field, value);
for (const tipo_cliente of ['Natural', 'Jurídico'])
  for (const numero_documento of DOCUMENTS)
    add('updateCliente', { ...base.updateCliente, tipo_cliente, numero_documento });
for (const password of [...lengths('x'), ...slips('contraseña larga')])
  add('updateCliente', { ...base.updateCliente, password });
const ALONE = {
  ruc: '20131312955',
  dni: '05414828',
  documento: '10101174102',
  carneExtranjeria: '000123456',
  celular: '987654321',
  telefono: '+51987654321',
  email: 'ana@gmail.com',
};
for (const [field, good] of Object.entries(ALONE))
  for (const value of [good, ...ODD, ...slips(good), ...lengths(good)]) add(field, value);
for (const now of CLOCKS)
  for (const date of DATES)
    for (const value of [date, ...slips(date)].slice(0, 400)) add('fechaNacimiento', value, now);
for (let code = 9_000; code < 260_200; code++) add('ubigeo', code);
const item = { direccion: 'Av. Arequipa 890', referencia: 'reja azul' };
for (const direcciones of [
  [],
  [item],
  Array(50).fill(item),
  Array(51).fill(item),
  [null],
  [{ ...item, direccion: '' }],
  [{ direccion: 'x' }],
  [item, { ...item, referencia: 7 }],
  ...lengths('x').map((direccion) => [{ ...item, direccion }]),
])
  add('agregarDireccion', { id_cliente: 7, direcciones });

/** Says of each value whether it is proven by a changed prover; undefined if it throws. */
async function proven(text) {
  try {
    const prove = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    return corpus.map(({ schema, it, now }) => {
      Date.now = () => now;
      return prove[schema](it) === true;
    });
  } catch {
    return undefined;
  } finally {
    Date.now = realNow;
  }
}

const original = await proven(source);
const unsound = corpus.findIndex(({ isGood }, at) => original[at] && !isGood);
if (unsound >= 0) throw new Error(`the prover itself accepts ${JSON.stringify(corpus[unsound].it)}`);
const counts = { unsound: 0, narrower: 0, wider: 0, same: 0 };
for (const { at, before, after } of mutants) {
  const now = await proven(source.slice(0, at) + after + source.slice(at + before.length));
  const kind =
    !now || corpus.some(({ isGood }, value) => now[value] && !isGood)
      ? 'unsound'
      : now.some((is, value) => !is && original[value])
        ? 'narrower'
        : now.some((is, value) => is && !original[value])
          ? 'wider'
          : 'same';
  counts[kind]++;
  if (kind !== 'same') continue;
  const line = source.slice(0, at).split('\n').length;
  console.log(`prove.js:${line}: ${before} → ${after}: ${source.split('\n')[line - 1].trim()}`);
}
console.log(
  `${mutants.length} changes, ${corpus.length} values: ${counts.unsound} accept what is wrong or throw, ${counts.narrower} prove less, ${counts.wider} prove more and rightly, ${counts.same} make no difference`,
);
