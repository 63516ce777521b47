// Fills a database with many made-up customers.

const NUMBERS = 'WITH RECURSIVE numero (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numero WHERE n < ?1)';

const REFERENCES = `
INSERT INTO listas_precio (id, nombre) VALUES (1, 'Lista general'), (2, 'Lista corporativa'), (3, 'Lista preferente')`;
const DETRACTIONS = "INSERT INTO tipos_detraccion (id, nombre) VALUES (1, 'Transporte de carga')";

/** ?1 = number of customers. Their texts are about as long as real ones. */
const CLIENTES = `
INSERT INTO clientes (id, numero_documento, nombres, fecha_nacimiento, email, celular, tipo_cliente, tipo_pago,
  incluye_igv, id_distrito, id_lista_precio, extra_domicilio_a_domicilio)
${NUMBERS}
SELECT n, printf('%08d', n), 'María Fernanda Quispe Ñahui ' || n, '1988-07-21', 'maria.quispe.' || n || '@example.com',
  printf('9%08d', n), 'Natural', 'Contado', 1, 150102, 1 + n % 3, n % 500
FROM numero`;

/** ?1 = number of customers; each gets two addresses. */
const DIRECCIONES = `
INSERT INTO direcciones (id_cliente, direccion, referencia)
${NUMBERS}
SELECT n, 'Av. Javier Prado Este ' || n || ', dpto. ' || piso || '02', 'Edificio azul, piso ' || piso
FROM numero, (SELECT 3 AS piso UNION ALL SELECT 7)`;

/** ?1 = number of public clients. */
const PUBLICOS = `
INSERT INTO clientes_publicos (id, nombres, apellidos, telefono, email, created_at)
${NUMBERS}
SELECT n, 'María Fernanda', 'Quispe Ñahui', printf('+519%08d', n), 'maria.quispe.' || n || '@example.com',
  strftime('%Y-%m-%dT%H:%M:%fZ', '2024-01-01', '+' || n || ' seconds')
FROM numero`;

/** Inserts `count` customers and public clients, with addresses; returns the size, and the growth of each table. */
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
