// Talks to the server; returns an answer even if the server gives none.

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
    // There was no answer, or it was not from this server.
    return { ok: false, status: 0, message: NO_ANSWER(), issues: [], warnings: [] };
  }
}

/** Reads a path of the server. */
export const read = (path, options) => ask('GET', path, undefined, options);

/**
 * Makes a function that sends records. A retry of a record whose answer was lost has the same key, so that the change
 * does not happen twice; another record gets another key.
 */
export function sender() {
  let last = {};
  return async (method, path, record, options) => {
    const body = JSON.stringify(record);
    if (last.body !== body || last.path !== path) last = { path, body, key: crypto.randomUUID() };
    const answer = await ask(method, path, body, { ...options, key: last.key });
    // Only a success ends the key: after a refusal, an earlier attempt whose answer was lost may still have succeeded.
    if (answer.ok) last = {};
    return answer;
  };
}
