// Ten minutes of mixed load: no request fails, and memory does not grow. Long tier only.

import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
// Does not use `wrangler dev`, because its inspector keeps what it has seen.
import { MIGRATIONS, SAMPLE, startSystem } from '../bench/edge/system.mjs';
import { ficha } from '../bench/edge/workers.mjs';
import { base } from '../vectors.mjs';
import { random } from './random.mjs';

const MINUTES = 10;
/** The growth of memory is computed from this minute on. */
const SETTLED = 3;
/** The resident memory of a process, in MiB. */
const residentMemory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** The slope of a line through points, by least squares. */
function slope(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(([x]) => x), mean(([, y]) => y)];
  const over = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0);
  return over / points.reduce((sum, [px]) => sum + (px - x) ** 2, 0);
}

/** The requests, each with its share in percent. */
function requests({ below, pick }, token) {
  const id = () => 1 + below(20);
  const auth = { Authorization: `Bearer ${token}` };
  return [
    [
      30,
      () => ['POST', '/clientes/updateCliente', { ...base.updateCliente, id: id(), nombres: `Cliente ${below(1e6)}` }],
    ],
    [
      1,
      () => [
        'POST',
        '/clientes/updateCliente',
        { ...base.updateCliente, id: id(), password: `una frase larga ${below(1e6)}` },
      ],
    ],
    [25, () => ['PUT', `/api/clientes/${1 + below(50)}`, { nombres: `Nombre ${below(1e6)}`, telefono: '987654321' }]],
    [15, () => ['PUT', `/api/clientes/${1 + below(50)}`, { email: pick(['x', 'x@y', '@', '']), telefono: '1' }]],
    [5, () => ['POST', '/clientes/updateCliente', '{']],
    [4, () => ['PUT', '/api/clientes/999999', { nombres: 'Nadie' }]],
    [10, () => ['GET', `/clientes/${id()}`, undefined, auth]],
    [5, () => ['GET', `/clientes/${id()}/historial`, undefined, auth]],
    [5, () => ['GET', '/catalogos']],
  ].flatMap(([share, make]) => Array(share).fill(make));
}

if (process.env.FAULTS === 'long') {
  test(`${MINUTES} minutes of mixed load`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ficha-load-'));
    const system = await startSystem(ficha(), folder);
    await system.execute(...MIGRATIONS, SAMPLE);
    const token = `ficha_1_${'x'.repeat(43)}`;
    await system.run(
      `INSERT INTO tokens (id, nombre, huella, alcances) VALUES (1, 'carga', ?, '["clientes:leer"]')`,
      createHash('sha256').update(token).digest('hex'),
    );
    const numbers = random(10);
    const mix = requests(numbers, token);
    const seen = {};
    const times = [];
    const memory = [];
    const begin = performance.now();
    const minutes = () => (performance.now() - begin) / 60_000;
    try {
      const sampler = setInterval(() => memory.push([minutes(), residentMemory(system.pid)]), 2_000);
      await Promise.all(
        Array.from({ length: 4 }, async () => {
          while (minutes() < MINUTES) {
            const [method, path, body, headers = {}] = numbers.pick(mix)();
            const sent = performance.now();
            const answer = await fetch(new URL(path, system.url), {
              method,
              headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID(), ...headers },
              body: typeof body === 'string' ? body : JSON.stringify(body),
            });
            await answer.arrayBuffer();
            times.push(performance.now() - sent);
            seen[answer.status] = (seen[answer.status] ?? 0) + 1;
          }
        }),
      );
      clearInterval(sampler);
    } finally {
      await system.stop();
      rmSync(folder, { recursive: true });
    }
    times.sort((a, b) => a - b);
    const settled = memory.filter(([minute]) => minute >= SETTLED);
    const growth = slope(settled);
    console.log(
      `faults: answers in ${MINUTES} minutes: ${JSON.stringify(seen)}, p50 ${times[times.length >> 1].toFixed(1)} ms, p99 ${times[Math.floor(times.length * 0.99)].toFixed(1)} ms`,
    );
    console.log(
      `faults: memory of the runtime: ${settled[0][1].toFixed(0)} MiB after ${SETTLED} minutes, ${growth.toFixed(2)} MiB a minute more`,
    );
    assert.deepEqual(
      Object.keys(seen).filter((status) => status >= 500),
      [],
    );
    assert.ok(growth <= 0.5, `${growth} MiB a minute`);
  });
}
