-- Made-up customers to try the system with; each table is filled only while it is empty.
-- Client 42 and the ids of price lists and detraction types are those of the documented examples.

INSERT INTO listas_precio (id, nombre)
SELECT column1, column2 FROM (VALUES (1, 'Lista general'), (2, 'Lista corporativa'), (3, 'Lista preferente'))
WHERE NOT EXISTS (SELECT 1 FROM listas_precio);

INSERT INTO tipos_detraccion (id, nombre)
SELECT column1, column2 FROM (VALUES
  (1, 'Transporte de carga'), (2, 'Movimiento de carga'), (3, 'Demás servicios gravados con el IGV'))
WHERE NOT EXISTS (SELECT 1 FROM tipos_detraccion);

INSERT INTO clientes_publicos (id, nombres, apellidos, telefono, email, created_at)
WITH RECURSIVE numero (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numero WHERE n < 50)
SELECT n, iif(n = 42, 'Pedro', 'Cliente ' || n), iif(n = 42, 'Martínez', 'De Ejemplo'),
  '+51' || (900000000 + n), iif(n = 42, 'pedro', 'cliente' || n) || '@example.com',
  iif(n = 42, '2024-03-05T15:30:00.000Z', strftime('%Y-%m-%dT%H:%M:%fZ', '2024-01-01', '+' || n || ' days'))
FROM numero
WHERE NOT EXISTS (SELECT 1 FROM clientes_publicos);

INSERT INTO clientes (id, numero_documento, nombres, email, celular, tipo_cliente, tipo_pago, incluye_igv, id_distrito, id_lista_precio)
WITH RECURSIVE numero (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numero WHERE n < 20)
SELECT n, printf('%08d', 10000000 + n), 'Cliente de Ejemplo ' || n, 'cliente' || n || '@example.com',
  printf('%09d', 900000000 + n), 'Natural', 'Contado', 1, 150102, 1 + n % 3
FROM numero
WHERE NOT EXISTS (SELECT 1 FROM clientes);
