// Reads from Linux how much memory the processes of pages had.

import { readdirSync, readFileSync } from 'node:fs';

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process ended meanwhile.
    return '';
  }
};

const parentOf = (process) => Number(/\nPPid:\s*(\d+)/.exec(read(`/proc/${process}/status`))?.[1] ?? 0);

function isBelow(child, ancestor) {
  for (let parent = child; parent > 1; parent = parentOf(parent)) if (parent === ancestor) return true;
  return false;
}

/** The most MiB that a process of a page had at a time; 0 where there is no /proc. */
export function mostMemory() {
  let most = 0;
  const processes = process.platform === 'linux' ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  for (const each of processes) {
    if (!read(`/proc/${each}/cmdline`).includes('--type=renderer') || !isBelow(Number(each), process.pid)) continue;
    most = Math.max(most, Number(/VmHWM:\s*(\d+)/.exec(read(`/proc/${each}/status`))?.[1] ?? 0) / 1024);
  }
  return most;
}
