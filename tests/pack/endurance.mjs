// Sends a million bad inputs through every entry point: nothing is thrown, nothing is accepted, memory does not grow.
// Runs with --expose-gc in a folder where the package is installed.

import * as wasm from 'ficha';
import { searchDistritos } from 'ficha/distritos';
import * as js from 'ficha/js';
import { checkJson } from 'ficha/json';
import { checkLines } from 'ficha/lines';

const COUNT = 1_000_000;
const loop = {};
loop.loop = loop;
const { proxy, revoke } = Proxy.revocable({}, {});
revoke();
const VALUES = [
  undefined,
  null,
  true,
  NaN,
  -1,
  1e300,
  1n,
  Symbol('x'),
  () => 1,
  '',
  'x',
  '\ud800',
  'ñ'.repeat(300),
  '\u{1f600}',
  'e\u0301',
  [],
  [[]],
  {},
  loop,
  proxy,
  new Date(),
  new Map(),
  new Uint8Array(9),
  Object.create(null),
  Object.create({ id: 1 }),
  JSON.parse('{"__proto__": 1}'),
  { email: loop },
  { direcciones: [proxy, 1, {}] },
  { direcciones: Array(60) },
  Object.defineProperty({}, 'email', {
    enumerable: true,
    get() {
      throw new Error('no');
    },
  }),
  { [`k${'x'.repeat(200)}`]: 1 },
  { '\udfff': 1 },
  Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`k${n}`, n])),
  { nombres: 'x'.repeat(2000), email: 'a@b', telefono: '12', password: '\u0000' },
];
const TEXTS = [
  '',
  '{',
  '[]',
  '{"a":1,"a":2}',
  '\ufeff{}',
  '"\\ud800"',
  '[[[[[[[[[[[[[[[[[[1',
  'null',
  '{"email":1e400}',
  'ñ',
];

const schemasOf = ({ updateCliente, agregarDireccion, ruc, ubigeo }) => [updateCliente, agregarDireccion, ruc, ubigeo];

function refused(checked) {
  if (checked.ok || checked.issues.length === 0) throw new Error('something bad has passed');
}

function each(schemas, count, list, act) {
  for (let n = 0; n < count; n++) act(schemas[n & 3], list[n % list.length]);
}

function* entries(ficha, name) {
  const schemas = schemasOf(ficha);
  yield [`${name} check`, (count) => each(schemas, count, VALUES, (schema, value) => refused(schema.check(value)))];
  yield [
    `${name} is`,
    (count) => each(schemas, count, VALUES, (schema, value) => schema.is(value) && refused({ ok: true })),
  ];
  yield [
    `${name} validate`,
    (count) =>
      each(schemas, count, VALUES, (schema, value) => refused({ ok: false, ...schema['~standard'].validate(value) })),
  ];
}

const line = new TextEncoder().encode(`${TEXTS.slice(1).join('\n')}\n`.repeat(100));
const others = [
  [
    'checkJson',
    (count) => each(schemasOf(wasm), count, [...TEXTS, ...VALUES], (schema, text) => refused(checkJson(schema, text))),
  ],
  [
    'checkLines',
    async (count) => {
      const chunks = Array(Math.ceil(count / 900)).fill(line);
      const { good } = await checkLines(wasm.updateCliente, chunks);
      if (good > 0) throw new Error('something bad has passed');
    },
  ],
  [
    'searchDistritos',
    (count) => void Array.from({ length: count / 1000 }, (_, n) => searchDistritos(String(VALUES[n % 5]))),
  ],
];

function memory() {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

let worst = 0;
for (const [name, run] of [...entries(wasm, 'ficha'), ...entries(js, 'ficha/js'), ...others]) {
  await run(COUNT / 10);
  const before = memory();
  const begin = performance.now();
  await run(COUNT);
  const grown = memory() - before;
  worst = Math.max(worst, grown);
  console.log(
    `${name.padEnd(22)} ${(grown / 1024).toFixed(0).padStart(6)} KiB  ${((performance.now() - begin) / 1000).toFixed(1)} s`,
  );
}
if (worst > 1 << 20) throw new Error('memory grew by more than 1 MiB');
