// The built Worker with a D1 whose batches fail or stall on request, before or after the real batch runs.

import worker from '../../../build/worker/index.js';

/** Failures to come: `{ text, isAfter }`. Without a text the batch never answers. */
let failures = [];
let batches = 0;

const fail = ({ text }) => (text ? Promise.reject(new Error(text)) : new Promise(() => {}));

/** The SDK recognises a D1 by the name of its class. */
class D1Database {
  #real;

  constructor(real) {
    this.#real = real;
  }

  prepare(sql) {
    return this.#real.prepare(sql);
  }

  async batch(statements) {
    batches++;
    const failure = failures.shift();
    if (failure && !failure.isAfter) return fail(failure);
    const results = await this.#real.batch(statements);
    return failure ? fail(failure) : results;
  }
}

export default {
  ...worker,

  /** `POST /fallos` sets the next failures and returns the number of batches since the last call. */
  async fetch(request, env, context) {
    if (new URL(request.url).pathname !== '/fallos') {
      return worker.fetch(request, { ...env, DB: new D1Database(env.DB) }, context);
    }
    failures = await request.json();
    const answer = Response.json({ batches });
    batches = 0;
    return answer;
  },
};
