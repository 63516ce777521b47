// Reads from Linux how much CPU time a process has used.

import { readdirSync, readFileSync } from 'node:fs';

/** Seconds of CPU time of all threads of a process, in user mode and in the kernel; exact to microseconds. */
export function cpuOf(pid) {
  const nanoseconds = readdirSync(`/proc/${pid}/task`).map((thread) => {
    // /proc/<pid>/stat counts in hundredths of a second, which is too coarse here.
    const [onCpu] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return Number(onCpu);
  });
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e9;
}

/** The ids of the workerd processes that this process has started. */
export function workerds() {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return children.filter((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd');
}
