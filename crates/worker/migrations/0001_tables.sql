-- Customers, their addresses, what they refer to, and what happened to them.
-- Columns have the names of the wire. The CHECKs repeat the rules as far as SQL can say them: a row
-- that the rules accept always fits; of what the rules refuse, they stop the coarsest.

CREATE TABLE distritos (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 10101 AND 259999),
  departamento TEXT NOT NULL,
  provincia TEXT NOT NULL,
  distrito TEXT NOT NULL
) STRICT;

CREATE TABLE listas_precio (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 9007199254740991),
  nombre TEXT NOT NULL CHECK (length(nombre) BETWEEN 1 AND 100)
) STRICT;

CREATE TABLE tipos_detraccion (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 9007199254740991),
  nombre TEXT NOT NULL CHECK (length(nombre) BETWEEN 1 AND 200)
) STRICT;

CREATE TABLE clientes (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 9007199254740991),
  numero_documento TEXT NOT NULL
    CHECK (length(numero_documento) IN (8, 11) AND numero_documento NOT GLOB '*[^0-9]*'),
  nombres TEXT NOT NULL CHECK (length(nombres) BETWEEN 3 AND 1500),
  fecha_nacimiento TEXT
    CHECK (fecha_nacimiento = date(fecha_nacimiento) AND fecha_nacimiento BETWEEN '1900-01-01' AND '9999-12-31'),
  email TEXT CHECK (length(email) BETWEEN 5 AND 254 AND email GLOB '?*@?*.?*'),
  password TEXT CHECK (password GLOB '$argon2id$*'),
  celular TEXT NOT NULL CHECK (length(celular) = 9 AND celular GLOB '9*' AND celular NOT GLOB '*[^0-9]*'),
  tipo_cliente TEXT NOT NULL CHECK (tipo_cliente IN ('Natural', 'Jurídico')),
  tipo_pago TEXT NOT NULL CHECK (tipo_pago IN ('Contado', 'Crédito')),
  incluye_igv INTEGER NOT NULL CHECK (incluye_igv IN (0, 1)),
  id_distrito INTEGER NOT NULL REFERENCES distritos (id),
  id_lista_precio INTEGER NOT NULL REFERENCES listas_precio (id),
  id_tipo_detraccion INTEGER REFERENCES tipos_detraccion (id),
  extra_domicilio_a_domicilio INTEGER CHECK (extra_domicilio_a_domicilio BETWEEN 0 AND 1000000),
  extra_domicilio_a_agencia INTEGER CHECK (extra_domicilio_a_agencia BETWEEN 0 AND 1000000),
  extra_agencia_a_domicilio INTEGER CHECK (extra_agencia_a_domicilio BETWEEN 0 AND 1000000),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
) STRICT;

-- AUTOINCREMENT: an id is never used again, not even after a deletion.
CREATE TABLE direcciones (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  id_cliente INTEGER NOT NULL REFERENCES clientes (id),
  direccion TEXT NOT NULL CHECK (length(direccion) BETWEEN 3 AND 200),
  referencia TEXT NOT NULL DEFAULT '' CHECK (length(referencia) <= 200)
) STRICT;

CREATE INDEX direcciones_por_cliente ON direcciones (id_cliente);

CREATE TABLE clientes_publicos (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 9007199254740991),
  nombres TEXT NOT NULL CHECK (length(nombres) BETWEEN 1 AND 100),
  apellidos TEXT NOT NULL CHECK (length(apellidos) BETWEEN 1 AND 100),
  telefono TEXT
    CHECK (length(telefono) BETWEEN 8 AND 16 AND telefono GLOB '+[1-9]*' AND substr(telefono, 2) NOT GLOB '*[^0-9]*'),
  email TEXT CHECK (length(email) BETWEEN 5 AND 254 AND email GLOB '?*@?*.?*'),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
    CHECK (created_at = strftime('%Y-%m-%dT%H:%M:%fZ', created_at)),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1)
) STRICT;

-- Written in the transaction of the change it tells of; rows are added, never changed.
CREATE TABLE historial (
  id INTEGER PRIMARY KEY,
  tabla TEXT NOT NULL CHECK (tabla IN ('clientes', 'clientes_publicos')),
  id_registro INTEGER NOT NULL,
  version INTEGER NOT NULL,
  ocurrido TEXT NOT NULL CHECK (ocurrido = strftime('%Y-%m-%dT%H:%M:%fZ', ocurrido)),
  actor TEXT NOT NULL,
  operacion TEXT NOT NULL,
  cambios TEXT NOT NULL CHECK (json_valid(cambios))
) STRICT;

CREATE INDEX historial_por_registro ON historial (tabla, id_registro, id);
