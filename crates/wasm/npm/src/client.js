// The HTTP client: crates/client, which is loaded with the first call.

import { initSync, send } from 'client-glue';
import { load } from 'client-module';

let isLoaded = false;

/** The JSON of a record. What JSON would lose or turn into null is no record. */
function jsonOf(record) {
  return JSON.stringify(record, (name, value) => {
    const isLost = ['function', 'symbol', 'bigint'].includes(typeof value) || Number.isNaN(value);
    if (isLost || Math.abs(value) === Infinity)
      throw new TypeError(`record: ${name || 'it'} has no JSON; check it first`);
    return value;
  });
}

/** A misspelt option would be none, in silence. */
function expectKnown(options, known) {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown) throw new TypeError(`${unknown}: there is no such option; there are ${known.join(', ')}`);
}

export function createClient(settings = {}) {
  expectKnown(settings, ['baseUrl', 'token', 'timeout', 'language']);
  /** `async`, so that a misuse is a refused promise. */
  const call =
    (endpoint) =>
    async (id, record, { signal, ...options } = {}) => {
      expectKnown(options, ['key', 'ifMatch', 'timeout']);
      if (!isLoaded) initSync({ module: load() });
      isLoaded = true;
      return send(settings, endpoint, id, jsonOf(record), options, signal);
    };
  const [update, add, patch] = [0, 1, 2].map(call);
  return Object.freeze({
    updateCliente: (cliente, options) => update(0, cliente, options),
    agregarDireccion: (direcciones, options) => add(0, direcciones, options),
    updateClientePublico(id, cliente, options) {
      const number = Number(id);
      if (!Number.isSafeInteger(number) || number < 1)
        return Promise.reject(new TypeError('id: an integer from 1 to 2^53 - 1'));
      return patch(number, cliente, options);
    },
  });
}
