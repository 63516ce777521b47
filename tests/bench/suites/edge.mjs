// Compares the Worker with one that its users would write with Hono and Zod, and with one that checks nothing. All run
// on the same workerd, each with a local D1 of its own, and send it the same statements.

import { deepEqual } from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { lot, measured, summary } from '../edge/measure.mjs';
import { observed } from '../edge/observe.mjs';
import { printIfMain } from '../edge/print.mjs';
import { recordStatements } from '../edge/record.mjs';
import { NOWHERE, PASSWORD, POST, PUT, REFUSED } from '../edge/requests.mjs';
import { started } from '../edge/start.mjs';
import { withState } from '../edge/state.mjs';
import { MIGRATIONS, SAMPLE, startSystem } from '../edge/system.mjs';
import { bare, ficha, hono } from '../edge/workers.mjs';
import { median, spread } from '../statistics.mjs';

export const name = 'edge';
export const title = 'A request to the Worker: CPU time of workerd, local D1 and all; the ratios are of CPU time';

const CONCURRENCY = [1, 8];
const QUICK = { rounds: 5, requests: 60, warmUp: 300, starts: 5 };
const FULL = { rounds: 10, requests: 200, warmUp: 1000, starts: 11 };
const CASES = [PUT, POST, REFUSED, NOWHERE];

const columns = [
  { key: 'case', title: 'request' },
  { key: 'name', title: '' },
  { key: 'cpu', title: 'CPU, µs', digits: 0 },
  { key: 'spread', title: '± %', digits: 0 },
  { key: 'p50', title: 'p50, ms', digits: 2 },
  { key: 'p99', title: 'p99, ms', digits: 2 },
  { key: 'toHono', title: '× hono', digits: 2 },
  { key: 'toBare', title: '× bare', digits: 2 },
  { key: 'trips', title: 'trips to D1', digits: 0 },
  { key: 'rowsRead', title: 'rows read', digits: 0 },
  { key: 'rowsWritten', title: 'rows written', digits: 0 },
  { key: 'kilobytes', title: 'kB', digits: 0 },
  { key: 'gzip', title: 'kB, gzip', digits: 0 },
];

export async function run({ quick }) {
  const amount = quick ? QUICK : FULL;
  await recordStatements();
  const workers = [ficha(), await hono(), await bare()];
  const asked = await askedOfD1(workers);
  const rows = await requestRows(workers, asked, amount);
  rows.push(await passwordRow(workers[0], amount), ...(await startRows(workers, amount)));
  return { rows, columns };
}

/** Records what each Worker asks of D1 in each case. Throws if the requests to D1 or the answers differ. */
async function askedOfD1(workers) {
  const prepare = (system) => system.execute(...MIGRATIONS, SAMPLE);
  const requests = CASES.map(({ request }) => request(1));
  const all = [];
  for (const worker of workers) {
    all.push(await withState((folder) => observed(worker, folder, requests, prepare)));
  }
  const [ours, ...others] = all;
  for (const theirs of others) {
    for (const [n, { statements, answer }] of theirs.entries()) {
      deepEqual(statements.map(masked), ours[n].statements.map(masked), CASES[n].name);
      deepEqual(essence(answer), essence(ours[n].answer), CASES[n].name);
    }
  }
  return all;
}

/** A statement with its parameters, without values that are new every time and without the order in a patch. */
const masked = ({ sql, params: [id, patch, ...rest] }) => [
  sql,
  id,
  patch && JSON.parse(patch),
  ...rest.map((value) => (NEW.test(value) ? 'new' : value)),
];

/** Matches a timestamp or the id of a request. */
const NEW = /^(?:[\d-]{10}T[\d:.]{12}Z|[\da-f]{32})$/;

/** An answer without its sentences; of its issues only the paths. */
const essence = ({ cliente, code, issues }) => ({ cliente, code, paths: issues?.map(({ path }) => path) });

function requestRows(workers, asked, amount) {
  return withSystems(workers, async (systems) => {
    const rows = [];
    for (const [at, { name: what, request }] of CASES.entries()) {
      for (const concurrency of CONCURRENCY) {
        let turn = 0;
        const next = (count) => lot(request, count * turn++, count);
        const rounds = systems.map(() => []);
        for (const system of systems) await measured(system, next(amount.warmUp), concurrency);
        for (let round = 0; round < amount.rounds; round++) {
          for (const [n, system] of systems.entries()) {
            rounds[n].push(await measured(system, next(amount.requests), concurrency));
          }
        }
        const compared = workers.map(({ name }, n) => {
          const { cpus, ...all } = summary(rounds[n]);
          const { trips, rowsRead, rowsWritten } = asked[n][at];
          return {
            case: `${what}; ${concurrency} at a time`,
            name,
            ...all,
            spread: spread(cpus),
            trips,
            rowsRead,
            rowsWritten,
          };
        });
        rows.push(...withRatios(compared));
      }
    }
    return rows;
  });
}

/** Measures new passwords, which only this Worker hashes. */
function passwordRow(worker, { rounds }) {
  return withSystems([worker], async ([system]) => {
    const all = [];
    for (let round = 0; round <= rounds; round++)
      all.push(await measured(system, lot(PASSWORD.request, 20 * round, 20), 1));
    const { cpus, ...row } = summary(all.slice(1));
    return { case: `${PASSWORD.name}; 1 at a time`, name: worker.name, ...row, spread: spread(cpus) };
  });
}

/** Calls `act` with a system for each Worker, with the sample customers. */
function withSystems(workers, act, systems = []) {
  const [worker, ...rest] = workers;
  if (!worker) return act(systems);
  return withState(async (folder) => {
    const system = await startSystem(worker, folder);
    try {
      await system.execute(...MIGRATIONS, SAMPLE);
      return await withSystems(rest, act, [...systems, system]);
    } finally {
      await system.stop();
    }
  });
}

/** Measures the size of the Workers and the time from the start of an isolate to its first answer. */
async function startRows(workers, { starts }) {
  const all = workers.map(() => []);
  for (let n = 0; n < starts; n++) {
    for (const [at, worker] of workers.entries()) all[at].push(await started(worker, REFUSED.request(n)));
  }
  const rows = workers.map(({ name, modules }, at) => {
    const cpus = all[at].map(({ cpu }) => cpu * 1e6);
    const files = Object.values(modules).map(({ contents }) => Buffer.from(contents));
    return {
      case: 'start of an isolate',
      name,
      cpu: median(cpus),
      spread: spread(cpus),
      p50: median(all[at].map(({ seconds }) => seconds * 1000)),
      kilobytes: kilobytes(files),
      gzip: kilobytes(files.map((file) => gzipSync(file, { level: 9 }))),
    };
  });
  return withRatios(rows);
}

const kilobytes = (files) => files.reduce((sum, { length }) => sum + length, 0) / 1000;

function withRatios(rows) {
  const [, { cpu: honoCpu }, { cpu: bareCpu }] = rows;
  return rows.map((row) => ({ ...row, toHono: row.cpu / honoCpu, toBare: row.cpu / bareCpu }));
}

await printIfMain(import.meta, { name, title, run });
