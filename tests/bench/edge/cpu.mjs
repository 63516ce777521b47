// What a process has computed so far, as Linux counts it.

import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of CPU time, in user mode and in the kernel, of the threads that a process has; exact to microseconds. */
export function cpuOf(pid) {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) => {
    // /proc/<pid>/stat says the same in hundredths of a second, which is too coarse here.
    const [onCpu] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return Number(onCpu);
  });
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e9;
}

/** The workerd processes that this one has started. */
export function workerds() {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return children.filter((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd');
}
