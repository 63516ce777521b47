// Measures the Worker on local databases of growing size: do requests take longer when there are more customers?

import { join } from 'node:path';
import { fill } from '../edge/fill.mjs';
import { lot, measured, summary } from '../edge/measure.mjs';
import { observed } from '../edge/observe.mjs';
import { printIfMain } from '../edge/print.mjs';
import { cliente, post, put } from '../edge/requests.mjs';
import { withState } from '../edge/state.mjs';
import { MIGRATIONS, startSystem } from '../edge/system.mjs';
import { ficha } from '../edge/workers.mjs';
import { spread } from '../statistics.mjs';

export const name = 'scale';
export const title = 'Customers in the database, as many public clients, and two addresses each; ids at random';

const QUICK = { sizes: [1e3, 1e4], warmUp: 200, rounds: 5, requests: 100 };
const FULL = { sizes: [1e3, 1e4, 1e5, 1e6], warmUp: 500, rounds: 10, requests: 100 };
/** A number that no round reaches. */
const NEVER_SENT = 1e7;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Endpoints: each makes its n-th request, about the customer `id`. */
const ENDPOINTS = [
  { path: 'PUT /api/clientes/:id', request: (id, n) => put(id, n) },
  {
    path: 'the same with an Idempotency-Key',
    request: (id, n) => ({ ...put(id, n), headers: { 'Idempotency-Key': `${id}-${n}` } }),
  },
  { path: 'POST /clientes/updateCliente', request: (id, n) => post('/clientes/updateCliente', cliente(id, n)) },
  {
    path: 'POST /clientes/agregarDireccion',
    request: (id, n) => post('/clientes/agregarDireccion', direcciones(id, n)),
  },
];

const columns = [
  { key: 'case', title: 'endpoint' },
  { key: 'customers', title: 'customers', digits: 0 },
  { key: 'p50', title: 'p50, ms', digits: 2 },
  { key: 'p99', title: 'p99, ms', digits: 2 },
  { key: 'cpu', title: 'CPU, µs', digits: 0 },
  { key: 'spread', title: '± %', digits: 0 },
  { key: 'p50ToFewest', title: 'p50 × fewest', digits: 2 },
  { key: 'cpuToFewest', title: 'CPU × fewest', digits: 2 },
  { key: 'rowsRead', title: 'rows read', digits: 0 },
  { key: 'rowsWritten', title: 'rows written', digits: 0 },
  { key: 'growth', title: 'bytes stored', digits: 0 },
  { key: 'megabytes', title: 'MB', digits: 1 },
];

export const run = ({ quick }) =>
  withState(async (folder) => {
    const amount = quick ? QUICK : FULL;
    const databases = [];
    for (const size of amount.sizes) databases.push(await filled(join(folder, String(size)), size));
    const rows = await requestRows(databases, amount);
    for (const row of rows) Object.assign(row, await askedOfD1(row));
    return { rows: [...rows.map(({ endpoint, folder, ...row }) => row), ...sizeRows(databases)], columns };
  });

/** Makes a database with `size` customers in a folder. */
async function filled(folder, size) {
  const system = await startSystem(ficha(), folder);
  try {
    await system.execute(...MIGRATIONS);
    return { folder, size, grown: await fill(system, size) };
  } finally {
    await system.stop();
  }
}

/** Measures every endpoint on every database. */
async function requestRows(databases, amount) {
  const systems = [];
  try {
    for (const { folder } of databases) systems.push(await startSystem(ficha(), folder));
    const rows = [];
    for (const endpoint of ENDPOINTS) rows.push(...(await endpointRows(endpoint, databases, systems, amount)));
    return rows;
  } finally {
    for (const system of systems) await system.stop();
  }
}

async function endpointRows(endpoint, databases, systems, { warmUp, rounds, requests }) {
  const next = ({ size }, first, count) => lot((n) => endpoint.request(scattered(n, size), n), first, count);
  const all = databases.map(() => []);
  for (const [n, system] of systems.entries()) await measured(system, next(databases[n], 0, warmUp), 1);
  const before = await Promise.all(systems.map(sizeOf));
  for (let round = 0; round < rounds; round++) {
    for (const [n, system] of systems.entries()) {
      all[n].push(await measured(system, next(databases[n], warmUp + round * requests, requests), 1));
    }
  }
  const after = await Promise.all(systems.map(sizeOf));
  const rows = databases.map(({ folder, size }, n) => {
    const { cpus, ...taken } = summary(all[n]);
    const growth = (after[n] - before[n]) / (rounds * requests);
    return { case: endpoint.path, customers: size, ...taken, spread: spread(cpus), growth, endpoint, folder };
  });
  const [fewest] = rows;
  return rows.map((row) => ({ ...row, p50ToFewest: row.p50 / fewest.p50, cpuToFewest: row.cpu / fewest.cpu }));
}

const sizeOf = async ({ run }) => (await run('SELECT 1')).size_after;

/** Records the rows that a request of an endpoint reads and writes; throws if it takes more than one trip to D1. */
async function askedOfD1({ endpoint, folder, customers }) {
  const [{ trips, rowsRead, rowsWritten }] = await observed(ficha(), folder, [endpoint.request(customers, NEVER_SENT)]);
  if (trips !== 1) throw new Error(`${endpoint.path}: ${trips} trips to D1`);
  return { rowsRead, rowsWritten };
}

/** The size of the databases, and the bytes that a row takes in the largest one, with its indexes. */
function sizeRows(databases) {
  const whole = databases.map(({ size, grown }) => ({
    case: 'the whole database',
    customers: size,
    megabytes: grown.size / 1e6,
  }));
  const { size, grown } = databases.at(-1);
  return [
    ...whole,
    { case: 'a managed customer', customers: size, growth: grown.clientes / size },
    { case: 'an address', customers: size, growth: grown.direcciones / (2 * size) },
    { case: 'a public client', customers: size, growth: grown.publicos / size },
  ];
}

/** Spreads ids over the range from 1 to `size`, so that consecutive ones lie far apart. */
const scattered = (n, size) => 1 + Math.floor(((n * GOLDEN) % 1) * size);

function direcciones(id, n) {
  const direccion = `Jr. Lampa ${n}, Cercado de Lima`;
  return { id_cliente: id, direcciones: [{ direccion, referencia: 'Casa con reja blanca' }, { direccion }] };
}

await printIfMain(import.meta, { name, title, run });
