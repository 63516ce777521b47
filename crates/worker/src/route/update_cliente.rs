use crate::call::Call;
use crate::{password, reply};
use ficha::form::UpdateCliente;
use ficha::message::es;
use ficha_contract::{Refusal, UpdatedCliente};
use worker::Response;

/// `POST /clientes/updateCliente`: a full update of a managed customer.
pub(crate) async fn update_cliente(mut call: Call) -> Result<Response, Refusal> {
    call.authenticate()?;
    let (cliente, warnings) = call.record::<UpdateCliente>().await?;
    let clientes = call.store()?.clientes();
    let hash = match &cliente.password {
        // Hashing is dear, so it waits until nothing else can refuse the request.
        Some(new) => {
            clientes.expect_updatable(&cliente).await?;
            Some(password::hash(new)?)
        }
        None => None,
    };
    clientes.update(&cliente, hash.as_deref()).await?;
    reply::ok(&UpdatedCliente::new(&warnings, es::sentence))
}
