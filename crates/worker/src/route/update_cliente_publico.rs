use crate::call::Call;
use crate::reply;
use ficha::form::UpdateClientePublico;
use ficha::message::es;
use ficha_contract::{Failure, Refusal, UpdatedClientePublico};
use worker::Response;

/// `PUT /api/clientes/:id`: a partial update of a public client.
pub(crate) async fn update_cliente_publico(mut call: Call) -> Result<Response, Refusal> {
    call.authenticate()?;
    let id = call.id.ok_or(Refusal::Failure(Failure::NotFound))?;
    let (patch, warnings) = call.record::<UpdateClientePublico>().await?;
    let cliente = call.store()?.clientes_publicos().update(id, &patch).await?;
    reply::ok(&UpdatedClientePublico::new(cliente, &warnings, es::sentence))
}
