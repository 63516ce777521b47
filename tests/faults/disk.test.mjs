// Tests a full disk and a broken one, as the runtime sees them: strace makes its system calls fail. Long tier only, on
// Linux.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { attempt, effects, newOperation } from './operation.mjs';
import { inspect, newState, removeState, start } from './system.mjs';

const ROUNDS = 60;
const CALLS = [
  ['pwrite64', 'ENOSPC'],
  ['fsync', 'EIO'],
  ['pwrite64', 'EIO'],
];

/** Makes a system call of the processes fail; `stop` returns how often it failed. */
async function breakCalls(pids, [call, error], log) {
  const strace = spawn('strace', [
    '-f',
    ...pids.flatMap((pid) => ['-p', pid]),
    '-e',
    `trace=${call}`,
    '-e',
    `inject=${call}:error=${error}`,
    '-o',
    log,
  ]);
  let said = '';
  await new Promise((resolve, reject) => {
    strace.on('error', reject);
    strace.on('exit', () => reject(new Error(said)));
    strace.stderr.on('data', (chunk) => {
      said += chunk;
      if (pids.every((pid) => said.includes(`Process ${pid} attached`))) resolve();
    });
  });
  return {
    async stop() {
      const ended = once(strace, 'close');
      strace.kill('SIGINT');
      await ended;
      return readFileSync(log, 'utf8').split('(INJECTED)').length - 1;
    },
  };
}

if (process.env.FAULTS === 'long') {
  test(`a full or broken disk never makes a false promise, ${ROUNDS} times`, async () => {
    const folder = newState();
    const logs = mkdtempSync(join(tmpdir(), 'ficha-strace-'));
    const system = await start(folder);
    const operations = [];
    const statuses = {};
    const injected = {};
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const call = CALLS[round % CALLS.length];
        const mine = Array.from({ length: 5 }, (_, n) => newOperation(operations.length + n));
        operations.push(...mine);
        const broken = await breakCalls(system.workerds(), call, join(logs, 'log'));
        for (const operation of mine) {
          const status = await attempt(system.url, operation);
          statuses[status] = (statuses[status] ?? 0) + 1;
        }
        const count = await broken.stop();
        injected[call.join(' ')] = (injected[call.join(' ')] ?? 0) + count;
        for (const operation of mine) {
          assert.equal(await attempt(system.url, operation), 200, `after ${call}, without a restart, round ${round}`);
        }
      }
    } finally {
      await system.kill();
      rmSync(logs, { recursive: true });
    }
    const found = inspect(folder, (rows) => effects(rows, operations));
    removeState(folder);
    console.log(
      `faults: calls that failed: ${JSON.stringify(injected)}; answers meanwhile: ${JSON.stringify(statuses)}`,
    );
    const wrong = found.filter(({ isThere, isHalf, isDoubled }) => !isThere || isHalf || isDoubled);
    console.log(`faults: lost, half or doubled of ${operations.length} requests on a broken disk: ${wrong.length}`);
    assert.deepEqual(wrong, []);
    assert.ok(statuses[503] > ROUNDS, JSON.stringify(statuses));
    assert.deepEqual(
      Object.keys(statuses).filter((status) => !['200', '503'].includes(status)),
      [],
    );
  });
}
