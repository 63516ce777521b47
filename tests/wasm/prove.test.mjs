// The prover in JavaScript, which only the builds for servers have: of every value it says what the rules say. The build
// for pages has no prover, so it stands for the rules.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as judge from '../../target/npm/ficha/esm/index.js';
import * as server from '../../target/npm/ficha/node/index.js';
import { isProven, slips } from '../prove.mjs';
import { aloneVectors, base, fieldVectors, formVectors } from '../vectors.mjs';

const FORMS = Object.keys(base);
const FIELDS = [
  'ruc',
  'dni',
  'documento',
  'carneExtranjeria',
  'celular',
  'telefono',
  'email',
  'fechaNacimiento',
  'ubigeo',
];

/** Values of every kind that a member can have. */
const ODD = [
  ...[undefined, null, true, false, 0, -0, 1, -1, 1.5, Number.NaN, Infinity, 2 ** 31, 2 ** 53, 2 ** 53 - 1, -(2 ** 31)],
  ...['', ' ', '0', '1', '-0', '1.0', 'NULL', 'x'.repeat(200), '\ud800', 'ñ', 'a\u0301', '😀'],
  ...[[], {}, [1], new Date(0), new String('Ana'), new Number(7), Symbol('x'), 7n, () => 7, Object.create(null)],
  { valueOf: () => 7, toString: () => 'Ana' },
];

/** Throws unless both say the same of a value; returns true if it was proven. */
function compare(schema, value) {
  const [got, expected] = [server[schema].check(value), judge[schema].check(value)];
  assert.deepEqual(got, expected);
  assert.equal(JSON.stringify(got), JSON.stringify(expected));
  assert.ok(same(got.value, expected.value));
  assert.equal(server[schema].is(value), expected.ok);
  const proven = isProven(schema, value);
  if (proven) assert.ok(got.ok && got.warnings.length === 0);
  return proven;
}

const same = (a, b) =>
  Object.is(a, b) ||
  (typeof a === 'object' &&
    Object.getPrototypeOf(a) === Object.getPrototypeOf(b) &&
    Object.keys(a).join() === Object.keys(b).join() &&
    Object.keys(a).every((key) => same(a[key], b[key])));

test('the records of the documents are proven', () => {
  for (const form of FORMS) assert.ok(compare(form, base[form]), form);
});

test('every vector', () => {
  for (const { form, json } of fieldVectors()) compare(form, parsed(json));
  for (const { form, json } of formVectors()) compare(form, parsed(json));
  for (const { schema, json } of aloneVectors()) compare(schema, parsed(json));
});

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

test('every slip of one character in every text, and every other kind of value', () => {
  for (const form of FORMS) {
    for (const [name, good] of Object.entries(base[form])) {
      const values = [...ODD, ...(typeof good === 'string' ? slips(good) : numbers(good))];
      for (const value of values) compare(form, { ...base[form], [name]: value });
      const { [name]: _, ...without } = base[form];
      compare(form, without);
    }
  }
  const alone = { ruc: '20131312955', dni: '05414828', documento: '10101174102', carneExtranjeria: '000123456' };
  const more = {
    celular: '987654321',
    telefono: '+51987654321',
    email: 'ana@gmail.com',
    fechaNacimiento: '1988-02-29',
  };
  for (const [field, good] of Object.entries({ ...alone, ...more })) {
    assert.ok(compare(field, good), field);
    for (const value of [...ODD, ...slips(good)]) compare(field, value);
  }
  for (let code = 0; code < 260_000; code += 7) compare('ubigeo', code);
  for (const field of FIELDS) for (const value of ODD) compare(field, value);
});

const numbers = (good) => [good + 1, good - 1, -good, `${good}`, good * 1000, good / 3];

test('items of a list', () => {
  const item = { direccion: 'Av. Arequipa 890', referencia: 'reja azul' };
  const lists = [
    [item],
    [{ direccion: item.direccion }],
    [
      { ...item, referencia: null },
      { ...item, referencia: '' },
    ],
    Array(50).fill(item),
    Array(51).fill(item),
    [],
    [null],
    [item, 'x'],
    [[item]],
    [{ ...item, extra: 1 }],
    [{ referencia: 'x' }],
    Object.assign([item], { more: 1 }),
    new Proxy([item], {}),
    { length: 1, items: [item] },
  ];
  for (const text of slips(item.direccion)) lists.push([item, { ...item, direccion: text }]);
  for (const direcciones of lists) compare('agregarDireccion', { id_cliente: 7, direcciones });
});

test('objects of every kind', () => {
  const record = base.updateCliente;
  class Cliente {
    constructor() {
      Object.assign(this, record);
    }
  }
  const objects = [
    new Cliente(),
    Object.assign(Object.create(null), record),
    Object.assign(Object.create({ email: 'x' }), record),
    Object.fromEntries(Object.entries(record).reverse()),
    { ...record, is_admin: true },
    { ...record, nothing: undefined },
    { ...record, [Symbol('x')]: 1 },
    Object.defineProperty({ ...record }, 'hidden', { value: 1, enumerable: false }),
    Object.freeze({ ...record }),
    new Proxy({ ...record }, {}),
    new Map(Object.entries(record)),
    Object.entries(record),
    Object.defineProperty({ ...record }, 'email', {
      enumerable: true,
      get() {
        throw new Error('no');
      },
    }),
    new Proxy(record, {
      ownKeys() {
        throw new Error('no');
      },
    }),
  ];
  for (const object of objects) compare('updateCliente', object);
  // Not an own member of any record.
  Object.prototype.email = 'not an address';
  try {
    const { email: _, ...without } = record;
    compare('updateCliente', without);
  } finally {
    delete Object.prototype.email;
  }
});

test('a getter runs once, and may start a check itself', () => {
  for (const nombres of ['Ana María', 'x']) {
    let runs = 0;
    const record = {
      ...base.updateCliente,
      get nombres() {
        runs++;
        assert.ok(server.updateCliente.check(base.updateCliente).ok);
        assert.ok(!server.updateCliente.check({}).ok);
        return nombres;
      },
    };
    assert.equal(server.updateCliente.check(record).ok, nombres !== 'x');
    assert.equal(runs, 1);
  }
});

test('the clock is asked at every check', (t) => {
  const { now } = Date;
  t.after(() => {
    Date.now = now;
  });
  const record = { ...base.updateCliente, fecha_nacimiento: '1988-02-29' };
  for (const [today, isGood] of [
    ['2026-11-22T12:00:00Z', true],
    ['1988-02-29T05:00:00Z', true],
    ['1988-02-29T04:59:59Z', false],
    ['1960-01-01T12:00:00Z', false],
    ['2399-01-01T12:00:00Z', true],
    ['-000001-01-01T12:00:00Z', false],
    ['+010000-01-01T12:00:00Z', true],
    ['never', false],
  ]) {
    Date.now = () => Date.parse(today);
    assert.equal(compare('updateCliente', record), isGood, today);
    assert.equal(server.updateCliente.is(record), isGood, today);
  }
});
