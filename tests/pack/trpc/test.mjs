import assert from 'node:assert/strict';

export const cells = [
  {
    cell: '@trpc/server',
    async run() {
      const { initTRPC } = await import(import.meta.resolve('@trpc/server'));
      const { ruc } = await import(import.meta.resolve('ficha'));
      const t = initTRPC.create();
      const router = t.router({ ruc: t.procedure.input(ruc).query(({ input }) => input) });
      const caller = t.createCallerFactory(router)({});
      assert.equal(await caller.ruc('20-13131295-5'), '20131312955');
      await assert.rejects(caller.ruc('20131312954'), (error) => {
        assert.equal(error.code, 'BAD_REQUEST');
        assert.equal(error.cause.issues[0].code, 'ruc.check_digit');
        return true;
      });
    },
  },
];
