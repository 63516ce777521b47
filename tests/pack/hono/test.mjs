import assert from 'node:assert/strict';

export const cells = [
  {
    cell: '@hono/standard-validator',
    async run() {
      const { Hono } = await import(import.meta.resolve('hono'));
      const { sValidator } = await import(import.meta.resolve('@hono/standard-validator'));
      const { updateClientePublico } = await import(import.meta.resolve('ficha'));
      const refuse = (result, c) => (result.success ? undefined : c.json({ issues: result.error }, 422));
      const app = new Hono().put('/', sValidator('json', updateClientePublico, refuse), (c) =>
        c.json(c.req.valid('json')),
      );
      const put = (body) =>
        app.request('/', {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        });
      const good = await put({ telefono: '987 654 321' });
      assert.deepEqual(await good.json(), { telefono: '+51987654321' });
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
