// The two updates with Hono and Zod, as their users write them.

import { zValidator } from '@hono/zod-validator';
import { Hono } from 'hono';
import { updateCliente, updatePublico } from '../edge/store.mjs';
import { clienteEnRuta, formCliente, formPublico } from './schemas.mjs';

const app = new Hono();

app.use(async (c, next) => {
  const begin = Date.now();
  await next();
  c.header('Cache-Control', 'no-store');
  c.header('X-Content-Type-Options', 'nosniff');
  console.log(JSON.stringify({ metodo: c.req.method, estado: c.res.status, ms: Date.now() - begin }));
});

const invalid = (c, member, issues) => {
  const found = issues.map(({ path, code, message }) => ({ path, code, message }));
  return c.json({ [member]: 'Hay datos por corregir.', code: 'validation', issues: found }, 422);
};

const record = (schema, member) =>
  zValidator('json', schema, ({ success, error }, c) => {
    if (!success) return invalid(c, member, error.issues);
  });

const id = zValidator('param', clienteEnRuta, ({ success }, c) => {
  if (!success) return c.json({ message: 'Cliente no encontrado', code: 'not_found' }, 404);
});

/** Returns the answer that the database built. */
const stored = (c, { cuerpo, version }) =>
  c.body(cuerpo, 200, { 'Content-Type': 'application/json; charset=utf-8', ETag: `"${version}"` });

app.put('/api/clientes/:id', id, record(formPublico, 'message'), async (c) => {
  const { found, answer } = await updatePublico(c.env.DB, c.req.valid('param').id, c.req.valid('json'));
  if (found.version === null) return c.json({ message: 'Cliente no encontrado', code: 'not_found' }, 404);
  return stored(c, answer);
});

app.post('/clientes/updateCliente', record(formCliente, 'error'), async (c) => {
  const cliente = c.req.valid('json');
  // Hashing is not compared: no request has a password.
  if (cliente.password) return c.json({ error: 'Sin contraseñas.', code: 'internal' }, 500);
  const { found, answer } = await updateCliente(c.env.DB, cliente);
  if (found.version === null) return c.json({ error: 'Cliente no encontrado', code: 'not_found' }, 404);
  const missing = ['lista_precio', 'tipo_detraccion'].filter((reference) => !found[reference]);
  if (missing.length === 0) return stored(c, answer);
  const issues = missing.map((name) => ({ path: [`id_${name}`], code: 'reference.unknown', message: 'No existe.' }));
  return invalid(c, 'error', issues);
});

app.notFound((c) => c.json({ message: 'Esta dirección de la API no existe.', code: 'route' }, 404));

app.onError((error, c) => {
  console.error(error);
  return c.json({ message: 'Error al actualizar cliente', code: 'internal' }, 500);
});

export default app;
