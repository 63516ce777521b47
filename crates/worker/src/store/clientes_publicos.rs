use super::{Store, first, key, now, patch};
use ficha::field::Clave;
use ficha::form::UpdateClientePublico;
use ficha_contract::{Failure, Refusal, StoredClientePublico};
use wasm_bindgen::JsValue;

/// The public clients.
pub(crate) struct ClientesPublicos(pub(super) Store);

/// ?1 = id.
const READ: &str = "
SELECT id, nombres, apellidos, telefono, email, created_at FROM clientes_publicos WHERE id = ?1";

/// ?1 = id, ?2 = patch, ?3 = now. What differs goes into the history, before and after. A patch
/// without members is no change.
const RECORD_HISTORY: &str = "
INSERT INTO historial (tabla, id_registro, version, ocurrido, actor, operacion, cambios)
SELECT 'clientes_publicos', id, version + 1, ?3, 'publico', 'updateClientePublico', (
  SELECT json_group_object(nuevo.key, json_object('antes', viejo.value, 'despues', nuevo.value))
  FROM json_each(?2) AS nuevo
  JOIN json_each(json_object(
    'nombres', nombres, 'apellidos', apellidos, 'telefono', telefono, 'email', email)) AS viejo
    ON viejo.key = nuevo.key
  WHERE viejo.value IS NOT nuevo.value)
FROM clientes_publicos WHERE id = ?1 AND ?2 <> '{}'";

/// ?1 = id, ?2 = patch.
const UPDATE: &str = "
UPDATE clientes_publicos SET
  nombres = iif(json_type(?2, '$.nombres') IS NULL, nombres, ?2 ->> 'nombres'),
  apellidos = iif(json_type(?2, '$.apellidos') IS NULL, apellidos, ?2 ->> 'apellidos'),
  telefono = iif(json_type(?2, '$.telefono') IS NULL, telefono, ?2 ->> 'telefono'),
  email = iif(json_type(?2, '$.email') IS NULL, email, ?2 ->> 'email'),
  version = version + 1
WHERE id = ?1 AND ?2 <> '{}'";

impl ClientesPublicos {
    /// Changes what the patch sets or clears, records it, and returns the client as it is then.
    pub(crate) async fn update(
        &self,
        id: Clave,
        change: &UpdateClientePublico,
    ) -> Result<StoredClientePublico, Refusal> {
        let id = key(id);
        let patch = JsValue::from_str(&patch(change)?.to_string());
        let [_, _, read] = self
            .0
            .transaction([
                self.0.statement(RECORD_HISTORY, &[id.clone(), patch.clone(), now()])?,
                self.0.statement(UPDATE, &[id.clone(), patch])?,
                self.0.statement(READ, &[id])?,
            ])
            .await?;
        first(&read)?.ok_or(Refusal::Failure(Failure::NotFound))
    }
}
