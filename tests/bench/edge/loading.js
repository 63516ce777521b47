// Runs inside workerd: forwards requests to a Worker in an isolate of its own, which the first request starts.

import * as worker from './loaded.js';

const OTHER = {
  mainModule: 'other.js',
  modules: { 'other.js': 'export default { fetch: () => new Response(null, { status: 422 }) };' },
};

export default {
  fetch(request, { ACCESO, LOADER, DATE }) {
    const isOther = new URL(request.url).searchParams.has('other');
    const code = { ...(isOther ? OTHER : worker), compatibilityDate: DATE, env: { ACCESO }, globalOutbound: null };
    return LOADER.get(code.mainModule, () => code)
      .getEntrypoint()
      .fetch(request);
  },
};
