// Makes D1 fail with every known error, before and after the change is stored, and checks what the caller gets.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { configFor, startSystem } from '../worker/system.mjs';

const config = configFor('tests/faults/d1/entry.js', ['/fallos']);

let system;
before(async () => {
  system = await startSystem({ config: config.path });
});
after(async () => {
  await system.stop();
  config.remove();
});

const DEFECT = 'defect';
const AWAY = 'away';
const UNKNOWN = 'unknown';
const EXHAUSTED = 'exhausted';
/** Error texts of D1, of the platform and of SQLite, with their meaning. */
const TEXTS = [
  ['D1_ERROR: UNIQUE constraint failed: clientes.id: SQLITE_CONSTRAINT', DEFECT],
  ['D1_ERROR: CHECK constraint failed: nombres: SQLITE_CONSTRAINT', DEFECT],
  ['D1_ERROR: NOT NULL constraint failed: clientes.nombres', DEFECT],
  ['D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT', DEFECT],
  ['D1_TYPE_ERROR: Type "undefined" not supported for value "canario"', DEFECT],
  ['D1_ERROR: no such column: x at offset 7: SQLITE_ERROR', DEFECT],
  ['D1_ERROR: near "SELEC": syntax error', DEFECT],
  ['D1_ERROR: Wrong number of parameter bindings for SQL query.', DEFECT],
  ['something nobody has seen', DEFECT],
  ['D1_ERROR: D1 DB is overloaded. Requests queued for too long.', AWAY],
  ['D1_ERROR: D1 DB is overloaded. Too many requests queued.', AWAY],
  ['D1_ERROR: Exceeded maximum DB size', AWAY],
  ['database or disk is full: SQLITE_FULL', AWAY],
  ['D1_ERROR: Network connection lost.', UNKNOWN],
  ['D1_ERROR: D1 DB reset because its code was updated.', UNKNOWN],
  ['D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.', UNKNOWN],
  ['D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.', UNKNOWN],
  ['D1_ERROR: Can’t read from request stream because client disconnected.', UNKNOWN],
  ['internal error; reference = cg2f36kqmbhrtofdjg8a3m3u', UNKNOWN],
  ['D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.', EXHAUSTED],
  ["D1_ERROR: D1 DB's isolate exceeded its memory limit and was reset.", EXHAUSTED],
  ['D1_ERROR: D1 DB exceeded its CPU time limit and was reset.', EXHAUSTED],
  ['disk I/O error: SQLITE_IOERR', EXHAUSTED],
  ['database is locked: SQLITE_BUSY', EXHAUSTED],
];

const fail = async (...failures) =>
  (await (await fetch(new URL('/fallos', system.url), { method: 'POST', body: JSON.stringify(failures) })).json())
    .batches;

let number = 0;
/** Sends one change while these failures are set; returns status, code, batches and changes made. */
async function change(key, ...failures) {
  const before = await system.row('SELECT version FROM clientes_publicos WHERE id = 42');
  await fail(...failures);
  const headers = { 'Content-Type': 'application/json', ...(key && { 'Idempotency-Key': key }) };
  const answer = await system.send('PUT', '/api/clientes/42', { nombres: `Nombre ${number++}` }, headers);
  const batches = await fail();
  const after = await system.row('SELECT version FROM clientes_publicos WHERE id = 42');
  const replayed = answer.headers.get('idempotency-replayed');
  const told = JSON.stringify([answer.body, [...answer.headers]]);
  assert.doesNotMatch(told, /D1|SQLITE|canario|constraint/, 'nothing of the inside is told');
  return { status: answer.status, code: answer.body.code, batches, changes: after.version - before.version, replayed };
}

