// Tests the npm package's HTTP client with the system, and with servers that answer wrongly or not at all.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { createClient } from '../../target/npm/ficha/esm/client.js';
import { updateClientePublico } from '../../target/npm/ficha/esm/index.js';
import { base } from '../vectors.mjs';
import { startSystem } from './system.mjs';

let system;
let client;
before(async () => {
  system = await startSystem();
  client = createClient({ baseUrl: new URL(system.url).origin });
});
after(() => system?.stop());

test('the three requests', async () => {
  const updated = await client.updateCliente({ ...base.updateCliente, tipo_pago: 'Crédito' });
  assert.deepEqual([updated.ok, updated.status, updated.message], [true, 200, 'Cliente actualizado']);
  assert.deepEqual(
    updated.warnings.map(({ code }) => code),
    ['credit.without_ruc'],
  );
  const added = await client.agregarDireccion(base.agregarDireccion);
  assert.equal(added.body.direcciones[0].direccion, base.agregarDireccion.direcciones[0].direccion);
  assert.ok(Number.isInteger(added.body.direcciones[0].id));
  const patched = await client.updateClientePublico(42, { apellidos: 'Ñusta', email: undefined });
  assert.equal(patched.body.cliente.apellidos, 'Ñusta');
  assert.equal(patched.body.cliente.email, 'pedro@example.com');
});

test('issues are those of the rules, sentences and all', async () => {
  const record = { nombres: '', telefono: '12', email: 'x@y' };
  const refused = await client.updateClientePublico(42, record);
  const { issues } = updateClientePublico.check(record);
  assert.deepEqual([refused.ok, refused.status, refused.code, refused.issues], [false, 422, 'validation', issues]);
  const unknown = await client.updateClientePublico(404, {});
  assert.deepEqual([unknown.status, unknown.code, unknown.message], [404, 'not_found', 'Cliente no encontrado']);
});

