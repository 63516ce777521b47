// Hostile requests, or requests that look hostile, each with its required answer. The numbers of the kinds are those of
// a list of common attacks: sizes, depths, keys, encodings, numbers, characters, and so on.

import { base } from '../vectors.mjs';
import { random } from './random.mjs';

const UPDATE = { method: 'POST', path: '/clientes/updateCliente', form: 'updateCliente', cap: 65_536 };
const ADD = { method: 'POST', path: '/clientes/agregarDireccion', form: 'agregarDireccion', cap: 131_072 };
const PUBLIC = { method: 'PUT', path: '/api/clientes/42', form: 'updateClientePublico', cap: 65_536 };
const ENDPOINTS = [UPDATE, ADD, PUBLIC];
const GOOD = {
  updateCliente: { ...base.updateCliente, email: 'canario@fuga.example', fecha_nacimiento: '1990-01-15' },
  agregarDireccion: base.agregarDireccion,
  updateClientePublico: {
    nombres: 'Canario',
    apellidos: 'De Prueba',
    telefono: '+51999000111',
    email: 'canario@fuga.example',
  },
};
const TEXTS = {
  updateCliente: [
    'numero_documento',
    'nombres',
    'fecha_nacimiento',
    'email',
    'celular',
    'tipo_cliente',
    'tipo_pago',
    'password',
  ],
  agregarDireccion: ['direccion', 'referencia'],
  updateClientePublico: ['nombres', 'apellidos', 'telefono', 'email'],
};
const INTEGERS = [
  'id',
  'incluye_igv',
  'id_distrito',
  'id_lista_precio',
  'id_tipo_detraccion',
  'extra_domicilio_a_agencia',
];
/** Characters that no text may have in its middle. A password may have control characters. */
const FORBIDDEN = [
  '\\u0000',
  '\\u0007',
  '\\n',
  '\\r\\n',
  '\\t\\u001b[31m',
  '\\ud800',
  '\\udfff\\ud800',
  '\\u2028',
  '\\u2029',
  '\\u202e',
  '\\u2066',
];
const INJECTIONS = [
  "'; DROP TABLE clientes; --",
  "' OR '1'='1",
  '" OR ""="',
  "1; UPDATE clientes SET nombres='x'",
  "') UNION SELECT password FROM clientes --",
  "Robert'); DELETE FROM historial;--",
  '%27%20OR%201=1',
  '{{7*7}}',
  '$' + '{jndi:ldap://x/a}',
  '<script>alert(1)</script>',
  '../../../etc/passwd',
  '?1',
  ':id',
  '@x',
  '$.nombres',
];
const BAD_NUMBERS = [
  ...['9007199254740992', '9007199254740993', '9223372036854775807', '9223372036854775808', '-9223372036854775809'],
  ...['1e400', '-1e400', '-0', '1.0', '1e3', '1E0', '0.1', '-1', '1'.repeat(10_000), `1${'0'.repeat(309)}`],
  ...[
    '"1.0"',
    '"+1"',
    '"-1"',
    '"0x1"',
    '"1e1"',
    '"٣"',
    '"１"',
    '"Infinity"',
    'true',
    '[]',
    '[1]',
    '{}',
    '{"valueOf":1}',
  ],
];
const NOT_JSON = [
  ...['', ' ', '{', '}', '{}{}', '{},', '{"a":1}x', '{a:1}', "{'a':1}", '{"a":01}', '{"a":.5}', '{"a":1.}', '{"a":+1}'],
  ...[
    '{"a":NaN}',
    '{"a":Infinity}',
    '{"a":undefined}',
    '{"a":1,}',
    '{,"a":1}',
    '{"a"}',
    '{"a":}',
    '{"a" 1}',
    '{"a":"\\x"}',
  ],
  ...[
    '{"a":"\\u12"}',
    '{"a":"\n"}',
    '{"a":"\t"}',
    '{"a":tru}',
    '{"a":nulll}',
    '/*c*/{}',
    '{}//c',
    '{"a":1}\u0000',
    '{"a":0x1}',
  ],
  ...['[', '[1,2', '"', '"abc', '<xml/>', 'a=1&b=2', '--x\r\n', '\u0000', '{"a":"\u0001"}', '{"a":[1,]}', '{"a":[}]}'],
];
const NOT_OBJECTS = ['[]', 'null', '"x"', '5', 'true', '["x",5]', '[{}]', '[[]]', '-1', '""'];
const PROTOTYPES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'valueOf',
];
const CONTENT_TYPES = [
  ...[
    'text/plain',
    'text/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
  ],
  ...[
    'application/json; charset=utf-16',
    'application/json;charset="latin1"',
    'application/json; x',
    'application/json, text/plain',
  ],
  ...[
    'application/vnd.api+json',
    'application/json5',
    'application',
    '/',
    '*/*',
    'application/json/x',
    '"application/json"',
    '',
  ],
];
const METHODS = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'MKCOL', 'LOCK', 'REPORT', 'SEARCH'];
const NOT_IDS = [
  ...[
    '0',
    '-1',
    '+1',
    '01',
    '1.0',
    '1e2',
    '0x1',
    '9007199254740992',
    '9223372036854775808',
    '18446744073709551616',
    'NaN',
    'null',
  ],
  ...[
    '%00',
    '42%00',
    '%2e%2e',
    '42%2f..',
    '42;x',
    '42,43',
    "42'",
    '42%20',
    '%2042',
    '４２',
    '%D9%A4%D9%A2',
    '*',
    '42-43',
    'undefined',
  ],
];
const HOMOGLYPHS = [
  'саnario@fuga.example',
  'ana@ехample.pe',
  'ana@exаmple.pe',
  'anа@example.pe',
  'ana@example.ｐe',
  'ana＠example.pe',
];
const INVALID_UTF8 = [
  ...[
    [0xc3, 0x28],
    [0xc0, 0xaf],
    [0xe0, 0x80, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf8, 0x88, 0x80, 0x80, 0x80],
    [0xff],
    [0xfe],
    [0x80],
  ],
  ...[[0xf4, 0x90, 0x80, 0x80], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0xed, 0xb0, 0x80], [0xc1, 0xbf]],
];
const ODD_HEADERS = {
  'X-HTTP-Method-Override': 'DELETE',
  'X-Method-Override': 'GET',
  'X-Forwarded-For': '127.0.0.1',
  'X-Forwarded-Host': 'mal.example',
  'X-Original-URL': '/clientes/1',
  'X-Rewrite-URL': '/salud',
  'CF-Connecting-IP': '127.0.0.1',
  Cookie: 'ACCESO=publico; token=ficha_1_x',
  Forwarded: 'for=127.0.0.1;host=mal.example',
  'Content-Language': 'x'.repeat(2_000),
  'Accept-Language': `en;q=${'9'.repeat(500)}`,
  Accept: '*/*;q=nan',
  'If-None-Match': '*',
  Range: 'bytes=0-1',
  Expect: 'nada',
  'X-Request-Id': '../../x',
};

