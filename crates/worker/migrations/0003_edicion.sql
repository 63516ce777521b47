-- What makes an edit safe to send again, and who may send one.

-- One row for every request that was accepted with a key, kept for a day. The key itself is not here: neither
-- its hash nor the fingerprint of the body, which is keyed with it, says what was sent.
CREATE TABLE idempotencia (
  clave TEXT PRIMARY KEY CHECK (length(clave) = 64),
  huella TEXT NOT NULL CHECK (length(huella) = 64),
  -- The request that did it, by which a second attempt of its own knows it.
  peticion TEXT NOT NULL,
  -- The answer; NULL only inside of the transaction that makes it.
  cuerpo TEXT CHECK (json_valid(cuerpo)),
  version INTEGER NOT NULL,
  vence TEXT NOT NULL CHECK (vence = strftime('%Y-%m-%dT%H:%M:%fZ', vence))
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotencia_por_vencimiento ON idempotencia (vence);

-- Of a token only the hash is kept. With an id_cliente it is good for that customer only.
CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  nombre TEXT NOT NULL CHECK (length(nombre) BETWEEN 1 AND 100),
  huella TEXT NOT NULL CHECK (length(huella) = 64 AND huella NOT GLOB '*[^0-9a-f]*'),
  alcances TEXT NOT NULL CHECK (json_valid(alcances)),
  id_cliente INTEGER CHECK (id_cliente BETWEEN 1 AND 9007199254740991),
  creado TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  vence TEXT CHECK (vence = strftime('%Y-%m-%dT%H:%M:%fZ', vence)),
  revocado TEXT CHECK (revocado = strftime('%Y-%m-%dT%H:%M:%fZ', revocado))
) STRICT;
