// React Hook Form's resolver, its real code.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const load = (name) => import(pathToFileURL(require.resolve(name)));

export const cells = [
  {
    cell: '@hookform/resolvers',
    async run() {
      const { standardSchemaResolver } = await load('@hookform/resolvers/standard-schema');
      const { updateClientePublico } = await import(import.meta.resolve('ficha'));
      const resolve = standardSchemaResolver(updateClientePublico);
      const options = { fields: {}, shouldUseNativeValidation: false };
      const bad = await resolve({ nombres: '', email: 'x' }, undefined, options);
      assert.deepEqual(Object.keys(bad.errors), ['nombres', 'email']);
      assert.match(bad.errors.email.message, /@/);
      const good = await resolve({ nombres: ' Ana ', telefono: '987654321' }, undefined, options);
      assert.deepEqual(good, { values: { nombres: 'Ana', telefono: '+51987654321' }, errors: {} });
    },
  },
];
