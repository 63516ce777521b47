// Runs inside workerd, around a Worker: tells in headers of the answer what the Worker asked of D1. One request at a time.

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

/** A Worker is a class, as the SDK for Rust makes it, or an object. */
const answerOf = (worker, request, { env, ctx }) =>
  typeof worker === 'function' ? new worker(ctx, env).fetch(request) : worker.fetch(request, env, ctx);

/** Puts itself between the binding and its database, where every fetch is one trip to it. */
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
