// The two updates on D1, for the Workers in JavaScript: the batches that the Worker of this project sends, with what
// crates/worker/src/store/edit.rs binds to them.

import { CLIENTE, PUBLICO } from '../../../target/bench/statements.mjs';

const DAY = 24 * 3_600_000;

/** Updates a managed customer. */
export const updateCliente = (db, cliente) =>
  edit(db, CLIENTE, cliente.id, cliente, ['{"message":"Cliente actualizado"}', '']);

/** Updates a public client. */
export const updatePublico = (db, id, change) =>
  edit(db, PUBLICO, id, change, ['{"message":"Cliente actualizado","cliente":', '}']);

/** What was found, and the answer that the database made of it: a body and a version. */
async function edit(db, statements, id, change, [before, after]) {
  const now = Date.now();
  const request = crypto.randomUUID().replaceAll('-', '');
  const patch = JSON.stringify(change);
  // Without an `If-Match` and an `Idempotency-Key`.
  const parameters = [id, patch, iso(now), null, null, request, 'publico', before, after, null, iso(now + DAY)];
  const results = await db.batch(statements.map(([sql, count]) => db.prepare(sql).bind(...parameters.slice(0, count))));
  return { found: results[0].results[0], answer: results.at(-1).results[0] };
}

const iso = (time) => new Date(time).toISOString();
