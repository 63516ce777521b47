// Tests hono-openapi, which knows the libraries of schemas by name; `loadVendor` adds ficha.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = [
  {
    cell: 'hono-openapi, validator and document',
    slow: true,
    run() {
      const out = emptyOut(folder);
      writeFileSync(
        join(out, 'app.mjs'),
        `import assert from 'node:assert/strict';
         import { updateClientePublico } from 'ficha';
         import { Hono } from 'hono';
         import { describeRoute, loadVendor, openAPIRouteHandler, validator } from 'hono-openapi';
         loadVendor('ficha', { toJSONSchema: (schema) => schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' }) });
         const app = new Hono();
         app.put('/clientes', describeRoute({ responses: { 200: { description: 'Cliente' } } }), validator('json', updateClientePublico), (c) => c.json(c.req.valid('json')));
         app.get('/openapi', openAPIRouteHandler(app, { documentation: { info: { title: 'API', version: '1' } } }));
         const put = (body) => app.request('/clientes', { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
         assert.deepEqual(await (await put({ telefono: '987654321' })).json(), { telefono: '+51987654321' });
         assert.equal((await put({ telefono: '12' })).status, 400);
         const document = await (await app.request('/openapi')).json();
         assert.ok(JSON.stringify(document.paths['/clientes'].put).includes('apellidos'));`,
      );
      run(out, process.execPath, 'app.mjs');
    },
  },
];
