// Checks what must hold after failures: no change is lost, half done or done twice. `npm test` runs a short tier;
// `npm run faults` the long one.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { effects, newOperation, send } from './operation.mjs';
import { lossyProxy } from './proxy.mjs';
import { inspect, newState, removeState, start } from './system.mjs';

const isLong = process.env.FAULTS === 'long';
const KILLS = isLong ? 200 : 10;
const RETRIED = isLong ? 10_000 : 500;
const UPDATES = isLong ? 10_000 : 500;
const RACES = isLong ? 5_000 : 100;

/** A test fails too if a request never ends. */
const LIMIT = { timeout: isLong ? 1_800_000 : 180_000 };

const figures = [];
const figure = (what, value) => figures.push(`faults: ${what}: ${value}`);
after(() => console.log(figures.join('\n')));

/** Runs `work` `count` times at once. */
const workers = (count, work) => Promise.all(Array.from({ length: count }, (_, n) => work(n)));

test(`nothing acknowledged is lost and nothing half done over ${KILLS} kills`, LIMIT, async () => {
  const folder = newState();
  const operations = [];
  const totals = { acknowledged: 0, unanswered: 0, lost: 0, half: 0, doubled: 0, resent: 0 };
  try {
    for (let round = 0; round < KILLS; round++) {
      const system = await start(folder);
      // Sends unanswered operations again, with their keys.
      const open = operations.filter(({ isAcknowledged }) => !isAcknowledged);
      for (const operation of open) assert.ok(await send(system.url, operation), 'sent again and not acknowledged');
      totals.resent += open.length;
      const mine = [];
      let isOver = false;
      const writers = workers(4, async () => {
        while (!isOver) {
          const operation = newOperation(operations.length + mine.length);
          mine.push(operation);
          await send(system.url, operation);
        }
      });
      // Kills the system in the middle of the work: after a number of answers that differs in every round.
      const enough = 20 + ((7 * round) % 13);
      while (mine.filter(({ isAcknowledged }) => isAcknowledged).length < enough) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      await system.kill();
      isOver = true;
      await writers;
      operations.push(...mine);
      totals.acknowledged += mine.filter(({ isAcknowledged }) => isAcknowledged).length;
      totals.unanswered += mine.filter(({ isAcknowledged }) => !isAcknowledged).length;
      inspect(folder, (rows) => {
        assert.deepEqual(rows('PRAGMA integrity_check'), [
          Object.assign(Object.create(null), { integrity_check: 'ok' }),
        ]);
        for (const { isLost, isHalf, isDoubled } of effects(rows, operations)) {
          totals.lost += Number(isLost);
          totals.half += Number(isHalf);
          totals.doubled += Number(isDoubled);
        }
      });
    }
  } finally {
    removeState(folder);
  }
  const average = (n) => (n / KILLS).toFixed(1);
  figure(`acknowledged before a kill, on average of ${KILLS}`, average(totals.acknowledged));
  figure('unanswered at a kill, on average', average(totals.unanswered));
  figure('sent again after a start', totals.resent);
  figure('acknowledged and lost', totals.lost);
  figure('half applied', totals.half);
  figure('doubled', totals.doubled);
  assert.deepEqual([totals.lost, totals.half, totals.doubled], [0, 0, 0]);
  assert.ok(totals.acknowledged >= 20 * KILLS && totals.unanswered >= KILLS, JSON.stringify(totals));
});

test(`nothing happens twice when three of ten answers are lost, ${RETRIED} requests`, LIMIT, async () => {
  const folder = newState();
  const system = await start(folder);
  const proxy = await lossyProxy(system.url, 0.3);
  const operations = Array.from({ length: RETRIED }, (_, n) => newOperation(n));
  try {
    let next = 0;
    await workers(4, async () => {
      for (let operation = operations[next++]; operation; operation = operations[next++]) {
        while (!(await send(proxy.url, operation)));
      }
    });
  } finally {
    proxy.close();
    await system.kill();
  }
  const found = inspect(folder, (rows) => effects(rows, operations));
  removeState(folder);
  const doubled = found.filter(({ isDoubled }) => isDoubled).length;
  const missing = found.filter(({ isThere, isHalf }) => !isThere || isHalf).length;
  figure(`answers lost of ${operations.reduce((sum, { attempts }) => sum + attempts, 0)}`, proxy.lost());
  figure(`doubled of ${RETRIED} requests`, doubled);
  assert.deepEqual([doubled, missing], [0, 0]);
  assert.ok(proxy.lost() > RETRIED / 5);
});

test(`no update is lost, 8 writers on different fields, ${UPDATES} updates`, LIMIT, async () => {
  const folder = newState();
  const system = await start(folder);
  const put = (id, record, headers = {}) =>
    fetch(`${system.url}/api/clientes/${id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(record),
    });
  const FIELDS = {
    nombres: (n) => `Nombre ${n}`,
    apellidos: (n) => `Apellido ${n}`,
    telefono: (n) => `+51${900_000_000 + n}`,
    email: (n) => `a${n}@example.com`,
  };
  const last = [{}, {}];
  try {
    await workers(8, async (writer) => {
      const client = writer % 2;
      const [field, value] = Object.entries(FIELDS)[Math.floor(writer / 2)];
      for (let n = 0; n < UPDATES / 8; n++) {
        const { status } = await put(1 + client, { [field]: value(n) });
        assert.equal(status, 200);
        last[client][field] = value(n);
      }
    });
    let winners = 0;
    for (let race = 0; race < RACES; race++) {
      const tag = { 'If-Match': `"${race + 1}"` };
      const answers = await workers(3, (n) => put(3, { nombres: `Carrera ${race} ${n}` }, tag));
      const won = answers.filter(({ status }) => status === 200).length;
      assert.equal(won, 1, `race ${race}`);
      winners += won;
    }
    figure(`winners of ${RACES} races for a version`, winners);
  } finally {
    await system.kill();
  }
  const lost = inspect(folder, (rows) =>
    last.flatMap((fields, client) => {
      const [row] = rows('SELECT * FROM clientes_publicos WHERE id = ?', client + 1);
      return Object.entries(fields).filter(([field, value]) => row[field] !== value);
    }),
  );
  removeState(folder);
  figure(`lost of ${UPDATES} updates`, lost.length);
  assert.deepEqual(lost, []);
});
