//! The endpoints that read.

use crate::call::Call;
use crate::platform;
use crate::reply::Reply;
use ficha::Field;
use ficha::Issue;
use ficha::field::{Id, MAX_SAFE_INTEGER};
use ficha_contract::{Failure, Refusal};

/// `GET /clientes/:id`: a managed customer, without secrets.
pub(crate) async fn read_cliente(call: Call) -> Result<Reply, Refusal> {
    let caller = call.authorize().await?;
    let id = call.cliente(&caller)?;
    Ok(call.store()?.clientes().read(id).await?.into())
}

/// `GET /clientes/:id/historial`: the history of a managed customer, the newest entry first.
pub(crate) async fn read_historial(call: Call) -> Result<Reply, Refusal> {
    let caller = call.authorize().await?;
    let id = call.cliente(&caller)?;
    let before = before(&call)?;
    Ok(Reply::of(call.store()?.historial().read(id, before).await?))
}

/// Reads `?antes=`, the id of an entry; without it the page begins with the newest entry.
fn before(call: &Call) -> Result<Id, Refusal> {
    const ANTES: &str = "antes";
    let internal = |_| Refusal::Failure(Failure::Internal);
    let url = call.request.url().map_err(internal)?;
    let named = url.query_pairs().find_map(|(name, value)| (name == ANTES).then_some(value));
    let antes = named.unwrap_or_else(|| MAX_SAFE_INTEGER.to_string().into());
    Id::parse(&antes, &platform::host()).map_err(|code| Refusal::Invalid(vec![Issue::for_field(ANTES, code)]))
}

/// `GET /api/clientes/:id`: a public client.
pub(crate) async fn read_cliente_publico(call: Call) -> Result<Reply, Refusal> {
    let caller = call.authorize().await?;
    let id = call.cliente(&caller)?;
    Ok(call.store()?.clientes_publicos().read(id).await?.into())
}

/// `GET /catalogos`: price lists and detraction types.
pub(crate) async fn read_catalogos(call: Call) -> Result<Reply, Refusal> {
    call.authorize().await?;
    Ok(Reply::of(call.store()?.catalogos().read().await?))
}

/// `GET /salud`: checks that the database answers and has the tables of this version.
pub(crate) async fn read_salud(call: Call) -> Result<Reply, Refusal> {
    call.authorize().await?;
    call.store()?.expect_tables().await?;
    Ok(Reply::of(r#"{"salud":"bien"}"#.to_owned()))
}
