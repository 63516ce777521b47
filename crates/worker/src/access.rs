//! Authorises callers, by the setting `ACCESO` and by tokens.

use crate::caller::Caller;
use crate::platform;
use crate::rate::network;
use crate::settings::{Access, Settings};
use crate::store::{Store, StoredToken};
use ficha::Field;
use ficha::field::Id;
use ficha_contract::{Failure, Refusal, Scope};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::HashMap;
use subtle::ConstantTimeEq;

/// The most tokens that an instance remembers.
const MOST_KNOWN: usize = 1_000;

thread_local! {
    /// The ids of tokens that this instance found valid, by their hash. They choose how a request is counted and grant
    /// no access.
    static KNOWN: RefCell<HashMap<[u8; 32], u64>> = RefCell::new(HashMap::new());
}

/// Names the caller for the rate limit, before the database is asked: the token if this instance found it valid before,
/// else the address. Invalid tokens are thus limited by address, and do not use up the limit of a valid token at the
/// same office. The first request of a valid token counts against the address.
pub(crate) fn counted_by(authorization: Option<&str>, address: &str) -> String {
    let hash = authorization.and_then(bearer).map(|(_, token)| Sha256::digest(token).into());
    let known = hash.and_then(|hash: [u8; 32]| KNOWN.with_borrow(|known| known.get(&hash).copied()));
    known.map_or_else(|| network(address), |id| format!("token {id}"))
}

/// Returns the caller, or refuses if the settings or the token do not allow the request.
pub(crate) async fn authorize(
    settings: &Settings,
    scope: Scope,
    authorization: Option<&str>,
    store: Store,
) -> Result<Caller, Refusal> {
    match settings.access {
        Access::Unset => Err(Failure::AccessUnset.into()),
        Access::Public if scope.is_write() => Ok(Caller::Everyone),
        Access::Public | Access::Token => by_token(scope, authorization, store).await,
    }
}

/// Finds the caller of a token. The store finds no token that expired or was revoked.
async fn by_token(scope: Scope, authorization: Option<&str>, store: Store) -> Result<Caller, Refusal> {
    let token = authorization.ok_or(Failure::TokenMissing)?;
    let invalid = Refusal::Failure(Failure::TokenInvalid);
    let Some((id, token)) = bearer(token) else { return Err(invalid) };
    let Some(stored) = store.tokens().find(id).await? else { return Err(invalid) };
    let hash: [u8; 32] = Sha256::digest(token).into();
    if !is_hash_of(&hash, &stored) {
        return Err(invalid);
    }
    remember(hash, id.get());
    let scopes: Vec<String> = serde_json::from_str(&stored.alcances).unwrap_or_default();
    if !scopes.iter().any(|allowed| allowed == scope.id()) {
        return Err(Failure::TokenScope.into());
    }
    Ok(Caller::Token { id: id.get(), name: stored.nombre, only: stored.id_cliente })
}

fn remember(hash: [u8; 32], id: u64) {
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(hash, id);
    });
}

/// Reads `Bearer ficha_<id>_<secret>` (RFC 6750): returns the id and the whole token.
fn bearer(authorization: &str) -> Option<(Id, &str)> {
    let (scheme, token) = authorization.split_once(' ')?;
    let token = token.trim();
    let (id, secret) = token.strip_prefix("ficha_")?.split_once('_')?;
    let is_sane = scheme.eq_ignore_ascii_case("bearer") && (32..=100).contains(&secret.len());
    let id = Id::parse(id, &platform::host()).ok().filter(|_| is_sane)?;
    Some((id, token))
}

/// True if the stored token has this hash. The comparison takes constant time, wherever the two differ.
fn is_hash_of(hash: &[u8], stored: &StoredToken) -> bool {
    platform::hex(hash).as_bytes().ct_eq(stored.huella.as_bytes()).into()
}
