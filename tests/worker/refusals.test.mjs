// Refused requests: each gets its answer, and nothing is written.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base } from '../vectors.mjs';
import { JSON_HEADERS, startSystem } from './system.mjs';

let system;
/** A hash of every row of every table, before the first request. */
let clean;
before(async () => {
  system = await startSystem();
  clean = await system.digest();
});
after(() => system.stop());

const UPDATE = '/clientes/updateCliente';
const ADD = '/clientes/agregarDireccion';
const PUBLIC = '/api/clientes/42';
const good = base.updateCliente;
const long = (bytes) => JSON.stringify({ nombres: 'x'.repeat(bytes - 14) });
const type = (value) => ({ 'Content-Type': value });
const utf8 = (...bytes) =>
  Uint8Array.from([...new TextEncoder().encode('{"nombres":"'), ...bytes, ...new TextEncoder().encode('"}')]);

// [what, method, path, body, headers, status, code, path and code of the issues]
const rows = [
  ['no such route', 'POST', '/clientes/1/nada', good, JSON_HEADERS, 404, 'route'],
  ['no such customer', 'POST', '/clientes/nada', good, JSON_HEADERS, 404, 'not_found'],
  ['no such route below', 'POST', `${UPDATE}/`, good, JSON_HEADERS, 404, 'route'],
  ['another case', 'POST', '/clientes/updatecliente', good, JSON_HEADERS, 404, 'not_found'],
  ['no id', 'PUT', '/api/clientes/', {}, JSON_HEADERS, 404, 'route'],
  ...['0', '01', '-1', '+1', '1.0', '1e2', 'abc', '9007199254740992', '1%30', '%20', '١', '1'.repeat(400)].map((id) => [
    `id ${id.slice(0, 20)}`,
    'PUT',
    `/api/clientes/${id}`,
    {},
    JSON_HEADERS,
    404,
    'not_found',
  ]),
  ['the greatest id, of nobody', 'PUT', '/api/clientes/9007199254740991', {}, JSON_HEADERS, 404, 'not_found'],
  ['an unreadable id before the method', 'POST', '/api/clientes/abc', {}, JSON_HEADERS, 404, 'not_found'],
  ['method', 'GET', UPDATE, undefined, {}, 405, 'method'],
  ['method of a public client', 'DELETE', PUBLIC, undefined, {}, 405, 'method'],
  ['a method nobody knows', 'PROPFIND', PUBLIC, undefined, {}, 405, 'method'],
  ['method before content type', 'PATCH', PUBLIC, '{', type('text/plain'), 405, 'method'],
  ['no content type', 'PUT', PUBLIC, new TextEncoder().encode('{}'), {}, 415, 'content_type'],
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'application/problem+json',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
  ].map((value) => [value, 'PUT', PUBLIC, '{}', type(value), 415, 'content_type']),
  ['compressed', 'PUT', PUBLIC, '{}', { ...JSON_HEADERS, 'Content-Encoding': 'gzip' }, 415, 'content_type'],
  ['content type before size', 'PUT', PUBLIC, long(70_000), type('text/plain'), 415, 'content_type'],
  ['64 KiB and one byte', 'PUT', PUBLIC, long(65_537), JSON_HEADERS, 413, 'size'],
  ['64 KiB', 'PUT', PUBLIC, long(65_536), JSON_HEADERS, 422, 'validation', [[['nombres'], 'text.too_long']]],
  ['128 KiB and one byte', 'POST', ADD, long(131_073), JSON_HEADERS, 413, 'size'],
  ['128 KiB', 'POST', ADD, long(131_072), JSON_HEADERS, 422, 'validation'],
  ['empty body', 'PUT', PUBLIC, '', JSON_HEADERS, 400, 'json.syntax'],
  ['bad UTF-8', 'PUT', PUBLIC, utf8(0xc3, 0x28), JSON_HEADERS, 400, 'json.utf8'],
  ['overlong UTF-8', 'PUT', PUBLIC, utf8(0xc0, 0xaf), JSON_HEADERS, 400, 'json.utf8'],
  ['a surrogate in UTF-8', 'PUT', PUBLIC, utf8(0xed, 0xa0, 0x80), JSON_HEADERS, 400, 'json.utf8'],
  ['UTF-16', 'PUT', PUBLIC, Uint8Array.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), JSON_HEADERS, 400, 'json.utf8'],
  ['byte order mark', 'PUT', PUBLIC, '\uFEFF{}', JSON_HEADERS, 400, 'json.bom'],
  ['not an object', 'PUT', PUBLIC, '[]', JSON_HEADERS, 400, 'json.not_object'],
  ['unreadable before unknown customer', 'PUT', '/api/clientes/999', '{', JSON_HEADERS, 400, 'json.syntax'],
  [
    'rules before unknown customer',
    'PUT',
    '/api/clientes/999',
    { email: 'x' },
    JSON_HEADERS,
    422,
    'validation',
    [[['email'], 'email.at']],
  ],
  [
    'half a surrogate pair',
    'PUT',
    PUBLIC,
    '{"nombres":"\\ud800"}',
    JSON_HEADERS,
    422,
    'validation',
    [[['nombres'], 'text.forbidden']],
  ],
  [
    'fields set by the system',
    'PUT',
    PUBLIC,
    { id: 7, created_at: 'x' },
    JSON_HEADERS,
    422,
    'validation',
    [
      [['id'], 'field.read_only'],
      [['created_at'], 'field.read_only'],
    ],
  ],
  [
    'three addresses, one wrong',
    'POST',
    ADD,
    { id_cliente: 1, direcciones: [{ direccion: 'Calle 1' }, { direccion: '' }, { direccion: 'Calle 3' }] },
    JSON_HEADERS,
    422,
    'validation',
    [[['direcciones', 1, 'direccion'], 'required']],
  ],
  [
    'unknown district',
    'POST',
    UPDATE,
    { ...good, id_distrito: 150199 },
    JSON_HEADERS,
    422,
    'validation',
    [[['id_distrito'], 'ubigeo.unknown']],
  ],
  [
    'unknown price list',
    'POST',
    UPDATE,
    { ...good, id_lista_precio: 99 },
    JSON_HEADERS,
    422,
    'validation',
    [[['id_lista_precio'], 'reference.unknown']],
  ],
  [
    'unknown detraction type',
    'POST',
    UPDATE,
    { ...good, id_tipo_detraccion: 99 },
    JSON_HEADERS,
    422,
    'validation',
    [[['id_tipo_detraccion'], 'reference.unknown']],
  ],
  [
    'both unknown, with a password',
    'POST',
    UPDATE,
    { ...good, id_lista_precio: 99, id_tipo_detraccion: 99, password: 'una clave muy larga' },
    JSON_HEADERS,
    422,
    'validation',
    [
      [['id_lista_precio'], 'reference.unknown'],
      [['id_tipo_detraccion'], 'reference.unknown'],
    ],
  ],
  [
    'unknown customer before unknown price list',
    'POST',
    UPDATE,
    { ...good, id: 999, id_lista_precio: 99 },
    JSON_HEADERS,
    404,
    'not_found',
  ],
  [
    'addresses of an unknown customer',
    'POST',
    ADD,
    { id_cliente: 999, direcciones: [{ direccion: 'Calle 1' }] },
    JSON_HEADERS,
    404,
    'not_found',
  ],
];

