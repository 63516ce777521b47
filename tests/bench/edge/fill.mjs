// Many made-up customers in a database.

const NUMBERS = 'WITH RECURSIVE numero (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numero WHERE n < ?1)';

const REFERENCES = `
INSERT INTO listas_precio (id, nombre) VALUES (1, 'Lista general'), (2, 'Lista corporativa'), (3, 'Lista preferente')`;
const DETRACTIONS = "INSERT INTO tipos_detraccion (id, nombre) VALUES (1, 'Transporte de carga')";

/** ?1 = how many; about as long as real ones. */
const CLIENTES = `
INSERT INTO clientes (id, numero_documento, nombres, fecha_nacimiento, email, celular, tipo_cliente, tipo_pago,
  incluye_igv, id_distrito, id_lista_precio, extra_domicilio_a_domicilio)
${NUMBERS}
SELECT n, printf('%08d', n), 'María Fernanda Quispe Ñahui ' || n, '1988-07-21', 'maria.quispe.' || n || '@example.com',
  printf('9%08d', n), 'Natural', 'Contado', 1, 150102, 1 + n % 3, n % 500
FROM numero`;

/** ?1 = how many customers: two addresses each. */
const DIRECCIONES = `
INSERT INTO direcciones (id_cliente, direccion, referencia)
${NUMBERS}
SELECT n, 'Av. Javier Prado Este ' || n || ', dpto. ' || piso || '02', 'Edificio azul, piso ' || piso
FROM numero, (SELECT 3 AS piso UNION ALL SELECT 7)`;

/** ?1 = how many. */
const PUBLICOS = `
INSERT INTO clientes_publicos (id, nombres, apellidos, telefono, email, created_at)
${NUMBERS}
SELECT n, 'María Fernanda', 'Quispe Ñahui', printf('+519%08d', n), 'maria.quispe.' || n || '@example.com',
  strftime('%Y-%m-%dT%H:%M:%fZ', '2024-01-01', '+' || n || ' seconds')
FROM numero`;

/** Puts in so many of each kind; what the database grew by for each table. */
export async function fill({ run }, count) {
  await run(REFERENCES);
  let { size_after: size } = await run(DETRACTIONS);
  const grown = async (sql) => {
    const before = size;
    ({ size_after: size } = await run(sql, count));
    return size - before;
  };
  const [clientes, direcciones, publicos] = [await grown(CLIENTES), await grown(DIRECCIONES), await grown(PUBLICOS)];
  return { size, clientes, direcciones, publicos };
}
