// Starts a Worker on workerd with a D1 of its own. Requests reach it through a socket of its own too, so that the parts
// that `wrangler dev` puts before a Worker are not measured.

import { readdirSync, readFileSync } from 'node:fs';
import { Miniflare } from 'miniflare';
import { unstable_splitSqlQuery } from 'wrangler';
import { workerds } from './cpu.mjs';

const root = new URL('../../../', import.meta.url);
const migrations = new URL('crates/worker/migrations/', root);

export const MIGRATIONS = readdirSync(migrations)
  .sort()
  .map((name) => new URL(name, migrations));
export const SAMPLE = new URL('crates/worker/sample.sql', root);

/** The compatibility date that the project is deployed with. */
export const COMPATIBILITY_DATE = /^compatibility_date = "(.+)"/m.exec(
  readFileSync(new URL('wrangler.toml', root), 'utf8'),
)[1];

/** The settings of `npm start`. */
const ENV = {
  ACCESO: { type: 'text', value: 'publico' },
  LIMITES: { type: 'text', value: 'no' },
  DB: { type: 'd1', id: 'ficha' },
};

/**
 * Starts a Worker on the database in a folder.
 * @param {{main: string, modules: object}} worker One of workers.mjs.
 * @param {object} env The bindings besides the database.
 */
export async function startSystem({ main, modules }, folder, env = {}) {
  const others = workerds();
  const miniflare = new Miniflare({
    resourcePersistencePath: folder,
    // Writing log lines is part of the Worker's work; reading them is not.
    handleStructuredLogs: () => {},
    workers: [
      {
        config: {
          name: 'bench',
          compatibilityDate: COMPATIBILITY_DATE,
          manifest: { mainModule: main, modulesRoot: '/', modules },
          env: { ...ENV, ...env },
          exports: {},
        },
        dev: { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] },
      },
    ],
  });
  await miniflare.ready;
  const [pid] = workerds().filter((child) => !others.includes(child));
  const { DB } = await miniflare.getBindings();
  return {
    pid,
    url: await miniflare.unsafeGetDirectURL(),
    /** Runs a statement; returns what D1 reports about it. */
    run: async (sql, ...parameters) =>
      (
        await DB.prepare(sql)
          .bind(...parameters)
          .run()
      ).meta,
    /** Runs the scripts in order. */
    async execute(...scripts) {
      for (const script of scripts) {
        const statements = unstable_splitSqlQuery(readFileSync(script, 'utf8'));
        await DB.batch(statements.map((statement) => DB.prepare(statement)));
      }
    },
    stop: () => miniflare.dispose(),
  };
}
