// Measures the CPU time and latency of requests.

import { median } from '../statistics.mjs';
import { cpuOf } from './cpu.mjs';
import { sendAll } from './load.mjs';

/** Sends requests, `concurrency` at a time; returns the CPU seconds of one and the latencies in milliseconds. */
export async function measured({ pid, url }, requests, concurrency) {
  const begin = cpuOf(pid);
  const latencies = await sendAll(url, requests, concurrency);
  return { cpu: (cpuOf(pid) - begin) / requests.length, latencies };
}

/** Combines rounds of the same requests: the medians, and the 99th percentile of all latencies. */
export function summary(rounds) {
  const cpus = rounds.map(({ cpu }) => cpu * 1e6);
  const all = rounds.flatMap(({ latencies }) => latencies).sort((a, b) => a - b);
  return { cpu: median(cpus), cpus, p50: median(all), p99: all[Math.floor(all.length * 0.99)] };
}

/** Makes `count` requests, from number `first` on. */
export const lot = (request, first, count) => Array.from({ length: count }, (_, n) => request(first + n));