for (const [what, method, path, body, headers, status, code, issues] of rows) {
  test(what, async () => {
    const answer = await system.send(method, path, body, headers);
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(answer.body));
    const member = path.startsWith('/api/') ? 'message' : 'error';
    assert.ok(answer.body[member].length > 5);
    assert.equal('issues' in answer.body, status === 422);
    if (issues)
      assert.deepEqual(
        answer.body.issues.map(({ path, code }) => [path, code]),
        issues,
      );
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(answer.headers.get('cache-control'), 'no-store, no-transform');
    assert.equal(answer.headers.get('allow'), status === 405 ? (path === PUBLIC ? 'PUT, GET, HEAD' : 'POST') : null);
    assert.equal(await system.digest(), clean, 'something was written');
  });
}

test('no answer repeats what was sent', async () => {
  const canary = 'canario7391';
  const bodies = [
    Object.fromEntries(Object.keys(good).map((field) => [field, canary])),
    { ...good, email: canary, password: canary.slice(0, 3), fecha_nacimiento: canary, [`${canary} x`]: canary },
  ];
  for (const body of bodies)
    assert.doesNotMatch(JSON.stringify((await system.send('POST', UPDATE, body)).body), /canario/);
  for (const text of [canary, `{"nombres": ${canary}}`, `{"nombres": "${canary}`]) {
    assert.doesNotMatch(JSON.stringify((await system.send('PUT', PUBLIC, text)).body), /canario/);
  }
});

test('one line a request was logged on the way, and none tells of a person', () => {
  const lines = system.logs().map((log) => JSON.parse(typeof log === 'string' ? log : (log.message ?? log.text)));
  assert.ok(lines.length > 20, `${lines.length} lines`);
  for (const line of lines) {
    assert.deepEqual(Object.keys(line), ['peticion', 'metodo', 'ruta', 'estado', 'codigo', 'ms']);
    assert.ok(line.ruta === '?' || /^\/[\w/:]+$/.test(line.ruta), line.ruta);
  }
});
