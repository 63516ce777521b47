// Tests Fastify with the JSON Schema of a form, and with a validator of its own.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = [
  {
    cell: 'Fastify, JSON Schema and validator',
    slow: true,
    run() {
      const out = emptyOut(folder);
      writeFileSync(
        join(out, 'app.mjs'),
        `import assert from 'node:assert/strict';
         import Fastify from 'fastify';
         import { updateClientePublico } from 'ficha';
         const app = Fastify();
         const body = updateClientePublico['~standard'].jsonSchema.input({ target: 'draft-07' });
         app.put('/schema', { schema: { body } }, async (request) => request.body);
         app.put('/rules', {
           schema: { body: updateClientePublico },
           validatorCompiler: ({ schema }) => (data) => {
             const checked = schema.check(data);
             return checked.ok ? { value: checked.value } : { error: Object.assign(new Error('422'), { statusCode: 422, issues: checked.issues }) };
           },
         }, async (request) => request.body);
         const put = async (url, payload) => { const { statusCode, body } = await app.inject({ method: 'PUT', url, payload }); return [statusCode, JSON.parse(body)]; };
         assert.deepEqual(await put('/schema', { nombres: 'Ana' }), [200, { nombres: 'Ana' }]);
         assert.equal((await put('/schema', { nombres: { x: 1 } }))[0], 400);
         assert.deepEqual(await put('/rules', { telefono: '987 654 321' }), [200, { telefono: '+51987654321' }]);
         assert.equal((await put('/rules', { telefono: '12' }))[0], 422);`,
      );
      run(out, process.execPath, 'app.mjs');
    },
  },
];
