use super::{Store, first, key};
use ficha::field::Clave;
use ficha_contract::{Failure, Refusal};
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// What happened to the managed customers.
pub(crate) struct Historial(pub(super) Store);

/// The most entries on a page.
const PAGE: u32 = 50;

/// The most bytes of changes on a page of more than one entry. D1 gives no text beyond 2,000,000 bytes.
const PAGE_BYTES: u32 = 1_000_000;

/// ?1 = id of the customer, ?2 = entries before this one, ?3 = entries on a page, ?4 = bytes on a page. No row if there is
/// no such customer. `siguiente` is the next value of ?2, NULL behind the last page.
const READ: &str = "
WITH leidas AS MATERIALIZED (
  SELECT *, sum(length(CAST(cambios AS BLOB))) OVER (ORDER BY id DESC) AS bytes FROM (
    SELECT * FROM historial WHERE tabla = 'clientes' AND id_registro = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3)),
pagina AS MATERIALIZED (SELECT * FROM leidas WHERE bytes <= ?4 OR id = (SELECT max(id) FROM leidas) ORDER BY id DESC)
SELECT json_object(
  'historial', (SELECT json_group_array(json_object(
    'id', id, 'version', version, 'ocurrido', ocurrido, 'actor', actor, 'operacion', operacion,
    'cambios', json(cambios))) FROM pagina),
  'siguiente', (SELECT ultima FROM (SELECT min(id) AS ultima FROM pagina) WHERE EXISTS (
    SELECT 1 FROM historial WHERE tabla = 'clientes' AND id_registro = ?1 AND id < ultima))) AS cuerpo
WHERE EXISTS (SELECT 1 FROM clientes WHERE id = ?1)";

#[derive(Deserialize)]
struct Page {
    cuerpo: String,
}

impl Historial {
    /// A page of what happened to a customer, the newest first.
    pub(crate) async fn read(&self, id: Clave, before: Clave) -> Result<String, Refusal> {
        let parameters = [key(id), key(before), JsValue::from(PAGE), JsValue::from(PAGE_BYTES)];
        let [page] = self.0.read([self.0.statement(READ, &parameters)?]).await?;
        let page: Page = first(&page)?.ok_or(Refusal::Failure(Failure::NotFound))?;
        Ok(page.cuerpo)
    }
}
