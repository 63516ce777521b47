use crate::call::{Call, Sent};
use crate::reply::Reply;
use ficha::form::UpdateClientePublico;
use ficha_contract::{Failure, Refusal, UpdatedClientePublico, frame};

/// `PUT /api/clientes/:id`: a partial update of a public client.
pub(crate) async fn update_cliente_publico(mut call: Call) -> Result<Reply, Refusal> {
    let caller = call.authorize().await?;
    let id = call.cliente(&caller)?;
    let Sent { record: patch, warnings, edit } = call.sent::<UpdateClientePublico>(&caller).await?;
    if let Some(replay) = call.count(id, &edit).await? {
        return Ok(replay);
    }
    let answer = UpdatedClientePublico::new(&warnings, call.language.sentence());
    let [before, after] = frame(&answer).ok_or(Failure::Internal)?;
    let updated = call.store()?.clientes_publicos().update(id, &patch, &edit, [&before, &after]).await?;
    Ok(updated.into())
}
