// The built Worker with a D1 that notes what it is asked.

import worker from '../../../build/worker/index.js';

const statements = new Set();

/** The SDK knows a D1 by the name of its class. */
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

export default class extends worker {
  constructor(context, env) {
    super(context, { ...env, DB: new D1Database(env.DB) });
  }

  /** `GET /sentencias` gives all statements so far. */
  async fetch(request) {
    return new URL(request.url).pathname === '/sentencias' ? Response.json([...statements]) : super.fetch(request);
  }
}
