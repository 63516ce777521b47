// Talks to the server and gives back what it says, also when it says nothing.

import { language, t } from './language.js';

const NO_ANSWER = () =>
  t(
    'No hay respuesta del servidor. Lo escrito sigue aquí; intenta de nuevo.',
    'The server does not answer. What you wrote is still here; try again.',
  );

/** @param {{token?: string, etag?: string, key?: string}} options */
async function ask(method, path, body, { token, etag, key } = {}) {
  const headers = { 'Accept-Language': language };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (token) headers.Authorization = `Bearer ${token}`;
  if (etag) headers['If-Match'] = etag;
  if (key) headers['Idempotency-Key'] = key;
  try {
    const response = await fetch(path, { method, headers, body });
    const { message, error, issues = [], warnings = [], ...rest } = await response.json();
    const { ok, status } = response;
    return { ok, status, message: message ?? error, issues, warnings, etag: response.headers.get('ETag'), ...rest };
  } catch {
    // No answer, or one that is not of this server.
    return { ok: false, status: 0, message: NO_ANSWER(), issues: [], warnings: [] };
  }
}

/** What the server has. */
export const read = (path, options) => ask('GET', path, undefined, options);

/**
 * A sender of records. What was sent and not answered is sent again with the same key, so that it does not happen
 * twice; something else gets another one.
 */
export function sender() {
  let last = {};
  return async (method, path, record, options) => {
    const body = JSON.stringify(record);
    if (last.body !== body || last.path !== path) last = { path, body, key: crypto.randomUUID() };
    const answer = await ask(method, path, body, { ...options, key: last.key });
    // Only what was done is over: a refusal may be about a request whose answer was lost.
    if (answer.ok) last = {};
    return answer;
  };
}