for (const [text, meaning] of TEXTS) {
  test(text, async () => {
    const [status, code] = meaning === DEFECT ? [500, 'internal'] : [503, 'unavailable'];
    const refused = (changes) => ({ status, code, batches: 1, changes, replayed: null });
    for (const isAfter of [false, true]) {
      assert.deepEqual(
        await change(null, { text, isAfter }),
        refused(Number(isAfter)),
        `without a key, after: ${isAfter}`,
      );
      const withKey = await change(randomUUID(), { text, isAfter });
      if (meaning === UNKNOWN) {
        // The Worker retries, and recognises its own first attempt.
        const once = { status: 200, code: undefined, batches: 2, changes: 1, replayed: null };
        assert.deepEqual(withKey, once, `with a key, after: ${isAfter}`);
      } else {
        assert.deepEqual(withKey, refused(Number(isAfter)), `with a key, after: ${isAfter}`);
      }
    }
  });
}

test('it is not tried for ever, and the caller can try again with the same key', async () => {
  const text = 'D1_ERROR: Network connection lost.';
  const key = randomUUID();
  const always = Array.from({ length: 9 }, () => ({ text, isAfter: true }));
  const given = { status: 503, code: 'unavailable', batches: 3, changes: 1, replayed: null };
  number = 1_000;
  assert.deepEqual(await change(key, ...always), given);
  number = 1_000;
  assert.deepEqual(await change(key), { status: 200, code: undefined, batches: 1, changes: 0, replayed: 'true' });
});

/** Calls `act`; returns its result and the seconds it took. */
async function timed(act) {
  const begin = performance.now();
  return [await act(), (performance.now() - begin) / 1000];
}
const stalled = { text: '', isAfter: false };
/** The seconds that the Worker waits for all statements of a request (`Store::PATIENCE`), and for a write alone. */
const PATIENCE = 10;
const PATIENCE_OF_WRITE = 8;
const SLACK = 1;

test('a write that D1 never answers is told so in time, and the key tells what came of it', async () => {
  const key = randomUUID();
  number = 2_000;
  const [given, seconds] = await timed(() => change(key, { text: '', isAfter: true }));
  assert.deepEqual(given, { status: 503, code: 'unavailable', batches: 1, changes: 1, replayed: null });
  assert.ok(seconds < PATIENCE_OF_WRITE + SLACK, `${seconds} s`);
  number = 2_000;
  assert.deepEqual(await change(key), { status: 200, code: undefined, batches: 1, changes: 0, replayed: 'true' });
  console.log(`faults: seconds until a caller is told that D1 does not answer a write: ${seconds.toFixed(1)}`);
});

test('a read that D1 does not answer is sent again, and not for ever', async () => {
  const token = await system.token(['publicos:leer']);
  const read = () => system.send('GET', '/api/clientes/42', undefined, { Authorization: `Bearer ${token}` });
  await fail(stalled);
  assert.equal((await read()).status, 200);
  assert.equal(await fail(...Array(9).fill(stalled)), 3, 'the token twice, the client once');
  const [answer, seconds] = await timed(read);
  assert.deepEqual([answer.status, answer.body.code, answer.headers.get('retry-after')], [503, 'unavailable', '5']);
  assert.ok(seconds < PATIENCE + SLACK, `${seconds} s`);
  assert.equal(await fail(), 2);
  console.log(`faults: seconds until a caller is told that D1 does not answer a read: ${seconds.toFixed(1)}`);
});

test('a request does not wait longer for many statements than for one', async () => {
  const token = await system.token(['clientes:leer']);
  // The second attempt to find the token succeeds; after that nothing answers.
  await fail(stalled, null, stalled, stalled, stalled);
  const read = () => system.send('GET', '/clientes/1', undefined, { Authorization: `Bearer ${token}` });
  const [answer, seconds] = await timed(read);
  assert.equal(answer.status, 503);
  assert.ok(seconds < PATIENCE + SLACK, `${seconds} s`);
  await fail();
});

test('of errors the log has the class and nothing else', () => {
  const logs = JSON.stringify(system.logs());
  assert.match(logs, /D1: Network connection lost/);
  assert.doesNotMatch(logs, /canario|clientes\.nombres|Nombre \d/);
});
