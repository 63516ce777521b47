// A route of Hono that accepts valid records and gets their normal form.

import { sValidator } from '@hono/standard-validator';
import { updateClientePublico } from 'ficha';
import { Hono } from 'hono';

export const app = new Hono();

const record = sValidator('json', updateClientePublico, (checked, c) =>
  checked.success ? undefined : c.json({ issues: checked.error }, 422),
);

app.put('/clientes/:id', record, (c) => c.json({ id: c.req.param('id'), ...c.req.valid('json') }));
