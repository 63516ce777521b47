// Runs inside workerd: forwards requests to a Worker in an isolate of its own, which the first request starts.

import * as worker from './loaded.js';

const OTHER = {
  mainModule: 'other.js',
  modules: { 'other.js': 'export default { fetch: () => new Response(null, { status: 422 }) };' },
};

/** The Worker with a database that nothing asks: a refused request ends before. A database cannot be handed over. */
const WITH_DATABASE = `
  import Worker from './${worker.mainModule}';
  class D1Database {}
  const DB = new D1Database();
  const isClass = typeof Worker === 'function';
  export default {
    fetch: (request, env, context) =>
      isClass ? new Worker(context, { ...env, DB }).fetch(request) : Worker.fetch(request, { ...env, DB }, context),
  };
`;
const MEASURED = { mainModule: 'measured.js', modules: { ...worker.modules, 'measured.js': WITH_DATABASE } };

export default {
  fetch(request, { ACCESO, LOADER, DATE }) {
    const isOther = new URL(request.url).searchParams.has('other');
    const code = { ...(isOther ? OTHER : MEASURED), compatibilityDate: DATE, env: { ACCESO }, globalOutbound: null };
    return LOADER.get(code.mainModule, () => code)
      .getEntrypoint()
      .fetch(request);
  },
};
