// Tests headers of requests and answers, as clients and proxies write them.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base } from '../vectors.mjs';
import { JSON_HEADERS, startSystem } from './system.mjs';

let system;
before(async () => {
  system = await startSystem({ vars: { ACCESO: 'publico', ORIGENES: 'https://a.example https://b.example' } });
});
after(() => system.stop());

const PUBLIC = '/api/clientes/42';
const put = (headers, path = PUBLIC, body = {}) => system.send('PUT', path, body, { ...JSON_HEADERS, ...headers });

// More spellings are in the unit tests of crates/contract/src/header.rs.
const CONTENT_TYPES = [
  ['application/json; charset=utf-8', 200],
  ['Application/JSON;charset="UTF-8"', 200],
  ['application/json;', 200],
  ['application/json; charset=utf8', 200],
  ['application/json; charset=unicode-1-1-utf-8', 200],
  ['application/json; x="a;b"', 200],
  ['application/json; charset=""utf-8""', 415],
  ['application/json; charset=utf-8; charset=utf-16', 415],
];
for (const [value, status] of CONTENT_TYPES) {
  test(`Content-Type: ${value}`, async () => assert.equal((await put({ 'Content-Type': value })).status, status));
}

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json';
const ACCEPTS = [
  ['*/*', JSON_TYPE],
  ['application/problem+json', PROBLEM_TYPE],
  ['APPLICATION/PROBLEM+JSON', PROBLEM_TYPE],
  ['application/problem+json;q=0', JSON_TYPE],
  ['application/json, application/problem+json', PROBLEM_TYPE],
  ['application/json, application/problem+json;q=0.9', JSON_TYPE],
];
for (const [value, type] of ACCEPTS) {
  test(`Accept: ${value}`, async () => {
    const { status, headers } = await put({ Accept: value }, '/api/clientes/999');
    assert.deepEqual([status, headers.get('content-type')], [404, type]);
  });
}

const LANGUAGES = [
  ['en', /corrected/],
  ['EN-us;Q=0.9, es;q=0.8', /corrected/],
  ['en;Q=0.1, es', /corregir/],
  ['es;q=0, *', /corrected/],
  ['fr', /corregir/],
];
for (const [value, sentence] of LANGUAGES) {
  test(`Accept-Language: ${value}`, async () => {
    const { body } = await put({ 'Accept-Language': value }, PUBLIC, { email: 'x' });
    assert.match(body.message, sentence);
  });
}

test('HEAD is GET without the body', async () => {
  const token = await system.token(['clientes:leer', 'publicos:leer']);
  const paths = ['/salud', '/catalogos', '/clientes/1', '/clientes/1/historial', '/api/clientes/42', '/clientes/999'];
  for (const path of paths) {
    for (const headers of [{ Authorization: `Bearer ${token}` }, {}]) {
      const get = await fetch(new URL(path, system.url), { headers });
      const head = await fetch(new URL(path, system.url), { method: 'HEAD', headers });
      const names = ['content-type', 'etag', 'cache-control', 'www-authenticate', 'vary'];
      const told = ({ status, headers }) => [status, ...names.map((name) => headers.get(name))];
      assert.deepEqual(told(head), told(get), path);
      assert.equal(await head.text(), '');
    }
  }
  const { status, headers } = await fetch(new URL('/clientes/updateCliente', system.url), { method: 'HEAD' });
  assert.deepEqual([status, headers.get('allow')], [405, 'POST']);
});

test('a proxy that weakens the tag of a version does not part a client from it', async () => {
  const { headers } = await put({}, PUBLIC, { nombres: 'Ana' });
  const tag = headers.get('etag');
  assert.equal((await put({ 'If-Match': `W/${tag}` }, PUBLIC, { nombres: 'Eva' })).status, 200);
  assert.equal((await put({ 'If-Match': `W/${tag}` }, PUBLIC, { nombres: 'Ada' })).status, 412);
});

test('every answer is for this caller alone, unchanged, and has an id', async () => {
  const preflight = { Origin: 'https://a.example', 'Access-Control-Request-Method': 'PUT' };
  const answers = [
    ['PUT', PUBLIC, '{}', JSON_HEADERS, 200],
    ['POST', '/clientes/updateCliente', JSON.stringify(base.updateCliente), JSON_HEADERS, 200],
    ['GET', '/catalogos', undefined, {}, 200],
    ['OPTIONS', PUBLIC, undefined, preflight, 204],
    ['OPTIONS', PUBLIC, undefined, {}, 405],
    ['PUT', PUBLIC, '{', JSON_HEADERS, 400],
    ['GET', '/clientes/1', undefined, {}, 401],
    ['GET', '/api/clientes/x', undefined, {}, 404],
    ['DELETE', PUBLIC, undefined, {}, 405],
    ['PUT', PUBLIC, '{}', {}, 415],
    ['PUT', PUBLIC, '{"email":1}', JSON_HEADERS, 422],
  ];
  for (const [method, path, body, headers, status] of answers) {
    const answer = await fetch(new URL(path, system.url), { method, headers: { ...headers }, body });
    await answer.text();
    const told = [answer.status, answer.headers.get('cache-control')];
    assert.deepEqual(told, [status, 'no-store, no-transform'], `${method} ${path}`);
    assert.match(answer.headers.get('x-request-id'), /^[0-9a-f]{32}$/);
  }
});

test('pages of the origins in the setting may call, others may not', async () => {
  const preflight = (origin, id) =>
    fetch(new URL('/api/clientes/42', system.url), {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'PUT', 'X-Request-Id': id },
    });
  const good = await preflight('https://b.example', 'peticion-previa-1');
  assert.equal(good.status, 204);
  assert.equal(await good.text(), '');
  assert.equal(good.headers.get('access-control-allow-origin'), 'https://b.example');
  assert.equal(good.headers.get('access-control-allow-methods'), 'PUT, GET, HEAD');
  assert.equal(good.headers.get('x-request-id'), 'peticion-previa-1');
  assert.equal(good.headers.get('content-type'), null);
  const bad = await preflight('https://c.example', 'peticion-previa-2');
  assert.deepEqual([bad.status, bad.headers.get('access-control-allow-origin')], [405, null]);
  const logs = JSON.stringify(system.logs());
  for (const id of ['peticion-previa-1', 'peticion-previa-2']) assert.ok(logs.includes(id), `${id} is logged`);
});
