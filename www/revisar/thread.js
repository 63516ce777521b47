// Threads beside the one of the open file. What they held is freed when they end, even the memory of modules.

import * as Comlink from 'comlink';

/** Starts a thread; `call` is rejected if the thread cannot be loaded, or stops. */
export function startThread() {
  const thread = new Worker('lane.js', { type: 'module' });
  const lane = Comlink.wrap(thread);
  const broken = new Promise((_, reject) => {
    thread.addEventListener('error', reject);
  });
  // Without a call that waits for it, nobody else would hear of it.
  broken.catch(() => {});
  return {
    call: (task) => Promise.race([task(lane), broken]),
    end: () => thread.terminate(),
  };
}

/** Runs a task in a thread of its own, which ends with it. */
export async function inThread(task) {
  const thread = startThread();
  try {
    return await thread.call(task);
  } finally {
    thread.end();
  }
}
