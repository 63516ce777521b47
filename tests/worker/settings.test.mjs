// A bundle whose operator has not said who may write.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base } from '../vectors.mjs';
import { startSystem } from './system.mjs';

const writes = [
  ['POST', '/clientes/updateCliente', base.updateCliente, 'error'],
  ['POST', '/clientes/agregarDireccion', base.agregarDireccion, 'error'],
  ['PUT', '/api/clientes/42', { nombres: 'Otro' }, 'message'],
  ['PUT', '/api/clientes/42', '{', 'message'],
];

for (const vars of [{}, { ACCESO: '' }, { ACCESO: 'Publico' }, { ACCESO: 'todos' }]) {
  test(`${JSON.stringify(vars)} refuses every write`, async () => {
    const system = await startSystem({ vars });
    try {
      const before = await system.digest();
      for (const [method, path, body, member] of writes) {
        const answer = await system.send(method, path, body);
        assert.deepEqual([answer.status, answer.body.code], [503, 'access.unset']);
        assert.match(answer.body[member], /ACCESO/);
      }
      assert.equal((await system.send('PUT', '/api/nada', {})).status, 404, 'the route is looked at first');
      assert.equal((await system.send('DELETE', '/api/clientes/42')).status, 405, 'then the method');
      assert.equal(await system.digest(), before);
    } finally {
      await system.stop();
    }
  });
}
