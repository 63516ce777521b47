//! Who may do what: the setting `ACCESO`, and tokens.

use crate::caller::Caller;
use crate::platform;
use crate::store::{Store, StoredToken};
use ficha::field::{Clave, Field};
use ficha_contract::{Failure, Refusal, Scope};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use worker::Env;

/// `publico` lets everyone write, as the documents have it; reading asks for a token all the same. `token` asks
/// for one always. With anything else, or nothing, nobody may do anything: a deployment must choose.
pub(crate) async fn authorize(env: &Env, scope: Scope, authorization: Option<&str>) -> Result<Caller, Refusal> {
    let mode = env.var("ACCESO").map(|mode| mode.to_string()).unwrap_or_default();
    match mode.as_str() {
        "publico" if scope.is_write() => Ok(Caller::Everyone),
        "publico" | "token" => by_token(env, scope, authorization).await,
        _ => Err(Refusal::Failure(Failure::AccessUnset)),
    }
}

async fn by_token(env: &Env, scope: Scope, authorization: Option<&str>) -> Result<Caller, Refusal> {
    let token = authorization.ok_or(Refusal::Failure(Failure::TokenMissing))?;
    let invalid = Refusal::Failure(Failure::TokenInvalid);
    let Some((id, token)) = bearer(token) else { return Err(invalid) };
    let Some(stored) = Store::open(env)?.tokens().find(id).await? else { return Err(invalid) };
    if !is_the_token(token, &stored) {
        return Err(invalid);
    }
    let scopes: Vec<String> = serde_json::from_str(&stored.alcances).unwrap_or_default();
    if !scopes.iter().any(|allowed| allowed == scope.id()) {
        return Err(Refusal::Failure(Failure::TokenScope));
    }
    Ok(Caller::Token { id: id.get(), name: stored.nombre, only: stored.id_cliente })
}

/// `Bearer ficha_<id>_<secret>` (RFC 6750): the id and the whole token.
fn bearer(authorization: &str) -> Option<(Clave, &str)> {
    let (scheme, token) = authorization.split_once(' ')?;
    let token = token.trim();
    let (id, secret) = token.strip_prefix("ficha_")?.split_once('_')?;
    let is_sane = scheme.eq_ignore_ascii_case("bearer") && (32..=100).contains(&secret.len());
    let id = Clave::parse(id, &platform::host()).ok().filter(|_| is_sane)?;
    Some((id, token))
}

/// Compared in a time that does not depend on where they differ.
fn is_the_token(token: &str, stored: &StoredToken) -> bool {
    platform::hex(&Sha256::digest(token)).as_bytes().ct_eq(stored.huella.as_bytes()).into()
}
