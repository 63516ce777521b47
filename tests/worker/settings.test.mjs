// Tests settings that are missing or have a value that is not listed: a typing error never opens access.

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
const open = ['/catalogos', '/salud'];

for (const vars of [{}, { ACCESO: '' }]) {
  test(`${JSON.stringify(vars)} refuses every write`, async () => {
    const system = await startSystem({ vars });
    try {
      const before = await system.digest();
      for (const [method, path, body, member] of writes) {
        const answer = await system.send(method, path, body);
        assert.deepEqual([answer.status, answer.body.code], [503, 'access.unset']);
        assert.match(answer.body[member], /ACCESO/);
      }
      for (const path of open) assert.equal((await system.send('GET', path)).status, 200, path);
      assert.equal((await system.send('PUT', '/api/nada', {})).status, 404, 'the route is looked at first');
      assert.equal((await system.send('DELETE', '/api/clientes/42')).status, 405, 'then the method');
      assert.equal(await system.digest(), before);
    } finally {
      await system.stop();
    }
  });
}

// More values are in the unit tests of crates/worker/src/settings.rs.
const UNKNOWN = [
  { ACCESO: 'Publico' },
  { ACCESO: 'publico', EXIGIR_VERSION: 'sí' },
  { ACCESO: 'publico', LIMITES: 'nunca' },
  { ACCESO: 'token', ORIGENES: '*' },
  // A configuration file may have it as a boolean.
  { ACCESO: 'publico', EXIGIR_VERSION: true },
];
for (const vars of UNKNOWN) {
  test(`${JSON.stringify(vars)} refuses everything, and the log names the setting`, async () => {
    const system = await startSystem({ vars });
    const name = Object.keys(vars).at(-1);
    try {
      const before = await system.digest();
      for (const [method, path, body] of [...writes, ...open.map((path) => ['GET', path])]) {
        const answer = await system.send(method, path, body);
        assert.deepEqual([answer.status, answer.body.code], [503, 'setting.unknown'], path);
      }
      assert.equal((await system.send('PUT', '/api/nada', {})).status, 404, 'the route is looked at first');
      assert.equal((await system.send('DELETE', '/api/clientes/42')).status, 405, 'then the method');
      assert.equal(await system.digest(), before);
      const logs = JSON.stringify(system.logs());
      assert.ok(logs.includes(`settings: ${name} has a value that is not listed`));
      assert.ok(!logs.includes(vars[name]), 'the value is not logged');
    } finally {
      await system.stop();
    }
  });
}
