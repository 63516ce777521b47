// What a lot of requests takes.

import { median } from '../statistics.mjs';
import { cpuOf } from './cpu.mjs';
import { sendAll } from './load.mjs';

/** Sends requests, so many at a time: CPU seconds of each, and the latencies in milliseconds. */
export async function measured({ pid, url }, requests, concurrency) {
  const begin = cpuOf(pid);
  const latencies = await sendAll(url, requests, concurrency);
  return { cpu: (cpuOf(pid) - begin) / requests.length, latencies };
}

/** Rounds of the same requests as one: medians, and the slowest percent of all. */
export function summary(rounds) {
  const cpus = rounds.map(({ cpu }) => cpu * 1e6);
  const all = rounds.flatMap(({ latencies }) => latencies).sort((a, b) => a - b);
  return { cpu: median(cpus), cpus, p50: median(all), p99: all[Math.floor(all.length * 0.99)] };
}

/** The requests from the `first` on, so many. */
export const lot = (request, first, count) => Array.from({ length: count }, (_, n) => request(first + n));
