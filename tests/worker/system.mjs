// Starts the built Worker on real workerd with a real D1, configured by wrangler.toml, with state of its own.

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { createTestHarness, unstable_splitSqlQuery } from 'wrangler';

const root = new URL('../../', import.meta.url);
const sample = readFileSync(new URL('crates/worker/sample.sql', root), 'utf8');

export const JSON_HEADERS = { 'Content-Type': 'application/json' };

/** Writes the project's settings with another entry around the built Worker, which also answers these paths. */
export function configFor(entry, paths) {
  const path = `build/${entry.replaceAll('/', '-')}.toml`;
  const file = new URL(path, root);
  const settings = readFileSync(new URL('wrangler.toml', root), 'utf8')
    .replace('"build/worker/index.js"', `"../${entry}"`)
    .replace('"build/www"', '"www"')
    .replace('"/salud"]', ['"/salud"', ...paths.map((path) => `"${path}"]`)].join(', '))
    .replace('"crates/worker/migrations"', '"../crates/worker/migrations"');
  writeFileSync(file, settings);
  return { path, remove: () => rmSync(file) };
}

/** Starts a system with the sample customers; with `empty` it has no tables. */
export async function startSystem({ vars = { ACCESO: 'publico' }, config = 'wrangler.toml', empty = false } = {}) {
  // Limits are off unless a test sets them.
  const all = { LIMITES: 'no', ...vars };
  const harness = createTestHarness({ workers: [{ configPath: new URL(config, root), vars: all }] });
  const { url } = await harness.listen();
  const { DB } = await harness.getWorker().getEnv();
  const migrate = () => harness.getWorker().applyD1Migrations('DB');
  if (!empty) {
    await migrate();
    await DB.batch(unstable_splitSqlQuery(sample).map((statement) => DB.prepare(statement)));
  }
  const rows = async (sql, ...parameters) =>
    (
      await DB.prepare(sql)
        .bind(...parameters)
        .all()
    ).results;
  return {
    url,
    rows,
    row: async (sql, ...parameters) => (await rows(sql, ...parameters))[0],
    /** Makes a token with these scopes; with `cliente` it is for one customer. */
    async token(scopes, { cliente = null, vence = null, revocado = null } = {}) {
      const { id } = (await rows('SELECT coalesce(max(id), 0) + 1 AS id FROM tokens'))[0];
      const token = `ficha_${id}_${randomBytes(32).toString('base64url')}`;
      const hash = createHash('sha256').update(token).digest('hex');
      await rows(
        'INSERT INTO tokens (id, nombre, huella, alcances, id_cliente, vence, revocado) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[id, `prueba ${id}`, hash, JSON.stringify(scopes), cliente, vence, revocado],
      );
      return token;
    },
    /** A hash of every row of every table, to see that nothing changed. */
    digest: () => digest(DB),
    /** Sends a text or bytes unchanged, or an object as JSON. */
    async send(method, path, body, headers = JSON_HEADERS) {
      const isText = typeof body === 'string' || body instanceof Uint8Array || body === undefined;
      const response = await fetch(new URL(path, url), { method, headers, body: isText ? body : JSON.stringify(body) });
      const text = await response.text();
      const answer = { status: response.status, headers: response.headers, body: text && JSON.parse(text) };
      if (answer.headers.get('content-type')?.startsWith('application/json')) expectDescribed(method, path, answer);
      return answer;
    },
    migrate,
    /** Runs what the schedule of the deployment starts. */
    scheduled: () => harness.getWorker().scheduled({ cron: '17 * * * *' }),
    logs: () => harness.getLogs(),
    stop: () => harness.close(),
  };
}

const openapi = JSON.parse(readFileSync(new URL('www/openapi.json', root), 'utf8'));
const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema(openapi, 'openapi');
const described = new Map();

/** Checks that the answer to a documented request is as openapi.json describes it. */
function expectDescribed(method, path, { status, body }) {
  const template = path
    .split('?')[0]
    .replace(/^(\/api)?\/clientes\/\d+/, (_, api = '') => `${api}/clientes/{id}`)
    .replace(/^\/api\/clientes\/[^/]+$/, '/api/clientes/{id}');
  const operation = openapi.paths[template]?.[method.toLowerCase()];
  if (!operation) return;
  const place = [template, method.toLowerCase(), 'responses', String(status), 'content', 'application/json', 'schema'];
  const pointer = place.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  if (!described.has(pointer)) described.set(pointer, ajv.compile({ $ref: `openapi#/paths/${pointer}` }));
  const validate = described.get(pointer);
  assert.ok(validate(body), `${method} ${path} ${status}: ${JSON.stringify(validate.errors)}`);
}

/** Hashes our tables, but not those of SQLite (`sqlite_sequence`) and of D1 (`_cf…`, `d1_migrations`). */
async function digest(DB) {
  const { results } = await DB.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  const tables = results.map(({ name }) => name).filter((name) => !/^(sqlite_|_|d1_)/.test(name));
  const statements = tables.map((name) => {
    // There are many districts, and only a migration writes them.
    const columns = name === 'distritos' ? 'count(*), sum(id)' : '*';
    return DB.prepare(`SELECT ${columns} FROM "${name}" ORDER BY 1`);
  });
  const all = (await DB.batch(statements)).map(({ results }, n) => [tables[n], results]);
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}
