use super::{Store, first};
use ficha_contract::{Failure, Refusal};
use ficha_sql::read_catalogos;
use serde::Deserialize;

/// The catalogues that customers refer to by id.
pub(crate) struct Catalogos(pub(super) Store);

#[derive(Deserialize)]
struct Read {
    cuerpo: String,
}

impl Catalogos {
    /// Reads the price lists and detraction types, for the choices of a form.
    pub(crate) async fn read(&self) -> Result<String, Refusal> {
        let [read] = self.0.read([self.0.statement(&read_catalogos(), &[])?]).await?;
        let read: Read = first(&read)?.ok_or(Failure::Internal)?;
        Ok(read.cuerpo)
    }
}
