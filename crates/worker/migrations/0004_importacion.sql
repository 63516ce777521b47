-- Where rows of a file wait, inside of one transaction, until they are compared with what is there.
CREATE TABLE importacion (
  id INTEGER PRIMARY KEY,
  -- The record as it was checked; a member that is absent keeps its column.
  fila TEXT NOT NULL CHECK (json_valid(fila)),
  antes TEXT CHECK (json_valid(antes)),
  cambios TEXT CHECK (json_valid(cambios))
) STRICT;
