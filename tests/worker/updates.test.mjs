// Tests what an accepted request changes, and what it leaves unchanged.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { base } from '../vectors.mjs';
import { startSystem } from './system.mjs';

let system;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

const cliente = (id) => system.row('SELECT * FROM clientes WHERE id = ?', id);
const publico = (id) => system.row('SELECT * FROM clientes_publicos WHERE id = ?', id);
const history = (tabla, id) =>
  system.rows('SELECT * FROM historial WHERE tabla = ? AND id_registro = ? ORDER BY id', tabla, id);

async function update(id, change) {
  const answer = await system.send('POST', '/clientes/updateCliente', { ...base.updateCliente, id, ...change });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return cliente(id);
}

async function put(id, change) {
  const answer = await system.send('PUT', `/api/clientes/${id}`, change);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.cliente;
}

test('PUT changes the columns sent, the version, and nothing else', async () => {
  const old = await publico(42);
  await put(42, { telefono: '+5559876543', email: 'otro@example.com' });
  assert.deepEqual(await publico(42), {
    ...old,
    telefono: '+5559876543',
    email: 'otro@example.com',
    version: old.version + 1,
  });
});

test('PUT of {} answers with the client and changes neither version nor history', async () => {
  const digest = await system.digest();
  assert.equal((await put(41, {})).apellidos, 'De Ejemplo');
  assert.equal(await system.digest(), digest);
});

test('PUT in three states', async () => {
  for (const empty of [null, '', '   ']) {
    await put(40, { telefono: '987654321', email: 'a@example.com' });
    assert.deepEqual(await put(40, { telefono: empty }), {
      ...(await put(40, {})),
      telefono: null,
      email: 'a@example.com',
    });
  }
});

test('two concurrent PUTs of different fields both survive', async () => {
  for (let round = 1; round <= 20; round++) {
    const telefono = `+51${900000000 + round}`;
    const email = `ronda${round}@example.com`;
    await Promise.all([put(39, { telefono }), put(39, { email })]);
    const row = await publico(39);
    assert.deepEqual([row.telefono, row.email, row.version], [telefono, email, 1 + 2 * round]);
  }
});

test('a password is kept as Argon2id, and by absent, null and empty', async () => {
  const { password } = await update(1, { password: 'una clave muy larga' });
  assert.match(password, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  for (const kept of [{}, { password: null }, { password: '' }])
    assert.equal((await update(1, kept)).password, password);
  assert.notEqual((await update(1, { password: 'una clave muy larga' })).password, password, 'a salt of its own');
});

test('an optional field: absent keeps, null and empty clear, a value replaces', async () => {
  const fields = {
    fecha_nacimiento: '1990-01-15',
    email: 'x@example.com',
    id_tipo_detraccion: 1,
    extra_domicilio_a_domicilio: 1,
    extra_domicilio_a_agencia: 2,
    extra_agencia_a_domicilio: 3,
  };
  for (const [field, value] of Object.entries(fields)) {
    for (const empty of [null, '']) {
      assert.deepEqual((await update(3, { [field]: value }))[field], value, field);
      assert.deepEqual((await update(3, {}))[field], value, `${field} absent`);
      assert.deepEqual((await update(3, { [field]: empty }))[field], null, `${field} ${empty}`);
    }
  }
});

test('values are stored in their normal form', async () => {
  const row = await update(4, {
    id: '4',
    numero_documento: '20-13131295-5',
    nombres: '  Courier   S.A.C. ',
    celular: '+51 987 654 321',
    tipo_cliente: 'juridico',
    tipo_pago: 'CREDITO',
    incluye_igv: '0',
    id_distrito: '010101',
    id_lista_precio: '3',
    email: 'A@EXAMPLE.COM',
  });
  const {
    numero_documento,
    nombres,
    celular,
    tipo_cliente,
    tipo_pago,
    incluye_igv,
    id_distrito,
    id_lista_precio,
    email,
  } = row;
  assert.deepEqual(
    [numero_documento, nombres, celular, tipo_cliente, tipo_pago, incluye_igv, id_distrito, id_lista_precio, email],
    ['20131312955', 'Courier S.A.C.', '987654321', 'Jurídico', 'Crédito', 0, 10101, 3, 'A@example.com'],
  );
});

test('an update is in the history: what differs, before and after, no password', async () => {
  const before = await cliente(5);
  await update(5, {
    nombres: 'Otro Nombre',
    email: null,
    password: 'una clave muy larga',
    numero_documento: before.numero_documento,
  });
  const [entry] = await history('clientes', 5);
  assert.equal(entry.operacion, 'updateCliente');
  assert.equal(entry.version, 2);
  const { nombres, email, password, numero_documento } = JSON.parse(entry.cambios);
  assert.deepEqual(nombres, { antes: before.nombres, despues: 'Otro Nombre' });
  assert.deepEqual(email, { antes: before.email, despues: null });
  assert.deepEqual(password, { antes: null, despues: '[cambiada]' });
  assert.equal(numero_documento, undefined, 'what stays is not in it');
});

test('a partial update is in the history', async () => {
  const { telefono } = await publico(6);
  await put(6, { telefono: null, nombres: 'Cliente 6' });
  const [{ cambios, operacion }] = await history('clientes_publicos', 6);
  assert.equal(operacion, 'updateClientePublico');
  assert.deepEqual(JSON.parse(cambios), { telefono: { antes: telefono, despues: null } });
});

test('addresses are appended in the order sent, with ids of their own', async () => {
  const direcciones = Array.from({ length: 50 }, (_, n) => ({
    direccion: `Calle ${n + 1}`,
    referencia: n % 2 ? null : `Ref ${n}`,
  }));
  const first = await system.send('POST', '/clientes/agregarDireccion', { id_cliente: 7, direcciones });
  assert.deepEqual(
    first.body.direcciones.map(({ direccion }) => direccion),
    direcciones.map(({ direccion }) => direccion),
  );
  assert.equal(first.body.direcciones[1].referencia, '');
  const second = await system.send('POST', '/clientes/agregarDireccion', { id_cliente: 8, direcciones });
  const ids = [...first.body.direcciones, ...second.body.direcciones].map(({ id }) => id);
  assert.equal(new Set(ids).size, 100);
  assert.deepEqual(
    ids,
    [...ids].sort((a, b) => a - b),
  );
  assert.equal((await cliente(7)).version, 1, 'the customer itself does not change');
  const [{ cambios, operacion }] = await history('clientes', 7);
  assert.equal(operacion, 'agregarDireccion');
  assert.equal(JSON.parse(cambios).direcciones.despues.length, 50);
});

test('a customer has at most 1000 addresses', async () => {
  const fifty = { id_cliente: 9, direcciones: Array(50).fill({ direccion: 'Calle 1' }) };
  for (let n = 0; n < 20; n++)
    assert.equal((await system.send('POST', '/clientes/agregarDireccion', fifty)).status, 200);
  const digest = await system.digest();
  const { status, body } = await system.send('POST', '/clientes/agregarDireccion', {
    ...fifty,
    direcciones: [{ direccion: 'Calle 1' }],
  });
  assert.equal(status, 422);
  assert.deepEqual(
    body.issues.map(({ path, code, params }) => [path, code, params]),
    [[['direcciones'], 'list.full', { max: 1000 }]],
  );
  assert.equal(await system.digest(), digest);
});
