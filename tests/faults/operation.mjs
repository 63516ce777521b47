// One logical change, sent with a key: it adds addresses to a customer. `effects` looks for it in the database.

import { createHash, randomUUID } from 'node:crypto';
import { CUSTOMERS } from './system.mjs';

const PATH = '/clientes/agregarDireccion';
/** Computes the hash that crates/worker/src/key.rs makes for a caller without a token. */
const hashOf = (key) => createHash('sha256').update(['publico', 'POST', PATH, key, ''].join('\0')).digest('hex');

export function newOperation(number) {
  const key = randomUUID();
  const size = 1 + (number % 5);
  const lines = Array.from({ length: size }, (_, n) => ({ direccion: `operación ${key} ${n}` }));
  return {
    key,
    size,
    id: 1 + (number % CUSTOMERS),
    body: JSON.stringify({ id_cliente: 1 + (number % CUSTOMERS), direcciones: lines }),
    isAcknowledged: false,
    attempts: 0,
  };
}

/** Sends an operation once; returns the status of the answer, or 0 without an answer. */
export async function attempt(url, operation) {
  operation.attempts++;
  try {
    const response = await fetch(url + PATH, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': operation.key },
      body: operation.body,
    });
    const body = await response.json();
    if (response.status === 200) {
      if (body.direcciones.length !== operation.size) throw new Error('an answer with other addresses');
      operation.isAcknowledged = true;
    }
    return response.status;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return 0;
  }
}

/** Sends an operation; returns true if it was acknowledged, false without an answer. Throws if it is refused. */
export async function send(url, operation) {
  const status = await attempt(url, operation);
  if (status !== 200 && status !== 0) throw new Error(`status ${status}`);
  return operation.isAcknowledged;
}

/** Counts the rows, history entries and keys of each operation in the database: was it lost, half done, done twice? */
export function effects(rows, operations) {
  const count = (sql) => new Map(rows(sql).map(({ name, n }) => [name, n]));
  const addresses = count(
    "SELECT substr(direccion, 11, 36) AS name, count(*) AS n FROM direcciones WHERE direccion LIKE 'operación %' GROUP BY 1",
  );
  const history = count(
    "SELECT substr(cambios, instr(cambios, 'operación ') + 10, 36) AS name, count(*) AS n FROM historial WHERE operacion = 'agregarDireccion' GROUP BY 1",
  );
  const keys = count('SELECT clave AS name, count(*) AS n FROM idempotencia WHERE cuerpo IS NOT NULL GROUP BY 1');
  return operations.map(({ key, size, isAcknowledged }) => {
    const found = [(addresses.get(key) ?? 0) / size, history.get(key) ?? 0, keys.get(hashOf(key)) ?? 0];
    return {
      isLost: isAcknowledged && found.some((n) => n === 0),
      isHalf: found.some((n) => n !== found[0]),
      isDoubled: found.some((n) => n > 1),
      isThere: found[0] > 0,
    };
  });
}
