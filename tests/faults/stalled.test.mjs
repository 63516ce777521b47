// Callers that begin a body and never end it get an answer in time, and do not slow the others down.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { newState, removeState, start } from './system.mjs';

const isLong = process.env.FAULTS === 'long';
const STALLED = isLong ? 1_000 : 50;
const HEALTHY = isLong ? 2_000 : 200;

/** Sends the head and half of a body; `answer` resolves to what the server sends in the end. */
async function stall(url) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const answer = new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if (text.includes('"slow"')) socket.destroy();
    });
    socket.on('close', () => resolve(text));
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  const head = ['PUT /api/clientes/42 HTTP/1.1', 'Host: x', 'Content-Type: application/json', 'Content-Length: 100'];
  socket.write(`${head.join('\r\n')}\r\n\r\n{"nombres":`);
  return { answer };
}

/** Sends requests one after the other; returns the 99th percentile of their times, in milliseconds. */
async function p99(url) {
  const times = [];
  for (let n = 0; n < HEALTHY; n++) {
    const begin = performance.now();
    const { status } = await fetch(`${url}/api/clientes/${1 + (n % 40)}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ nombres: `Nombre ${n}` }),
    });
    assert.equal(status, 200);
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[Math.floor(HEALTHY * 0.99)];
}

test(`${STALLED} callers that stall are told so, and do not slow the others`, async () => {
  const folder = newState();
  const system = await start(folder);
  try {
    await p99(system.url);
    const alone = await p99(system.url);
    const stalled = await Promise.all(Array.from({ length: STALLED }, () => stall(system.url)));
    const beside = await p99(system.url);
    console.log(
      `faults: p99 beside ${STALLED} stalled callers, over alone: ${(beside / alone).toFixed(2)} (${beside.toFixed(1)} ms)`,
    );
    if (isLong) assert.ok(beside < 2 * alone, `${beside} ms instead of ${alone} ms`);
    const answers = await Promise.all(stalled.map(({ answer }) => answer));
    const told = answers.filter((answer) => answer.startsWith('HTTP/1.1 408') && answer.includes('"code":"slow"'));
    console.log(`faults: stalled callers told so: ${told.length} of ${STALLED}`);
    assert.equal(
      told.length,
      STALLED,
      answers.find((answer) => !answer.startsWith('HTTP/1.1 408')),
    );
  } finally {
    await system.kill();
    removeState(folder);
  }
});
