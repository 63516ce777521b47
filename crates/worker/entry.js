// The entry of the Worker: it hands events to the wasm module, and gives the module a new instance after a panic.
//
// `bindings` is what wasm-bindgen writes for the module. Of it come the two handlers, as the macro `worker::event` exports
// them, and `__wbg_reset_state`, which makes the new instance.

import { __wbg_reset_state, fetch, initSync, scheduled } from 'bindings';
import module from './index_bg.wasm';

initSync({ module });

/** True after a panic, a full memory or a full stack: nothing in the memory of the instance can be trusted then. */
let isBroken = false;

function watch(error) {
  if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) return;
  isBroken = true;
  console.error('wasm:', error);
}

// Futures run in microtasks, where an error reaches no caller.
addEventListener('error', ({ error }) => watch(error));

async function run(handler, ...args) {
  if (isBroken) {
    __wbg_reset_state();
    isBroken = false;
  }
  try {
    return await handler(...args);
  } catch (error) {
    watch(error);
    throw error;
  }
}

export default {
  fetch(request, env, context) {
    const answer = run(fetch, request, env, context);
    // A request whose caller went away is still answered to its end, so that nothing is left half done.
    context.waitUntil(answer);
    return answer;
  },
  scheduled: (event, env, context) => run(scheduled, event, env, context),
};
