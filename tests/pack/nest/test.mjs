// Tests NestJS: a pipe of seven lines around a schema.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyOut, folderOf, run } from '../tools.mjs';

const folder = folderOf(import.meta.url);

export const cells = [
  {
    cell: 'NestJS, a pipe',
    slow: true,
    run() {
      const out = emptyOut(folder);
      writeFileSync(
        join(out, 'app.mjs'),
        `import 'reflect-metadata';
         import assert from 'node:assert/strict';
         import { Body, Controller, Module, Param, Put, UnprocessableEntityException } from '@nestjs/common';
         import { NestFactory } from '@nestjs/core';
         import { ruc, updateClientePublico } from 'ficha';

         const pipe = (schema) => ({
           transform(value) {
             const checked = schema.check(value);
             if (checked.ok) return checked.value;
             throw new UnprocessableEntityException({ issues: checked.issues });
           },
         });

         class Clientes { put(ruc, body) { return { ruc, body }; } }
         Param('ruc', pipe(ruc))(Clientes.prototype, 'put', 0);
         Body(pipe(updateClientePublico))(Clientes.prototype, 'put', 1);
         Put(':ruc')(Clientes.prototype, 'put', Object.getOwnPropertyDescriptor(Clientes.prototype, 'put'));
         Controller('clientes')(Clientes);
         class App {}
         Module({ controllers: [Clientes] })(App);

         const app = await NestFactory.create(App, { logger: false });
         await app.listen(0, '127.0.0.1');
         const put = async (ruc, body) => {
           const response = await fetch(\`\${await app.getUrl()}/clientes/\${ruc}\`, {
             method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
           });
           return [response.status, await response.json()];
         };
         const good = { ruc: '20131312955', body: { telefono: '+51987654321' } };
         assert.deepEqual(await put('20-13131295-5', { telefono: '987654321' }), [200, good]);
         assert.equal((await put('20131312955', { telefono: '12' }))[1].issues[0].path[0], 'telefono');
         assert.equal((await put('1', {}))[0], 422);
         await app.close();`,
      );
      run(out, process.execPath, 'app.mjs');
    },
  },
];
