// Tests access: every principal, on every route, in every mode.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base } from '../vectors.mjs';
import { JSON_HEADERS, startSystem } from './system.mjs';

const PAST = '2020-01-01T00:00:00.000Z';
const FUTURE = '2999-01-01T00:00:00.000Z';

const ROUTES = {
  'write 12': ['POST', '/clientes/updateCliente', { ...base.updateCliente, id: 12 }],
  'write 13': ['POST', '/clientes/updateCliente', { ...base.updateCliente, id: 13 }],
  'add 12': ['POST', '/clientes/agregarDireccion', { id_cliente: 12, direcciones: [{ direccion: 'Calle 1' }] }],
  'add 13': ['POST', '/clientes/agregarDireccion', { id_cliente: 13, direcciones: [{ direccion: 'Calle 1' }] }],
  'write public 12': ['PUT', '/api/clientes/12', { nombres: 'Ana' }],
  'write public 13': ['PUT', '/api/clientes/13', { nombres: 'Ana' }],
  'read 12': ['GET', '/clientes/12'],
  'read 13': ['GET', '/clientes/13'],
  'history 12': ['GET', '/clientes/12/historial'],
  'history 13': ['GET', '/clientes/13/historial'],
  'read public 12': ['GET', '/api/clientes/12'],
  'read public 13': ['GET', '/api/clientes/13'],
  catalogos: ['GET', '/catalogos'],
  salud: ['GET', '/salud'],
};
const WRITES = Object.keys(ROUTES).filter((name) => /write|add/.test(name));
const OPEN = ['catalogos', 'salud'];
const ALL = ['clientes:leer', 'clientes:escribir', 'publicos:leer', 'publicos:escribir'];

/** The routes that each principal may use, and the refusal that it gets on the others. */
const PRINCIPALS = {
  nobody: { may: [], told: [401, 'auth.missing'] },
  'not a token': { header: 'Bearer abc', may: [], told: [401, 'auth.invalid'] },
  'another scheme': { header: 'Basic YTpi', may: [], told: [401, 'auth.invalid'] },
  'a token nobody minted': { header: `Bearer ficha_999_${'x'.repeat(43)}`, may: [], told: [401, 'auth.invalid'] },
  'a changed token': { scopes: ALL, spoil: true, may: [], told: [401, 'auth.invalid'] },
  'over since 2020': { scopes: ALL, vence: PAST, may: [], told: [401, 'auth.invalid'] },
  'taken back': { scopes: ALL, revocado: PAST, may: [], told: [401, 'auth.invalid'] },
  'all scopes': { scopes: ALL, vence: FUTURE, may: Object.keys(ROUTES), told: [] },
  'no scope': { scopes: [], may: [], told: [403, 'auth.scope'] },
  'reads managed': {
    scopes: ['clientes:leer'],
    may: ['read 12', 'read 13', 'history 12', 'history 13'],
    told: [403, 'auth.scope'],
  },
  'writes public': {
    scopes: ['publicos:escribir'],
    may: ['write public 12', 'write public 13'],
    told: [403, 'auth.scope'],
  },
  'all scopes, of 12': {
    scopes: ALL,
    cliente: 12,
    may: Object.keys(ROUTES).filter((name) => name.endsWith('12')),
    told: [403, 'auth.cliente'],
  },
};

