use crate::call::Call;
use crate::reply;
use ficha::form::AgregarDireccion;
use ficha_contract::{AddedDirecciones, Refusal};
use worker::Response;

/// `POST /clientes/agregarDireccion`: new addresses of a managed customer, all or none.
pub(crate) async fn agregar_direccion(mut call: Call) -> Result<Response, Refusal> {
    call.authenticate()?;
    let (nuevas, _) = call.record::<AgregarDireccion>().await?;
    let direcciones = call.store()?.direcciones().add(&nuevas).await?;
    reply::ok(&AddedDirecciones::new(direcciones))
}
