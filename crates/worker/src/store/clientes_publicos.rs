use super::edit::{Edit, Edited};
use super::{Store, Versioned, patch};
use ficha::field::Id;
use ficha::form::UpdateClientePublico;
use ficha_contract::Refusal;
use ficha_sql::{Customers, read_cliente, update_cliente};
use std::sync::LazyLock;

/// The public clients.
pub(crate) struct ClientesPublicos(pub(super) Store);

static UPDATE: LazyLock<ficha_sql::Edit> = LazyLock::new(|| update_cliente(Customers::Public));
static READ: LazyLock<String> = LazyLock::new(|| read_cliente(Customers::Public));

impl ClientesPublicos {
    /// Makes and records the changes of the patch; the answer has the client after the change, inside `frame`.
    pub(crate) async fn update(
        &self,
        id: Id,
        change: &UpdateClientePublico,
        edit: &Edit,
        frame: [&str; 2],
    ) -> Result<Edited, Refusal> {
        let patch = patch(change)?.to_string();
        edit.run(&self.0, &UPDATE, id, &patch, frame, |_| Ok(())).await
    }

    /// Reads a client.
    pub(crate) async fn read(&self, id: Id) -> Result<Versioned, Refusal> {
        Versioned::read(&self.0, &READ, id).await
    }
}
