import assert from 'node:assert/strict';

export const cells = [
  {
    cell: 'sveltekit-superforms',
    async run() {
      // The package's entries import parts of SvelteKit that exist only inside an app; these files do not.
      const file = (name) => import(new URL(`node_modules/sveltekit-superforms/dist/${name}.js`, import.meta.url));
      const [{ superValidate }, { standard }] = await Promise.all([file('superValidate'), file('adapters/standard')]);
      const { updateClientePublico } = await import(import.meta.resolve('ficha'));
      const adapter = standard(updateClientePublico, { defaults: { nombres: '', email: '' } });
      const bad = await superValidate({ nombres: 'Ana', email: 'x' }, adapter);
      assert.equal(bad.valid, false);
      assert.match(bad.errors.email[0], /@/);
      const good = await superValidate({ nombres: ' Ana ' }, adapter);
      assert.equal(good.valid, true);
      assert.equal(good.data.nombres, 'Ana');
    },
  },
];
