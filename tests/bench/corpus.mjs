// Records of `updateCliente`, always the same ones. They are in their normal form and in JSON's types, so that a
// library that does not normalise gives the same verdict.

import { codes } from './districts.mjs';
import { rucDigit } from './rules.mjs';

const SEED = 20_131_312;
/** In `mixed`, one record of this many is bad. */
const BAD_ONE_IN = 20;

/** The fields that are integers. */
export const INTEGERS = [
  'id',
  'incluye_igv',
  'id_distrito',
  'id_lista_precio',
  'id_tipo_detraccion',
  'extra_domicilio_a_domicilio',
  'extra_domicilio_a_agencia',
  'extra_agencia_a_domicilio',
];

/** A record with every field, in the order of the contract. */
export const EXAMPLE = {
  id: 48213,
  numero_documento: '10101174102',
  nombres: 'María Fernanda Quispe Ñahui',
  fecha_nacimiento: '1988-07-21',
  email: 'maria.quispe@example.com',
  password: 'cuatro palabras sin sentido',
  celular: '987654321',
  tipo_cliente: 'Natural',
  tipo_pago: 'Contado',
  incluye_igv: 1,
  id_distrito: 150102,
  id_lista_precio: 3,
  id_tipo_detraccion: 2,
  extra_domicilio_a_domicilio: 15,
  extra_domicilio_a_agencia: 10,
  extra_agencia_a_domicilio: 12,
};

export const FIELDS = Object.keys(EXAMPLE);

export const RUC = '20131312955';

/** A RUC as a person types it: the text after each key. */
export const KEYSTROKES = Array.from(RUC, (_, n) => RUC.slice(0, n + 1));

const ALL_WRONG = {
  id: 0,
  numero_documento: '20131312954',
  nombres: 'Al',
  fecha_nacimiento: '1990-02-30',
  email: 'maria.example.com',
  password: 'corta',
  celular: '812345678',
  tipo_cliente: 'Empresa',
  tipo_pago: 'Fiado',
  incluye_igv: 2,
  id_distrito: 999999,
  id_lista_precio: 0,
  id_tipo_detraccion: -1,
  extra_domicilio_a_domicilio: 1_000_001,
  extra_domicilio_a_agencia: -1,
  extra_agencia_a_domicilio: 0.5,
};

/** Changes that make a good record bad: a field and its new value; `undefined` removes the field. */
const BREAKS = [
  ...Object.entries(ALL_WRONG),
  ['id', undefined],
  ['id', 1.5],
  ['id', true],
  ['numero_documento', undefined],
  ['numero_documento', '1234567'],
  ['numero_documento', '21131312955'],
  ['numero_documento', 'CE0012345'],
  ['numero_documento', 45678912],
  ['nombres', undefined],
  ['nombres', 'ñ'.repeat(1501)],
  ['nombres', ['Ana']],
  ['fecha_nacimiento', '1899-12-31'],
  ['fecha_nacimiento', '2999-01-01'],
  ['fecha_nacimiento', '21/07/1988'],
  ['fecha_nacimiento', 19880721],
  ['email', 'maria@localhost'],
  ['email', 'maria..quispe@example.com'],
  ['email', 'maria quispe@example.com'],
  ['email', 'maria@example.123'],
  ['email', `${'m'.repeat(65)}@example.com`],
  ['password', 'x'.repeat(129)],
  ['password', ' '.repeat(12)],
  ['celular', undefined],
  ['celular', '98765432'],
  ['celular', null],
  ['tipo_cliente', undefined],
  ['tipo_cliente', 1],
  ['tipo_pago', undefined],
  ['tipo_pago', null],
  ['incluye_igv', undefined],
  ['incluye_igv', -1],
  ['id_distrito', undefined],
  ['id_distrito', 150100],
  ['id_lista_precio', undefined],
  ['id_lista_precio', 2.5],
  ['id_tipo_detraccion', 0],
  ['id_tipo_detraccion', 'ninguna'],
  ['extra_domicilio_a_domicilio', -5],
  ['extra_domicilio_a_agencia', 2_000_000],
  ['extra_agencia_a_domicilio', true],
  ['apellidos', 'Quispe'],
  ['is_admin', true],
];