for (const mode of ['publico', 'token']) {
  test(`every principal on every route, ACCESO=${mode}`, async () => {
    const system = await startSystem({ vars: { ACCESO: mode } });
    let cells = 0;
    try {
      for (const [who, { header, scopes, spoil, may, told, ...rest }] of Object.entries(PRINCIPALS)) {
        let authorization = header;
        if (scopes) {
          const token = await system.token(scopes, rest);
          authorization = `Bearer ${spoil ? token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A') : token}`;
        }
        for (const [name, [method, path, body]] of Object.entries(ROUTES)) {
          const headers = { ...(body && JSON_HEADERS), ...(authorization && { Authorization: authorization }) };
          const before = await system.digest();
          const answer = await system.send(method, path, body, headers);
          const isAllowed = OPEN.includes(name) || may.includes(name) || (mode === 'publico' && WRITES.includes(name));
          const cell = `${who}, ${name}`;
          if (isAllowed) {
            assert.equal(answer.status, 200, `${cell}: ${JSON.stringify(answer.body)}`);
          } else {
            assert.deepEqual([answer.status, answer.body.code], told, cell);
            assert.equal(await system.digest(), before, cell);
          }
          cells++;
        }
      }
      console.log(`access: ${cells} cells, ACCESO=${mode}`);
      const logs = JSON.stringify(system.logs());
      assert.ok(!/ficha_\d+_/.test(logs), 'no token is logged');
    } finally {
      await system.stop();
    }
  });
}

let system;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

test('a read has no secret in it', async () => {
  const token = await system.token(['clientes:leer']);
  const headers = { Authorization: `Bearer ${token}` };
  await system.send('POST', '/clientes/updateCliente', { ...base.updateCliente, id: 12, password: 'una clave larga' });
  await system.send('POST', '/clientes/agregarDireccion', ROUTES['add 12'][2]);
  const { body } = await system.send('GET', '/clientes/12', undefined, headers);
  assert.deepEqual(
    body.direcciones.map(({ direccion }) => direccion),
    ['Calle 1'],
  );
  const history = await system.send('GET', '/clientes/12/historial', undefined, headers);
  assert.deepEqual(
    history.body.historial.map(({ operacion }) => operacion),
    ['agregarDireccion', 'updateCliente'],
  );
  assert.deepEqual(history.body.historial[1].cambios.password, { antes: null, despues: '[cambiada]' });
  assert.ok(!/argon2|una clave/.test(JSON.stringify([body, history.body])));
});

test('the actor is in the history', async () => {
  const rows = await system.rows("SELECT DISTINCT actor FROM historial WHERE tabla = 'clientes'");
  assert.deepEqual(rows, [{ actor: 'publico' }]);
});

test('a problem, in English, where that is asked for', async () => {
  const headers = { ...JSON_HEADERS, Accept: 'application/problem+json', 'Accept-Language': 'en' };
  const { body, headers: answered } = await system.send('PUT', '/api/clientes/14', { email: 'x' }, headers);
  assert.equal(answered.get('content-type'), 'application/problem+json');
  const { issues, ...rest } = body;
  assert.deepEqual(rest, {
    type: 'about:blank',
    title: 'validation',
    status: 422,
    detail: 'Some data must be corrected.',
    code: 'validation',
  });
  assert.match(issues[0].message, /^The address must/);
  const missing = await system.send('PUT', '/api/clientes/999', {}, { ...JSON_HEADERS, 'Accept-Language': 'en' });
  assert.equal(missing.body.message, 'Cliente no encontrado', 'the sentences of the documents stay');
});

test('every request has an id, the caller’s if it is one', async () => {
  const id = async (given) =>
    (await system.send('GET', '/catalogos', undefined, given ? { 'X-Request-Id': given } : {})).headers.get(
      'x-request-id',
    );
  assert.equal(await id('mi-peticion-1'), 'mi-peticion-1');
  for (const none of [undefined, 'corto', 'con espacio y mas', '"><script>'])
    assert.match(await id(none), /^[0-9a-f]{32}$/);
});

test('If-Match is demanded where the operator wants it', async () => {
  const strict = await startSystem({ vars: { ACCESO: 'publico', EXIGIR_VERSION: 'si' } });
  try {
    for (const name of WRITES) {
      const { status, body } = await strict.send(...ROUTES[name]);
      assert.deepEqual([status, body.code], [428, 'version.required'], name);
    }
    const { status } = await strict.send('PUT', '/api/clientes/12', {}, { ...JSON_HEADERS, 'If-Match': '*' });
    assert.equal(status, 200);
  } finally {
    await strict.stop();
  }
});
