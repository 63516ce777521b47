use crate::call::{Call, Sent};
use crate::reply::Reply;
use ficha::form::AgregarDireccion;
use ficha_contract::{AddedDirecciones, Failure, Refusal, frame};

/// `POST /clientes/agregarDireccion`: new addresses of a managed customer, all or none.
pub(crate) async fn agregar_direccion(mut call: Call) -> Result<Reply, Refusal> {
    let caller = call.authorize().await?;
    let Sent { record: nuevas, edit, .. } = call.sent::<AgregarDireccion>(&caller).await?;
    caller.expect_cliente(nuevas.id_cliente)?;
    if let Some(replay) = call.count(nuevas.id_cliente, &edit).await? {
        return Ok(replay);
    }
    let [before, after] = frame(&AddedDirecciones::new()).ok_or(Failure::Internal)?;
    let added = call.store()?.direcciones().add(&nuevas, &edit, [&before, &after]).await?;
    Ok(added.into())
}
