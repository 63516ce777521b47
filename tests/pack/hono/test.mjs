import assert from 'node:assert/strict';
import { copyExample, folderOf } from '../tools.mjs';

export const cells = [
  {
    cell: '@hono/standard-validator',
    async run() {
      const { app } = await import(copyExample(folderOf(import.meta.url), 'hono/app.mjs'));
      const put = (body) =>
        app.request('/clientes/7', {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        });
      const good = await put({ telefono: '987 654 321' });
      assert.deepEqual(await good.json(), { id: '7', telefono: '+51987654321' });
      const bad = await put({ email: 'secreto' });
      const text = await bad.text();
      assert.equal(bad.status, 422);
      assert.deepEqual(
        JSON.parse(text).issues.map(({ code }) => code),
        ['email.at'],
      );
      assert.ok(!text.includes('secreto'), 'the issues repeat what was sent');
    },
  },
];
