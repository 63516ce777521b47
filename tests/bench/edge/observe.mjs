// Records what a Worker asks of D1.

import { expectAnswer } from './load.mjs';
import { startSystem } from './system.mjs';
import { counting } from './workers.mjs';

/**
 * Returns the answer to each request and its use of D1: trips, statements, rows read and written.
 * @param {Function} prepare Prepares the database, if it needs that.
 */
export async function observed(worker, folder, requests, prepare = () => {}) {
  const system = await startSystem(counting(worker), folder);
  try {
    await prepare(system);
    const all = [];
    for (const request of requests) {
      const { headers, text } = await expectAnswer(system.url, request);
      all.push({ answer: JSON.parse(text), ...JSON.parse(decodeURIComponent(headers['x-asked'])) });
    }
    return all;
  } finally {
    await system.stop();
  }
}
