// The HTTP client, a layer over crates/client, which is loaded by the first call.

import { initSync, send } from 'client-glue';
import { load } from 'client-module';

const VISIBLE = /^[\x21-\x7e]+$/;
const isMilliseconds = (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 31;

/** For each option: the test of its value, and the text of the error. */
const SETTINGS = {
  baseUrl: [(value) => typeof value === 'string', 'what a URL begins with, or empty'],
  token: [(value) => VISIBLE.test(value), 'visible ASCII'],
  timeout: [isMilliseconds, 'milliseconds, an integer'],
  fetch: [(value) => typeof value === 'function', 'a function such as fetch'],
  language: [(value) => /^[A-Za-z0-9,;=.* -]+$/.test(value), 'a language tag, such as en'],
};
const OPTIONS = {
  key: [(value) => VISIBLE.test(value) && value.length <= 255, '1 to 255 visible ASCII characters'],
  ifMatch: [(value) => /^[\x20-\x7e]+$/.test(value), 'an ETag'],
  timeout: SETTINGS.timeout,
  signal: [(value) => value instanceof AbortSignal, 'an AbortSignal'],
};

/** Returns the options that have a value. Throws for a misspelt name, which would otherwise be ignored silently. */
function given(options, known) {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined && value !== null);
  for (const [name, value] of entries) {
    if (!Object.hasOwn(known, name))
      throw new TypeError(`${name}: there is no such option; there are ${Object.keys(known).join(', ')}`);
    const [isGood, sentence] = known[name];
    if (typeof value === 'symbol' || !isGood(value)) throw new TypeError(`${name}: ${sentence}`);
  }
  return Object.fromEntries(entries);
}

/** Returns the JSON of a record. Throws for a value that JSON would drop or turn into null. */
function jsonOf(record) {
  if (record === null || typeof record !== 'object') throw new TypeError('record: an object, as check gives it');
  return JSON.stringify(record, (name, value) => {
    const isLost = ['function', 'symbol', 'bigint'].includes(typeof value);
    if (isLost || (typeof value === 'number' && !Number.isFinite(value)))
      throw new TypeError(`record: ${name || 'it'} has no JSON; check it first`);
    return value;
  });
}

let isLoaded = false;

export function createClient(options = {}) {
  const { baseUrl = '', ...others } = given(options, SETTINGS);
  const settings = { language: 'es', ...others, baseUrl: baseUrl.replace(/\/+$/, '') };
  /** The function is `async`, so that a misuse rejects the promise. */
  const call =
    (endpoint) =>
    async (id, record, asked = {}) => {
      const options = given(asked, OPTIONS);
      if (!isLoaded) initSync({ module: load() });
      isLoaded = true;
      return send(settings, endpoint, id, jsonOf(record), options);
    };
  const [update, add, patch] = [0, 1, 2].map(call);
  return Object.freeze({
    updateCliente: (cliente, options) => update(0, cliente, options),
    agregarDireccion: (direcciones, options) => add(0, direcciones, options),
    async updateClientePublico(id, cliente, options) {
      const number = typeof id === 'string' && /^[1-9]\d*$/.test(id) ? Number(id) : id;
      if (!Number.isSafeInteger(number) || number < 1) throw new TypeError('id: an integer from 1 to 2^53 - 1');
      return patch(number, cliente, options);
    },
  });
}
