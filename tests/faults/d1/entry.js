// The built Worker with a D1 whose batches can be told to fail or to stall, before or after the real one happened.

import worker from '../../../build/worker/index.js';

/** Failures that are still to come: `{ text, isAfter }`. Without a text there is no answer at all. */
let failures = [];
let batches = 0;

const fail = ({ text }) => (text ? Promise.reject(new Error(text)) : new Promise(() => {}));

/** The SDK knows a D1 by the name of its class. */
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

export default class extends worker {
  constructor(context, env) {
    super(context, { ...env, DB: new D1Database(env.DB) });
  }

  /** `POST /fallos` says what is to fail next and gives the batches since the last time. */
  async fetch(request) {
    if (new URL(request.url).pathname !== '/fallos') return super.fetch(request);
    failures = await request.json();
    const answer = Response.json({ batches });
    batches = 0;
    return answer;
  }
}
