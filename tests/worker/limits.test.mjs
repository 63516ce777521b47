// Tests the rate limits: they protect the service from a caller, but bad requests lock no customer out.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { JSON_HEADERS, startSystem } from './system.mjs';

let system;
before(async () => {
  system = await startSystem({ vars: { ACCESO: 'token', LIMITES: 'si' } });
});
after(() => system.stop());

const CALLER = 120;
const CLIENTE = 30;
/** Every test uses callers of its own. */
let number = 0;
const newAddress = () => `203.0.113.${++number}`;

/** Sends a request `count` times; returns how many answers had each status. */
async function statuses(count, ask) {
  const seen = {};
  for (let n = 0; n < count; n++) {
    const { status } = await ask(n);
    seen[status] = (seen[status] ?? 0) + 1;
  }
  return seen;
}

/** Asks until an answer is 429 and returns it. The requests may span two minutes, each with its own count. */
async function untilLimited(limit, ask) {
  for (let n = 0; n <= 2 * limit; n++) {
    const answer = await ask(n);
    if (answer.status === 429) {
      assert.ok(n >= limit, `refused after ${n}`);
      return answer;
    }
  }
  return assert.fail(`not limited after ${2 * limit + 1} requests`);
}

const from = (address, headers = {}) => ({ ...JSON_HEADERS, 'CF-Connecting-IP': address, ...headers });
const wrong = (n) => ({ Authorization: `Bearer ficha_${1000 + n}_${'x'.repeat(43)}` });

test('wrong tokens are counted, whatever they are', async () => {
  const address = newAddress();
  await untilLimited(CALLER, async (n) => {
    const answer = await system.send('GET', '/clientes/1', undefined, from(address, wrong(n)));
    assert.ok([401, 429].includes(answer.status), `${answer.status}`);
    return answer;
  });
});

test('a good token is not used up by wrong ones from the same office', async () => {
  const address = newAddress();
  const good = { Authorization: `Bearer ${await system.token(['clientes:leer'])}` };
  assert.equal((await system.send('GET', '/clientes/1', undefined, from(address, good))).status, 200);
  // The first request of the good token counts against the address too.
  const ask = (n) => system.send('GET', '/clientes/1', undefined, from(address, wrong(n)));
  await untilLimited(CALLER - 1, ask);
  assert.equal((await system.send('GET', '/clientes/1', undefined, from(address, good))).status, 200);
});

for (const path of ['/salud', '/catalogos']) {
  test(`${path} is counted`, async () => {
    const address = newAddress();
    await untilLimited(CALLER, () => system.send('GET', path, undefined, from(address)));
    assert.equal((await system.send('GET', path, undefined, from(newAddress()))).status, 200, 'of another caller');
  });
}

test('addresses of one network of IPv6 are one caller', async () => {
  const ask = (network) => (n) => system.send('GET', '/catalogos', undefined, from(`${network}::${n.toString(16)}`));
  await untilLimited(CALLER, ask('2001:db8:7:1'));
  assert.equal((await ask('2001:db8:7:2')(0)).status, 200);
});

/** Writes with a new token for every request, so that only the customer's limit applies. */
async function write(cliente, record, headers = {}) {
  const token = await system.token(['publicos:escribir']);
  const all = from(newAddress(), { Authorization: `Bearer ${token}`, ...headers });
  return system.send('PUT', `/api/clientes/${cliente}`, record, all);
}

test('bad requests do not lock a customer out', async () => {
  const seen = await statuses(CLIENTE + 10, () => write(12, { email: 'x' }));
  assert.deepEqual(seen, { 422: CLIENTE + 10 });
  const without = await statuses(CLIENTE + 10, () => write(12, '', { 'Content-Type': 'text/plain' }));
  assert.deepEqual(without, { 415: CLIENTE + 10 });
  assert.equal((await write(12, { nombres: 'Ana' })).status, 200);
});

test('good requests about one customer are limited; one that was answered is answered again', async () => {
  const token = await system.token(['publicos:escribir']);
  const headers = { ...JSON_HEADERS, Authorization: `Bearer ${token}` };
  const keyed = { ...headers, 'Idempotency-Key': 'antes-del-limite' };
  const first = await system.send('PUT', '/api/clientes/13', { nombres: 'Ana' }, keyed);
  // The first change counts too.
  const refused = await untilLimited(CLIENTE - 1, (n) => write(13, { nombres: `Ana ${n}` }));
  const told = [refused.status, refused.body.code, refused.headers.get('retry-after')];
  assert.deepEqual(told, [429, 'rate', '60']);
  const again = await system.send('PUT', '/api/clientes/13', { nombres: 'Ana' }, keyed);
  assert.deepEqual([again.status, again.body], [200, first.body]);
  const reused = await system.send('PUT', '/api/clientes/13', { nombres: 'Eva' }, keyed);
  assert.deepEqual([reused.status, reused.body.code], [422, 'idempotency.reused']);
});
