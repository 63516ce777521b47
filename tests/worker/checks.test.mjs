// Compares the CHECKs of the tables with the rules, by direct SQL: a value that they refuse is no normal form.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as ficha from '../../target/npm/ficha/esm/index.js';
import { checkJson } from '../../target/npm/ficha/esm/json.js';
import { at, fieldVectors } from '../vectors.mjs';
import { startSystem } from './system.mjs';

let system;
before(async () => {
  system = await startSystem();
  await system.rows("INSERT INTO direcciones (id, id_cliente, direccion) VALUES (1, 1, 'Calle 1')");
});
after(() => system.stop());

const ROWS = {
  updateCliente: ['clientes', 1],
  updateClientePublico: ['clientes_publicos', 42],
  agregarDireccion: ['direcciones', 1],
};
/** Columns left out: keys, references and hashes have rules of their own in the database. */
const LEFT_OUT = ['id', 'id_cliente', 'id_lista_precio', 'id_tipo_detraccion', 'password', 'direcciones'];

/** True if the table accepts a value in a column. */
async function takes(table, id, column, value) {
  try {
    await system.rows(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, value, id);
    return true;
  } catch (error) {
    assert.match(String(error), /constraint|datatype/i);
    return false;
  }
}

test('the tables take every normal form, and what they refuse is none', async () => {
  let refused = 0;
  for (const { name, form, path, vector, json } of fieldVectors()) {
    const column = path.at(-1);
    const { value } = vector;
    if (LEFT_OUT.includes(column) || vector.absent || value === null) continue;
    const [table, id] = ROWS[form];
    const checked = checkJson(ficha[form], json);
    const normal = checked.ok ? at(checked.value, path) : undefined;
    if (checked.ok) assert.ok(await takes(table, id, column, normal), `${name}: refused though good`);
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    if (await takes(table, id, column, value)) continue;
    refused++;
    assert.notDeepEqual(normal, value, `${name}: good, and refused`);
  }
  assert.ok(refused > 50, `the tables refuse next to nothing: ${refused}`);
});
