import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

export const cells = [
  {
    cell: '@conform-to/react',
    async run() {
      const future = await import(pathToFileURL(require.resolve('@conform-to/react/future')));
      const { updateClientePublico } = await import(import.meta.resolve('ficha'));
      assert.ok(future.parseSubmission, Object.keys(future).join());
      const data = new FormData();
      data.set('telefono', '12');
      const submission = future.parseSubmission(data);
      const checked = updateClientePublico['~standard'].validate(submission.payload);
      const { error } = future.report(submission, { error: { issues: checked.issues } });
      assert.deepEqual(Object.keys(error.fieldErrors), ['telefono']);
    },
  },
];
