// Runs inside workerd, around a Worker: reports in a header of the answer what the Worker asked of D1. Handles one
// request at a time.

import { WorkerEntrypoint } from 'cloudflare:workers';
import worker from './worker.js';

let asked;
let isWatched = false;

export default class extends WorkerEntrypoint {
  async fetch(request) {
    watch(this.env.DB);
    asked = { trips: 0, rowsRead: 0, rowsWritten: 0, statements: [] };
    const response = await answerOf(worker, request, this);
    const headers = new Headers(response.headers);
    headers.set('X-Asked', encodeURIComponent(JSON.stringify(asked)));
    return new Response(response.body, { status: response.status, headers });
  }
}

/** Calls a Worker, which is a class (from the SDK for Rust) or an object. */
const answerOf = (worker, request, { env, ctx }) =>
  typeof worker === 'function' ? new worker(ctx, env).fetch(request) : worker.fetch(request, env, ctx);

/** Replaces the `fetch` between the binding and its database: each call is one trip to D1. */
function watch({ alwaysPrimarySession: session }) {
  if (isWatched) return;
  isWatched = true;
  const { fetcher } = session;
  session.fetcher = {
    async fetch(url, init) {
      const response = await fetcher.fetch(url, init);
      const results = await response.clone().json();
      asked.trips++;
      asked.statements.push(...[JSON.parse(init.body)].flat());
      for (const { meta } of [results].flat()) {
        asked.rowsRead += meta.rows_read;
        asked.rowsWritten += meta.rows_written;
      }
      return response;
    },
  };
}