const GIVEN = [
  'Ana María',
  'José',
  'Luz',
  'Íñigo',
  'Rosa',
  'Carlos Andrés',
  'Begoña',
  'Óscar',
  'Yeni',
  'Wilmer',
  'Flor',
];
const FAMILY = [
  'Quispe',
  'Núñez',
  'Ñahui',
  'García',
  'Mamani',
  'Ibáñez',
  'Huamán',
  'Rojas',
  "D'Angelo",
  'Peña',
  'Vega',
];
const COMPANIES = ['S.A.C.', 'E.I.R.L.', 'S.R.L.', 'S.A.A.'];
const DOMAINS = ['example.com', 'example.org', 'correo.example.pe', 'gmail.com'];

/** Makes `count` good records. */
export const valid = (count) => [...lot(count, record)];

/** Makes `count` records with one error each; the errors take turns. */
export const oneError = (count) => [...lot(count, broken)];

/** Makes a record in which every field is wrong. */
export const allWrong = () => ({ ...ALL_WRONG });

/** Yields `count` records, one after the other; one in `BAD_ONE_IN` is bad. */
export const mixed = (count) => lot(count, (random, n) => (n % BAD_ONE_IN ? record : broken)(random, n));

export const bytesOf = (record) => new TextEncoder().encode(JSON.stringify(record));

function* lot(count, make) {
  const random = randomFrom(SEED);
  // Real records come from JSON: it drops members that are undefined and makes V8's usual strings.
  for (let n = 0; n < count; n++) yield JSON.parse(JSON.stringify(make(random, n)));
}

function broken(random, n) {
  // `mixed` asks for every twentieth record only; the quotient makes its errors take turns too.
  const [name, value] = BREAKS[(n + Math.floor(n / BREAKS.length)) % BREAKS.length];
  return { ...record(random, n), [name]: value };
}

/** Makes a good record whose fields are consistent, so that it gives no warning. */
function record(random, n) {
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const digits = (count) => Array.from({ length: count }, () => below(10)).join('');
  /** Returns mostly the value, sometimes null, sometimes undefined. */
  const perhaps = (value) => (below(8) ? value : pick([null, undefined]));

  const prefix = pick(['', '', '', '10', '15', '17', '20', '20']);
  const hasRuc = prefix !== '';
  const isCompany = prefix === '20';
  const stem = prefix + digits(8);
  const [given, family] = [pick(GIVEN), pick(FAMILY)];
  const local = `${given}.${family}`.normalize('NFD').replace(/[^A-Za-z.]/g, '');
  const date = new Date(Date.UTC(1930 + below(75), below(12), 1 + below(28)));

  return {
    id: n + 1,
    numero_documento: hasRuc ? stem + rucDigit(stem) : digits(8),
    nombres: isCompany ? `${family} & ${pick(FAMILY)} ${pick(COMPANIES)}` : `${given} ${family} ${pick(FAMILY)}`,
    fecha_nacimiento: isCompany ? undefined : perhaps(date.toISOString().slice(0, 10)),
    email: perhaps(`${local.toLowerCase()}${below(1000)}@${pick(DOMAINS)}`),
    password: below(2) ? `clave ${pick(FAMILY)} ${digits(6)}` : undefined,
    celular: `9${digits(8)}`,
    tipo_cliente: isCompany ? 'Jurídico' : 'Natural',
    tipo_pago: hasRuc ? pick(['Contado', 'Crédito']) : 'Contado',
    incluye_igv: below(2),
    id_distrito: pick(codes),
    id_lista_precio: 1 + below(9),
    id_tipo_detraccion: hasRuc ? perhaps(1 + below(40)) : undefined,
    extra_domicilio_a_domicilio: perhaps(below(500)),
    extra_domicilio_a_agencia: perhaps(below(500)),
    extra_agencia_a_domicilio: perhaps(below(500)),
  };
}

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
