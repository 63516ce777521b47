use crate::call::{Call, Sent};
use crate::password;
use crate::reply::Reply;
use ficha::form::UpdateCliente;
use ficha_contract::{Failure, Refusal, UpdatedCliente};

/// `POST /clientes/updateCliente`: a full update of a managed customer.
pub(crate) async fn update_cliente(mut call: Call) -> Result<Reply, Refusal> {
    let caller = call.authorize().await?;
    let Sent { record: cliente, warnings, edit } = call.sent::<UpdateCliente>(&caller).await?;
    caller.expect_cliente(cliente.id)?;
    if let Some(replay) = call.count(cliente.id, &edit).await? {
        return Ok(replay);
    }
    let clientes = call.store()?.clientes();
    let hash = match &cliente.password {
        // Hashing is slow, so it waits until nothing else can refuse the request.
        Some(new) => {
            if let Some(before) = clientes.preview(&cliente, &edit).await? {
                return Ok(before.into());
            }
            Some(password::hash(new)?)
        }
        None => None,
    };
    let answer = serde_json::to_string(&UpdatedCliente::new(&warnings, call.language.sentence()))
        .map_err(|_| Refusal::Failure(Failure::Internal))?;
    Ok(clientes.update(&cliente, hash.as_deref(), &edit, &answer).await?.into())
}
