// Sends the example requests of the two API documents, with real addresses in place of the masked ones.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startSystem } from './system.mjs';

let system;
before(async () => {
  system = await startSystem();
});
after(() => system.stop());

const examples = [
  {
    name: 'Update Customer',
    send: [
      'POST',
      '/clientes/updateCliente',
      {
        id: 1,
        numero_documento: '12345678',
        nombres: 'Juan Pérez García',
        fecha_nacimiento: '1990-01-15',
        email: 'juan.perez@example.com',
        password: 'newPassword123',
        celular: '987654321',
        tipo_cliente: 'Natural',
        tipo_pago: 'Crédito',
        incluye_igv: 1,
        id_distrito: 150102,
        id_lista_precio: 2,
        id_tipo_detraccion: 1,
        extra_domicilio_a_domicilio: 8,
        extra_domicilio_a_agencia: 5,
        extra_agencia_a_domicilio: 5,
      },
    ],
    answers: [200, { message: 'Cliente actualizado' }],
    stores: [
      'SELECT * FROM clientes WHERE id = 1',
      {
        numero_documento: '12345678',
        nombres: 'Juan Pérez García',
        fecha_nacimiento: '1990-01-15',
        email: 'juan.perez@example.com',
        celular: '987654321',
        tipo_cliente: 'Natural',
        tipo_pago: 'Crédito',
        incluye_igv: 1,
        id_distrito: 150102,
        id_lista_precio: 2,
        id_tipo_detraccion: 1,
        extra_domicilio_a_domicilio: 8,
        extra_domicilio_a_agencia: 5,
        extra_agencia_a_domicilio: 5,
      },
    ],
  },
  {
    name: 'Update Customer, unknown',
    send: [
      'POST',
      '/clientes/updateCliente',
      {
        id: 999,
        numero_documento: '12345678',
        nombres: 'Juan Pérez García',
        celular: '987654321',
        tipo_cliente: 'Natural',
        tipo_pago: 'Contado',
        incluye_igv: 1,
        id_distrito: 150102,
        id_lista_precio: 2,
      },
    ],
    answers: [404, { error: 'Cliente no encontrado' }],
  },
  {
    name: 'Add Customer Address',
    send: [
      'POST',
      '/clientes/agregarDireccion',
      {
        id_cliente: 1,
        direcciones: [
          { direccion: 'Av. Arequipa 890', referencia: 'Edificio azul, tercer piso' },
          { direccion: 'Calle Las Flores 234', referencia: 'Casa con reja blanca' },
        ],
      },
    ],
    answers: [
      200,
      {
        message: 'Direcciones agregadas',
        direcciones: [
          { id: 1, direccion: 'Av. Arequipa 890', referencia: 'Edificio azul, tercer piso' },
          { id: 2, direccion: 'Calle Las Flores 234', referencia: 'Casa con reja blanca' },
        ],
      },
    ],
    stores: [
      'SELECT * FROM direcciones WHERE id = 2',
      { id_cliente: 1, direccion: 'Calle Las Flores 234', referencia: 'Casa con reja blanca' },
    ],
  },
  {
    name: 'Add Customer Address, good and minimal',
    send: [
      'POST',
      '/clientes/agregarDireccion',
      {
        id_cliente: 2,
        direcciones: [
          { direccion: 'Av. Javier Prado Este 4200, San Borja', referencia: 'Edificio corporativo, torre B, piso 5' },
          { direccion: 'Jr. Lampa 345, Cercado de Lima', referencia: '' },
        ],
      },
    ],
    answers: [200, { message: 'Direcciones agregadas' }],
    stores: [
      'SELECT * FROM direcciones WHERE id = 4',
      { id_cliente: 2, direccion: 'Jr. Lampa 345, Cercado de Lima', referencia: '' },
    ],
  },
  {
    name: 'Add Customer Address, unknown',
    send: ['POST', '/clientes/agregarDireccion', { id_cliente: 999, direcciones: [{ direccion: 'Jr. Lampa 345' }] }],
    answers: [404, { error: 'Cliente no encontrado' }],
  },
  {
    name: 'Update Client',
    send: ['PUT', '/api/clientes/42', { telefono: '+5559876543', email: 'pedro.martinez@example.com' }],
    answers: [
      200,
      {
        message: 'Cliente actualizado',
        cliente: {
          id: 42,
          nombres: 'Pedro',
          apellidos: 'Martínez',
          telefono: '+5559876543',
          email: 'pedro.martinez@example.com',
          created_at: '2024-03-05T15:30:00.000Z',
        },
      },
    ],
    stores: [
      'SELECT * FROM clientes_publicos WHERE id = 42',
      { telefono: '+5559876543', email: 'pedro.martinez@example.com' },
    ],
  },
  {
    name: 'Update Client, unknown',
    send: ['PUT', '/api/clientes/999', { telefono: '+5559876543' }],
    answers: [404, { message: 'Cliente no encontrado' }],
  },
];

for (const { name, send, answers, stores } of examples) {
  test(name, async () => {
    const { status, body, headers } = await system.send(...send);
    const [expectedStatus, documented] = answers;
    assert.equal(status, expectedStatus, JSON.stringify(body));
    for (const [member, value] of Object.entries(documented)) assert.deepEqual(body[member], value, member);
    assert.equal(headers.get('cache-control'), 'no-store, no-transform');
    if (!stores) return;
    const [sql, columns] = stores;
    const row = await system.row(sql);
    for (const [column, value] of Object.entries(columns)) assert.deepEqual(row[column], value, column);
  });
}

test('the districts of the database are those of the rules', async () => {
  const csv = readFileSync(new URL('../../crates/validation/data/ubigeo_inei.csv', import.meta.url), 'utf8');
  const expected = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/^0/, ''));
  const rows = await system.rows('SELECT * FROM distritos ORDER BY id');
  assert.deepEqual(
    rows.map((row) => Object.values(row).join()),
    expected,
  );
});

test('the sample answer of Update Client has these members and no others', async () => {
  const { body } = await system.send('PUT', '/api/clientes/42', {});
  assert.deepEqual(Object.keys(body), ['message', 'cliente']);
  assert.deepEqual(Object.keys(body.cliente), ['id', 'nombres', 'apellidos', 'telefono', 'email', 'created_at']);
});
