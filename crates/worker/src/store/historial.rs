use super::{Store, first, key};
use ficha::field::Clave;
use ficha_contract::{Failure, Refusal};
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// What happened to the managed customers.
pub(crate) struct Historial(pub(super) Store);

/// So many entries are on a page.
pub(crate) const PAGE: u32 = 50;

/// ?1 = id of the customer, ?2 = entries before this one, ?3 = entries on a page. NULL if there is no such customer.
const READ: &str = "
SELECT (SELECT json_object('historial', json_group_array(json_object(
    'id', id, 'version', version, 'ocurrido', ocurrido, 'actor', actor, 'operacion', operacion,
    'cambios', json(cambios)))) FROM (
  SELECT * FROM historial WHERE tabla = 'clientes' AND id_registro = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3))
  AS cuerpo
WHERE EXISTS (SELECT 1 FROM clientes WHERE id = ?1)";

#[derive(Deserialize)]
struct Page {
    cuerpo: String,
}

impl Historial {
    /// A page of what happened to a customer, the newest first.
    pub(crate) async fn read(&self, id: Clave, before: Clave) -> Result<String, Refusal> {
        let parameters = [key(id), key(before), JsValue::from(PAGE)];
        let [page] = self.0.transaction([self.0.statement(READ, &parameters)?]).await?;
        let page: Page = first(&page)?.ok_or(Refusal::Failure(Failure::NotFound))?;
        Ok(page.cuerpo)
    }
}
