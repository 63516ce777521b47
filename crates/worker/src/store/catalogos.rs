use super::{Store, first};
use ficha_contract::{Failure, Refusal};
use serde::Deserialize;

/// What customers refer to by id.
pub(crate) struct Catalogos(pub(super) Store);

const READ: &str = "
SELECT json_object(
  'listas_precio', (SELECT json_group_array(json_object('id', id, 'nombre', nombre))
    FROM (SELECT id, nombre FROM listas_precio ORDER BY id)),
  'tipos_detraccion', (SELECT json_group_array(json_object('id', id, 'nombre', nombre))
    FROM (SELECT id, nombre FROM tipos_detraccion ORDER BY id))) AS cuerpo";

#[derive(Deserialize)]
struct Read {
    cuerpo: String,
}

impl Catalogos {
    /// Price lists and detraction types, for the choices of a form.
    pub(crate) async fn read(&self) -> Result<String, Refusal> {
        let [read] = self.0.read([self.0.statement(READ, &[])?]).await?;
        let read: Read = first(&read)?.ok_or(Refusal::Failure(Failure::Internal))?;
        Ok(read.cuerpo)
    }
}
