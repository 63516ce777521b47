use super::edit::{Edit, Edited, Statements, answered, claim, is_ours, is_recorded, key_columns, version_matches};
use super::{Store, Versioned, patch};
use ficha::field::Clave;
use ficha::form::UpdateClientePublico;
use ficha_contract::Refusal;

/// The public clients.
pub(crate) struct ClientesPublicos(pub(super) Store);

/// What all changing statements ask for, so that none happens without the others.
macro_rules! updatable {
    () => {
        concat!("clientes_publicos.id = ?1 AND ", version_matches!())
    };
}

/// A client as answers have it.
macro_rules! cliente {
    () => {
        "json_object('id', id, 'nombres', nombres, 'apellidos', apellidos, 'telefono', telefono, 'email', email,
  'created_at', created_at)"
    };
}

const ANSWER: (&str, &str) = answered!("clientes_publicos", concat!("?8 || ", cliente!(), " || ?9"));

const STATEMENTS: Statements = Statements {
    find: concat!("SELECT (SELECT version FROM clientes_publicos WHERE id = ?1) AS version, ", key_columns!()),
    claim: claim!("clientes_publicos", updatable!()),
    // Records what differs, before and after.
    record_history: concat!(
        "
INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
WITH viejo AS MATERIALIZED (
  SELECT id, version, json_object(
    'nombres', nombres, 'apellidos', apellidos, 'telefono', telefono, 'email', email) AS fila
  FROM clientes_publicos WHERE ",
        updatable!(),
        " AND ",
        is_ours!(),
        "),
distinto AS MATERIALIZED (
  SELECT id, version, (
    SELECT json_group_object(nuevo.key, json_object('antes', fila ->> nuevo.key, 'despues', nuevo.value))
    FROM json_each(?2) AS nuevo
    WHERE fila ->> nuevo.key IS NOT nuevo.value) AS cambios
  FROM viejo)
SELECT 'clientes_publicos', id, version + 1, ?3, ?7, 'updateClientePublico', cambios
FROM distinto WHERE cambios <> '{}'"
    ),
    change: concat!(
        "
UPDATE clientes_publicos SET
  nombres = iif(json_type(?2, '$.nombres') IS NULL, nombres, ?2 ->> 'nombres'),
  apellidos = iif(json_type(?2, '$.apellidos') IS NULL, apellidos, ?2 ->> 'apellidos'),
  telefono = iif(json_type(?2, '$.telefono') IS NULL, telefono, ?2 ->> 'telefono'),
  email = iif(json_type(?2, '$.email') IS NULL, email, ?2 ->> 'email'),
  version = version + 1
WHERE ",
        updatable!(),
        " AND ",
        is_ours!(),
        " AND ",
        is_recorded!("clientes_publicos")
    ),
    read: ANSWER.0,
    settle: ANSWER.1,
};

const READ: &str =
    concat!("SELECT version, json_object('cliente', ", cliente!(), ") AS cuerpo FROM clientes_publicos WHERE id = ?1");

impl ClientesPublicos {
    /// Changes what the patch sets or clears and records it; the answer has the client as it is then, in `frame`.
    pub(crate) async fn update(
        &self,
        id: Clave,
        change: &UpdateClientePublico,
        edit: &Edit,
        frame: [&str; 2],
    ) -> Result<Edited, Refusal> {
        let patch = patch(change)?.to_string();
        edit.run(&self.0, &STATEMENTS, id, &patch, frame, |_| Ok(())).await
    }

    /// A client as it is.
    pub(crate) async fn read(&self, id: Clave) -> Result<Versioned, Refusal> {
        Versioned::read(&self.0, READ, id).await
    }
}