/** Starts a server that gives one answer and records its requests; `answer` may wait for ever. */
async function withServer(answer, act) {
  const asked = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ method: request.method, url: request.url, headers: request.headers, body });
    answer(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await act(`http://127.0.0.1:${server.address().port}`, asked);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const ok = (response) =>
  response.setHeader('ETag', '"7"').setHeader('Idempotency-Replayed', 'true').end('{"message":"Cliente actualizado"}');

test('what is sent, and what the headers say', () =>
  withServer(ok, async (baseUrl, asked) => {
    const client = createClient({ baseUrl, token: 't0ken', language: 'en' });
    const first = await client.updateClientePublico('42', { email: null }, { ifMatch: '"6"' });
    const again = await client.updateClientePublico(42, { email: null }, { key: first.key });
    assert.deepEqual([first.etag, first.replayed, again.key], ['"7"', true, first.key]);
    assert.match(first.key, /^[0-9a-f]{32}$/);
    const [{ method, url, headers, body }, second] = asked;
    assert.deepEqual([method, url, body], ['PUT', '/api/clientes/42', '{"email":null}']);
    const sent = ['authorization', 'accept-language', 'if-match', 'content-type', 'idempotency-key'];
    assert.deepEqual(
      sent.map((name) => headers[name]),
      ['Bearer t0ken', 'en', '"6"', 'application/json', first.key],
    );
    assert.equal(second.headers['idempotency-key'], first.key);
    assert.equal('if-match' in second.headers, false);
    const spanish = createClient({ baseUrl: `${baseUrl}/` });
    await spanish.updateClientePublico(42, {});
    assert.deepEqual([asked.at(-1).url, asked.at(-1).headers['accept-language']], ['/api/clientes/42', 'es']);
    const other = await client.updateClientePublico(42, { email: null });
    assert.notEqual(other.key, first.key);
  }));

test('no answer, or none of the API', async () => {
  await withServer(
    () => {},
    async (baseUrl) => {
      const client = createClient({ baseUrl, timeout: 50 });
      const late = await client.updateClientePublico(1, {});
      assert.deepEqual([late.ok, late.status, late.code], [false, 0, 'client.timeout']);
      const controller = new AbortController();
      const pending = client.updateClientePublico(1, {}, { signal: controller.signal, timeout: 60_000 });
      controller.abort('the person left');
      assert.equal((await pending).code, 'client.aborted');
      const left = AbortSignal.abort('before');
      assert.equal((await client.updateClientePublico(1, {}, { signal: left })).code, 'client.aborted');
    },
  );
  await withServer(
    (response) => response.writeHead(502).end('<h1>Bad Gateway</h1>'),
    async (baseUrl) => {
      const { ok, status, code } = await createClient({ baseUrl }).updateClientePublico(1, {});
      assert.deepEqual([ok, status, code], [false, 502, 'client.unreadable']);
    },
  );
  for (const [status, body] of [
    [404, '{"message":"no"}'],
    [422, '{"message":"no","code":"validation","issues":[null]}'],
  ]) {
    await withServer(
      (response) => response.writeHead(status).end(body),
      async (baseUrl) => {
        const answer = await createClient({ baseUrl }).updateClientePublico(1, {});
        assert.deepEqual([answer.ok, answer.status, answer.code], [false, status, 'client.unreadable']);
      },
    );
  }
  const gone = createClient({ baseUrl: 'http://127.0.0.1:1' });
  const { status, code, message } = await gone.updateClientePublico(1, {});
  assert.deepEqual([status, code], [0, 'client.network']);
  assert.match(message, /conexión/);
});

const body = '{"message":"Cliente actualizado"}';
const foreign = (program) => runInNewContext(program, { body });
/** A promise whose `then` throws. */
const refusing = (promise) =>
  Object.assign(promise, {
    // biome-ignore lint/suspicious/noThenProperty: the test needs it.
    then() {
      throw new Error('no');
    },
  });
/** Ways in which a `fetch`, of the test or of another realm, may behave, and the code that the client gives. */
const FETCHES = [
  ['rejects with a text', () => Promise.reject('no network'), 'client.network'],
  ['rejects with nothing', () => Promise.reject(), 'client.network'],
  ['rejects with an error of another realm', foreign('async () => { throw new TypeError("no"); }'), 'client.network'],
  [
    'throws',
    () => {
      throw 'no network';
    },
    'client.network',
  ],
  ['returns nothing', () => {}, 'client.unreadable'],
  ['comes to null', async () => null, 'client.unreadable'],
  ['comes to a plain object', async () => ({ ok: true, json: async () => ({}) }), 'client.unreadable'],
  [
    'comes to a text that is refused',
    async () => ({ status: 200, text: () => Promise.reject('cut') }),
    'client.unreadable',
  ],
  ['comes to no text', async () => ({ status: 200, text: () => 7 }), 'client.unreadable'],
  ['never answers', () => new Promise(() => {}), 'client.timeout'],
  ['never ends its text', async () => ({ status: 200, text: () => new Promise(() => {}) }), 'client.timeout'],
  [
    'has headers that throw',
    async () => ({
      status: 200,
      text: async () => body,
      get headers() {
        throw 1;
      },
    }),
    undefined,
  ],
  [
    'is of another realm',
    foreign('async () => ({ status: 200, text: async () => body, headers: new Map([["ETag", "7"]]) })'),
    undefined,
  ],
  [
    'is a promise that throws when it is looked at',
    () => refusing(Promise.resolve(new Response(body))),
    'client.network',
  ],
  ['is a Response at once', () => new Response(body, { headers: { ETag: '"7"' } }), undefined],
];
for (const [name, fetch, code] of FETCHES) {
  test(`a fetch that ${name} comes to ${code ?? 'an answer'}`, async () => {
    const client = createClient({ baseUrl: 'http://127.0.0.1:1', fetch, timeout: 100 });
    const answer = await client.updateClientePublico(1, {});
    assert.deepEqual([answer.code ?? undefined, answer.ok], [code, code === undefined]);
  });
}

test('a fetch of one’s own gets the request and a signal', async () => {
  const asked = [];
  const fetch = async (request, init) => {
    asked.push([request.method, request.url, await request.text(), init.signal instanceof AbortSignal]);
    return new Response(body);
  };
  const client = createClient({ baseUrl: 'https://api.example.com/v1', fetch });
  assert.equal((await client.updateClientePublico(42, { nombres: 'Ana' })).ok, true);
  assert.deepEqual(asked, [['PUT', 'https://api.example.com/v1/api/clientes/42', '{"nombres":"Ana"}', true]]);
});

test('what cannot be used is said in a sentence', async () => {
  const rows = [
    [() => client.updateClientePublico(0, {}), /^id: /],
    [() => client.updateClientePublico(1, { email: Number.NaN }), /^record: email/],
    [() => client.updateClientePublico(1, { email: 1n }), /^record: email/],
    [() => client.updateClientePublico(1, {}, { key: 'ñ' }), /^key: /],
    [() => client.updateClientePublico(1, {}, { ifMatch: '' }), /^ifMatch: /],
    [() => client.updateClientePublico(1, {}, { retries: 3 }), /retries/],
    [() => client.updateClientePublico(1, {}, { key: 'k'.repeat(256) }), /^key: /],
    [() => client.updateClientePublico(1, {}, { signal: new AbortController() }), /^signal: /],
    [() => client.updateClientePublico(1, {}, { timeout: '100' }), /^timeout: /],
    [() => client.updateClientePublico('0x10', {}), /^id: /],
    [() => client.updateClientePublico(true, {}), /^id: /],
    [() => client.updateClientePublico(Symbol('x'), {}), /^id: /],
    [() => client.updateCliente(), /^record: /],
    [() => client.updateCliente(null), /^record: /],
    [async () => createClient({ token: 'a\nb' }), /^token: /],
    [async () => createClient({ url: '/' }), /^url: there is no such option/],
    [() => createClient({ baseUrl: 'http://[' }).updateCliente({}), /^baseUrl: /],
    [() => createClient({ baseUrl: '/v1' }).updateCliente({}), /^baseUrl: /],
    [() => createClient({ baseUrl: 'http://ana:secreto@127.0.0.1' }).updateCliente({}), /^baseUrl: /],
    [async () => createClient({ fetch: 'fetch' }), /^fetch: /],
    [async () => createClient({ timeout: 2 ** 31 }), /^timeout: /],
  ];
  for (const [row, [act, sentence]] of rows.entries()) {
    await assert.rejects(act(), (error) => error instanceof TypeError && sentence.test(error.message), `row ${row}`);
  }
  // The client still works after these errors.
  const options = { key: undefined, signal: null };
  const record = Object.assign(Object.create(null), { nombres: 'Infinity' });
  assert.equal((await client.updateClientePublico('42', record, options)).ok, true);
});
