// The built Worker with a D1 that records its statements.

import worker from '../../../build/worker/index.js';

const statements = new Set();

/** The SDK recognises a D1 by the name of its class. */
class D1Database {
  #real;

  constructor(real) {
    this.#real = real;
  }

  prepare(sql) {
    statements.add(sql);
    return this.#real.prepare(sql);
  }

  batch(prepared) {
    return this.#real.batch(prepared);
  }
}

const watched = (env) => ({ ...env, DB: new D1Database(env.DB) });

export default {
  /** `GET /sentencias` returns all statements so far. */
  fetch(request, env, context) {
    if (new URL(request.url).pathname === '/sentencias') return Response.json([...statements]);
    return worker.fetch(request, watched(env), context);
  },
  scheduled: (event, env, context) => worker.scheduled(event, watched(env), context),
};
