use super::edit::{Edit, Edited};
use super::{Store, Versioned, first, patch};
use ficha::field::Id;
use ficha::form::UpdateCliente;
use ficha::{Code, Issue};
use ficha_contract::{Failure, Refusal};
use ficha_sql::{Customers, read_cliente, update_cliente};
use serde::Deserialize;
use std::sync::LazyLock;
use worker::D1Result;

/// The managed customers.
pub(crate) struct Clientes(pub(super) Store);

static UPDATE: LazyLock<ficha_sql::Edit> = LazyLock::new(|| update_cliente(Customers::Managed));
static READ: LazyLock<String> = LazyLock::new(|| read_cliente(Customers::Managed));

/// Columns of the first statement of an update: 1 if the reference exists.
#[derive(Deserialize)]
struct References {
    lista_precio: u8,
    tipo_detraccion: u8,
}

impl Clientes {
    /// Refuses what [`Clientes::update`] would refuse; returns the stored answer if the update was already made.
    pub(crate) async fn preview(&self, cliente: &UpdateCliente, edit: &Edit) -> Result<Option<Edited>, Refusal> {
        let patch = patch(cliente)?.to_string();
        edit.preview(&self.0, &UPDATE, cliente.id, &patch, expect_references).await
    }

    /// Updates a customer and records the change; `password` is the hash of a new password, `answer` the body to send.
    pub(crate) async fn update(
        &self,
        cliente: &UpdateCliente,
        password: Option<&str>,
        edit: &Edit,
        answer: &str,
    ) -> Result<Edited, Refusal> {
        let mut patch = patch(cliente)?;
        if let (Some(members), Some(hash)) = (patch.as_object_mut(), password) {
            members.insert("password".into(), hash.into());
        }
        let patch = patch.to_string();
        edit.run(&self.0, &UPDATE, cliente.id, &patch, [answer, ""], expect_references).await
    }

    /// Reads a customer without secrets and with the addresses.
    pub(crate) async fn read(&self, id: Id) -> Result<Versioned, Refusal> {
        Versioned::read(&self.0, &READ, id).await
    }
}

/// Refuses if a reference does not exist; reports both at once.
fn expect_references(found: &D1Result) -> Result<(), Refusal> {
    let found: References = first(found)?.ok_or(Failure::Internal)?;
    let references = [("id_lista_precio", found.lista_precio), ("id_tipo_detraccion", found.tipo_detraccion)];
    let missing = references.into_iter().filter(|(_, is_there)| *is_there == 0);
    let issues: Vec<Issue> = missing.map(|(field, _)| Issue::for_field(field, Code::ReferenceUnknown)).collect();
    if issues.is_empty() { Ok(()) } else { Err(Refusal::Invalid(issues)) }
}