const bytes = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const text = (record) => JSON.stringify(record);

/** Kinds of requests: each makes one, with the required status, code and path of an issue. */
const KINDS = {
  'I1 sizes': ({ endpoint: { cap, ...endpoint }, pick, below }) => {
    const size = pick([cap + 1, cap + 1 + below(5_000), cap * 2, cap * 10]);
    const body = Buffer.alloc(size, pick([' ', '{', '[', 'x', '"', '\0']));
    return { ...endpoint, body, isChunked: pick([true, false]), status: 413, code: 'size' };
  },
  'I2 depth': ({ endpoint, pick, below }) => {
    const depth = pick([17, 18, 20 + below(100), 1_000, 10_000, 30_000]);
    const [open, close] = pick([
      ['[', ']'],
      ['{"a":', '}'],
    ]);
    const deep = open.repeat(depth) + (open === '[' ? '' : '1') + pick([close.repeat(depth), '']);
    const key = pick(['otro', ...Object.keys(GOOD[endpoint.form])]);
    const body = deep.length > 60_000 ? `{"x":${'['.repeat(50_000)}` : `{${text(key)}:${deep}}`;
    return { ...endpoint, body, status: 400, code: 'json.depth' };
  },
  'I3 same key twice': ({ endpoint, pick }) => {
    const good = GOOD[endpoint.form];
    const key = pick(Object.keys(good));
    const same = pick([key, `\\u00${key.charCodeAt(0).toString(16)}${key.slice(1)}`]);
    const value = pick([text(good[key]), 'null', '1', '"otro"', '[]']);
    return {
      ...endpoint,
      body: `${text(good).slice(0, -1)},"${same}":${value}}`,
      status: 400,
      code: 'json.duplicate_key',
    };
  },
  'I4 not UTF-8': ({ endpoint, pick }) => {
    if (pick([true, false, false])) {
      const body = bytes('\uFEFF', text(GOOD[endpoint.form]));
      return { ...endpoint, body, status: 400, code: 'json.bom' };
    }
    const broken = Uint8Array.from(pick(INVALID_UTF8));
    const body = pick([
      bytes('{"nombres":"a', broken, 'b"}'),
      bytes('{"', broken, '":1}'),
      bytes('{"otro":["', broken, '"]}'),
    ]);
    return { ...endpoint, body, status: 400, code: 'json.utf8' };
  },
  'I5 numbers': ({ pick }) => {
    const field = pick(INTEGERS);
    const body = text({ ...GOOD.updateCliente, [field]: '?' }).replace('"?"', pick(BAD_NUMBERS));
    return { ...UPDATE, body, status: 422, code: 'validation', issue: [field] };
  },
  'I6 characters': ({ endpoint, pick }) => {
    const field = pick(TEXTS[endpoint.form].filter((name) => name !== 'password'));
    const value = `ab${pick(FORBIDDEN)}cd`;
    if (endpoint === ADD) {
      const body = `{"id_cliente":1,"direcciones":[{"direccion":"Calle 1"},{"direccion":"Calle 2","${field}":"${value}"}]}`;
      // The record has `direccion` twice, so the duplicate key is refused.
      return field === 'direccion'
        ? { ...ADD, body, status: 400, code: 'json.duplicate_key' }
        : { ...ADD, body, status: 422, code: 'validation', issue: ['direcciones', 1, field] };
    }
    const body = text({ ...GOOD[endpoint.form], [field]: '?' }).replace('"?"', `"${value}"`);
    return { ...endpoint, body, status: 422, code: 'validation', issue: [field] };
  },
  'I7 injections': ({ pick }) => {
    const value = pick(INJECTIONS);
    const field = pick([
      'numero_documento',
      'email',
      'celular',
      'fecha_nacimiento',
      'tipo_cliente',
      'id',
      'id_distrito',
    ]);
    return pick([
      {
        ...UPDATE,
        body: text({ ...GOOD.updateCliente, [field]: value }),
        status: 422,
        code: 'validation',
        issue: [field],
      },
      // The text may be a good name, so the request names a customer that does not exist.
      {
        ...UPDATE,
        body: text({ ...GOOD.updateCliente, id: 999_999, nombres: `${value} x` }),
        status: 404,
        code: 'not_found',
      },
      {
        ...PUBLIC,
        path: '/api/clientes/999999',
        body: text({ nombres: value, apellidos: value }),
        status: 404,
        code: 'not_found',
      },
      { ...PUBLIC, body: text({ [value]: value }), status: 422, code: 'validation', issue: [] },
      { ...PUBLIC, path: `/api/clientes/${encodeURIComponent(value)}`, body: '{}', status: 404, code: 'not_found' },
      {
        ...PUBLIC,
        headers: { 'If-Match': `"${value.replaceAll('"', '')}"` },
        body: '{"nombres":"x"}',
        status: 412,
        code: 'version',
      },
      { ...PUBLIC, headers: { 'Idempotency-Key': `${value} x` }, body: '{}', status: 400, code: 'idempotency.syntax' },
    ]);
  },
  'I8 prototypes': ({ endpoint, pick }) => {
    const key = pick(PROTOTYPES);
    const value = pick(['{"admin":true}', '1', 'null', '"x"', '{"prototype":{"a":1}}', '[]']);
    const body = `${text(GOOD[endpoint.form]).slice(0, -1)},"${key}":${value}}`;
    return { ...endpoint, body, status: 422, code: 'validation', issue: [key] };
  },
  'I9 headers': ({ endpoint, pick }) => {
    const names = [pick(Object.keys(ODD_HEADERS)), pick(Object.keys(ODD_HEADERS))];
    const headers = Object.fromEntries(names.map((name) => [name, ODD_HEADERS[name]]));
    // The record is refused for the same reason with these headers as without them.
    return { ...endpoint, headers, body: '{"otro_campo":1}', status: 422, code: 'validation', issue: ['otro_campo'] };
  },
  'I11 content types': ({ endpoint, pick }) => ({
    ...endpoint,
    ...pick([
      { contentType: pick(CONTENT_TYPES) },
      { headers: { 'Content-Encoding': pick(['gzip', 'deflate', 'br', 'compress', 'gzip, gzip', 'x']) } },
    ]),
    body: text(GOOD[endpoint.form]),
    status: 415,
    code: 'content_type',
  }),
  'I12 methods and paths': ({ endpoint, pick }) => {
    const method = pick(METHODS.filter((name) => name !== endpoint.method && !(endpoint === PUBLIC && name === 'GET')));
    const path = endpoint.path;
    const other = pick([
      `${path}/`,
      `/${path}`,
      `${path}%2f`,
      path.toUpperCase(),
      `${path}/x`,
      `/x${path}`,
      path.replace('clientes', 'Clientes'),
    ]);
    return pick([
      { method, path, body: method === 'GET' ? undefined : '{}', status: 405, code: 'method' },
      { method: endpoint.method, path: other, body: '{}', status: 404, code: ['route', 'not_found', undefined] },
    ]);
  },
  'I13 ids in paths': ({ pick, below }) => {
    const id = pick([...NOT_IDS, '9'.repeat(17 + below(300)), `${below(99)}${pick(['a', '.', '-', '_', '~', '%41'])}`]);
    return {
      ...PUBLIC,
      path: `/api/clientes/${encodeURI(decodeURI(id))}`,
      body: text(GOOD.updateClientePublico),
      status: 404,
      code: ['not_found', 'route'],
    };
  },
  'I14 look-alikes': ({ pick }) => {
    const [field, value] = pick([
      ['email', pick(HOMOGLYPHS)],
      ['numero_documento', '１２３４５６７８'],
      ['numero_documento', '12345б78'],
      ['celular', '٩٨٧٦٥٤٣٢١'],
      ['tipo_cliente', 'Νatural'],
      ['tipo_pago', 'Cοntado'],
      ['fecha_nacimiento', '1990‐01‐15'],
      ['nombres', '\u200b\u200b\u200b'],
      ['incluye_igv', '１'],
    ]);
    return {
      ...UPDATE,
      body: text({ ...GOOD.updateCliente, [field]: value }),
      status: 422,
      code: 'validation',
      issue: [field],
    };
  },
  'I15 shapes': ({ endpoint, pick }) =>
    pick([
      { ...endpoint, body: pick(NOT_OBJECTS), status: 400, code: 'json.not_object' },
      { ...endpoint, body: pick(NOT_JSON), status: 400, code: ['json.syntax', 'json.not_object'] },
    ]),
};

/** Yields `count` requests, all kinds in turn. */
export function* hostileRequests(count) {
  const { pick, below } = random(15);
  const kinds = Object.entries(KINDS);
  for (let n = 0; n < count; n++) {
    const [kind, make] = kinds[n % kinds.length];
    yield { kind, ...make({ endpoint: pick(ENDPOINTS), pick, below }) };
  }
}

/** Texts that no answer and no log may contain. */
export const CANARIES = ['canario@fuga.example', '999000111', 'DROP TABLE', 'jndi:', '<script>', 'Canario'];
