// After a panic, a full memory or a full stack, that request fails and the next one works.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSystem } from '../worker/system.mjs';

const ROUNDS = process.env.FAULTS === 'long' ? 100 : 5;
const WAYS = ['panico', 'memoria', 'pila'];

let system;
before(async () => {
  system = await startSystem({ config: 'build/breakable.toml' });
});
after(() => system.stop());

const put = (n, headers = {}) =>
  fetch(new URL('/api/clientes/42', system.url), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ nombres: `Vuelta ${n}` }),
  });

test(`the Worker is whole again after it broke ${ROUNDS} times in each of ${WAYS.length} ways`, async () => {
  const underway = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const way of WAYS) {
      // Other requests are running meanwhile; the platform ends those that lost their instance, some time later.
      underway.push(put('a'), put('b'));
      const broken = await put('c', { 'X-Romper': way });
      assert.equal(broken.status, 500, `${way}, round ${round}`);
      assert.doesNotMatch(await broken.text(), /asked to|unreachable|src\//, 'nothing of the inside is told');
      const next = await put(round);
      assert.equal(next.status, 200, `the request after ${way}, round ${round}`);
    }
  }
  const answers = await Promise.all(underway);
  const failed = answers.filter(({ status }) => status !== 200);
  assert.deepEqual(
    failed.map(({ status }) => status).filter((status) => status !== 500),
    [],
  );
  console.log(
    `faults: requests that failed along with ${ROUNDS * WAYS.length} that broke: ${failed.length} of ${underway.length}`,
  );
  const [{ version }] = await system.rows('SELECT version FROM clientes_publicos WHERE id = 42');
  const [{ n }] = await system.rows('SELECT count(*) AS n FROM historial');
  assert.equal(version, n + 1, 'every change that happened has its row of history');
});
