// The requests that are sent to the compared Workers.

const PUBLICOS = 50;
const CLIENTES = 20;

/** A managed customer without a password; email and telephone vary with `n`, so that a request changes something. */
export const cliente = (id, n) => ({
  id,
  numero_documento: '20131312955',
  nombres: 'María Fernanda Quispe Ñahui',
  email: `maria.quispe.${n}@example.com`,
  celular: String(900_000_000 + (n % 100_000_000)),
  tipo_cliente: 'Jurídico',
  tipo_pago: 'Crédito',
  incluye_igv: 1,
  id_distrito: 150102,
  id_lista_precio: 2,
  id_tipo_detraccion: 1,
  extra_domicilio_a_domicilio: n % 100,
});

/** Two fields of a public client. */
export const publico = (n) => ({
  telefono: `+51${900_000_000 + (n % 100_000_000)}`,
  email: `maria.quispe.${n}@example.com`,
});

export const put = (id, n) => ({
  method: 'PUT',
  path: `/api/clientes/${id}`,
  body: JSON.stringify(publico(n)),
  status: 200,
});

export const post = (path, record, status = 200) => ({ method: 'POST', path, body: JSON.stringify(record), status });

/** Cases: each has a name and makes the n-th request. */
export const PUT = { name: 'PUT, accepted', request: (n) => put(1 + (n % PUBLICOS), n) };
export const POST = {
  name: 'POST, accepted',
  request: (n) => post('/clientes/updateCliente', cliente(1 + (n % CLIENTES), n)),
};
export const REFUSED = {
  name: 'POST, two fields wrong',
  request(n) {
    const wrong = { ...cliente(1 + (n % CLIENTES), n), numero_documento: '20131312954', celular: '812345678' };
    return post('/clientes/updateCliente?refused', wrong, 422);
  },
};
/** Sends a new password, whose hash is slow by design. */
export const PASSWORD = {
  name: 'POST, with a new password',
  request: (n) => post('/clientes/updateCliente', { ...cliente(1 + (n % CLIENTES), n), password: `contraseña ${n}` }),
};
/** Reaches neither D1 nor a rule. */
export const NOWHERE = {
  name: 'no such route',
  request: (n) => ({ ...put(1, n), path: '/api/nada', status: 404 }),
};
