// Tests what /salud answers if this version cannot work on the database.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSystem } from './system.mjs';

test('without tables, or with those of an older version, the service is not well', async () => {
  const system = await startSystem({ empty: true });
  const health = async () => {
    const { status, body } = await system.send('GET', '/salud');
    return [status, body.salud ?? body.code];
  };
  try {
    assert.deepEqual(await health(), [503, 'unavailable'], 'no tables');
    await system.migrate();
    assert.deepEqual(await health(), [200, 'bien']);
    const { name } = await system.row('SELECT max(name) AS name FROM d1_migrations');
    await system.rows('DELETE FROM d1_migrations WHERE name = ?', name);
    assert.deepEqual(await health(), [503, 'unavailable'], 'an older version');
    assert.match(JSON.stringify(system.logs()), new RegExp(`migration ${name} is missing`));
    await system.rows('INSERT INTO d1_migrations (name) VALUES (?), (?)', name, '9999_de_mas.sql');
    assert.deepEqual(await health(), [200, 'bien'], 'a newer version only adds');
  } finally {
    await system.stop();
  }
});
