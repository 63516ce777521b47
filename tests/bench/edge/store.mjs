// Runs the two updates on D1, for the Workers in JavaScript: they send the same batches as this project's Worker, with
// the parameters that crates/worker/src/store/edit.rs binds.

import { CLIENTE, PUBLICO } from '../../../target/bench/statements.mjs';

const DAY = 24 * 3_600_000;

/** Updates a managed customer. */
export const updateCliente = (db, cliente) =>
  edit(db, CLIENTE, cliente.id, cliente, ['{"message":"Cliente actualizado"}', '']);

/** Updates a public client. */
export const updatePublico = (db, id, change) =>
  edit(db, PUBLICO, id, change, ['{"message":"Cliente actualizado","cliente":', '}']);

/** Returns the row that was found and the answer that the database built: a body and a version. */
async function edit(db, statements, id, change, [before, after]) {
  const now = Date.now();
  const request = crypto.randomUUID().replaceAll('-', '');
  const patch = JSON.stringify(change);
  // The nulls stand for `If-Match` and `Idempotency-Key`, which these requests do not send.
  const parameters = [id, patch, iso(now), null, null, request, 'publico', before, after, null, iso(now + DAY)];
  const results = await db.batch(statements.map(([sql, count]) => db.prepare(sql).bind(...parameters.slice(0, count))));
  return { found: results[0].results[0], answer: results.at(-1).results[0] };
}

const iso = (time) => new Date(time).toISOString();
